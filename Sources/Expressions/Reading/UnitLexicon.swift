/// What a unit measures and its size in base units.
///
/// Base units: metre, kilogram, second, kelvin, ampere, mole, radian, bit, and one of a currency.
/// Two units are comparable when everything but the factor is equal.
public struct UnitDimension: Hashable, Sendable {
  /// Exponents of length, mass, time, temperature, current, amount, angle and information, in
  /// this order.
  public var exponents = SIMD8<Int8>(repeating: 0)
  /// The exponent of money.
  public var money: Int8 = 0
  /// Which money: the first letter of its sign; 0 for none.
  public var currency: UInt8 = 0
  /// The size in base units as an exact fraction in lowest terms; the exponent of ten apart.
  public var numerator: Int64 = 1
  /// The denominator of the size.
  public var denominator: Int64 = 1
  /// The size is multiplied by this power of ten.
  public var powerOfTen: Int32 = 0

  /// Whether quantities of both can be compared.
  public func isComparable(with other: UnitDimension) -> Bool {
    exponents == other.exponents && money == other.money && currency == other.currency
  }

  /// Multiplies by a power of another unit; false where a number is too large.
  mutating func multiply(by other: UnitDimension, exponent: Int) -> Bool {
    guard -6...6 ~= exponent, currency == 0 || other.currency == 0 || currency == other.currency
    else { return false }
    exponents &+= other.exponents &* SIMD8(repeating: Int8(exponent))
    money &+= other.money * Int8(exponent)
    currency |= other.currency
    powerOfTen += other.powerOfTen * Int32(exponent)
    let isInverse = exponent < 0
    for _ in 0..<abs(exponent) {
      let factor =
        isInverse ? (other.denominator, other.numerator) : (other.numerator, other.denominator)
      let (top, topOverflows) = numerator.multipliedReportingOverflow(by: factor.0)
      let (bottom, bottomOverflows) = denominator.multipliedReportingOverflow(by: factor.1)
      guard !topOverflows, !bottomOverflows else { return false }
      let divisor = Self.greatestCommonDivisor(top, bottom)
      (numerator, denominator) = (top / divisor, bottom / divisor)
    }
    return true
  }

  private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
    var (first, second) = (first, second)
    while second != 0 { (first, second) = (second, first % second) }
    return max(first, 1)
  }
}

/// The units that quantities are read in, under one normalised name each.
///
/// The text of a quantity is its units in the order they were written, with exponents
/// (`cm^2`, `km/h`, `$/h`), or plain words (`apples`) that name no unit.
public enum UnitLexicon {
  /// What a quantity's unit measures; nil for words that name no unit.
  public static func dimension(of text: some Collection<UInt8>) -> UnitDimension? {
    text.withContiguousStorageIfAvailable(dimension(ofBytes:))
      ?? Array(text).withUnsafeBufferPointer(dimension(ofBytes:))
  }

  /// What a quantity's unit measures; nil for words that name no unit.
  public static func dimension(of text: String) -> UnitDimension? { dimension(of: text.utf8) }

  private static func dimension(ofBytes text: UnsafeBufferPointer<UInt8>) -> UnitDimension? {
    var dimension = UnitDimension()
    var index = 0
    var isDivided = false
    while true {
      let start = index
      while index < text.count, !Self.separators.contains(text[index]) { index += 1 }
      guard let unit = symbols[text, start..<index] else { return nil }
      var exponent = 1
      if index < text.count, text[index] == UInt8(letter: "^") {
        index += 1
        let isNegative = index < text.count && text[index] == UInt8(letter: "-")
        if isNegative { index += 1 }
        guard index < text.count, text[index].isDigit else { return nil }
        exponent = Int(text[index] - 48) * (isNegative ? -1 : 1)
        index += 1
      }
      let other = UnitTable.units[Int(unit)].dimension
      guard dimension.multiply(by: other, exponent: isDivided ? -exponent : exponent) else {
        return nil
      }
      guard index < text.count else { break }
      isDivided = isDivided || text[index] == UInt8(letter: "/")
      index += 1
    }
    return dimension
  }

  private static let separators: [UInt8] = [
    UInt8(letter: "^"), UInt8(letter: "*"), UInt8(letter: "/"),
  ]

  private static let symbols = NameTable<Int32>(
    UnitTable.units.enumerated().map { (name: $1.symbol, value: Int32($0)) })

  /// The unit of a currency sign, by the byte that the scanner gives it.
  static func currency(_ sign: UInt8) -> Int32 {
    UnitTable.units.withUnsafeBufferPointer { units in
      Int32(units.firstIndex { $0.sign == sign } ?? 0)
    }
  }
}
