import Testing

@testable import Expressions

/// Units against their definitions (SI, and the international yard and pound of 1959).
struct UnitLexiconTests {
  /// The size of a unit in base units.
  private func size(_ text: String) -> Double? {
    UnitLexicon.dimension(of: text).map { dimension in
      var size = Double(dimension.numerator) / Double(dimension.denominator)
      for _ in 0..<abs(dimension.powerOfTen) {
        if dimension.powerOfTen > 0 { size *= 10 } else { size /= 10 }
      }
      return size
    }
  }

  private func ratio(_ first: String, _ second: String) -> Double? {
    guard let one = UnitLexicon.dimension(of: first), let other = UnitLexicon.dimension(of: second),
      one.isComparable(with: other), let top = size(first), let bottom = size(second)
    else { return nil }
    return (top / bottom * 1e9).rounded() / 1e9
  }

  @Test(arguments: [
    ("km", "m", 1000.0), ("in", "cm", 2.54), ("ft", "in", 12), ("mi", "ft", 5280), ("yd", "ft", 3),
    ("h", "min", 60), ("day", "h", 24), ("week", "day", 7), ("lb", "oz", 16), ("kg", "g", 1000),
    ("ton", "lb", 2000), ("L", "mL", 1000), ("L", "cm^3", 1000), ("gal", "in^3", 231),
    ("gal", "qt", 4), ("qt", "pt", 2), ("pt", "cup", 2), ("acre", "ft^2", 43_560),
    ("ha", "m^2", 10_000), ("mph", "mi/h", 1), ("kph", "km/h", 1), ("km/h", "m/s", 0.277777778),
    ("$", "cent", 100), ("$/h", "cent/min", 1.666666667), ("N", "kg*m/s^2", 1), ("J", "N*m", 1),
    ("W", "J/s", 1), ("V", "W/A", 1), ("ohm", "V/A", 1), ("kJ", "cal", 239.005736138),
    ("B", "bit", 8), ("Hz", "s^-1", 1), ("year", "month", 12), ("knot", "km/h", 1.852),
  ])
  func conversions(_ first: String, _ second: String, _ expected: Double) {
    #expect(ratio(first, second) == expected)
  }

  @Test(arguments: [("m", "s"), ("$", "€"), ("cm^2", "cm"), ("kg", "N"), ("L", "m")])
  func differentQuantitiesAreNotComparable(_ first: String, _ second: String) {
    #expect(ratio(first, second) == nil)
  }

  @Test(arguments: ["apples", "any text", "degC", "cm^", "cm/", "", "km/people", "m^9"])
  func wordsThatAreNoUnits(_ text: String) {
    #expect(UnitLexicon.dimension(of: text) == nil)
  }

  @Test func noTwoUnitsHaveOneSpelling() {
    var spellings: Set<String> = []
    for unit in UnitTable.units {
      for spelling in unit.spellings.split(separator: " ") {
        #expect(spellings.insert(String(spelling)).inserted, "\(spelling)")
      }
    }
    #expect(Set(UnitTable.units.map(\.symbol)).count == UnitTable.units.count)
  }
}
