import Answers

/// One term `c · √n · π^p · i^q · x^d` of an exact expression.
struct ExactTerm: Hashable, Sendable {
  /// The rational factor, never zero.
  var coefficient: Rational
  /// What stands under the root: without square factors, 1 for no root.
  var radicand: Int
  /// The power of π.
  var piPower: Int
  /// Whether the imaginary unit is a factor.
  var isImaginary: Bool
  /// The power of the variable.
  var degree: Int

  init(
    _ coefficient: Rational, radicand: Int = 1, piPower: Int = 0, isImaginary: Bool = false,
    degree: Int = 0
  ) {
    self.coefficient = coefficient
    self.radicand = radicand
    self.piPower = piPower
    self.isImaginary = isImaginary
    self.degree = degree
  }

  /// Whether two terms add up to one.
  func isLike(_ other: ExactTerm) -> Bool {
    radicand == other.radicand && piPower == other.piPower && isImaginary == other.isImaginary
      && degree == other.degree
  }

  /// The order in which terms are written: high powers first, then real, then without a root.
  func precedes(_ other: ExactTerm) -> Bool {
    if degree != other.degree { return degree > other.degree }
    if isImaginary != other.isImaginary { return !isImaginary }
    if piPower != other.piPower { return piPower < other.piPower }
    return radicand < other.radicand
  }

  /// The product; `nil` when a number is too large.
  func multiplied(by other: ExactTerm) -> ExactTerm? {
    let shared = greatestCommonDivisor(radicand, other.radicand)
    let (root, overflows) = (radicand / shared).multipliedReportingOverflow(
      by: other.radicand / shared)
    let sign = isImaginary && other.isImaginary ? -1 : 1
    guard !overflows, root < 1 << 40,
      let product = coefficient.multiplied(by: other.coefficient)?.multiplied(
        by: Rational(sign * shared))
    else { return nil }
    return ExactTerm(
      product, radicand: root, piPower: piPower + other.piPower,
      isImaginary: isImaginary != other.isImaginary, degree: degree + other.degree)
  }

  /// 1 over the term, which has no variable.
  var inverse: ExactTerm? {
    guard degree == 0, let bottom = coefficient.multiplied(by: Rational(radicand)),
      let quotient = Rational(1).divided(by: bottom)
    else { return nil }
    return ExactTerm(
      isImaginary ? quotient.negated : quotient, radicand: radicand, piPower: -piPower,
      isImaginary: isImaginary)
  }
}

/// The greatest common divisor; that of 0 and 0 is 0.
func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
  var (left, right) = (abs(left), abs(right))
  while right != 0 { (left, right) = (right, left % right) }
  return left
}
