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
}
