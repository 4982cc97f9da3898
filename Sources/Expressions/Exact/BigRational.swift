import CGMP

/// A fraction in GMP's memory; immutable once it is made.
///
/// GMP aborts the process where a number outgrows it, so callers bound the bits first.
final class BigRational {
  private var storage = __mpq_struct()

  private init() { rational_initialise(&storage) }

  deinit { rational_clear(&storage) }

  convenience init(_ numerator: Int, over denominator: Int) {
    self.init()
    rational_set(&storage, numerator, denominator)
  }

  /// Reads decimal digits; `nil` if there are other characters.
  convenience init?(digits: some Collection<UInt8>) {
    self.init()
    var text = digits.map { CChar(bitPattern: $0) }
    text.append(0)
    guard !digits.isEmpty, rational_set_digits(&storage, text) == 0 else { return nil }
  }

  /// Ten to a power that is not negative.
  convenience init(powerOfTen exponent: Int) {
    self.init()
    rational_power_of_ten(&storage, UInt(exponent))
  }

  private static func make(
    _ body: (UnsafeMutablePointer<__mpq_struct>) -> Void
  ) -> BigRational {
    let result = BigRational()
    body(&result.storage)
    return result
  }

  static func + (a: BigRational, b: BigRational) -> BigRational {
    make { rational_add($0, &a.storage, &b.storage) }
  }

  static func - (a: BigRational, b: BigRational) -> BigRational {
    make { rational_subtract($0, &a.storage, &b.storage) }
  }

  static func * (a: BigRational, b: BigRational) -> BigRational {
    make { rational_multiply($0, &a.storage, &b.storage) }
  }

  /// The quotient; the divisor must not be 0.
  static func / (a: BigRational, b: BigRational) -> BigRational {
    make { rational_divide($0, &a.storage, &b.storage) }
  }

  func power(_ exponent: UInt) -> BigRational {
    Self.make { rational_power($0, &storage, exponent) }
  }

  var floor: BigRational { Self.make { rational_floor($0, &storage) } }

  func greatestCommonDivisor(_ other: BigRational) -> BigRational {
    Self.make { rational_gcd($0, &storage, &other.storage) }
  }

  /// The root if it is rational; the number must not be negative.
  func root(_ degree: UInt) -> BigRational? {
    let result = BigRational()
    return rational_root(&result.storage, &storage, degree) != 0 ? result : nil
  }

  func compare(_ other: BigRational) -> Int { Int(rational_compare(&storage, &other.storage)) }

  var sign: Int { Int(rational_sign(&storage)) }
  var isWhole: Bool { rational_is_whole(&storage) != 0 }
  var numeratorBits: Int { Int(rational_numerator_bits(&storage)) }
  var denominatorBits: Int { Int(rational_denominator_bits(&storage)) }

  /// Numerator and denominator where both fit a machine word.
  var small: (numerator: Int, denominator: Int)? {
    guard rational_is_small(&storage) != 0 else { return nil }
    return (rational_small_numerator(&storage), rational_small_denominator(&storage))
  }

  /// Numerator and denominator modulo a number.
  func remainders(by modulus: UInt64) -> (numerator: UInt64, denominator: UInt64) {
    (
      UInt64(rational_numerator_remainder(&storage, UInt(modulus))),
      UInt64(rational_denominator_remainder(&storage, UInt(modulus)))
    )
  }

  /// Lends GMP's own structure, to read.
  func withPointer<Result>(_ body: (UnsafePointer<__mpq_struct>) -> Result) -> Result {
    body(&storage)
  }
}
