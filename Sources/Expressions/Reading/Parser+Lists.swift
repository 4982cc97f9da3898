extension Parser {
  /// What separates the elements of a list.
  struct Separators: OptionSet {
    let rawValue: UInt8
    static let comma = Separators(rawValue: 1)
    static let semicolon = Separators(rawValue: 2)
    static let and = Separators(rawValue: 4)
    static let or = Separators(rawValue: 8)
  }

  /// Reads what may be a list: `1, 2`, `x=1 or x=-2`, `p=5, q=2; p=7, q=2`.
  mutating func parseList() throws(ReadingRefusal) -> NodeID {
    let start = position
    let mark = top
    let separators = try parseElements()
    if separators == .or || separators == .and, areStatements(mark) {
      return try collapse(mark, separators == .or ? .or : .and)
    }
    guard isPerhapsDecimal(start, mark) else { return try collapse(mark, .list) }
    return try gather(
      mark, .list, detail: ListStyle.perhapsDecimal.rawValue,
      value: Int64(tokens[start + 2].range.count))
  }

  /// Pushes the elements up to what closes them.
  ///
  /// With semicolons between, commas group: `1,2;3,4` has two elements.
  mutating func parseElements() throws(ReadingRefusal) -> Separators {
    var separators: Separators = []
    let mark = top
    while true {
      let group = top
      separators.formUnion(try parseCommaElements())
      distribute(group)
      guard kind == .semicolon else {
        if separators.contains(.semicolon) { try push(try collapse(group, .list)) }
        return separators
      }
      if top > group { try push(try collapse(group, .list)) }
      advance()
      separators.insert(.semicolon)
      if isAtStop { return separators }
      if top == mark { throw missing }
    }
  }

  /// Whether nothing more can belong to a list.
  private var isAtStop: Bool {
    switch kind {
    case .end, .close, .ampersand, .newRow, .finish, .period: true
    default: false
    }
  }

  private mutating func parseCommaElements() throws(ReadingRefusal) -> Separators {
    var separators: Separators = []
    while true {
      try push(try parseStatement())
      switch kind {
      case .comma:
        separators.insert(.comma)
        advance()
        if word == .and || word == .or { advance() }
        if isAtStop || kind == .comma { return separators }
      case .word where word == .and || word == .or:
        separators.insert(word == .and ? .and : .or)
        advance()
        if kind == .comma { advance() }
      case .letter, .named, .number, .open:
        // `x = 3 \quad y = 4`.
        guard token.isWide, areStatements(top - 1) else { return separators }
        separators.insert(.comma)
      default: return separators
      }
    }
  }

  private func areStatements(_ mark: Int) -> Bool {
    pending[mark..<top].allSatisfy {
      switch tree[$0].operation {
      case .relation, .and, .or, .not: true
      default: false
      }
    }
  }

  /// `k = 1, 2, 3` relates `k` to the list of what follows.
  private mutating func distribute(_ mark: Int) {
    guard top > mark + 1 else { return }
    let first = tree[pending[mark]]
    guard first.operation == .relation,
      first.detail == Relation.equal.rawValue || first.detail == Relation.element.rawValue,
      let left = tree.children(of: pending[mark]).first, tree[left].operation == .symbol,
      let right = tree.children(of: pending[mark]).last,
      pending[(mark + 1)..<top].allSatisfy({
        tree[$0].operation != .relation && tree[$0].operation != .and
      })
    else { return }
    pending[mark] = right
    let list = tree.add(.list, UnsafeMutableBufferPointer(rebasing: pending[mark..<top]))
    pending[mark] = left
    pending[mark + 1] = list
    let sides = UnsafeMutableBufferPointer(rebasing: pending[mark..<(mark + 2)])
    pending[mark] = tree.add(.relation, detail: first.detail, sides)
    top = mark + 1
  }

  /// Whether the list is two whole numbers with a comma and no space: `3,5`.
  private func isPerhapsDecimal(_ start: Int, _ mark: Int) -> Bool {
    guard top == mark + 2, position == start + 3, depth == 0 else { return false }
    let (whole, comma, decimals) = (tokens[start], tokens[start + 1], tokens[start + 2])
    return whole.kind == .number && whole.detail == NumberForm.whole && comma.kind == .comma
      && decimals.kind == .number && decimals.detail == NumberForm.whole && !comma.spaced
      && !decimals.spaced
  }
}
