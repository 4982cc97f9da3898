/// What a text says that a number counts or measures, as far as it is known to be something else.
struct StatedUnit: Hashable {
  /// Whether a dollar sign stands before the number.
  let isMoney: Bool
  /// The stems of the words behind the number.
  let stems: [String]

  init(isMoney: Bool, stems: [String]) {
    self.isMoney = isMoney
    self.stems = stems
  }

  /// Reads the unit of a number from what stands before and behind it.
  init(before: Substring, after: Substring) {
    isMoney = before.last == "$" && !before.hasSuffix("\\$") || before.hasSuffix("\\$")
    let sentence = StepText("0" + after.prefix(60)).sentences.first
    stems = sentence?.numbers.first?.following ?? []
  }

  /// The measures that are known by their names.
  private static let measures: Set<String> = Set(
    [
      "dollar", "second", "minute", "hour", "day", "week", "month", "year", "mile", "kilometer",
      "meter", "liter", "cup", "gallon", "percent", "mph", "point", "people", "kilogram", "gram",
    ].map(StepText.stem))

  /// Whether this is certainly no unit of a quantity.
  ///
  /// - Parameter others: the stems of the units of the problem's quantities.
  func contradicts(_ unit: StoryUnit, among others: Set<String>) -> Bool {
    switch unit.form {
    case .percent, .share, .times: return false
    case .count, .measure, .money: break
    }
    let own = Set(
      (unit.singular + " " + unit.plural).split(separator: " ").map { StepText.stem(String($0)) })
    if isMoney { return unit.form != .money }
    guard let first = stems.first else { return false }
    // A rate is named after two units, and a person's age after years.
    if stems.dropFirst().prefix(2).contains(where: { ["per", "a", "each", "every"].contains($0) }) {
      return false
    }
    if stems.prefix(3).contains(where: own.contains) { return false }
    if first == "cent", unit.form == .money { return false }
    return Self.measures.contains(first) || others.contains(first)
  }
}
