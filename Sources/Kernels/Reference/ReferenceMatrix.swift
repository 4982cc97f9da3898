/// A matrix of doubles for the slow references, which say what the kernels compute.
struct ReferenceMatrix: Equatable {
  let rows: Int
  let columns: Int
  var values: [Double]

  init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Double) {
    self.rows = rows
    self.columns = columns
    values = []
    for row in 0..<rows { for column in 0..<columns { values.append(value(row, column)) } }
  }

  /// The elements of a kernel's matrix.
  init(_ matrix: Matrix) {
    self.init(rows: matrix.rows, columns: matrix.columns) { Double(matrix[$0, $1]) }
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  var transposed: ReferenceMatrix {
    ReferenceMatrix(rows: columns, columns: rows) { self[$1, $0] }
  }

  func columns(_ range: Range<Int>) -> ReferenceMatrix {
    ReferenceMatrix(rows: rows, columns: range.count) { self[$0, range.lowerBound + $1] }
  }

  /// The product, element by element as it is defined.
  static func * (left: ReferenceMatrix, right: ReferenceMatrix) -> ReferenceMatrix {
    ReferenceMatrix(rows: left.rows, columns: right.columns) { row, column in
      (0..<left.columns).reduce(0) { $0 + left[row, $1] * right[$1, column] }
    }
  }

  /// The inner product of two matrices of the same shape.
  func dot(_ other: ReferenceMatrix) -> Double {
    zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
