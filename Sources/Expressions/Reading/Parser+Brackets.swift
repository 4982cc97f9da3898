extension Parser {
  /// Reads what brackets hold: a group, a tuple, an interval, a set, bars of some kind.
  mutating func parseBracket() throws(ReadingRefusal) -> NodeID {
    var opening = Bracket(rawValue: token.detail) ?? .parenthesis
    if isPlain, opening == .brace, !isScript(position), !carriesScript { opening = .curly }
    let close = Int(token.value)
    let outer = (openPipes, pipeSeparates)
    (openPipes, pipeSeparates) = (0, opening == .curly)
    advance()
    let node: NodeID
    if position == close {
      node = try parseEmpty(opening)
    } else {
      let mark = top
      var separators = try parseElements()
      if kind == .choose, top == mark + 1 {
        node = try parseInfix(mark)
      } else if pipeSeparates, kind == .pipe || kind == .colon || isSuchThat {
        advance()
        if isSuchThat { advance() }
        pipeSeparates = false
        node = try parseSetBuilder(mark)
      } else {
        guard position == close else { throw refusal(kind == .word ? .words : .unexpected) }
        let closing = Bracket(rawValue: tokens[close].detail) ?? opening
        if separators == .semicolon { separators = .comma }
        node = try bracketed(mark, separators, opening, closing)
      }
      guard position == close else { throw refusal(kind == .word ? .words : .unexpected) }
      advance()
    }
    (openPipes, pipeSeparates) = outer
    return node
  }

  /// `{n \choose k}`, `{a \over b}`.
  private mutating func parseInfix(_ mark: Int) throws(ReadingRefusal) -> NodeID {
    let isFraction = token.detail == 1
    advance()
    try push(try parseStatement())
    return isFraction
      ? try gather(mark, .divide)
      : try gather(mark, .function, detail: Function.binomial.rawValue)
  }

  /// `{}` before an index is nothing, `\{\}` the empty set.
  private mutating func parseEmpty(_ opening: Bracket) throws(ReadingRefusal) -> NodeID {
    advance()
    switch opening {
    case .curly: return try checked(tree.add(leaf: .emptySet))
    case .brace where kind == .underscore: return try parsePrescripts()
    case .brace where kind != .end: return try parsePower()
    default: throw missing
    }
  }

  /// `{}_5C_2`.
  private mutating func parsePrescripts() throws(ReadingRefusal) -> NodeID {
    advance()
    let count = try parseScript()
    guard kind == .letter, let function = Self.counting(token.detail), peek().kind == .underscore
    else { throw refusal(.unexpected) }
    position += 2
    return try binary(.function, count, try parseScript(), detail: function.rawValue)
  }

  /// Whether the group is empty and carries a subscript.
  private var carriesScript: Bool { peek().kind == .close && peek(2).kind == .underscore }

  /// Whether the group at an index is raised, lowered or an argument.
  private func isScript(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    switch tokens[index - 1].kind {
    case .caret, .underscore, .function, .functionName, .root, .logarithm: return true
    default: return false
    }
  }

  private var isSuchThat: Bool {
    kind == .word && peek().kind == .word && firstByte(token) | 32 == UInt8(letter: "s")
      || word == .condition && tokens[position - 1].kind == .word
  }

  private mutating func parseSetBuilder(_ mark: Int) throws(ReadingRefusal) -> NodeID {
    let element = try collapse(mark, .list)
    let start = top
    let separators = try parseElements()
    let condition = try collapse(start, separators.contains(.or) ? .or : .and)
    return try binary(.setBuilder, element, condition)
  }

  /// What the elements above a mark are between two brackets.
  private mutating func bracketed(
    _ mark: Int, _ separators: Separators, _ opening: Bracket, _ closing: Bracket
  ) throws(ReadingRefusal) -> NodeID {
    let count = top - mark
    switch opening {
    case .curly:
      return closing == .none ? try collapse(mark, .and) : try gather(mark, .set)
    case .brace:
      if separators == .or || separators == .and { return try collapse(mark, .list) }
      // LaTeX prints no braces here: what they hold is all that is seen.
      return try collapse(mark, isWholeText ? .list : .set)
    case .angle: return try gather(mark, .tuple, detail: TupleStyle.angles.rawValue)
    case .floor: return try only(mark, .floor)
    case .ceiling: return try only(mark, .ceiling)
    case .norm: return try only(mark, .norm)
    case .pipe:
      if count == 1, tree[pending[mark]].operation == .matrix {
        return try only(mark, .determinant)
      }
      return try only(mark, .absolute)
    case .none: return try collapse(mark, .list)
    case .parenthesis, .square, .reversedSquare:
      return try rounded(mark, separators, opening, closing)
    }
  }

  /// Whether the brackets that close here hold the whole text.
  private var isWholeText: Bool { token.value == 0 && peek().kind == .end }

  private mutating func only(_ mark: Int, _ function: Function) throws(ReadingRefusal) -> NodeID {
    guard top == mark + 1 else { throw refusal(.unexpected) }
    return try gather(mark, .function, detail: function.rawValue)
  }

  /// Round and square brackets.
  private mutating func rounded(
    _ mark: Int, _ separators: Separators, _ opening: Bracket, _ closing: Bracket
  ) throws(ReadingRefusal) -> NodeID {
    let count = top - mark
    let isMatched = opening == closing && opening != .reversedSquare
    if count == 1 {
      guard isMatched || opening == .none || closing == .none else { throw refusal(.unexpected) }
      if opening == .square, let node = try matrix(mark) { return node }
      top = mark
      return pending[mark]
    }
    if separators == .or || separators == .and { return try collapse(mark, .list) }
    if opening == .square, isMatched, let node = try matrix(mark) { return node }
    let isInfinite = count == 2 && (isInfinite(pending[mark]) || isInfinite(pending[mark + 1]))
    guard opening == .parenthesis, isMatched, !isInfinite else {
      guard count == 2 else {
        guard isMatched, opening == .square else { throw refusal(.unexpected) }
        return try gather(mark, .tuple, detail: TupleStyle.brackets.rawValue)
      }
      let ends: IntervalEnds =
        switch (opening == .square, closing == .square) {
        case (false, false): .open
        case (true, false): .leftClosed
        case (false, true): .rightClosed
        case (true, true): .closed
        }
      return try gather(mark, .interval, detail: ends.rawValue)
    }
    return try gather(mark, .tuple, detail: TupleStyle.parentheses.rawValue)
  }

  private func isInfinite(_ node: NodeID) -> Bool {
    switch tree[node].operation {
    case .constant: tree[node].detail == Constant.infinity.rawValue
    case .negate:
      tree.children(of: node).contains { tree[$0].operation == .constant }
        && tree.children(of: node).contains { tree[$0].detail == Constant.infinity.rawValue }
    default: false
    }
  }

  /// `[[1,2],[3,4]]`: the rows of a matrix.
  private mutating func matrix(_ mark: Int) throws(ReadingRefusal) -> NodeID? {
    let rows = top - mark
    guard rows > 0, tokens[position - 1].kind == .close else { return nil }
    let columns = tree.children(of: pending[mark]).count
    for row in pending[mark..<top] {
      let node = tree[row]
      let isRow =
        node.operation == .interval && node.detail == IntervalEnds.closed.rawValue
        || node.operation == .tuple && node.detail == TupleStyle.brackets.rawValue
      guard isRow, tree.children(of: row).count == columns else { return nil }
    }
    let end = top
    for row in mark..<end {
      for cell in tree.children(of: pending[row]) { try push(cell) }
    }
    let node = try gather(end, .matrix, value: Int64(rows))
    top = mark
    return node
  }

  /// Bars that are the same on both sides: `|x|`, `||x||`, `\|v\|`.
  mutating func parseBars(_ bar: Token.Kind) throws(ReadingRefusal) -> NodeID {
    let outerSeparates = pipeSeparates
    pipeSeparates = false
    advance()
    openPipes += 1
    let node = try parseSum()
    guard kind == bar else { throw refusal(kind == .word ? .words : .unbalanced) }
    advance()
    openPipes -= 1
    pipeSeparates = outerSeparates
    if bar == .doublePipe { return try function(.norm, node) }
    return try function(tree[node].operation == .matrix ? .determinant : .absolute, node)
  }
}
