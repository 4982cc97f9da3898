import CGMP
import CMPFR

/// A number in MPFR's memory; immutable once it is made.
///
/// MPFR keeps π and the like in caches of each thread, which live as long as the thread.
final class BigFloat {
  private var storage = __mpfr_struct()

  init(precision: Int) { mpfr_init2(&storage, mpfr_prec_t(precision)) }

  deinit { mpfr_clear(&storage) }

  /// Makes a number with a body that sets it.
  static func make(
    _ precision: Int, _ body: (UnsafeMutablePointer<__mpfr_struct>) -> Void
  ) -> BigFloat {
    let result = BigFloat(precision: precision)
    body(&result.storage)
    return result
  }

  /// Lends MPFR's own structure, to read.
  func read<Result>(_ body: (UnsafePointer<__mpfr_struct>) -> Result) -> Result { body(&storage) }

  /// A function of one number.
  func map(
    _ precision: Int, _ rounding: mpfr_rnd_t,
    _ function: (
      UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>, mpfr_rnd_t
    ) -> Int32
  ) -> BigFloat {
    Self.make(precision) { target in read { _ = function(target, $0, rounding) } }
  }

  /// A function of two numbers.
  func combine(
    _ other: BigFloat, _ precision: Int, _ rounding: mpfr_rnd_t,
    _ function: (
      UnsafeMutablePointer<__mpfr_struct>, UnsafePointer<__mpfr_struct>,
      UnsafePointer<__mpfr_struct>, mpfr_rnd_t
    ) -> Int32
  ) -> BigFloat {
    Self.make(precision) { target in
      read { first in other.read { second in _ = function(target, first, second, rounding) } }
    }
  }

  var sign: Int { read { Int(floating_sign($0)) } }
  var isFinite: Bool { read { floating_is_number($0) != 0 } }
  /// The binary exponent; `nil` for 0.
  var exponent: Int? {
    read { floating_is_regular($0) != 0 ? Int(floating_exponent($0)) : nil }
  }

  static func < (a: BigFloat, b: BigFloat) -> Bool {
    a.read { x in b.read { mpfr_less_p(x, $0) != 0 } }
  }

  static func == (a: BigFloat, b: BigFloat) -> Bool {
    a.read { x in b.read { mpfr_equal_p(x, $0) != 0 } }
  }
}
