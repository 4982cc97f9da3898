extension Parser {
  /// Reads an environment: a matrix, cases, lines of statements.
  mutating func parseEnvironment() throws(ReadingRefusal) -> NodeID {
    let environment = Environment(rawValue: token.detail) ?? .matrix
    let start = offset
    let outer = (openPipes, pipeSeparates)
    (openPipes, pipeSeparates) = (0, false)
    advance()
    let mark = top
    var rows = 0
    var columns = 0
    while kind != .finish {
      guard kind != .end else { throw ReadingRefusal(.unbalanced, at: start) }
      if accept(.newRow) { continue }
      let row = top
      while true {
        try push(try parseCell(environment))
        if kind == .comma || kind == .semicolon || kind == .period { advance() }
        guard accept(.ampersand) else { break }
      }
      if rows == 0 { columns = top - row }
      guard top - row == columns else { throw refusal(.unexpected) }
      rows += 1
      guard kind == .newRow || kind == .finish else {
        throw refusal(kind == .word ? .words : .unexpected)
      }
    }
    advance()
    (openPipes, pipeSeparates) = outer
    guard rows > 0 else { throw ReadingRefusal(.missingOperand, at: start) }
    switch environment {
    case .matrix, .array: return try gather(mark, .matrix, value: Int64(rows))
    case .determinant, .norm:
      let matrix = try gather(mark, .matrix, value: Int64(rows))
      return try function(environment == .norm ? .norm : .determinant, matrix)
    case .lines: return try collapse(mark, rows > 1 && areRelations(mark) ? .and : .list)
    case .cases:
      if columns == 1 { return try collapse(mark, areRelations(mark) ? .and : .list) }
      guard columns == 2 else { throw ReadingRefusal(.unexpected, at: start) }
      let children = UnsafeMutableBufferPointer(rebasing: pending[mark..<top])
      top = mark
      return try checked(tree.add(.application, text: "cases".utf8, children))
    }
  }

  private func areRelations(_ mark: Int) -> Bool {
    pending[mark..<top].allSatisfy {
      tree[$0].operation == .relation || tree[$0].operation == .and
    }
  }

  private mutating func parseCell(_ environment: Environment) throws(ReadingRefusal) -> NodeID {
    switch environment {
    case .cases, .lines:
      if word == .condition,
        peek().kind == .newRow || peek().kind == .finish
          || peek().kind == .period
      {
        return try words(through: position)
      }
      while word == .condition || word == .filler || kind == .comma { advance() }
      return try parseList()
    default: return try parseStatement()
    }
  }
}
