extension Parser {
  /// Reads an operand with what follows it: powers, factorials, percent and degree signs.
  mutating func parsePower() throws(ReadingRefusal) -> NodeID {
    var node = try parseAtom()
    while true {
      switch kind {
      case .caret
      where peek(2).detail == Word.filler.rawValue && peek(2).kind == .word
        && peek().kind == .open && peek(3).kind == .close:
        // `21^{\text{st}}`.
        position += 4
      case .caret:
        if let degrees = try parseDegrees(node) {
          node = degrees
        } else {
          advance()
          node = try raise(node)
        }
      case .raised: node = try raiseUnicode(node)
      case .degree:
        advance()
        node = try degreesOrTemperature(node)
      case .bang: node = try parseFactorial(node)
      case .open where isOpen(.brace) && Int(token.value) == position + 1:
        // `20 { }^{\circ}`: the empty group carries the sign.
        position += 2
      case .percent:
        advance()
        node = try unary(.percent, node)
      case .prime where tree[node].operation == .matrix:
        advance()
        node = try function(.transpose, node)
      default: return node
      }
    }
  }

  /// `^\circ` and `^{\circ}`.
  private mutating func parseDegrees(_ node: NodeID) throws(ReadingRefusal) -> NodeID? {
    if peek().kind == .degree {
      position += 2
    } else if peek().kind == .open, peek(2).kind == .degree, peek(3).kind == .close {
      position += 4
    } else {
      return nil
    }
    return try degreesOrTemperature(node)
  }

  /// Degrees of arc, or of temperature where C or F follows.
  mutating func degreesOrTemperature(_ node: NodeID) throws(ReadingRefusal) -> NodeID {
    let letter = kind == .letter ? token.detail : kind == .word ? firstByte(token) : 0
    let isShort = token.range.count == 1 || word == .celsius || word == .fahrenheit
    if isShort, letter == UInt8(letter: "C") || letter == UInt8(letter: "F") {
      advance()
      return try checked(
        tree.add(
          .quantity, text: letter == UInt8(letter: "C") ? "degC".utf8 : "degF".utf8,
          CollectionOfOne(node)))
    }
    return try unary(.degrees, node)
  }

  /// The node to the exponent that stands here.
  private mutating func raise(_ base: NodeID) throws(ReadingRefusal) -> NodeID {
    if tree[base].operation == .matrix || isGroupOfMatrices, let node = try transposed(base) {
      return node
    }
    let exponent = try parseExponent()
    return try binary(.power, base, exponent)
  }

  private var isGroupOfMatrices: Bool { position > 1 && tokens[position - 2].kind == .close }

  /// `A^T` of a matrix.
  private mutating func transposed(_ base: NodeID) throws(ReadingRefusal) -> NodeID? {
    let isBraced = isOpen(.brace)
    let letter = isBraced ? peek() : token
    guard letter.kind == .letter, letter.detail == UInt8(letter: "T"),
      !isBraced || peek(2).kind == .close, holdsMatrix(base)
    else { return nil }
    position += isBraced ? 3 : 1
    return try function(.transpose, base)
  }

  private func holdsMatrix(_ node: NodeID) -> Bool {
    switch tree[node].operation {
    case .matrix: true
    case .add, .multiply, .negate, .function:
      tree.children(of: node).contains {
        tree[$0].operation == .matrix || tree[$0].operation == .function
      }
    default: false
    }
  }

  /// What stands raised: a group, a number, a signed operand.
  mutating func parseExponent() throws(ReadingRefusal) -> NodeID {
    try enter()
    defer { depth -= 1 }
    var exponent: NodeID
    switch kind {
    case .minus, .plus:
      let isNegative = kind == .minus
      advance()
      let magnitude = try parseExponent()
      return isNegative ? try negated(magnitude) : magnitude
    case .number: exponent = try parseNumber()
    case .open where isOpen(.brace): exponent = try parseArgument()
    default: exponent = try parseAtom()
    }
    if kind == .bang, peek().kind != .relation { exponent = try parseFactorial(exponent) }
    if accept(.caret) {
      let next = try parseExponent()
      exponent = try binary(.power, exponent, next)
    }
    return exponent
  }

  /// A limit of a sum or an integral, or an exponent before a subscript: no script of its own.
  mutating func parseScript() throws(ReadingRefusal) -> NodeID {
    switch kind {
    case .minus:
      advance()
      return try negated(try parseAtom())
    case .number:
      let token = token
      advance()
      return try checked(number(token))
    case .letter where peek().kind == .underscore || peek().kind == .caret || peek().kind == .prime,
      .named where peek().kind == .underscore || peek().kind == .caret:
      let token = token
      advance()
      return try checked(symbol(token))
    case .open where isOpen(.brace): return try parseBracket()
    default: return try parseAtom()
    }
  }

  /// `²`, `⁻¹`, `ⁿ`.
  mutating func raiseUnicode(_ base: NodeID) throws(ReadingRefusal) -> NodeID {
    var value = 0
    var isNegative = false
    var digits = 0
    var isLetter = false
    for scalar in scalars(token.range) {
      switch scalar {
      case 0xb2: (value, digits) = (value * 10 + 2, digits + 1)
      case 0xb3: (value, digits) = (value * 10 + 3, digits + 1)
      case 0xb9: (value, digits) = (value * 10 + 1, digits + 1)
      case 0x2070...0x2079 where scalar != 0x2071:
        (value, digits) = (value * 10 + Int(scalar - 0x2070), digits + 1)
      case 0x207b where digits == 0: isNegative = true
      case 0x207a where digits == 0: break
      case 0x207f where digits == 0: isLetter = true
      default: throw refusal(.unexpected)
      }
      guard digits < 18 else { throw refusal(.unexpected) }
    }
    guard digits > 0 || isLetter else { throw refusal(.missingOperand) }
    advance()
    var exponent =
      isLetter
      ? try checked(tree.add(.symbol, text: CollectionOfOne(UInt8(letter: "n"))))
      : try checked(tree.add(integer: value))
    if isNegative { exponent = try negated(exponent) }
    return try binary(.power, base, exponent)
  }

  /// The characters of a token beyond ASCII, which the scanner has checked.
  func scalars(_ range: Range<Int>) -> some Sequence<UInt32> {
    var index = range.lowerBound
    let text = text
    return AnyIterator {
      guard index < range.upperBound else { return nil }
      let first = text[index]
      let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
      var scalar = UInt32(first) & (length == 1 ? 0x7f : 0x7f >> UInt32(length))
      for offset in 1..<max(length, 1) where index + offset < range.upperBound {
        scalar = scalar << 6 | UInt32(text[index + offset] & 0x3f)
      }
      index += length
      return scalar
    }
  }

  private mutating func parseFactorial(_ node: NodeID) throws(ReadingRefusal) -> NodeID {
    var marks = 0
    while accept(.bang) { marks += 1 }
    if marks == 2 { return try function(.doubleFactorial, node) }
    var node = node
    for _ in 0..<marks { node = try function(.factorial, node) }
    return node
  }
}
