extension Parser {
  /// Reads a letter with its subscript and primes, and its arguments where it is a function.
  mutating func parseSymbol() throws(ReadingRefusal) -> NodeID {
    guard kind == .letter || kind == .named else { throw missing }
    let token = token
    advance()
    let isLetter = token.kind == .letter
    let hasPrime = kind == .prime || kind == .caret && isPrimeRaised
    if isLetter, kind != .underscore, kind != .lowered, !hasPrime,
      let constant = constant(token.detail)
    {
      return try checked(tree.add(leaf: .constant, detail: constant.rawValue))
    }
    let isPlainName = kind != .underscore && kind != .lowered && !hasPrime
    if isPlainName, !appliesToArguments(token, isMarked: false) {
      if isInverseApplied(token) {
        position += 5
        return try parseApplication([token.detail] + Array("^{-1}".utf8))
      }
      if kind == .caret, let subscripted = subscriptBehindExponent {
        startName(token)
        return try parseSwapped(subscripted)
      }
      return try checked(symbol(token))
    }
    startName(token)
    let primes = try parseMarks()
    let name = scratch
    if appliesToArguments(token, isMarked: primes > 0) { return try parseApplication(name) }
    return try checked(tree.add(.symbol, text: name))
  }

  /// The leaf of a letter without marks.
  mutating func symbol(_ token: Token) -> NodeID {
    token.kind == .letter
      ? tree.add(.symbol, text: CollectionOfOne(token.detail))
      : tree.add(.symbol, text: symbolName(token))
  }

  /// Where the subscript of `x^2_1` stands.
  var subscriptBehindExponent: Int? {
    let next = peek()
    guard kind == .caret, next.kind != .prime else { return nil }
    let isBraced = next.kind == .open && next.detail == Bracket.brace.rawValue
    let index = (isBraced ? Int(next.value) : position + 1) + 1
    return index < tokens.count && tokens[index].kind == .underscore ? index : nil
  }

  /// Puts the name of a letter into `scratch`.
  private mutating func startName(_ name: Token) {
    scratch.removeAll(keepingCapacity: true)
    if name.kind == .letter {
      scratch.append(name.detail)
    } else {
      scratch.append(contentsOf: symbolName(name))
    }
  }

  /// Reads `x^2_1` as `x_1^2`, with `x` in `scratch`.
  private mutating func parseSwapped(_ subscripted: Int) throws(ReadingRefusal) -> NodeID {
    let exponent = position + 1
    position = subscripted
    _ = try parseMarks()
    let base = try checked(tree.add(.symbol, text: scratch))
    let end = position
    position = exponent
    let power = try parseScript()
    position = end
    return try binary(.power, base, power)
  }

  func symbolName(_ token: Token) -> UnsafeBufferPointer<UInt8> {
    let name = SymbolNames.names[Int(token.value)]
    return UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
  }

  func constant(_ letter: UInt8) -> Constant? {
    switch Unicode.Scalar(letter) {
    case "e": bindsEuler ? nil : .e
    case "i": bindsImaginaryUnit ? nil : .imaginaryUnit
    case "I": isOpen(.parenthesis) ? nil : .imaginaryUnit
    default: nil
    }
  }

  /// Appends subscripts and primes to the name in `scratch`, in this order; returns the number
  /// of primes.
  mutating func parseMarks() throws(ReadingRefusal) -> Int {
    var primes = 0
    while true {
      switch kind {
      case .prime:
        advance()
        primes += 1
      case .caret where isPrimeRaised:
        let isBraced = peek().kind == .open
        position += isBraced ? 2 : 1
        while accept(.prime) { primes += 1 }
        if isBraced { advance() }
      case .underscore:
        advance()
        try parseSubscript()
      case .lowered:
        scratch.append(UInt8(letter: "_"))
        let scalars = Array(scalars(token.range))
        if scalars.count > 1 { scratch.append(UInt8(letter: "{")) }
        for scalar in scalars { scratch.append(Self.loweredByte(scalar)) }
        if scalars.count > 1 { scratch.append(UInt8(letter: "}")) }
        advance()
      default:
        scratch.append(contentsOf: repeatElement(UInt8(letter: "'"), count: primes))
        return primes
      }
    }
  }

  private var isPrimeRaised: Bool {
    guard peek().kind != .prime else { return true }
    guard peek().kind == .open, peek().detail == Bracket.brace.rawValue else { return false }
    return peek(2).kind == .prime
      && (position + 2..<Int(peek().value)).allSatisfy { tokens[$0].kind == .prime }
  }

