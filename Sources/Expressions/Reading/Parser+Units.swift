extension Parser {
  /// Whether a unit, a currency or words stand behind an expression.
  var isAtUnit: Bool {
    switch kind {
    case .currency: true
    case .letter: isLetterUnit
    case .word:
      switch word {
      case .unit, .square, .cubic, .per, .unknown, .degrees, .celsius, .fahrenheit, .percent,
        .scale, .filler:
        true
      case .element: isInches
      case .am, .pm: !(position > 1 && tokens[position - 2].kind == .colon)
      default: false
      }
    case .open: startsRemark
    default: false
    }
  }

  /// `12 m` in plain text: a letter that is a unit, behind a number and a space, at the end.
  var isLetterUnit: Bool {
    guard isPlain, kind == .letter, token.spaced, position > 0,
      tokens[position - 1].kind == .number, Self.isUnit(token.detail)
    else { return false }
    switch peek().kind {
    case .end, .comma, .period: return true
    case .slash: return isUnitBelow(1) && Self.endsUnit(peek(3).kind)
    default: return false
    }
  }

  private static func endsUnit(_ kind: Token.Kind) -> Bool {
    kind == .end || kind == .raised || kind == .caret
  }

  private static func isUnit(_ letter: UInt8) -> Bool {
    switch Unicode.Scalar(letter) {
    case "m", "g", "s", "h", "L", "N", "J", "W", "V": true
    default: false
    }
  }

  /// Whether a slash some places ahead has a unit below it.
  private func isUnitBelow(_ distance: Int) -> Bool {
    let below = peek(distance + 1)
    return below.kind == .word || isPlain && below.kind == .letter && Self.isUnit(below.detail)
  }

  /// `33.5 in`: inches, where nothing follows that something could be an element of.
  var isInches: Bool {
    guard word == .element, token.range.count == 2, position > 0 else { return false }
    switch tokens[position - 1].kind {
    case .number, .close: break
    default: return false
    }
    switch peek().kind {
    case .end, .period, .comma, .caret, .raised: return true
    default: return false
    }
  }

  /// A remark in parentheses that begins with "about" or "approximately".
  private var startsRemark: Bool {
    guard token.detail == Bracket.parenthesis.rawValue, peek().kind == .word else { return false }
    return peek().detail == Word.filler.rawValue || peek().detail == Word.unknown.rawValue
  }

  /// Gives what stands above a mark its unit: the last term where a sum goes on, else the whole.
  mutating func attachUnit(_ mark: Int) throws(ReadingRefusal) {
    while isAtUnit {
      switch word {
      case .percent:
        advance()
        try replaceLast(.percent)
      case .degrees:
        advance()
        pending[top - 1] = try degreesOrTemperature(pending[top - 1])
      case .scale: try scaleLast()
      case .am, .pm: try attachClock()
      case .filler: advance()
      default:
        if startsRemark, kind == .open {
          position = Int(token.value) + 1
        } else {
          try attachUnits(mark)
        }
      }
    }
  }

  private mutating func replaceLast(_ operation: Operation) throws(ReadingRefusal) {
    pending[top - 1] = try unary(operation, pending[top - 1])
  }

  /// `2 million`, `3 dozen`.
  private mutating func scaleLast() throws(ReadingRefusal) {
    let exponent = Int(token.value)
    advance()
    let node = pending[top - 1]
    let factor =
      exponent < 0
      ? try checked(tree.add(integer: -exponent))
      : try binary(
        .power, try checked(tree.add(integer: 10)), try checked(tree.add(integer: exponent)))
    guard tree[node].operation == .quantity, let amount = tree.children(of: node).first else {
      pending[top - 1] = try binary(.multiply, node, factor)
      return
    }
    let product = try binary(.multiply, amount, factor)
    pending[top - 1] = try checked(
      tree.add(.quantity, text: Array(tree.text(of: node)), CollectionOfOne(product)))
  }

  /// Reads the half of the day behind a whole hour: `4 p.m`.
  private mutating func attachClock() throws(ReadingRefusal) {
    let node = pending[top - 1]
    guard tree[node].operation == .integer, tree[node].value <= 12 else { throw refusal(.words) }
    pending[top - 1] = try clock(seconds: tree[node].value * 3600)
  }

  /// A time, with the half of the day where it is written.
  private mutating func clock(seconds: Int64) throws(ReadingRefusal) -> NodeID {
    var seconds = seconds
    var clock = Clock.unmarked
    if word == .am || word == .pm {
      clock = word == .am ? .am : .pm
      if clock == .pm, seconds < 43_200 { seconds += 43_200 }
      if clock == .am, seconds >= 43_200 { seconds -= 43_200 }
      advance()
    }
    return try checked(tree.add(leaf: .time, detail: clock.rawValue, value: seconds))
  }

  /// What waits above a mark as a time: `4:30 p.m.`, `12:05`; nil if it is a ratio.
  mutating func time(_ mark: Int) throws(ReadingRefusal) -> NodeID? {
    guard top - mark == 2 || top - mark == 3,
      pending[mark..<top].allSatisfy({ tree[$0].operation == .integer })
    else { return nil }
    let last = tokens[position - 1]
    let isMarked = word == .am || word == .pm
    guard last.kind == .number, last.range.count == 2,
      isMarked || firstByte(last) == 48, tree[pending[mark]].value < 25,
      pending[(mark + 1)..<top].allSatisfy({ tree[$0].value < 60 })
    else { return nil }
    var seconds: Int64 = 0
    for node in pending[mark..<top] { seconds = seconds * 60 + tree[node].value }
    if top - mark == 2 { seconds *= 60 }
    top = mark
    return try clock(seconds: seconds)
  }

  /// Reads units or words and gives them to what stands above the mark.
  private mutating func attachUnits(_ mark: Int) throws(ReadingRefusal) {
    var unit: [UInt8] = []
    let target = pending[top - 1]
    let isQuantity = tree[target].operation == .quantity
    if isQuantity { unit = Array(tree.text(of: target)) }
    try parseUnits(into: &unit)
    guard !unit.isEmpty else { return }
    if isQuantity, let amount = tree.children(of: target).first {
      pending[top - 1] = try checked(tree.add(.quantity, text: unit, CollectionOfOne(amount)))
      return
    }
    let goesOn = kind == .plus || kind == .minus
    let isFirst = pending[mark..<top].allSatisfy { tree[$0].operation != .quantity }
    let amount = goesOn || !isFirst ? target : try collapse(mark, .add)
    let quantity = try checked(tree.add(.quantity, text: unit, CollectionOfOne(amount)))
    if goesOn || !isFirst { pending[top - 1] = quantity } else { try push(quantity) }
  }

  /// Appends units with exponents, or words that name no unit, to the text of a quantity.
  private mutating func parseUnits(into unit: inout [UInt8]) throws(ReadingRefusal) {
    var exponent: UInt8 = 0
    var isNoun = unit.isEmpty
    var separator: UInt8 = UInt8(letter: "*")
    while true {
      switch kind {
      case .currency:
        append(UnitTable.units[Int(UnitLexicon.currency(token.detail))].symbol, &unit, &separator)
        isNoun = false
        advance()
      case .letter where isLetterUnit || separator == UInt8(letter: "/"):
        append(CollectionOfOne(token.detail), &unit, &separator)
        isNoun = false
        advance()
        try parseUnitExponent(&exponent, into: &unit)
      case .word:
        switch word {
        case .unit:
          if isNoun { unit.removeAll() }
          isNoun = false
          append(UnitTable.units[Int(token.value)].symbol, &unit, &separator)
          advance()
          try parseUnitExponent(&exponent, into: &unit)
        case .element:
          guard isInches else { return }
          if isNoun { unit.removeAll() }
          isNoun = false
          append("in", &unit, &separator)
          advance()
          try parseUnitExponent(&exponent, into: &unit)
        case .square, .cubic:
          exponent = UInt8(letter: word == .square ? "2" : "3")
          advance()
          if isOrphan { appendExponent(&exponent, &unit) }
        case .per:
          separator = UInt8(letter: "/")
          advance()
        case .filler: advance()
        case .degrees where separator == UInt8(letter: "/"): advance()
        case .unknown:
          if isNoun {
            if !unit.isEmpty { unit.append(32) }
            unit.append(contentsOf: text[token.range].map(\.lowered))
          } else if separator == UInt8(letter: "/") {
            append(text[token.range].map(\.lowered), &unit, &separator)
          }
          advance()
        default: return
        }
      case .slash where isUnitBelow(0):
        separator = UInt8(letter: "/")
        advance()
      case .dotTimes, .times:
        guard peek().kind == .word, peek().detail == Word.unit.rawValue else { return }
        advance()
      default: return
      }
    }
  }

  /// Whether "squared" stands behind its unit.
  private var isOrphan: Bool { kind == .end || kind == .comma || kind == .close }

  private func append(
    _ symbol: String, _ unit: inout [UInt8], _ separator: inout UInt8
  ) {
    append(symbol.utf8, &unit, &separator)
  }

  private func append(
    _ symbol: some Collection<UInt8>, _ unit: inout [UInt8], _ separator: inout UInt8
  ) {
    if !unit.isEmpty { unit.append(separator) }
    unit.append(contentsOf: symbol)
    separator = UInt8(letter: "*")
  }

  private func appendExponent(_ exponent: inout UInt8, _ unit: inout [UInt8]) {
    guard exponent > 0, !unit.isEmpty else { return }
    unit.append(UInt8(letter: "^"))
    unit.append(exponent)
    exponent = 0
  }

  /// `cm^2`, `cm²`, `\text{cm}^{3}`, or the exponent of "square" before.
  private mutating func parseUnitExponent(
    _ exponent: inout UInt8, into unit: inout [UInt8]
  ) throws(ReadingRefusal) {
    if accept(.caret) {
      let isBraced = isOpen(.brace)
      if isBraced { advance() }
      let isNegative = accept(.minus)
      guard kind == .number, token.range.count == 1 else { throw refusal(.unexpected) }
      unit.append(UInt8(letter: "^"))
      if isNegative { unit.append(UInt8(letter: "-")) }
      unit.append(firstByte(token))
      advance()
      if isBraced {
        guard isClose(.brace) else { throw refusal(.unexpected) }
        advance()
      }
      return
    }
    if kind == .raised {
      for scalar in scalars(token.range) {
        guard scalar == 0xb2 || scalar == 0xb3 else { throw refusal(.unexpected) }
        exponent = UInt8(letter: scalar == 0xb2 ? "2" : "3")
      }
      advance()
    }
    appendExponent(&exponent, &unit)
  }
}
