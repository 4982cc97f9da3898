import Testing

@testable import Kernels

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
struct Stream: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

/// Every instruction set of this machine.
let everySet = InstructionSet.available.compactMap { KernelSet($0) }

/// Row counts around the sizes of tiles and vectors.
let counts = [1, 2, 7, 16, 33, 64]

/// A random matrix whose rows are `gap` floats further apart than they are long.
func random(_ rows: Int, _ columns: Int, seed: UInt64 = 1, gap: Int = 0) -> Matrix {
  var stream = Stream(state: seed &* 7919 &+ UInt64(rows * 131 + columns))
  let buffer = Buffer(count: rows * (columns + gap))
  for index in 0..<buffer.count { buffer[index] = Float.random(in: -1...1, using: &stream) }
  return Matrix(buffer, rows: rows, columns: columns, stride: columns + gap)
}

/// The largest difference of any element, relative to the largest element.
func relativeError(_ matrix: Matrix, _ reference: ReferenceMatrix) -> Double {
  precondition(matrix.rows == reference.rows && matrix.columns == reference.columns)
  let own = ReferenceMatrix(matrix)
  let largest = reference.values.map { abs($0) }.max() ?? 0
  let error = zip(own.values, reference.values).map { abs($0 - $1) }.max() ?? 0
  return error / max(largest, 1e-30)
}

/// The gradient of `loss` by every element of `x`, by central differences in double precision.
func centralDifferences(
  _ x: ReferenceMatrix, _ loss: (ReferenceMatrix) -> Double
) -> ReferenceMatrix {
  let step = 1e-5
  return ReferenceMatrix(rows: x.rows, columns: x.columns) { row, column in
    var above = x
    var below = x
    above[row, column] += step
    below[row, column] -= step
    return (loss(above) - loss(below)) / (2 * step)
  }
}

func bits(_ matrix: Matrix) -> [UInt32] {
  (0..<matrix.rows).flatMap { row in
    (0..<matrix.columns).map { matrix[row, $0].bitPattern }
  }
}
