import CGMP
import CMPFR

/// A closed interval of real numbers that holds a value for certain: ends are rounded outwards.
struct RealInterval {
  let lower: BigFloat
  let upper: BigFloat

  /// An interval whose ends are finite; otherwise nothing is known about the value.
  init(_ lower: BigFloat, _ upper: BigFloat) throws(Interruption) {
    guard lower.isFinite, upper.isFinite else { throw .bits }
    self.lower = lower
    self.upper = upper
  }

  init(_ value: ExactRational, _ precision: Int) throws(Interruption) {
    switch value {
    case .small(let numerator, 1):
      try self.init(
        .make(precision) { mpfr_set_si_2exp($0, numerator, 0, MPFR_RNDD) },
        .make(precision) { mpfr_set_si_2exp($0, numerator, 0, MPFR_RNDU) })
    default:
      let big = value.big
      try self.init(
        .make(precision) { x in big.withPointer { _ = mpfr_set_q(x, $0, MPFR_RNDD) } },
        .make(precision) { x in big.withPointer { _ = mpfr_set_q(x, $0, MPFR_RNDU) } })
    }
  }

  static func whole(_ value: Int, _ precision: Int) throws(Interruption) -> RealInterval {
    try RealInterval(ExactRational(value), precision)
  }

  static func pi(_ precision: Int) throws(Interruption) -> RealInterval {
    try RealInterval(
      .make(precision) { mpfr_const_pi($0, MPFR_RNDD) },
      .make(precision) { mpfr_const_pi($0, MPFR_RNDU) })
  }

  // MARK: Signs

  var isPositive: Bool { lower.sign > 0 }
  var isNegative: Bool { upper.sign < 0 }
  var isNotNegative: Bool { lower.sign >= 0 }
  var containsZero: Bool { lower.sign <= 0 && upper.sign >= 0 }
  var isZero: Bool { lower.sign == 0 && upper.sign == 0 }
  /// The largest binary exponent of the ends; `nil` for [0, 0].
  var exponent: Int? {
    guard let low = lower.exponent else { return upper.exponent }
    return max(low, upper.exponent ?? low)
  }

  func isDisjoint(from other: RealInterval) -> Bool { upper < other.lower || other.upper < lower }

  // MARK: Arithmetic

  func adding(_ other: RealInterval, _ p: Int) throws(Interruption) -> RealInterval {
    try RealInterval(
      lower.combine(other.lower, p, MPFR_RNDD, mpfr_add),
      upper.combine(other.upper, p, MPFR_RNDU, mpfr_add))
  }

  func subtracting(_ other: RealInterval, _ p: Int) throws(Interruption) -> RealInterval {
    try RealInterval(
      lower.combine(other.upper, p, MPFR_RNDD, mpfr_sub),
      upper.combine(other.lower, p, MPFR_RNDU, mpfr_sub))
  }

  func negated(_ p: Int) throws(Interruption) -> RealInterval {
    try RealInterval(upper.map(p, MPFR_RNDD, mpfr_neg), lower.map(p, MPFR_RNDU, mpfr_neg))
  }

  func multiplied(by other: RealInterval, _ p: Int) throws(Interruption) -> RealInterval {
    if isNotNegative, other.isNotNegative {
      return try RealInterval(
        lower.combine(other.lower, p, MPFR_RNDD, mpfr_mul),
        upper.combine(other.upper, p, MPFR_RNDU, mpfr_mul))
    }
    if isZero || other.isZero { return try .whole(0, p) }
    if upper.sign <= 0 { return try negated(p).multiplied(by: other, p).negated(p) }
    if other.upper.sign <= 0 { return try multiplied(by: other.negated(p), p).negated(p) }
    return try extremes(of: other, p, mpfr_mul)
  }

  private func extremes(
    of other: RealInterval, _ p: Int,
    _ function: (
      UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>,
      UnsafePointer<__mpfr_struct>, mpfr_rnd_t
    ) -> Int32
  ) throws(Interruption) -> RealInterval {
    let pairs = [
      (lower, other.lower), (lower, other.upper), (upper, other.lower), (upper, other.upper),
    ]
    var least = pairs[0].0.combine(pairs[0].1, p, MPFR_RNDD, function)
    var most = pairs[0].0.combine(pairs[0].1, p, MPFR_RNDU, function)
    for (x, y) in pairs.dropFirst() {
      let low = x.combine(y, p, MPFR_RNDD, function)
      let high = x.combine(y, p, MPFR_RNDU, function)
      if low < least { least = low }
      if most < high { most = high }
    }
    return try RealInterval(least, most)
  }

  func divided(by other: RealInterval, _ p: Int) throws(Interruption) -> RealInterval {
    if other.isZero { throw .undefined }
    if other.containsZero { throw .imprecise }
    return try extremes(of: other, p, mpfr_div)
  }

  func squared(_ p: Int) throws(Interruption) -> RealInterval {
    let magnitude = try absolute(p)
    return try magnitude.multiplied(by: magnitude, p)
  }

  func absolute(_ p: Int) throws(Interruption) -> RealInterval {
    if isNotNegative { return self }
    if upper.sign <= 0 { return try negated(p) }
    let mirrored = lower.map(p, MPFR_RNDU, mpfr_neg)
    return try RealInterval(
      RealInterval.whole(0, p).lower, mirrored < upper ? upper : mirrored)
  }

  /// A power with a whole exponent.
  func power(_ exponent: Int, _ p: Int) throws(Interruption) -> RealInterval {
    if exponent == 0 { return try .whole(1, p) }
    if exponent < 0 {
      if isZero { throw .undefined }
      let below = try power(exponent == .min ? .max : -exponent, p)
      return try RealInterval.whole(1, p).divided(by: below, p)
    }
    let base = exponent.isMultiple(of: 2) ? try absolute(p) : self
    return try RealInterval(
      base.lower.map(p, MPFR_RNDD) { mpfr_pow_si($0, $1, exponent, $2) },
      base.upper.map(p, MPFR_RNDU) { mpfr_pow_si($0, $1, exponent, $2) })
  }
}
