/// A matrix of fingerprints, row by row.
struct FingerprintMatrix: Equatable {
  let rows: Int
  let columns: Int
  var entries: [FieldElement]

  subscript(row: Int, column: Int) -> FieldElement {
    get { entries[row * columns + column] }
    set { entries[row * columns + column] = newValue }
  }

  static func identity(_ size: Int) -> FingerprintMatrix {
    var result = FingerprintMatrix(
      rows: size, columns: size, entries: .init(repeating: .zero, count: size * size))
    for place in 0..<size { result[place, place] = .one }
    return result
  }

  func map(_ body: (FieldElement) -> FieldElement) -> FingerprintMatrix {
    FingerprintMatrix(rows: rows, columns: columns, entries: entries.map(body))
  }

  var transposed: FingerprintMatrix {
    var result = FingerprintMatrix(rows: columns, columns: rows, entries: entries)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The product; the sizes must fit.
  func multiplied(by other: FingerprintMatrix) -> FingerprintMatrix {
    var result = FingerprintMatrix(
      rows: rows, columns: other.columns,
      entries: .init(repeating: .zero, count: rows * other.columns))
    for row in 0..<rows {
      for column in 0..<other.columns {
        for place in 0..<columns {
          result[row, column] = result[row, column] + self[row, place] * other[place, column]
        }
      }
    }
    return result
  }

  /// The determinant and, unless it is 0, the inverse; the matrix must be square.
  var eliminated: (determinant: FieldElement, inverse: FingerprintMatrix?) {
    var left = self
    var right = Self.identity(rows)
    var determinant = FieldElement.one
    for column in 0..<rows {
      guard let pivot = (column..<rows).first(where: { !left[$0, column].isZero }),
        let scale = left[pivot, column].inverse
      else { return (.zero, nil) }
      determinant = determinant * left[pivot, column]
      if pivot != column { determinant = -determinant }
      for place in 0..<rows {
        let (a, b) = (left[pivot, place] * scale, right[pivot, place] * scale)
        left[pivot, place] = left[column, place]
        right[pivot, place] = right[column, place]
        left[column, place] = a
        right[column, place] = b
      }
      for row in 0..<rows where row != column {
        let factor = left[row, column]
        for place in 0..<rows {
          left[row, place] = left[row, place] - factor * left[column, place]
          right[row, place] = right[row, place] - factor * right[column, place]
        }
      }
    }
    return (determinant, right)
  }
}

extension ExpressionEvaluator {
  /// The entries of an expression of matrices; `nil` for what is none.
  mutating func matrix(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FingerprintMatrix? {
    let node = tree[id]
    switch node.operation {
    case .matrix:
      let rows = tree.rows(of: id)
      guard rows > 0, Int(node.count) % rows == 0 else { throw .unsupported }
      var entries: [FieldElement] = []
      for child in tree.children(of: id) { entries.append(try fingerprint(child, in: tree)) }
      return FingerprintMatrix(rows: rows, columns: Int(node.count) / rows, entries: entries)
    case .add, .multiply, .divide, .negate, .power, .function:
      guard tree.contains(.matrix, below: id) else { return nil }
      return try descend { (me) throws(Interruption) in try me.matrixOfNode(id, in: tree) }
    default: return nil
    }
  }

  private mutating func matrixOfNode(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FingerprintMatrix? {
    let children = tree.children(of: id)
    let operation = tree[id].operation
    guard let first = children.first else { return nil }
    switch operation {
    case .negate: return try matrix(first, in: tree)?.map { -$0 }
    case .power:
      guard let base = try matrix(first, in: tree), base.rows == base.columns,
        let last = children.last
      else { return nil }
      guard let exponent = try exactOrNil(last, in: tree)?.int, abs(exponent) < 64 else {
        let isTransposed = tree.text(of: last).elementsEqual("T".utf8)
        return isTransposed ? base.transposed : nil
      }
      guard let factor = exponent < 0 ? base.eliminated.inverse : base else { throw .undefined }
      var result = FingerprintMatrix.identity(base.rows)
      for _ in 0..<abs(exponent) {
        try budget.charge(base.entries.count * base.rows / 8)
        result = result.multiplied(by: factor)
      }
      return result
    case .function: return try matrixFunction(id, in: tree)
    default: break
    }
    var result: FingerprintMatrix?
    var scale = FieldElement.one
    for (place, child) in children.enumerated() {
      guard let next = try matrix(child, in: tree) else {
        let value = try fingerprint(child, in: tree)
        if operation == .add { return nil }
        guard let factor = operation == .divide && place > 0 ? value.inverse : value else {
          throw .undefined
        }
        scale = scale * factor
        continue
      }
      guard let soFar = result else {
        if operation == .divide, place > 0 { return nil }
        result = next
        continue
      }
      if operation == .add {
        guard soFar.rows == next.rows, soFar.columns == next.columns else { throw .undefined }
        var sum = soFar
        for index in sum.entries.indices {
          sum.entries[index] = sum.entries[index] + next.entries[index]
        }
        result = sum
      } else {
        guard operation == .multiply, soFar.columns == next.rows else { return nil }
        try budget.charge(soFar.entries.count * next.columns / 8)
        result = soFar.multiplied(by: next)
      }
    }
    return result?.map { $0 * scale }
  }

  private mutating func matrixFunction(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FingerprintMatrix? {
    guard let child = tree.children(of: id).first, let inner = try matrix(child, in: tree) else {
      return nil
    }
    switch Function(rawValue: tree[id].detail) {
    case .transpose: return inner.transposed
    case .inverse, .adjugate:
      guard inner.rows == inner.columns else { throw .undefined }
      let (determinant, inverse) = inner.eliminated
      guard let inverse else { throw .undefined }
      return tree[id].detail == Function.inverse.rawValue
        ? inverse : inverse.map { $0 * determinant }
    default: return nil
    }
  }

  /// The fingerprint of a determinant or trace; `nil` for other functions and arguments.
  mutating func numberOfMatrix(
    _ function: Function, _ argument: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FieldElement? {
    guard function == .determinant || function == .trace || function == .absolute,
      let inner = try matrix(argument, in: tree)
    else { return nil }
    guard inner.rows == inner.columns else { throw .undefined }
    try budget.charge(inner.entries.count * inner.rows / 8)
    if function != .trace { return inner.eliminated.determinant }
    return (0..<inner.rows).reduce(.zero) { $0 + inner[$1, $1] }
  }
}
