extension Parser {
  /// Reads one operand.
  mutating func parseAtom() throws(ReadingRefusal) -> NodeID {
    try enter()
    defer { depth -= 1 }
    let token = token
    switch token.kind {
    case .number: return try parseNumber()
    case .letter, .named: return try parseSymbol()
    case .constant:
      advance()
      return try checked(tree.add(leaf: .constant, detail: token.detail))
    case .numberSet: return try parseNumberSet()
    case .emptySet:
      advance()
      return try checked(tree.add(leaf: .emptySet))
    case .open: return try parseBracket()
    case .pipe: return try parseBars(.pipe)
    case .doublePipe: return try parseBars(.doublePipe)
    case .fraction: return try parseFraction()
    case .root, .cubeRoot, .fourthRoot: return try parseRoot()
    case .vulgarFraction: return try parseVulgarFraction()
    case .binomial:
      advance()
      let count = try parseArgument()
      return try binary(
        .function, count, try parseArgument(), detail: Function.binomial.rawValue)
    case .function, .functionName, .logarithm: return try parseFunction()
    case .sum, .product: return try parseSeries()
    case .integral: return try parseIntegral()
    case .limit: return try parseLimit()
    case .overline: return try parseOverline()
    case .hat, .bold, .ray: return try parseAccent()
    case .wrapper: return try parseWrapper()
    case .prescript:
      advance()
      return try parseArgument()
    case .begin: return try parseEnvironment()
    case .currency: return try parseMoney()
    case .word: return try parseWord()
    case .dots:
      advance()
      return try checked(tree.add(.symbol, text: "\\ldots".utf8))
    case .plusMinus, .minusPlus, .plus, .minus: throw missing
    default: throw missing
    }
  }

  /// `\boxed{…}` says nothing about what it holds, which may be a list; without braces it holds
  /// what follows.
  private mutating func parseWrapper() throws(ReadingRefusal) -> NodeID {
    advance()
    guard isOpen(.brace) else { return try parseSum() }
    let close = Int(token.value)
    let outer = (openPipes, pipeSeparates)
    (openPipes, pipeSeparates) = (0, false)
    advance()
    if isLabelled { throw refusal(.words) }
    let node = try parseList()
    while position < close, kind == .period || kind == .comma { advance() }
    guard position == close else { throw refusal(kind == .word ? .words : .unexpected) }
    advance()
    (openPipes, pipeSeparates) = outer
    return node
  }

  /// Reads the argument of a command: a group in braces, one digit, or one operand.
  mutating func parseArgument() throws(ReadingRefusal) -> NodeID {
    guard kind == .number, token.range.count > 1, token.detail == NumberForm.whole else {
      if kind == .plus || kind == .minus { throw missing }
      if isOpen(.brace) { return try parseBracket() }
      return try parseAtom()
    }
    // `\frac12` is one half: each argument takes one digit.
    let digit = firstByte(token) &- 48
    tokens[position].start += 1
    return try checked(tree.add(integer: Int(digit)))
  }

  private mutating func parseFraction() throws(ReadingRefusal) -> NodeID {
    if let derivative = try parseDerivative() { return derivative }
    advance()
    let numerator = try parseArgument()
    let denominator = try parseArgument()
    return try binary(.divide, numerator, denominator)
  }

  private mutating func parseRoot() throws(ReadingRefusal) -> NodeID {
    let token = token
    advance()
    let degree: NodeID
    switch token.kind {
    case .cubeRoot: degree = try checked(tree.add(integer: 3))
    case .fourthRoot: degree = try checked(tree.add(integer: 4))
    default:
      if isOpen(.square), firstByte(token) == UInt8(letter: "\\") {
        advance()
        degree = try parseSum()
        guard kind == .close else { throw refusal(.unexpected) }
        advance()
      } else {
        degree = try checked(tree.add(integer: 2))
      }
    }
    // After `√` or `sqrt` a number is taken whole.
    let isCommand = firstByte(token) == UInt8(letter: "\\")
    let radicand = isCommand || kind != .number ? try parseArgument() : try parseNumber()
    return try binary(.root, radicand, degree)
  }

  private mutating func parseVulgarFraction() throws(ReadingRefusal) -> NodeID {
    let value = Int(token.value)
    advance()
    let numerator = try checked(tree.add(integer: value >> 8))
    return try binary(.divide, numerator, try checked(tree.add(integer: value & 0xff)))
  }

  /// A set of numbers with the signs that make it smaller: `\mathbb{Z}^+`, `\mathbb{R}_{>0}`.
  private mutating func parseNumberSet() throws(ReadingRefusal) -> NodeID {
    var set = token.detail
    advance()
    let isRaised = kind == .caret
    if isRaised || kind == .underscore {
      let isBraced = peek().kind == .open
      let sign = isBraced ? peek(2) : peek()
      let isPositive =
        sign.kind == .plus
        || sign.kind == .relation && sign.detail == Relation.greater.rawValue && !isRaised
      if isPositive, set == NumberSet.integers.rawValue || set == NumberSet.reals.rawValue {
        set =
          (set == NumberSet.integers.rawValue ? NumberSet.positiveIntegers : .positiveReals)
          .rawValue
        position += 2
        while isBraced, kind != .close, kind != .end { advance() }
        if isBraced { advance() }
      }
    }
    return try checked(tree.add(leaf: .numberSet, detail: set))
  }

  /// `$12.50`: the amount in a currency.
  private mutating func parseMoney() throws(ReadingRefusal) -> NodeID {
    let unit = UnitTable.units[Int(UnitLexicon.currency(token.detail))]
    advance()
    if kind == .currency { advance() }
    let isNegative = accept(.minus)
    let mark = top
    try push(try parsePower())
    while startsImplicitFactor { try push(try parsePower()) }
    var amount = try collapse(mark, .multiply)
    if kind == .slash, tree[amount].operation == .integer, peek().kind == .number {
      advance()
      amount = try binary(.divide, amount, try parseNumber())
    }
    if isNegative { amount = try negated(amount) }
    if unit.symbol == "$", isDollar { advance() }
    return try checked(tree.add(.quantity, text: unit.symbol.utf8, CollectionOfOne(amount)))
  }

  private var isDollar: Bool {
    word == .unit && UnitTable.units[Int(token.value)].symbol == "$"
  }

  /// `\overline{z}` is a conjugate, `\overline{AB}` a segment, `\overline{x}_n` a name.
  private mutating func parseOverline() throws(ReadingRefusal) -> NodeID {
    let start = position
    advance()
    let isGroup = isOpen(.brace)
    let end = isGroup ? Int(token.value) : position
    let isSegment =
      isGroup && end - position > 2
      && (position + 1..<end).allSatisfy {
        tokens[$0].kind == .letter && tokens[$0].detail.isCapital
      }
    let outside = position
    position = min(end + 1, tokens.count - 1)
    let isName = kind == .underscore || subscriptBehindExponent != nil
    position = outside
    if isSegment || isName {
      position = start
      return try parseAccent()
    }
    return try function(.conjugate, try parseArgument())
  }
}
