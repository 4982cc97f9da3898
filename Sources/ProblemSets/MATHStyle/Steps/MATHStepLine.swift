/// A line of a solution, taken apart: its words, and its mathematics between dollar signs.
struct MATHStepLine: Hashable {
  let words: String
  /// What stands between dollar signs, with single spaces.
  let formulas: [String]

  init(_ text: String) {
    words = StepTemplate.words(of: text)
    formulas = text.split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map { Self.collapsed($0.element) }
  }

  /// Whether two lines say the same in the same order.
  func isSame(as other: MATHStepLine) -> Bool { words == other.words && formulas == other.formulas }

  /// The sides of a formula's chain of equations.
  static func sides(of formula: String) -> [String] {
    (formula + " ").replacing("\\in ", with: "= ").split(
      separator: "=", omittingEmptySubsequences: false
    )
    .map { collapsed($0) }
  }

  private static func collapsed(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension StepTemplate {
  /// Which formula of the step's text ends with the result.
  var resultFormula: Int {
    let before = text.firstRange(of: "@=").map { text[..<$0.lowerBound] } ?? text[...]
    return (before.count { $0 == "$" } - 1) / 2
  }
}
