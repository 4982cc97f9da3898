import Answers

/// Finds steps that only say again what the statement or an earlier step said.
///
/// A step says a number again when all its words are in the sentence of the statement that tells
/// the number, or in the suite's own sentence about the quantity. In doubt it does not.
struct Restatement: Sendable {
  private let graph: StoryGraph
  /// The words of each sentence of the statement.
  private let sentences: [Set<String>]
  /// The words of the suite's own sentence about each quantity.
  private let phrases: [Set<String>]

  init(_ problem: GSMStyleProblem) {
    graph = problem.graph
    sentences = problem.statement.split { ".?!;".contains($0) }.map { Self.words(String($0)) }
    phrases = problem.graph.nodes.map { node in
      Self.words((node.phrase.map { $0.before + " " + $0.after } ?? "") + " " + node.unit.plural)
    }
  }

  /// Words that say nothing about a quantity.
  private static let plain: Set<String> = Set(
    """
    the a an of is are was has have so therefore thus then total number amount that this in all he
    she his her and which means there we know given each it for to at now first with altogether
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  private static func words(_ text: String) -> Set<String> {
    Set(
      text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }.map { word in
        word.hasSuffix(".") ? String(word.dropLast()) : String(word)
      })
  }

  /// Whether a line announces what is to be done and claims nothing: `2. **Find the cost:**`.
  static func isHeading(_ text: String) -> Bool {
    let words = text.drop { !$0.isLetter }.split(separator: " ", maxSplits: 1)
    guard let first = words.first else { return false }
    let verbs: Set<Substring> = [
      "Calculate", "Determine", "Find", "Identify", "Add", "Subtract", "Multiply", "Divide", "Step",
      "Compute", "Let's",
    ]
    let end = text.last { !"*: ".contains($0) }
    return verbs.contains(first) && !text.contains("$") && end.map { !$0.isNumber } ?? false
  }

  /// Whether every number of a text is a known one, told in the text's own words.
  func isSaid(_ text: String, known: [Bool]) -> Bool {
    let item = text.prefix { $0.isNumber || $0 == "." || $0 == ")" || $0 == "-" || $0 == " " }
    let content =
      item.contains { $0 == "." || $0 == ")" || $0 == "-" } ? text.dropFirst(item.count) : text[...]
    let words = Self.words(String(content)).subtracting(Self.plain)
    let numbers = words.filter { $0.first?.isNumber ?? false }
    guard numbers.count == 1, let number = numbers.first, let value = Rational(decimal: number)
    else { return false }
    let others = words.subtracting([number])
    guard !others.isEmpty else { return false }
    for sentence in sentences where sentence.contains(number) {
      if others.isSubset(of: sentence) { return true }
    }
    return graph.nodes.indices.contains { index in
      guard known[index], graph.nodes[index].value == value,
        case .computed = graph.nodes[index].source
      else { return false }
      return others.isSubset(of: phrases[index])
    }
  }
}
