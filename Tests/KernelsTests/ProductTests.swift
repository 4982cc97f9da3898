import Testing

@testable import Kernels

@Suite struct ProductTests {
  @Test("Products equal the definition", arguments: counts, counts)
  func products(_ rows: Int, _ depth: Int) {
    for width in [16, 48, 64, 80] {
      let left = random(rows, depth, gap: 3)
      let weights = random(width, depth, seed: 2)
      let packed = PackedMatrix(rows: depth, columns: width)
      let start = random(rows, width, seed: 3, gap: 5)
      let reference = ReferenceMatrix(left) * ReferenceMatrix(weights).transposed
      let old = ReferenceMatrix(start)
      let sum = ReferenceMatrix(rows: rows, columns: width) { old[$0, $1] + reference[$0, $1] }
      for kernels in everySet {
        kernels.packTransposed(weights, into: packed)
        let result = Matrix(rows: rows, columns: width)
        kernels.multiply(left, packed, into: result)
        #expect(relativeError(result, reference) < 1e-5)
        result.copy(from: start)
        kernels.multiply(left, packed, into: result, adding: true)
        #expect(relativeError(result, sum) < 1e-5)
      }
    }
  }

  @Test("Products by a transpose equal the definition", arguments: counts, counts)
  func transposedProducts(_ rows: Int, _ outputs: Int) {
    for width in [16, 48, 80] {
      let left = random(rows, outputs, gap: 2)
      let right = random(rows, width, seed: 2, gap: 7)
      let reference = ReferenceMatrix(left).transposed * ReferenceMatrix(right)
      for kernels in everySet {
        let result = Matrix(rows: outputs, columns: width)
        kernels.accumulateTransposedProduct(
          left, right, into: result, panels: Buffer(count: rows * width))
        #expect(relativeError(result, reference) < 1e-5)
      }
    }
  }

  @Test("A row's bits depend neither on its neighbours nor on the instruction set")
  func rowsAreIndependent() throws {
    let left = random(65, 96)
    let weights = random(112, 96, seed: 2)
    let packed = PackedMatrix(rows: 96, columns: 112)
    let whole = Matrix(rows: 65, columns: 112)
    let first = try #require(everySet.first)
    first.packTransposed(weights, into: packed)
    first.multiply(left, packed, into: whole)
    for kernels in everySet {
      for count in [1, 2, 3, 5, 8, 13, 64] {
        for start in stride(from: 0, through: 65 - count, by: 7) {
          let part = Matrix(rows: count, columns: 112)
          kernels.multiply(left.rows(start..<start + count), packed, into: part)
          #expect(bits(part) == bits(whole.rows(start..<start + count)))
        }
      }
    }
  }

  /// Tile sizes change at few rows, at large transposed factors and at depths that are cut.
  static let sizes: [(rows: Int, depth: Int, width: Int)] = [
    (0, 32, 96), (1, 96, 112), (1, 33, 208), (2, 96, 80), (2, 17, 96), (3, 96, 48), (7, 96, 96),
    (8, 40, 64), (9, 96, 48), (13, 288, 96), (131, 96, 48), (520, 131, 96), (230, 300, 112),
  ]

  @Test("An element is one chain of fused multiply-adds over the depth", arguments: sizes)
  func elementsAreChains(_ rows: Int, _ depth: Int, _ width: Int) {
    let left = random(rows, depth, gap: 3)
    let transposed = random(depth, rows, seed: 4, gap: 2)
    let right = random(depth, width, seed: 2)
    let start = random(rows, width, seed: 3)
    let packed = PackedMatrix(rows: depth, columns: width)
    var stream = Stream(state: 5)
    let places = (0..<(rows == 0 ? 0 : 400)).map { _ in
      (Int.random(in: 0..<rows, using: &stream), Int.random(in: 0..<width, using: &stream))
    }
    func chain(_ from: Float, _ column: Int, _ factor: (Int) -> Float) -> UInt32 {
      (0..<depth).reduce(from) { $0.addingProduct(factor($1), right[$1, column]) }.bitPattern
    }
    for kernels in everySet {
      kernels.pack(right, into: packed)
      let result = Matrix(rows: rows, columns: width)
      kernels.multiply(left, packed, into: result)
      let sum = Matrix(rows: rows, columns: width)
      sum.copy(from: start)
      kernels.accumulateTransposedProduct(
        transposed, right, into: sum, panels: Buffer(count: depth * width))
      for (row, column) in places {
        #expect(result[row, column].bitPattern == chain(0, column) { left[row, $0] })
        #expect(
          sum[row, column].bitPattern == chain(start[row, column], column) { transposed[$0, row] })
      }
    }
  }
}
