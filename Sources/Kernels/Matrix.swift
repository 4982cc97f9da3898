/// Rows of floats inside a buffer: `rows` × `columns`, `stride` floats from one row to the next.
public struct Matrix: Sendable {
  /// The memory that holds it, and whatever lies beside it.
  public let buffer: Buffer

  /// Where the first element lies, in floats from the buffer's start.
  public let offset: Int

  /// The number of rows.
  public let rows: Int

  /// The number of elements of a row.
  public let columns: Int

  /// Floats from the start of one row to that of the next, at least `columns`.
  public let stride: Int

  /// A matrix inside `buffer`, checked to lie within it.
  public init(_ buffer: Buffer, offset: Int = 0, rows: Int, columns: Int, stride: Int? = nil) {
    let stride = stride ?? columns
    precondition(offset >= 0 && rows >= 0 && columns >= 0 && stride >= columns)
    precondition(
      rows == 0 || offset + (rows - 1) * stride + columns <= buffer.count,
      "a \(rows) × \(columns) matrix at \(offset) leaves a buffer of \(buffer.count) floats")
    self.buffer = buffer
    self.offset = offset
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// A matrix of zeros in a buffer of its own.
  public init(rows: Int, columns: Int) {
    self.init(Buffer(count: rows * columns), rows: rows, columns: columns)
  }

  /// Some of the rows.
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows)
    return Matrix(
      buffer, offset: offset + range.lowerBound * stride, rows: range.count, columns: columns,
      stride: stride)
  }

  /// Some of the columns.
  public func columns(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= columns)
    return Matrix(
      buffer, offset: offset + range.lowerBound, rows: rows, columns: range.count, stride: stride)
  }

  /// The element in `row` and `column`.
  public subscript(row: Int, column: Int) -> Float {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      return base[row * stride + column]
    }
    nonmutating set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns)
      base[row * stride + column] = newValue
    }
  }

  /// Copies one row of `source` over a row of this matrix; the widths must be equal.
  public func copyRow(_ row: Int, from source: Matrix, row sourceRow: Int) {
    precondition(row >= 0 && row < rows && sourceRow >= 0 && sourceRow < source.rows)
    precondition(columns == source.columns)
    (base + row * stride).update(from: source.base + sourceRow * source.stride, count: columns)
  }

  /// Copies all of `source`, which has the same shape.
  public func copy(from source: Matrix) {
    precondition(rows == source.rows && columns == source.columns)
    for row in 0..<rows {
      (base + row * stride).update(from: source.base + row * source.stride, count: columns)
    }
  }

  /// Makes every element zero.
  public func clear() {
    for row in 0..<rows { (base + row * stride).update(repeating: 0, count: columns) }
  }

  /// The first element.
  var base: UnsafeMutablePointer<Float> { buffer.base + offset }
}
