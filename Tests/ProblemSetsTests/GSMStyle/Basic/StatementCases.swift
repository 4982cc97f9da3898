import Corpus

@testable import ProblemSets

/// Problems with their checkers, and what the checkers say of changed texts.
enum StatementCases {
  static let problems = (0..<200).map { BasicSuite(seed: 21).problem(at: $0) }
  static let checkers = problems.map { StatementChecker($0) }
  static let pairs = Array(zip(problems, checkers))

  /// The problems whose question needs every quantity, so that every fact counts.
  static let tight = Array(
    pairs.filter { !$0.0.graph.needed.contains(false) }.prefix(80))

  static func sentences(_ statement: String) -> [String] {
    var sentences: [String] = []
    var sentence = ""
    for character in statement {
      sentence.append(character)
      if ".?".contains(character) {
        sentences.append(sentence.trimmingPrefix(while: \.isWhitespace).description)
        sentence = ""
      }
    }
    return sentences
  }

  /// What a checker says of texts that are made from each problem's own words.
  static func truths(
    of pairs: [(BasicProblem, StatementChecker)],
    _ texts: (inout RandomStream, [String]) -> [[String]]
  ) -> [(text: String, truth: StatementTruth)] {
    pairs.flatMap { problem, checker in
      var stream = RandomStream(seed: 5, problem.id)
      return texts(&stream, sentences(problem.statement)).map { sentences in
        let text = sentences.joined(separator: " ")
        return (text, checker.check(text))
      }
    }
  }

  static func replacing(_ sentences: [String], at index: Int, with sentence: String) -> [String] {
    var changed = sentences
    changed[index] = sentence
    return changed
  }
}

extension RandomStream {
  /// A whole number below `limit`.
  mutating func below(_ limit: Int) -> Int { Int(nextUnit() * Double(limit)) }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  mutating func shuffle<Item>(_ items: inout [Item]) {
    for index in items.indices.dropFirst().reversed() { items.swapAt(index, below(index + 1)) }
  }
}
