import Answers

/// Finds what only says again what the statement told.
///
/// A sentence says a told fact again when one sentence of the statement has each of its numbers with
/// the same unit and in the same relation, all its words and its names in the same order. In doubt
/// it does not.
struct Restatement: Sendable {
  /// A sentence of the statement.
  private struct Told: Sendable {
    let numbers: [StatedNumber]
    let stems: Set<String>
    let names: [String]
  }

  private let people: Set<String>
  private let told: [Told]

  init(_ problem: GSMStyleProblem) {
    people = Set(problem.people)
    var told: [Told] = []
    var previous: [String] = []
    for sentence in StepText(problem.statement).sentences {
      var names = sentence.names(of: people)
      // A pronoun stands for a name of the sentence before.
      if names.isEmpty, sentence.words.contains(where: { Self.pronouns.contains($0.lowercased()) })
      {
        names = previous
      }
      told.append(Told(numbers: sentence.numbers, stems: sentence.stems, names: names))
      if !names.isEmpty { previous = names }
    }
    self.told = told
  }

  private static let pronouns: Set<String> = ["he", "she", "his", "her", "they", "their", "him"]

  /// Stems of words that say nothing about a quantity.
  private static let plain: Set<String> = Set(
    """
    the a an of is are was has have had so therefore thus then total number amount that this in all
    he she his her and which means there we know given each it for to at now first with altogether
    also from problem information per every initially start on will as s i by its they their since
    because cost costs price total
    """.split(whereSeparator: \.isWhitespace).map { StepText.stem(String($0)) })

  /// Stems of words that change what a number near them means.
  static let relations: Set<String> = Set(
    "each per every more less fewer than times twice half older younger another other extra left"
      .split(separator: " ").map { StepText.stem(String($0)) })

  /// Whether a sentence only says what the statement told.
  func isTold(_ sentence: StepText.Sentence) -> Bool {
    let numbers = sentence.numbers
    let names = sentence.names(of: people)
    let nameStems = Set(names.map(StepText.stem))
    let content = sentence.stems.subtracting(Self.plain).subtracting(nameStems)
      .subtracting(names.map { StepText.stem($0 + "'s") })
    guard !numbers.isEmpty, !content.isEmpty else { return false }
    return told.contains { fact in
      numbers.allSatisfy { Self.isSame($0, in: fact.numbers) } && content.isSubset(of: fact.stems)
        && Self.isOrdered(names, in: fact.names)
    }
  }

  /// Whether the statement tells a number with this unit.
  func isTold(_ number: StatedNumber) -> Bool {
    told.contains { Self.isSame(number, in: $0.numbers) }
  }

  private static func isSame(_ number: StatedNumber, in told: [StatedNumber]) -> Bool {
    told.contains { other in
      guard number.value == other.value, number.isPercent == other.isPercent else { return false }
      let isSameUnit =
        number.isMoney && other.isMoney || number.isPercent
        || number.unit != nil && number.unit == other.unit
      return isSameUnit && relations(of: number) == relations(of: other)
    }
  }

  private static func relations(of number: StatedNumber) -> Set<String> {
    Set((number.preceding + number.following).filter(relations.contains))
  }

  /// Whether names stand in the order of others, some of which may be left out.
  private static func isOrdered(_ names: [String], in told: [String]) -> Bool {
    var rest = told[...]
    for name in names {
      guard let place = rest.firstIndex(of: name) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  // MARK: What claims nothing

  /// Whether a line announces what is to be done and claims nothing: `2. **Find the cost:**`.
  static func isHeading(_ text: String) -> Bool {
    let content = StepText.content(of: text)
    let words = content.split { !($0.isLetter || $0 == "'" || $0 == "’") }
    guard let first = words.first?.lowercased() else { return false }
    let end = text.last { !"*: ".contains($0) }
    return headings.contains(first) && !content.contains("$") && !content.contains("=")
      && end.map { !$0.isNumber } ?? false
  }

  private static let headings: Set<String> = [
    "calculate", "determine", "find", "identify", "add", "subtract", "multiply", "divide", "step",
    "compute", "let's", "let’s", "understand", "figure", "convert", "check", "verify", "round",
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
    "take", "consider", "know", "look",
  ]
}
