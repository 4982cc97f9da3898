/// A rational number: two machine words in lowest terms where they suffice, GMP beyond.
enum ExactRational {
  /// Numerator and denominator; the denominator is positive, and neither is `Int.min`.
  case small(Int, Int)
  /// What does not fit.
  case big(BigRational)

  static var zero: ExactRational { .small(0, 1) }
  static var one: ExactRational { .small(1, 1) }

  init(_ value: Int) { self = value == .min ? .big(BigRational(value, over: 1)) : .small(value, 1) }

  /// A fraction; the denominator must not be 0.
  init(_ numerator: Int, over denominator: Int) {
    guard numerator != .min, denominator != .min else {
      let quotient = BigRational(numerator, over: 1) / BigRational(denominator, over: 1)
      self.init(quotient)
      return
    }
    let sign = denominator < 0 ? -1 : 1
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    self = .small(sign * numerator / Int(divisor), sign * denominator / Int(divisor))
  }

  init(_ big: BigRational) {
    if let small = big.small, small.numerator != .min, small.denominator != .min {
      self = .small(small.numerator, small.denominator)
    } else {
      self = .big(big)
    }
  }

  /// Reads digits with a number of them behind the point.
  init(digits: some Collection<UInt8>, scale: Int = 0, limit: Int) throws(Interruption) {
    if digits.count <= 18, scale <= 18 {
      var value = 0
      for digit in digits {
        guard digit &- 48 < 10 else { throw .unsupported }
        value = value &* 10 &+ Int(digit &- 48)
      }
      var divisor = 1
      for _ in 0..<max(0, scale) { divisor &*= 10 }
      self.init(value, over: divisor)
      return
    }
    guard digits.count + abs(scale) < limit / 4 else { throw .bits }
    guard let whole = BigRational(digits: digits) else { throw .unsupported }
    self.init(scale == 0 ? whole : whole / BigRational(powerOfTen: scale))
  }

  static func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    var a = a
    var b = b
    while b != 0 { (a, b) = (b, a % b) }
    return a == 0 ? 1 : a
  }

  /// The number in GMP's form.
  var big: BigRational {
    switch self {
    case .small(let numerator, let denominator): BigRational(numerator, over: denominator)
    case .big(let value): value
    }
  }

  /// The bits of the numerator and of the denominator.
  var bits: (numerator: Int, denominator: Int) {
    switch self {
    case .small(let numerator, let denominator):
      (
        Int.bitWidth - numerator.magnitude.leadingZeroBitCount,
        Int.bitWidth - denominator.leadingZeroBitCount
      )
    case .big(let value): (value.numeratorBits, value.denominatorBits)
    }
  }

  var sign: Int {
    switch self {
    case .small(let numerator, _): numerator.signum()
    case .big(let value): value.sign.signum()
    }
  }

  var isZero: Bool { sign == 0 }

  var isWhole: Bool {
    switch self {
    case .small(_, let denominator): denominator == 1
    case .big(let value): value.isWhole
    }
  }

  /// The number as a machine word, if it is whole and fits.
  var int: Int? {
    if case .small(let numerator, 1) = self { numerator } else { nil }
  }
}

extension ExactRational: Comparable {
  static func == (a: ExactRational, b: ExactRational) -> Bool {
    switch (a, b) {
    case (.small(let n, let d), .small(let m, let e)): n == m && d == e
    case (.big(let x), .big(let y)): x.compare(y) == 0
    default: false
    }
  }

  static func < (a: ExactRational, b: ExactRational) -> Bool {
    if case .small(let n, let d) = a, case .small(let m, let e) = b {
      let left = n.multipliedFullWidth(by: e)
      let right = m.multipliedFullWidth(by: d)
      return left.high == right.high ? left.low < right.low : left.high < right.high
    }
    return a.big.compare(b.big) < 0
  }
}
