import CKernels

/// The right factor of products, packed in panels of 16 columns so that a product reads it in order.
public struct PackedMatrix: Sendable {
  /// Rows: the depth of a product with it.
  public let rows: Int

  /// Columns: the width of a product with it, a multiple of ``KernelSet/lanes``.
  public let columns: Int

  let panels: Buffer
  let offset: Int

  /// Room for a `rows` × `columns` factor at `offset` of a buffer.
  public init(_ panels: Buffer, offset: Int = 0, rows: Int, columns: Int) {
    precondition(columns % KernelSet.lanes == 0, "\(columns) columns are not whole vectors")
    precondition(offset >= 0 && offset + rows * columns <= panels.count)
    self.panels = panels
    self.offset = offset
    self.rows = rows
    self.columns = columns
  }

  /// Room of its own for a `rows` × `columns` factor.
  public init(rows: Int, columns: Int) {
    self.init(Buffer(count: rows * columns), rows: rows, columns: columns)
  }

  var base: UnsafeMutablePointer<Float> { panels.base + offset }
}

extension KernelSet {
  /// Packs `matrix` as it is.
  public func pack(_ matrix: Matrix, into packed: PackedMatrix) {
    precondition(matrix.rows == packed.rows && matrix.columns == packed.columns)
    table.pointee.pack(matrix.rows, matrix.columns, matrix.base, matrix.stride, packed.base)
  }

  /// Packs the transpose of `matrix`: what multiplies activations by weights stored as
  /// [outputs][inputs].
  public func packTransposed(_ matrix: Matrix, into packed: PackedMatrix) {
    precondition(matrix.rows == packed.columns && matrix.columns == packed.rows)
    table.pointee.pack_transposed(
      matrix.rows, matrix.columns, matrix.base, matrix.stride, packed.base)
  }

  /// `result = left · right`, or `result += left · right` where `adding`.
  public func multiply(
    _ left: Matrix, _ right: PackedMatrix, into result: Matrix, adding: Bool = false
  ) {
    precondition(left.columns == right.rows)
    precondition(result.rows == left.rows && result.columns == right.columns)
    table.pointee.gemm(
      left.rows, right.columns, left.columns, left.base, left.stride, 1, right.base, Self.lanes,
      Self.lanes * right.rows, result.base, result.stride, adding ? 1 : 0)
  }

  /// `result += leftᵀ · right`: the gradient of weights [outputs][inputs] from the outputs'
  /// gradient [rows][outputs] and the inputs [rows][inputs].
  ///
  /// - Parameter panels: scratch of at least `right.rows * right.columns` floats.
  public func accumulateTransposedProduct(
    _ left: Matrix, _ right: Matrix, into result: Matrix, panels: Buffer
  ) {
    precondition(left.rows == right.rows)
    precondition(result.rows == left.columns && result.columns == right.columns)
    let packed = PackedMatrix(panels, rows: right.rows, columns: right.columns)
    pack(right, into: packed)
    table.pointee.gemm(
      left.columns, right.columns, left.rows, left.base, 1, left.stride, packed.base, Self.lanes,
      Self.lanes * packed.rows, result.base, result.stride, 1)
  }
}
