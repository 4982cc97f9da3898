/// What is not clear in how an expression is written.
struct ExpressionReading: Hashable {
  /// Whether a percent sign divides by a hundred, or is only the unit of the result.
  var percentIsHundredth = true
  /// Whether spaces group: `50 / 1/2` is a hundred, or 25 from left to right.
  var spacesGroup = true
}

/// The value of an expression that is written as tokens.
struct ExpressionValue {
  enum Failure: Error {
    /// The tokens are no expression.
    case syntax
    /// A division by zero, or a number that does not fit.
    case arithmetic
  }

  private let tokens: ArraySlice<EquationToken>
  private let reading: ExpressionReading
  private var index: Int
  private var depth = 0

  /// Evaluates tokens; words are units and are left out.
  static func of(
    _ tokens: ArraySlice<EquationToken>, _ reading: ExpressionReading = ExpressionReading()
  ) throws(Failure) -> Rational {
    var reader = ExpressionValue(
      tokens: tokens.filter { $0.word == nil }[...], reading: reading)
    let value = try reader.sum()
    guard reader.index == reader.tokens.endIndex else { throw .syntax }
    return value
  }

  private init(tokens: ArraySlice<EquationToken>, reading: ExpressionReading) {
    self.tokens = tokens
    self.reading = reading
    index = tokens.startIndex
  }

  private var next: EquationToken? { index < tokens.endIndex ? tokens[index] : nil }

  private mutating func sum() throws(Failure) -> Rational {
    var value = try product()
    while let kind = next?.kind, kind == .plus || kind == .minus {
      index += 1
      let term = try product()
      value = try checked(kind == .plus ? value.adding(term) : value.subtracting(term))
    }
    return value
  }

  private mutating func product() throws(Failure) -> Rational {
    var value = try factor()
    while let token = next {
      if token.kind == .times || token.kind == .divide {
        index += 1
        let other: Rational
        if let fraction = try spacedFraction(after: token) {
          other = fraction
        } else {
          other = try factor()
        }
        value = try checked(
          token.kind == .times ? value.multiplied(by: other) : value.divided(by: other))
      } else if token.startsOperand, token.isGlued {
        value = try checked(value.multiplied(by: try factor()))
      } else {
        return value
      }
    }
    return value
  }

  /// The `1/2` of `50 / 1/2`, where spaces say that it is one number.
  private mutating func spacedFraction(after sign: EquationToken) throws(Failure) -> Rational? {
    guard reading.spacesGroup, sign.kind == .divide, index + 2 < tokens.endIndex,
      !tokens[index].isGlued,
      case .number(let top) = tokens[index].kind, tokens[index + 1].kind == .divide,
      tokens[index + 1].isGlued, case .number(let bottom) = tokens[index + 2].kind,
      tokens[index + 2].isGlued
    else { return nil }
    index += 3
    return try checked(top.value.divided(by: bottom.value))
  }

  private mutating func factor() throws(Failure) -> Rational {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { throw .syntax }
    if next?.kind == .minus {
      index += 1
      return try factor().negated
    }
    let base = try operand()
    guard next?.kind == .power else { return base }
    index += 1
    let exponent = try factor()
    guard exponent.denominator == 1, 0...64 ~= exponent.numerator else { throw .arithmetic }
    var value = Rational(1)
    for _ in 0..<Int(exponent.numerator) { value = try checked(value.multiplied(by: base)) }
    return value
  }

  private mutating func operand() throws(Failure) -> Rational {
    guard let token = next else { throw .syntax }
    index += 1
    switch token.kind {
    case .number(let number):
      if let fraction = mixedFraction() { return try checked(number.value.adding(fraction)) }
      guard number.isPercent, reading.percentIsHundredth else { return number.value }
      return try checked(number.value.divided(by: Rational(100)))
    case .open:
      let value = try sum()
      guard next?.kind == .close else { throw .syntax }
      index += 1
      return value
    default: throw .syntax
    }
  }

  /// The `1/2` of `2 1/2`, when it comes next.
  private mutating func mixedFraction() -> Rational? {
    guard index + 2 < tokens.endIndex, !tokens[index].isGlued,
      case .number(let top) = tokens[index].kind, tokens[index + 1].kind == .divide,
      case .number(let bottom) = tokens[index + 2].kind, top.value.denominator == 1,
      bottom.value.denominator == 1, top.value.numerator < bottom.value.numerator
    else { return nil }
    index += 3
    return top.value.divided(by: bottom.value)
  }

  private func checked(_ value: Rational?) throws(Failure) -> Rational {
    guard let value else { throw .arithmetic }
    return value
  }
}
