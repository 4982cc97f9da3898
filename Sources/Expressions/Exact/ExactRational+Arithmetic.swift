import Foundation

extension ExactRational {
  static prefix func - (a: ExactRational) -> ExactRational {
    switch a {
    case .small(let numerator, let denominator): .small(-numerator, denominator)
    case .big(let value): ExactRational(BigRational(0, over: 1) - value)
    }
  }

  var magnitude: ExactRational { sign < 0 ? -self : self }

  func adding(_ other: ExactRational, limit: Int) throws(Interruption) -> ExactRational {
    if case .small(let n, let d) = self, case .small(let m, let e) = other {
      if d == 1, e == 1 {
        let (sum, overflow) = n.addingReportingOverflow(m)
        if !overflow, sum != .min { return .small(sum, 1) }
      } else {
        let (left, a) = n.multipliedReportingOverflow(by: e)
        let (right, b) = m.multipliedReportingOverflow(by: d)
        let (below, c) = d.multipliedReportingOverflow(by: e)
        let (above, o) = left.addingReportingOverflow(right)
        if !a, !b, !c, !o { return ExactRational(above, over: below) }
      }
    }
    let mine = bits
    let theirs = other.bits
    guard
      max(mine.numerator + theirs.denominator, theirs.numerator + mine.denominator) < limit,
      mine.denominator + theirs.denominator < limit
    else { throw .bits }
    return ExactRational(big + other.big)
  }

  func subtracting(_ other: ExactRational, limit: Int) throws(Interruption) -> ExactRational {
    try adding(-other, limit: limit)
  }

  func multiplied(by other: ExactRational, limit: Int) throws(Interruption) -> ExactRational {
    if case .small(let n, let d) = self, case .small(let m, let e) = other {
      let (above, a) = n.multipliedReportingOverflow(by: m)
      let (below, b) = d.multipliedReportingOverflow(by: e)
      if !a, !b { return ExactRational(above, over: below) }
    }
    let mine = bits
    let theirs = other.bits
    guard mine.numerator + theirs.numerator < limit, mine.denominator + theirs.denominator < limit
    else { throw .bits }
    return ExactRational(big * other.big)
  }

  func divided(by other: ExactRational, limit: Int) throws(Interruption) -> ExactRational {
    guard !other.isZero else { throw .undefined }
    return try multiplied(by: other.reciprocal, limit: limit)
  }

  /// One divided by the number, which must not be 0.
  private var reciprocal: ExactRational {
    switch self {
    case .small(let n, let d): n < 0 ? .small(-d, -n) : .small(d, n)
    case .big(let value): ExactRational(BigRational(1, over: 1) / value)
    }
  }

  func power(_ exponent: Int, limit: Int) throws(Interruption) -> ExactRational {
    if exponent < 0 {
      guard !isZero else { throw .undefined }
      return try reciprocal.power(exponent == .min ? .max : -exponent, limit: limit)
    }
    if exponent == 0 { return .one }
    if case .small(let n, let d) = self, n.magnitude <= 1, d == 1 {
      return n < 0 && exponent.isMultiple(of: 2) ? .one : self
    }
    let mine = bits
    guard exponent < limit, max(mine.numerator, mine.denominator) * exponent < limit else {
      throw .bits
    }
    if exponent == 1 { return self }
    return ExactRational(big.power(UInt(exponent)))
  }

  /// The root if it is rational; `nil` for a negative number.
  func root(_ degree: Int) -> ExactRational? {
    guard degree > 0, sign >= 0 else { return nil }
    if case .small(let n, let d) = self, n < 1 << 50, d < 1 << 50 {
      guard let above = Self.root(n, degree), let below = Self.root(d, degree) else { return nil }
      return .small(above, below)
    }
    return big.root(UInt(degree)).map { ExactRational($0) }
  }

  /// The root of a whole number below 2⁵⁰ if it is whole.
  private static func root(_ n: Int, _ degree: Int) -> Int? {
    if n <= 1 || degree == 1 { return n }
    if degree >= 50 { return nil }
    let candidate =
      degree == 2
      ? Int(Double(n).squareRoot()) : Int(pow(Double(n), 1 / Double(degree)).rounded())
    var power = 1
    for _ in 0..<degree {
      let (product, overflow) = power.multipliedReportingOverflow(by: candidate)
      if overflow { return nil }
      power = product
    }
    return power == n ? candidate : nil
  }

  var floor: ExactRational {
    switch self {
    case .small(let n, let d):
      .small(n >= 0 || n % d == 0 ? n / d : n / d - 1, 1)
    case .big(let value): ExactRational(value.floor)
    }
  }

  var ceiling: ExactRational { -(-self).floor }

  /// The greatest common divisor of two whole numbers, not negative.
  func greatestCommonDivisor(_ other: ExactRational) -> ExactRational {
    if case .small(let n, 1) = self, case .small(let m, 1) = other {
      if n == 0, m == 0 { return .zero }
      return .small(Int(Self.greatestCommonDivisor(n.magnitude, m.magnitude)), 1)
    }
    return ExactRational(big.greatestCommonDivisor(other.big))
  }
}
