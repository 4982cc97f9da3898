/// A line of a solution, taken apart: its words, and its mathematics between `$…$`, `\(…\)` or
/// `\[…\]`.
struct MATHStepLine: Hashable {
  /// The words with a dollar sign for each formula; what a formula names in `\text{…}` are words.
  let words: String
  /// What stands between the delimiters, with single spaces.
  let formulas: [String]

  init(_ text: String) {
    let pieces = Self.pieces(of: text)
    formulas = pieces.formulas.map { Self.collapsed($0) }
    var words = pieces.words[0]
    for (formula, after) in zip(pieces.formulas, pieces.words.dropFirst()) {
      words += "$" + Self.names(in: formula).map { " " + $0 + " " }.joined() + after
    }
    self.words = Self.collapsed(words)
  }

  /// Words and formulas in turn; there is one piece of words more than formulas.
  static func pieces(of text: String) -> (words: [String], formulas: [String]) {
    var plain = text
    if text.contains("\\") {
      for sign in ["\\[", "\\]", "\\(", "\\)"] { plain = plain.replacing(sign, with: "$") }
    }
    let pieces = plain.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    let words = pieces.indices.filter { $0.isMultiple(of: 2) }.map { pieces[$0] }
    let formulas = pieces.indices.filter { !$0.isMultiple(of: 2) }.map { pieces[$0] }
    return (pieces.count.isMultiple(of: 2) ? words + [""] : words, formulas)
  }

  /// What a formula names in words.
  private static func names(in formula: String) -> [Substring] {
    formula.ranges(of: "\\text{").map { formula[$0.upperBound...].prefix { $0 != "}" } }
  }

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
    return MATHStepLine.pieces(of: String(before)).formulas.count - 1
  }
}
