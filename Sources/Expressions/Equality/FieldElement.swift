/// An element of the field with (2⁶¹ − 1)² elements: a + b·i modulo the Mersenne prime 2⁶¹ − 1.
///
/// The prime leaves remainder 3 by 4, so i is no square of a number below it; the multiplicative
/// group's order 2⁶² · (2⁶⁰ − 1) has 2, 3, 5, 7, 11 and 13 among its factors, so the roots of unity
/// that occur in answers exist.
struct FieldElement: Hashable {
  static let prime: UInt64 = (1 << 61) - 1

  var real: UInt64
  var imaginary: UInt64

  static let zero = FieldElement(real: 0, imaginary: 0)
  static let one = FieldElement(real: 1, imaginary: 0)
  static let i = FieldElement(real: 0, imaginary: 1)
  static let half = FieldElement(real: 1 << 60, imaginary: 0)

  init(real: UInt64, imaginary: UInt64) {
    self.real = real
    self.imaginary = imaginary
  }

  init(_ value: Int) {
    let magnitude = Self.reduce(UInt64(value.magnitude))
    self.init(real: value < 0 ? Self.negate(magnitude) : magnitude, imaginary: 0)
  }

  var isZero: Bool { real == 0 && imaginary == 0 }

  // MARK: The prime field

  @inline(__always)
  static func reduce(_ x: UInt64) -> UInt64 {
    let folded = (x & prime) &+ (x >> 61)
    return folded >= prime ? folded &- prime : folded
  }

  @inline(__always)
  static func add(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let sum = x &+ y
    return sum >= prime ? sum &- prime : sum
  }

  @inline(__always)
  static func negate(_ x: UInt64) -> UInt64 { x == 0 ? 0 : prime &- x }

  @inline(__always)
  static func multiply(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let (high, low) = x.multipliedFullWidth(by: y)
    let sum = (low & prime) &+ (high << 3 | low >> 61)
    return sum >= prime ? sum &- prime : sum
  }

  @inline(__always)
  static func square(_ x: UInt64, times: Int) -> UInt64 {
    var result = x
    for _ in 0..<times { result = multiply(result, result) }
    return result
  }

  /// 1/x: x to the power 2⁶¹ − 3, by doubling the length of a run of ones.
  static func invert(_ x: UInt64) -> UInt64 {
    let ones2 = multiply(square(x, times: 1), x)
    let ones3 = multiply(square(ones2, times: 1), x)
    let ones6 = multiply(square(ones3, times: 3), ones3)
    let ones7 = multiply(square(ones6, times: 1), x)
    let ones14 = multiply(square(ones7, times: 7), ones7)
    let ones28 = multiply(square(ones14, times: 14), ones14)
    let ones29 = multiply(square(ones28, times: 1), x)
    let ones58 = multiply(square(ones29, times: 29), ones29)
    let ones59 = multiply(square(ones58, times: 1), x)
    // 2⁶¹ − 3 is 59 ones, then 01.
    return multiply(square(ones59, times: 2), x)
  }

  // MARK: Arithmetic

  @inline(__always)
  static func + (a: FieldElement, b: FieldElement) -> FieldElement {
    FieldElement(real: add(a.real, b.real), imaginary: add(a.imaginary, b.imaginary))
  }

  @inline(__always)
  static prefix func - (a: FieldElement) -> FieldElement {
    FieldElement(real: negate(a.real), imaginary: negate(a.imaginary))
  }

  @inline(__always)
  static func - (a: FieldElement, b: FieldElement) -> FieldElement { a + -b }

  @inline(__always)
  static func * (a: FieldElement, b: FieldElement) -> FieldElement {
    if a.imaginary | b.imaginary == 0 {
      return FieldElement(real: multiply(a.real, b.real), imaginary: 0)
    }
    return FieldElement(
      real: add(
        multiply(a.real, b.real), negate(multiply(a.imaginary, b.imaginary))),
      imaginary: add(multiply(a.real, b.imaginary), multiply(a.imaginary, b.real)))
  }

  /// 1/a; `nil` for 0.
  var inverse: FieldElement? {
    if isZero { return nil }
    if imaginary == 0 { return FieldElement(real: Self.invert(real), imaginary: 0) }
    let norm = Self.add(Self.multiply(real, real), Self.multiply(imaginary, imaginary))
    let scale = Self.invert(norm)
    return FieldElement(
      real: Self.multiply(real, scale),
      imaginary: Self.negate(Self.multiply(imaginary, scale)))
  }

  func power(_ exponent: UInt) -> FieldElement {
    var result = FieldElement.one
    var base = self
    var exponent = exponent
    while exponent != 0 {
      if exponent & 1 == 1 { result = result * base }
      exponent >>= 1
      if exponent != 0 { base = base * base }
    }
    return result
  }

  /// A power with a sign; `nil` for a negative power of 0.
  func power(_ exponent: Int) -> FieldElement? {
    exponent >= 0 ? power(exponent.magnitude) : inverse?.power(exponent.magnitude)
  }

  // MARK: Roots

  /// A square root of a prime number, the same one that Gauss's sum over `rootOfUnity` gives where
  /// the prime divides the order of `unity`.
  static func squareRoot(prime q: UInt64) -> FieldElement {
    // x to the power (p + 1)/4 = 2⁵⁹ squares to x or to −x.
    let candidate = square(reduce(q), times: 59)
    let isRoot = multiply(candidate, candidate) == reduce(q)
    let isOther = q == 3 || q == 5 || q == 7 || q == 13
    let value = isOther ? negate(candidate) : candidate
    return FieldElement(real: isRoot ? value : 0, imaginary: isRoot ? 0 : value)
  }

  /// The order of `unity`: 2¹² · 3² · 5² · 7 · 11 · 13.
  static let unityOrder = 922_521_600
  /// A primitive root of unity of that order, whose power by a quarter of the order is i.
  static let unity = FieldElement(
    real: 2_161_308_366_680_322_363, imaginary: 930_568_201_646_591_006)

  /// e^{2πi · numerator/denominator}; `nil` where the order of `unity` has not the denominator.
  static func rootOfUnity(_ numerator: Int, over denominator: Int) -> FieldElement? {
    guard denominator > 0, unityOrder % denominator == 0 else { return nil }
    let turns = ((numerator % denominator) + denominator) % denominator
    return unity.power(UInt(turns * (unityOrder / denominator)))
  }

  // MARK: Pseudo-random elements

  /// An element that depends on a word and a purpose and looks random.
  static func scrambled(_ word: UInt64, _ purpose: UInt64 = 0) -> FieldElement {
    let seed = mix(word ^ mix(purpose &+ 0x9e37_79b9_7f4a_7c15))
    return FieldElement(
      real: reduce(mix(seed ^ 0x5851_f42d_4c95_7f2d)),
      imaginary: reduce(mix(seed ^ 0x1405_7b7e_f767_814f)))
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
  @inline(__always)
  static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A word that identifies the element.
  var word: UInt64 { Self.mix(real &+ 0x9e37_79b9_7f4a_7c15) ^ imaginary &* 0xff51_afd7_ed55_8ccd }
}
