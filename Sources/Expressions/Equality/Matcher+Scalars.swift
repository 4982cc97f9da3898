extension Matcher {
  /// Compares two nodes that stand for numbers or formulas.
  mutating func compareScalars(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    do throws(Interruption) {
      return try compareValuesOfScalars(a, g)
    } catch {
      // What has no value may still be the same expression.
      if isSame(a, g) { return .equal(.structure, remarks: []) }
      throw error
    }
  }

  private mutating func compareValuesOfScalars(
    _ a: Term, _ g: Term
  ) throws(Interruption) -> Comparison {
    let mine = try exactValue(a)
    let theirs = try exactValue(g)
    if let mine, let theirs {
      if mine == theirs { return .equal(.exactValue, remarks: isUnreduced(a) ? .unreduced : []) }
      return try compareRounded(a, mine, g, theirs) ?? .different(.exactValue)
    }
    if let signs = infiniteSigns(a, g) {
      return signs.0 == signs.1 ? .equal(.structure, remarks: []) : .different(.kind)
    }
    evaluator.isFormal = false
    evaluator.hasSymbols = false
    evaluator.assumesPositive = false
    let left = try evaluator.fingerprint(a.id, in: tree(a))
    let right = try evaluator.fingerprint(g.id, in: tree(g))
    if left == right { return try confirmed(a, g) }
    if hasMatrices, let result = try compareMatrixExpressions(a, g) { return result }
    if !evaluator.hasSymbols, let result = try compareRounded(a, mine, g, theirs) { return result }
    if !evaluator.isFormal { return .different(.algebraicIdentity) }
    return try compareByEnclosures(a, g)
  }

  /// Equality by fingerprint, unless enclosures see that the values are far apart: whoever
  /// knows the prime can write a multiple of it, and ln(ab) = ln a + ln b does not hold everywhere.
  private mutating func confirmed(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    if hasMatrices, let result = try compareMatrixExpressions(a, g) { return result }
    if hasLongNumbers || evaluator.assumesPositive, try areApart(a, g) {
      return .different(.enclosures)
    }
    return .equal(.algebraicIdentity, remarks: [])
  }

  /// The exact value; `nil` where it is not rational step by step, or too long to write down.
  mutating func exactValue(_ term: Term) throws(Interruption) -> ExactRational? {
    try evaluator.exactOrNil(term.id, in: tree(term))
  }

  /// Whether a term is a quotient of whole numbers with a common divisor.
  private func isUnreduced(_ term: Term) -> Bool {
    let node = node(term)
    guard node.operation == .divide || node.operation == .negate else { return false }
    let parts = children(term)
    if node.operation == .negate { return parts.count == 1 && isUnreduced(parts[0]) }
    let values = parts.map { self.node($0) }
    guard values.count == 2, values.allSatisfy({ $0.operation == .integer }) else { return false }
    let divisor = ExactRational.greatestCommonDivisor(
      UInt(values[0].value.magnitude), UInt(values[1].value.magnitude))
    return divisor > 1
  }

  /// The signs of two terms, 0 for a finite one; `nil` where neither is infinite.
  private func infiniteSigns(_ a: Term, _ g: Term) -> (Int, Int)? {
    let signs = (infiniteSign(a), infiniteSign(g))
    return signs == (0, 0) ? nil : signs
  }

  /// 1 for ∞, −1 for −∞, 0 for everything else.
  func infiniteSign(_ term: Term) -> Int {
    let node = node(term)
    switch node.operation {
    case .constant: return node.detail == Constant.infinity.rawValue ? 1 : 0
    case .negate: return children(term).first.map { -infiniteSign($0) } ?? 0
    case .percent: return children(term).first.map { infiniteSign($0) } ?? 0
    default: return 0
    }
  }

  // MARK: Rounded decimals

  /// Whether a decimal is the other number, rounded to its digits; `nil` where the rule does not
  /// apply.
  private mutating func compareRounded(
    _ a: Term, _ mine: ExactRational?, _ g: Term, _ theirs: ExactRational?
  ) throws(Interruption) -> Comparison? {
    if let mine, let written = writtenDecimal(a), written.digits >= policy.significantDigits,
      theirs?.isTerminating != true
    {
      return try isRounded(mine, g, theirs, within: written.halfUnit)
    }
    if let theirs, let written = writtenDecimal(g),
      mine?.isTerminating != true || policy.goldDecimals == .rounded,
      policy.goldDecimals == .rounded || written.digits >= Self.digitsOfMachineNumbers
    {
      return try isRounded(theirs, a, mine, within: written.halfUnit)
    }
    return nil
  }

  private mutating func isRounded(
    _ decimal: ExactRational, _ other: Term, _ value: ExactRational?, within half: ExactRational
  ) throws(Interruption) -> Comparison {
    let limit = evaluator.bitLimit
    if let value {
      return try value.subtracting(decimal, limit: limit).magnitude <= half
        ? .equal(.roundedDecimal, remarks: .approximate) : .different(.roundedDecimal)
    }
    let least = try decimal.subtracting(half, limit: limit)
    let most = try decimal.adding(half, limit: limit)
    for precision in [64, 256, 1024] {
      let box = try evaluator.enclosure(other.id, in: tree(other), precision)
      if box.isNotReal { return .different(.enclosures) }
      let lower = try RealInterval(least, precision)
      let upper = try RealInterval(most, precision)
      if box.real.upper < lower.lower || upper.upper < box.real.lower {
        return .different(.roundedDecimal)
      }
      if box.imaginary == nil, lower.upper < box.real.lower, box.real.upper < upper.lower {
        return .equal(.roundedDecimal, remarks: .approximate)
      }
    }
    return .undecided(.zeroTest)
  }

  /// From so many significant digits on, a decimal is what a machine printed for a number.
  private static let digitsOfMachineNumbers = 12

  /// The significant digits of a decimal, possibly with a sign, and half a unit in its last place.
  private func writtenDecimal(_ term: Term) -> (digits: Int, halfUnit: ExactRational)? {
    var id = term.id
    let tree = tree(term)
    while tree[id].operation == .negate, let child = tree.children(of: id).first { id = child }
    guard tree[id].operation == .decimal else { return nil }
    let digits = tree.text(of: id).drop { $0 == UInt8(ascii: "0") }.count
    let limit = evaluator.bitLimit
    guard let unit = try? ExactRational(10).power(-tree.scale(of: id), limit: limit),
      let half = try? unit.divided(by: ExactRational(2), limit: limit)
    else { return nil }
    guard digits >= 16,
      let value = try? ExactRational(
        digits: tree.text(of: id), scale: tree.scale(of: id), limit: limit),
      let error = try? value.magnitude.divided(by: ExactRational(1 << 52), limit: limit)
    else { return (digits, half) }
    // A machine's number is one of 53 bits: its last digits say no more.
    return (digits, max(half, error))
  }
}

extension ExactRational {
  /// Whether the number has finitely many decimal digits.
  var isTerminating: Bool {
    guard case .small(_, var denominator) = self else { return false }
    denominator >>= denominator.trailingZeroBitCount
    while denominator.isMultiple(of: 5) { denominator /= 5 }
    return denominator == 1
  }
}
