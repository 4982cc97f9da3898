import Testing

@testable import Kernels

@Suite struct AttentionTests {
  static let shapes = [
    AttentionShape(heads: 1, keyValueHeads: 1, headSize: 16),
    AttentionShape(heads: 3, keyValueHeads: 3, headSize: 32),
    AttentionShape(heads: 4, keyValueHeads: 2, headSize: 16),
    AttentionShape(heads: 6, keyValueHeads: 1, headSize: 48),
  ]

  struct Forward {
    let out: Matrix
    let weights: Buffer
  }

  func forward(
    _ kernels: KernelSet, _ shape: AttentionShape, _ qkv: Matrix, firstRow: Int = 0
  ) -> Forward {
    let weights = Buffer(count: shape.weightCount(tokens: qkv.rows))
    let out = Matrix(rows: qkv.rows, columns: shape.queryWidth)
    kernels.attention(
      shape, qkv: qkv, firstRow: firstRow, weights: weights, weightOffset: 0, into: out,
      panels: Buffer(count: shape.panelCount(tokens: qkv.rows)))
    return Forward(out: out, weights: weights)
  }

  @Test("Attention equals the definition", arguments: shapes, counts)
  func attention(_ shape: AttentionShape, _ tokens: Int) {
    let qkv = random(tokens, shape.width)
    for index in 0..<qkv.buffer.count { qkv.buffer[index] *= 3 }
    let reference = Reference.attention(shape, ReferenceMatrix(qkv))
    for kernels in everySet {
      #expect(relativeError(forward(kernels, shape, qkv).out, reference) < 2e-6)
    }
  }

  @Test("Its gradient equals central differences", arguments: shapes, [1, 2, 7, 17])
  func gradient(_ shape: AttentionShape, _ tokens: Int) {
    // Rows before the first asked for carry no gradient.
    for firstRow in Set([0, tokens / 2]) {
      let qkv = random(tokens, shape.width)
      let dOut = random(tokens, shape.queryWidth, seed: 2)
      let used = ReferenceMatrix(rows: tokens, columns: shape.queryWidth) {
        $0 < firstRow ? 0 : Double(dOut[$0, $1])
      }
      // A few directions instead of every element: the reference is slow.
      let directions = (0..<4).map { ReferenceMatrix(random(tokens, shape.width, seed: 9 + $0)) }
      let point = ReferenceMatrix(qkv)
      let slopes = directions.map { direction in
        centralDifferences(ReferenceMatrix(rows: 1, columns: 1) { _, _ in 0 }) { size in
          let moved = ReferenceMatrix(rows: tokens, columns: shape.width) {
            point[$0, $1] + size[0, 0] * direction[$0, $1]
          }
          return Reference.attention(shape, moved).dot(used)
        }[0, 0]
      }
      for kernels in everySet {
        let result = forward(kernels, shape, qkv, firstRow: firstRow)
        let dQKV = Matrix(rows: tokens, columns: shape.width)
        kernels.attentionBackward(
          shape, qkv: qkv, firstRow: firstRow, weights: result.weights, weightOffset: 0,
          out: result.out, dOut: dOut, into: dQKV,
          scratch: Buffer(count: tokens * KernelSet.padded(tokens)),
          panels: Buffer(count: shape.panelCount(tokens: tokens)))
        for (direction, slope) in zip(directions, slopes) {
          #expect(abs(ReferenceMatrix(dQKV).dot(direction) - slope) < 1e-4 * max(1, abs(slope)))
        }
      }
    }
  }

  @Test(
    "A cached row gives the bits of the whole sequence", arguments: shapes, [1, 15, 16, 17, 70])
  func cacheEqualsSequence(_ shape: AttentionShape, _ tokens: Int) throws {
    let qkv = random(tokens, shape.width)
    let first = try #require(everySet.first)
    let whole = bits(forward(first, shape, qkv).out)
    let layers = 2
    for kernels in everySet {
      var cache = KeyValueCache()
      let out = Matrix(rows: tokens, columns: shape.queryWidth)
      let scores = Buffer(count: shape.heads * KernelSet.padded(tokens))
      for row in 0..<tokens {
        // Continues on a copy, as completions of a shared prompt do.
        cache = KeyValueCache(sharing: cache, length: row)
        cache.reserve(row + 1, shape: shape, layers: layers)
        cache.store(qkv, row: row, position: row, layer: 1, shape: shape, kernels: kernels)
        cache.attend(
          qkv, row: row, length: row + 1, layer: 1, shape: shape, scores: scores, into: out,
          kernels: kernels)
      }
      #expect(bits(out) == whole)
    }
  }
}
