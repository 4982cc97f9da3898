/// What announces a calculation and claims nothing.
extension Restatement {
  /// Whether a line announces what is to be done and claims nothing: `2. **Find the cost:**`.
  static func isHeading(_ text: String) -> Bool {
    let content = StepText.content(of: text)
    let words = content.split { !($0.isLetter || $0 == "'" || $0 == "’") }
    guard let first = words.first?.lowercased(), !content.contains("=") else { return false }
    // A title in bold.
    let title = text.drop { !"*#".contains($0) }
    if title.hasPrefix("**"), text.hasSuffix("**") || text.hasSuffix("**:") { return true }
    let end = text.last { !"*: ".contains($0) }
    return headings.contains(first) && !content.contains("$") && end.map { !$0.isNumber } ?? false
  }

  private static let headings: Set<String> = [
    "calculate", "determine", "find", "identify", "add", "subtract", "multiply", "divide", "step",
    "compute", "let's", "let’s", "understand", "figure", "convert", "check", "verify", "round",
    "apply", "substitute", "simplify", "solve", "raise",
  ]

  /// Whether a clause only says what is going to be done: `we need to add 3 to it`.
  static func isIntention(_ clause: StepText.Sentence) -> Bool {
    let words = clause.words.map { $0.lowercased() }
    if let first = words.first(where: { !openings.contains($0) }) {
      if first == "let's" || first == "to" && words.count > 1 { return true }
      if headings.contains(first) { return true }
    }
    return words.indices.contains { index in
      words[index] == "we" && words[(index + 1)...].prefix(3).contains { intentions.contains($0) }
    }
  }

  private static let openings: Set<String> = [
    "first", "next", "then", "now", "finally", "so", "therefore", "and", "also", "second", "third",
  ]

  private static let intentions: Set<String> = [
    "need", "subtract", "add", "multiply", "divide", "calculate", "find", "determine", "use", "can",
    "must", "should", "have", "convert", "compute", "want", "will", "sum", "solve", "follow",
    "take", "consider", "know", "look", "apply", "do",
  ]
}
