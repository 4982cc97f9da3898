/// An exact fraction of two 128-bit whole numbers in lowest terms.
///
/// Every operation that may overflow returns `nil` when it does, so that nothing is ever rounded.
public struct Rational: Hashable, Sendable {
  /// The numerator, which carries the sign.
  public let numerator: Int128
  /// The denominator, at least 1.
  public let denominator: Int128

  /// A whole number.
  public init(_ value: Int) {
    numerator = Int128(value)
    denominator = 1
  }

  /// A fraction; `nil` when the denominator is zero or a part is the least 128-bit number.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int128(divisor)
    self.denominator = sign * denominator / Int128(divisor)
  }

  /// Reads digits with at most one decimal point (`12`, `0.50`, `.5`); `nil` for anything else and
  /// for more digits than fit.
  public init?(decimal text: some StringProtocol) {
    var value: Int128 = 0
    var scale: Int128 = 1
    var hasPoint = false
    var hasDigit = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard isDigit(byte) else { return nil }
      hasDigit = true
      let (tenfold, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = tenfold.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
      guard !overflows, !overflowsToo else { return nil }
      value = sum
      if hasPoint {
        let (next, isTooLong) = scale.multipliedReportingOverflow(by: 10)
        guard !isTooLong else { return nil }
        scale = next
      }
    }
    guard hasDigit else { return nil }
    self.init(value, over: scale)
  }

  /// The sum.
  public func adding(_ other: Rational) -> Rational? {
    let (left, a) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (right, b) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (sum, c) = left.addingReportingOverflow(right)
    let (bottom, d) = denominator.multipliedReportingOverflow(by: other.denominator)
    return a || b || c || d ? nil : Rational(sum, over: bottom)
  }

  /// The difference.
  public func subtracting(_ other: Rational) -> Rational? { adding(other.negated) }

  /// The product.
  public func multiplied(by other: Rational) -> Rational? {
    let (top, a) = numerator.multipliedReportingOverflow(by: other.numerator)
    let (bottom, b) = denominator.multipliedReportingOverflow(by: other.denominator)
    return a || b ? nil : Rational(top, over: bottom)
  }

  /// The quotient; `nil` also for a division by zero.
  public func divided(by other: Rational) -> Rational? {
    Rational(other.denominator, over: other.numerator).flatMap { multiplied(by: $0) }
  }

  /// The number with the other sign.
  public var negated: Rational { Rational(unchecked: -numerator, denominator) }

  /// The number without its sign.
  public var magnitude: Rational { numerator < 0 ? negated : self }

  /// Whether this number is less than `other`; `nil` when the comparison overflows.
  public func isLess(than other: Rational) -> Bool? {
    subtracting(other).map { $0.numerator < 0 }
  }

  private init(unchecked numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

extension Rational: CustomStringConvertible {
  /// The number as a decimal when it has one (`-0.5`), otherwise as a fraction (`1/3`).
  ///
  /// Equal numbers have equal texts, and different ones different texts.
  public var description: String {
    var rest = denominator
    var scale: Int128 = 1
    var digits = 0
    for prime: Int128 in [2, 5] { while rest % prime == 0 { rest /= prime } }
    guard rest == 1 else { return "\(numerator)/\(denominator)" }
    while scale % denominator != 0 {
      let (next, overflows) = scale.multipliedReportingOverflow(by: 10)
      guard !overflows else { return "\(numerator)/\(denominator)" }
      scale = next
      digits += 1
    }
    let (scaled, overflows) = numerator.multipliedReportingOverflow(by: scale / denominator)
    guard !overflows else { return "\(numerator)/\(denominator)" }
    guard digits > 0 else { return "\(scaled)" }
    let text = "\(scaled.magnitude)"
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return (scaled < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
  }
}

private func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
  var (left, right) = (left, right)
  while right != 0 { (left, right) = (right, left % right) }
  return max(left, 1)
}

func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

func isLetter(_ byte: UInt8) -> Bool {
  UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte >= 0x80
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0d ~= byte }
