extension Parser {
  /// Reads a function with its power, its base and its arguments.
  mutating func parseFunction() throws(ReadingRefusal) -> NodeID {
    let token = token
    advance()
    let isLogarithm = token.kind == .logarithm
    var exponent: NodeID?
    var base: NodeID?
    var primes = 0
    marks: while true {
      switch kind {
      case .underscore:
        advance()
        base = try parseSubscriptValue()
      case .lowered where isLogarithm: base = try parseLoweredValue()
      case .caret:
        advance()
        exponent = try parseExponent()
      case .raised: exponent = try parseRaisedValue()
      case .prime:
        advance()
        primes += 1
      default: break marks
      }
    }
    guard primes == 0 else { throw refusal(.unexpected) }
    let mark = top
    try parseArguments(isLogarithm ? nil : Function(rawValue: token.detail))
    if token.kind == .functionName {
      let arguments = UnsafeMutableBufferPointer(rebasing: pending[mark..<top])
      top = mark
      let node = try checked(tree.add(.application, text: text[token.range], arguments))
      guard let exponent else { return node }
      return try binary(.power, node, exponent)
    }
    if let base { try push(base) }
    var function =
      isLogarithm
      ? (top - mark == 2 ? Function.logarithmToBase : .logarithm)
      : Function(rawValue: token.detail) ?? .absolute
    guard base == nil || isLogarithm, function.takes(top - mark) else {
      throw ReadingRefusal(.unexpected, at: Int(token.start))
    }
    if let power = exponent, isMinusOne(power), let inverse = function.inverse {
      function = inverse
      exponent = nil
    }
    let node = try gather(mark, .function, detail: function.rawValue)
    guard let exponent else { return node }
    return try binary(.power, node, exponent)
  }

  private func isMinusOne(_ node: NodeID) -> Bool {
    guard tree[node].operation == .negate, let child = tree.children(of: node).first else {
      return false
    }
    return tree[child].operation == .integer && tree[child].value == 1
  }

  /// The base of a logarithm: a group, or one number or symbol.
  private mutating func parseSubscriptValue() throws(ReadingRefusal) -> NodeID {
    if isOpen(.brace) { return try parseBracket() }
    return kind == .number ? try parseNumber() : try parseAtom()
  }

  private mutating func parseLoweredValue() throws(ReadingRefusal) -> NodeID {
    var value = 0
    for scalar in scalars(token.range) {
      guard 0x2080...0x2089 ~= scalar, value < 1_000_000 else { throw refusal(.unexpected) }
      value = value * 10 + Int(scalar - 0x2080)
    }
    advance()
    return try checked(tree.add(integer: value))
  }

  private mutating func parseRaisedValue() throws(ReadingRefusal) -> NodeID {
    // Read as the power of one and taken apart again, so that the digits are read in one place.
    let one = try checked(tree.add(integer: 1))
    let power = try raiseUnicode(one)
    guard let exponent = tree.children(of: power).last else { throw missing }
    return exponent
  }

  /// Pushes arguments: what a bracket holds, or the factors up to the next operator or function.
  mutating func parseArguments(_ function: Function? = nil) throws(ReadingRefusal) {
    let mark = top
    if kind == .open, token.detail != Bracket.pipe.rawValue {
      let bracket = Bracket(rawValue: token.detail)
      if bracket == .parenthesis || bracket == .square || bracket == .curly {
        return try parseBracketedArguments()
      }
      if bracket == .brace { return try push(try parseBracket()) }
    }
    try push(try parsePower())
    while startsImplicitFactor, !isDifferential {
      switch kind {
      case .function, .logarithm, .functionName, .sum, .product, .integral, .limit:
        try push(try collapse(mark, .multiply))
        return
      default: try push(try parsePower())
      }
    }
    var argument = try collapse(mark, .multiply)
    // `\cos\pi/3` has no other sensible reading.
    if kind == .slash, peek().kind == .number, tokens[position - 1].kind == .constant {
      advance()
      argument = try binary(.divide, argument, try parseNumber())
    }
    try push(argument)
  }

  private mutating func parseBracketedArguments() throws(ReadingRefusal) {
    let outer = (openPipes, pipeSeparates)
    (openPipes, pipeSeparates) = (0, false)
    let close = Int(token.value)
    advance()
    let mark = top
    let separators = try parseElements()
    guard position == close, top > mark, separators.isSubset(of: .comma) else {
      throw refusal(.unexpected)
    }
    advance()
    (openPipes, pipeSeparates) = outer
  }
}

extension Function {
  /// The function that undoes it, for `\sin^{-1}`.
  var inverse: Function? {
    switch self {
    case .sine: .arcSine
    case .cosine: .arcCosine
    case .tangent: .arcTangent
    case .cotangent: .arcCotangent
    case .secant: .arcSecant
    case .cosecant: .arcCosecant
    case .hyperbolicSine: .areaSine
    case .hyperbolicCosine: .areaCosine
    case .hyperbolicTangent: .areaTangent
    default: nil
    }
  }

  /// Whether it may have so many arguments.
  func takes(_ count: Int) -> Bool {
    switch self {
    case .greatestCommonDivisor, .leastCommonMultiple, .minimum, .maximum: count > 0
    case .binomial, .permutations, .modulo, .logarithmToBase, .dotProduct, .crossProduct: count == 2
    default: count == 1
    }
  }
}
