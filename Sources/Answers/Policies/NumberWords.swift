/// Numbers in words, as the Python package word2number 1.1 reads them.
enum NumberWords {
  private static let values: [String: Int] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000,
    "billion": 1_000_000_000,
  ]

  /// The number that the words of a text say, words of other kinds left out; the text itself where
  /// there is none.
  static func converting(_ text: Scalars) -> Scalars {
    let words = text.map { $0 == "-" ? " " : $0 }.lowercased()
    if words.isPythonDigits { return wholeNumber(words) ?? text }
    let known = words.split(whereSeparator: \.isPythonSpace).map { Scalars($0).text }
      .filter { values[$0] != nil || $0 == "point" }
    return known.isEmpty ? text : number(known).map { Scalars($0) } ?? text
  }

  /// Digits as Python writes the number that they are; `nil` where `int` does not read them.
  private static func wholeNumber(_ digits: Scalars) -> Scalars? {
    guard TeXShorthand.isWholeNumber(digits) else { return nil }
    let plain = digits.compactMap { scalar in
      scalar.properties.numericValue.map { Unicode.Scalar(UInt8(48 + Int($0))) }
    }
    let start = plain.firstIndex { $0 != "0" } ?? plain.count - 1
    return Scalars(plain[start...])
  }

  private static func number(_ words: [String]) -> String? {
    for scale in ["thousand", "million", "billion", "point"]
    where words.count(where: { $0 == scale }) > 1 { return nil }
    let point = words.firstIndex(of: "point")
    let whole = Array(words[..<(point ?? words.count)])
    guard let sum = wholePart(whole) else { return nil }
    let decimals = point.map { words[($0 + 1)...] } ?? []
    guard !decimals.isEmpty else { return "\(sum)" }
    guard decimals.allSatisfy({ (values[$0] ?? 10) < 10 }) else { return "\(sum)" }
    let digits = decimals.map { "\(values[$0] ?? 0)" }.joined()
    return Double("0." + digits).map { "\(Double(sum) + $0)" }
  }

  private static func wholePart(_ words: [String]) -> Int? {
    let billion = words.firstIndex(of: "billion") ?? -1
    let million = words.firstIndex(of: "million") ?? -1
    let thousand = words.firstIndex(of: "thousand") ?? -1
    if thousand > -1, thousand < million || thousand < billion { return nil }
    if million > -1, million < billion { return nil }
    if words.isEmpty { return 0 }
    if words.count == 1 { return values[words[0]] }
    var sum = 0
    if billion > -1 {
      guard let factor = group(words[..<billion]) else { return nil }
      sum += factor * 1_000_000_000
    }
    if million > -1 {
      guard let factor = group(words[(billion + 1)..<million]) else { return nil }
      sum += factor * 1_000_000
    }
    if thousand > -1 {
      guard let factor = group(words[(max(million, billion) + 1)..<thousand]) else { return nil }
      sum += factor * 1000
    }
    let scales = [thousand, million, billion].filter { $0 > -1 }
    // Where a scale ends the words, the package takes what follows the next larger one once more.
    guard let last = scales.isEmpty ? -1 : scales.first(where: { $0 < words.count - 1 }) else {
      return sum
    }
    return group(words[(last + 1)...]).map { sum + $0 }
  }

  /// A number below a thousand of up to four words; of more words the first.
  private static func group(_ words: ArraySlice<String>) -> Int? {
    let numbers = words.compactMap { values[$0] }
    guard let first = numbers.first else { return nil }
    switch numbers.count {
    case 4: return first * numbers[1] + numbers[2] + numbers[3]
    case 3: return first * numbers[1] + numbers[2]
    case 2: return numbers.contains(100) ? first * numbers[1] : first + numbers[1]
    default: return first
    }
  }
}
