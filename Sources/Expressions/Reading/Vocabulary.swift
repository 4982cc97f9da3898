/// The words that mean something within or behind an expression.
enum Vocabulary {
  struct Entry: Sendable {
    let word: Word
    var value: Int32 = 0
  }

  static let table = NameTable<Entry>(
    spellings: sentence.map { (names: $0.names, value: Entry(word: $0.word)) }
      + numerals.enumerated().map { index, name in
        (names: name, value: Entry(word: .numeral, value: Int32(index)))
      }
      + tens.enumerated().map { index, name in
        (names: name, value: Entry(word: .numeral, value: Int32(index * 10 + 20)))
      }
      + months.enumerated().map { index, name in
        (names: name, value: Entry(word: .month, value: Int32(index + 1)))
      } + scales.map { (names: $0.names, value: Entry(word: .scale, value: $0.exponent)) }
      + UnitTable.units.enumerated().map { index, unit in
        (names: unit.spellings.lowercased(), value: Entry(word: .unit, value: Int32(index)))
      })

  private static let sentence: [(names: String, word: Word)] = [
    ("and", .and), ("or", .or),
    ("none nothing neither dne undefined nonexistent", .noAnswer),
    ("yes true", .yes), ("no false", .no),
    ("percent percentage pct per-cent percents", .percent),
    ("square squared sq", .square), ("cubic cubed cu", .cubic), ("per", .per),
    (
      "about approximately approx around roughly exactly only just total altogether the a an of "
        + "answer result value final solution so thus therefore hence we get have in-total each "
        + "more-or-less nearly almost left remaining long tall wide high old away ago total. st nd rd th",
      .filler
    ),
    ("is are equals equal be was were gives", .isEqual),
    ("am", .am), ("pm", .pm),
    (
      "if for where when unless except but not than more less fewer most least over under above "
        + "below between greater smaller larger plus minus times divided half twice double triple "
        + "without such that otherwise whenever remainder mod from to until",
      .condition
    ),
    ("degree degrees deg degs", .degrees),
    ("celsius centigrade", .celsius), ("fahrenheit", .fahrenheit),
    ("infinity infinite", .infinity), ("in", .element),
    ("odd even prime composite empty all any its she they her his him our who new old", .unknown),
  ]

  private static let numerals = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let months = [
    "january jan", "february feb", "march", "april apr", "may", "june", "july", "august aug",
    "september sept", "october oct", "november nov", "december",
  ]
  /// Exponents of ten; -12 is a dozen.
  private static let scales: [(names: String, exponent: Int32)] = [
    ("hundred", 2), ("thousand", 3), ("million millions", 6), ("billion billions", 9),
    ("trillion trillions", 12), ("dozen", -12),
  ]
}
