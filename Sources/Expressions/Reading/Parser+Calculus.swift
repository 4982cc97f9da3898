extension Parser {
  /// Which letters a variable binds, so that they are no constants.
  private mutating func bind(_ variable: Token) -> (Bool, Bool) {
    let outer = (bindsImaginaryUnit, bindsEuler)
    if variable.kind == .letter {
      if variable.detail == UInt8(letter: "i") { bindsImaginaryUnit = true }
      if variable.detail == UInt8(letter: "e") { bindsEuler = true }
    }
    return outer
  }

  /// Reads a sum or product: `\sum_{k=1}^{n} k^2`.
  mutating func parseSeries() throws(ReadingRefusal) -> NodeID {
    let operation: Operation = kind == .sum ? .sum : .product
    advance()
    var upper: NodeID?
    var bounds: (variable: NodeID, lower: NodeID)?
    var outer = (bindsImaginaryUnit, bindsEuler)
    while kind == .underscore || kind == .caret {
      let isLower = kind == .underscore
      advance()
      if isLower {
        guard isOpen(.brace) else { throw refusal(.missingOperand) }
        let close = Int(token.value)
        outer = bind(peek())
        advance()
        let variable = try parseSymbol()
        guard kind == .relation, token.detail == Relation.equal.rawValue else {
          throw refusal(.unexpected)
        }
        advance()
        bounds = (variable, try parseSum())
        guard position == close else { throw refusal(.unexpected) }
        advance()
      } else {
        upper = try parseScript()
      }
    }
    guard let bounds, let upper else { throw missing }
    let body = try parseProduct()
    (bindsImaginaryUnit, bindsEuler) = outer
    let mark = top
    for node in [body, bounds.variable, bounds.lower, upper] { try push(node) }
    return try gather(mark, operation)
  }

  /// Reads a limit: `\lim_{x \to 3^+} f(x)`.
  mutating func parseLimit() throws(ReadingRefusal) -> NodeID {
    advance()
    guard accept(.underscore), isOpen(.brace) else { throw missing }
    let close = Int(token.value)
    let outer = bind(peek())
    advance()
    let variable = try parseSymbol()
    guard kind == .relation, isArrow else { throw refusal(.unexpected) }
    advance()
    var side = LimitSide.both
    let last = tokens[close - 1].kind == .close ? close - 2 : close - 1
    let sign = tokens[max(last, position)].kind
    let point: NodeID
    if sign == .plus || sign == .minus, last > position,
      tokens[last - 1].kind == .caret
        || tokens[last - 1].kind == .open && tokens[last - 2].kind == .caret
    {
      side = sign == .plus ? .above : .below
      let isNegative = accept(.minus)
      let magnitude = try parseAtom()
      point = isNegative ? try negated(magnitude) : magnitude
      position = close
    } else {
      point = try parseSum()
    }
    guard position == close else { throw refusal(.unexpected) }
    advance()
    let body = try parseProduct()
    (bindsImaginaryUnit, bindsEuler) = outer
    let mark = top
    for node in [body, variable, point] { try push(node) }
    return try gather(mark, .limit, detail: side.rawValue)
  }

  private var isArrow: Bool {
    token.detail == Relation.maps.rawValue || token.detail == Relation.implies.rawValue
  }

  // MARK: Integrals

  /// Whether `dx` stands here within an integral.
  var isDifferential: Bool {
    guard integrals > 0, kind == .letter, token.detail == UInt8(letter: "d") else { return false }
    return peek().kind == .letter || peek().kind == .named
  }

  /// Takes `dx`, which ends the integrand.
  mutating func takeDifferential(pushingOne: Bool) throws(ReadingRefusal) {
    if pushingOne { try push(try checked(tree.add(integer: 1))) }
    advance()
    let variable = token
    advance()
    differential = try checked(symbol(variable))
  }

  /// Reads an integral up to its differential: `\int_0^1 x\,dx`.
  mutating func parseIntegral() throws(ReadingRefusal) -> NodeID {
    let start = offset
    advance()
    var lower: NodeID?
    var upper: NodeID?
    while kind == .underscore || kind == .caret {
      let isLower = kind == .underscore
      advance()
      if isOpen(.brace), Int(token.value) == position + 1 {
        position += 2
      } else if isLower {
        lower = try parseScript()
      } else {
        upper = try parseScript()
      }
    }
    let outer = differential
    differential = nil
    integrals += 1
    let body = try parseSum()
    integrals -= 1
    guard let variable = differential else { throw ReadingRefusal(.missingOperand, at: start) }
    differential = outer
    let mark = top
    try push(body)
    try push(variable)
    if let lower, let upper {
      try push(lower)
      try push(upper)
    } else if lower != nil || upper != nil {
      throw ReadingRefusal(.missingOperand, at: start)
    }
    return try gather(mark, .integral)
  }

  // MARK: Derivatives

  /// Reads `\frac{d}{dx} f`, `\frac{dy}{dx}`, `\frac{\partial^2 f}{\partial x^2}`.
  mutating func parseDerivative() throws(ReadingRefusal) -> NodeID? {
    guard integrals == 0, peek().kind == .open, isDelta(peek(2)) else { return nil }
    let middle = Int(peek().value)
    guard tokens[middle + 1].kind == .open,
      isDelta(tokens[middle + 2])
    else { return nil }
    let end = Int(tokens[middle + 1].value)
    // Below stand `dx`, `dx^2`, `\partial x \partial y` and nothing else.
    var variables: [(token: Token, order: Int)] = []
    var index = middle + 2
    while index < end {
      guard isDelta(tokens[index]), index + 1 < end else { return nil }
      let variable = tokens[index + 1]
      guard variable.kind == .letter || variable.kind == .named else { return nil }
      index += 2
      let order = order(&index, end)
      guard 1...8 ~= order else { return nil }
      variables.append((variable, order))
    }
    var start = position + 3
    _ = order(&start, middle)
    let body: NodeID
    if start < middle {
      position = start
      body = try parseProduct()
      guard position == middle else { throw refusal(.unexpected) }
      position = end + 1
    } else {
      position = end + 1
      body = try parseProduct()
    }
    let mark = top
    try push(body)
    for (variable, order) in variables {
      for _ in 0..<order { try push(try checked(symbol(variable))) }
    }
    return try gather(mark, .derivative)
  }

  private func isDelta(_ token: Token) -> Bool {
    token.kind == .partial || token.kind == .letter && token.detail == UInt8(letter: "d")
  }

  /// The order behind a `d` or its variable: `^2`, `^{2}`; 1 without.
  private func order(_ index: inout Int, _ end: Int) -> Int {
    guard index + 1 < end, tokens[index].kind == .caret else { return 1 }
    let isBraced = tokens[index + 1].kind == .open
    let number = tokens[index + (isBraced ? 2 : 1)]
    index += isBraced ? 4 : 2
    guard number.kind == .number, number.range.count == 1 else { return 0 }
    return Int(firstByte(number) &- 48)
  }
}