  private static func loweredByte(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x2080...0x2089: UInt8(truncatingIfNeeded: scalar - 0x2080 + 48)
    case 0x208a: UInt8(letter: "+")
    case 0x208b: UInt8(letter: "-")
    case 0x2090: UInt8(letter: "a")
    case 0x2091: UInt8(letter: "e")
    case 0x2092: UInt8(letter: "o")
    case 0x2093: UInt8(letter: "x")
    case 0x2095...0x209c: Array("hklmnpst".utf8)[Int(scalar - 0x2095)]
    default: UInt8(letter: "?")
    }
  }

  /// Appends `_1`, `_{ij}` without spaces and without braces around one character.
  private mutating func parseSubscript() throws(ReadingRefusal) {
    scratch.append(UInt8(letter: "_"))
    let isBraced = isOpen(.brace)
    let end = isBraced ? Int(token.value) : position + 1
    if isBraced { advance() }
    guard position < end, isBraced || isName else { throw missing }
    let isSingle =
      end - position == 1 && (kind == .letter || kind == .named || token.range.count == 1)
    if !isSingle { scratch.append(UInt8(letter: "{")) }
    while position < end {
      if kind == .named {
        scratch.append(contentsOf: symbolName(token))
      } else if kind == .open || kind == .close, token.detail == Bracket.brace.rawValue {
        // Braces within a subscript only group.
      } else {
        scratch.append(contentsOf: text[token.range])
      }
      position += 1
    }
    if isBraced { advance() }
    if !isSingle { scratch.append(UInt8(letter: "}")) }
  }

  /// Whether one token can stand below or under an accent without braces.
  private var isName: Bool {
    switch kind {
    case .letter, .named, .number, .word, .function, .times, .plus, .minus, .constant: true
    default: false
    }
  }

  // MARK: Applications

  /// Whether the bracket that follows holds the arguments of a name.
  private func appliesToArguments(_ name: Token, isMarked: Bool) -> Bool {
    // Programs print `f{\left(x \right)}`.
    if holdsOnlyParentheses { return isMarked || Self.namesFunction(name) }
    guard isOpen(.parenthesis),
      tokens[Int(token.value)].detail == Bracket.parenthesis.rawValue
    else { return false }
    if isMarked { return true }
    let end = Int(token.value)
    if Self.namesFunction(name) { return true }
    // `P(x) = …` defines P where nothing stands before it.
    if end == position + 2,
      peek().kind == .letter || peek().kind == .named || peek().kind == .number,
      tokens[end + 1].kind == .relation, startsOperand(position - 1)
    {
      return true
    }
    return holdsComma(end)
  }

  /// Whether braces follow that hold parentheses and nothing else.
  private var holdsOnlyParentheses: Bool {
    isOpen(.brace) && peek().kind == .open && peek().detail == Bracket.parenthesis.rawValue
      && peek().value == token.value - 1
  }

  /// Whether a letter is a function by convention.
  private static func namesFunction(_ name: Token) -> Bool {
    guard name.kind == .letter else { return false }
    switch Unicode.Scalar(name.detail) {
    case "f", "g", "h", "F", "G", "H": return true
    default: return false
    }
  }

  /// Whether `^{-1}` and arguments follow the name of a function.
  private func isInverseApplied(_ name: Token) -> Bool {
    Self.namesFunction(name) && kind == .caret && peek().kind == .open && peek(2).kind == .minus
      && peek(3).kind == .number && peek(3).range.count == 1 && firstByte(peek(3)) == 49
      && peek(4).kind == .close && peek(5).kind == .open
      && peek(5).detail == Bracket.parenthesis.rawValue
  }

  /// Whether an operand may start at an index, by what stands before it.
  func startsOperand(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    switch tokens[index - 1].kind {
    case .comma, .semicolon, .colon, .relation, .word, .open, .newRow, .ampersand, .begin:
      return true
    default: return false
    }
  }

  private func holdsComma(_ end: Int) -> Bool {
    var index = position + 1
    while index < end {
      switch tokens[index].kind {
      case .comma: return true
      case .open: index = Int(tokens[index].value)
      default: break
      }
      index += 1
    }
    return false
  }

  mutating func parseApplication(_ name: [UInt8]) throws(ReadingRefusal) -> NodeID {
    let mark = top
    let isWrapped = holdsOnlyParentheses
    if isWrapped { advance() }
    try parseArguments()
    if isWrapped { advance() }
    if top - mark == 2, name.count == 1, name[0] == UInt8(letter: "C") {
      return try gather(mark, .function, detail: Function.binomial.rawValue)
    }
    let arguments = UnsafeMutableBufferPointer(rebasing: pending[mark..<top])
    top = mark
    return try checked(tree.add(.application, text: name, arguments))
  }

  /// Reads `\hat{x}`, `\vec{v}`, `\mathbf{x}`; the unit vectors i, j, k have one name however
  /// they are written.
  mutating func parseAccent() throws(ReadingRefusal) -> NodeID {
    let accent = token
    advance()
    let isBraced = isOpen(.brace)
    let end = isBraced ? Int(token.value) : position + 1
    guard isBraced || isName || accent.kind == .bold else { throw missing }
    let prefix: StaticString =
      accent.kind == .ray || accent.kind == .overline
      ? "\\overline{" : Self.accents[Int(accent.kind == .hat ? accent.detail : 0)]
    if isBraced, accent.kind != .bold || end - position > 2 {
      if accent.kind == .bold, peek().kind == .hat || peek().kind == .bold || end - position > 2 {
        return try parseArgument()
      }
    }
    let first = isBraced ? peek() : token
    if accent.kind == .bold {
      guard first.kind == .letter, isUnitVector(first.detail) else { return try parseArgument() }
    }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(
      contentsOf: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    for index in (isBraced ? position + 1 : position)..<end {
      let token = tokens[index]
      switch token.kind {
      case .letter: scratch.append(token.detail)
      case .named: scratch.append(contentsOf: symbolName(token))
      case .bold, .open, .close: break
      default: scratch.append(contentsOf: text[token.range])
      }
    }
    scratch.append(UInt8(letter: "}"))
    position = end
    if isBraced { advance() }
    if let subscripted = subscriptBehindExponent { return try parseSwapped(subscripted) }
    _ = try parseMarks()
    return try checked(tree.add(.symbol, text: scratch))
  }

  private static let accents: [StaticString] = ["\\hat{", "\\dot{", "\\ddot{", "\\tilde{"]

  private func isUnitVector(_ letter: UInt8) -> Bool {
    letter == UInt8(letter: "i") || letter == UInt8(letter: "j") || letter == UInt8(letter: "k")
  }
}
