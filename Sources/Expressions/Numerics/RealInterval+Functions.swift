import CMPFR

extension RealInterval {
  /// MPFR's functions of one number.
  typealias Primitive = (
    UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>, mpfr_rnd_t
  ) -> Int32

  /// The largest binary exponent of an argument of a periodic function: MPFR computes as many
  /// digits of π as the argument has before the point.
  static let largestAngleExponent = 4096

  /// A function that grows with its argument.
  func increasing(_ p: Int, _ function: Primitive) throws(Interruption) -> RealInterval {
    try RealInterval(lower.map(p, MPFR_RNDD, function), upper.map(p, MPFR_RNDU, function))
  }

  /// A function that falls with its argument.
  func decreasing(_ p: Int, _ function: Primitive) throws(Interruption) -> RealInterval {
    try RealInterval(upper.map(p, MPFR_RNDD, function), lower.map(p, MPFR_RNDU, function))
  }

  /// A function whose slope is between −1 and 1: its value at one end, give or take the width.
  private func gentle(_ p: Int, _ function: Primitive) throws(Interruption) -> RealInterval {
    if let exponent, exponent > Self.largestAngleExponent { throw .bits }
    let width = upper.combine(lower, p, MPFR_RNDU, mpfr_sub)
    return try RealInterval(
      lower.map(p, MPFR_RNDD, function).combine(width, p, MPFR_RNDD, mpfr_sub),
      lower.map(p, MPFR_RNDU, function).combine(width, p, MPFR_RNDU, mpfr_add))
  }

  func sine(_ p: Int) throws(Interruption) -> RealInterval {
    try gentle(p) { mpfr_sin($0, $1, $2) }
  }

  func cosine(_ p: Int) throws(Interruption) -> RealInterval {
    try gentle(p) { mpfr_cos($0, $1, $2) }
  }

  func exponential(_ p: Int) throws(Interruption) -> RealInterval {
    if let exponent, exponent > 40 { throw .bits }
    return try increasing(p) { mpfr_exp($0, $1, $2) }
  }

  /// The logarithm; the interval must be positive.
  func logarithm(_ p: Int) throws(Interruption) -> RealInterval {
    if isZero { throw .undefined }
    guard isPositive else { throw .imprecise }
    return try increasing(p) { mpfr_log($0, $1, $2) }
  }

  /// The square root; what is below 0 is cut off.
  func squareRoot(_ p: Int) throws(Interruption) -> RealInterval {
    let from = isNotNegative ? lower : try RealInterval.whole(0, p).lower
    return try RealInterval(from, upper).increasing(p) { mpfr_sqrt($0, $1, $2) }
  }

  /// The root of a degree; the interval must not be negative.
  func root(_ degree: Int, _ p: Int) throws(Interruption) -> RealInterval {
    guard degree > 0, degree < 1 << 20 else { throw .unsupported }
    if degree == 2 { return try squareRoot(p) }
    let from = isNotNegative ? lower : try RealInterval.whole(0, p).lower
    return try RealInterval(from, upper).increasing(p) {
      mpfr_rootn_ui($0, $1, UInt(degree), $2)
    }
  }

  func arcTangent(_ p: Int) throws(Interruption) -> RealInterval {
    try increasing(p) { mpfr_atan($0, $1, $2) }
  }

  /// The arc sine; `nil` outside of [−1, 1].
  func arcSine(_ p: Int) throws(Interruption) -> RealInterval? {
    try cut(p)?.increasing(p) { mpfr_asin($0, $1, $2) }
  }

  /// The arc cosine; `nil` outside of [−1, 1].
  func arcCosine(_ p: Int) throws(Interruption) -> RealInterval? {
    try cut(p)?.decreasing(p) { mpfr_acos($0, $1, $2) }
  }

  /// The part within [−1, 1]; `nil` where there is none, an interruption where it is not all.
  private func cut(_ p: Int) throws(Interruption) -> RealInterval? {
    let one = try RealInterval.whole(1, p)
    let minusOne = try RealInterval.whole(-1, p)
    if one.upper < lower || upper < minusOne.lower { return nil }
    return try RealInterval(
      lower < minusOne.lower ? minusOne.lower : lower, one.upper < upper ? one.upper : upper)
  }

  /// Γ for positive arguments below 2¹⁴.
  func gamma(_ p: Int) throws(Interruption) -> RealInterval {
    if let exponent, exponent > 14 { throw .bits }
    guard isPositive else { throw .unsupported }
    let two = try RealInterval.whole(2, p)
    if lower < two.lower {
      // Γ falls before 1.46; Γ(x) = Γ(x + 2)/(x (x + 1)).
      let next = try adding(.whole(1, p), p)
      return try adding(two, p).gamma(p).divided(by: multiplied(by: next, p), p)
    }
    return try increasing(p) { mpfr_gamma($0, $1, $2) }
  }

  /// The largest whole number that is not above the value.
  func floor(_ p: Int) throws(Interruption) -> RealInterval {
    let low = lower.map(p, MPFR_RNDD) { x, y, _ in mpfr_floor(x, y) }
    let high = upper.map(p, MPFR_RNDU) { x, y, _ in mpfr_floor(x, y) }
    guard low == high else { throw .imprecise }
    return try RealInterval(low, high)
  }
}
