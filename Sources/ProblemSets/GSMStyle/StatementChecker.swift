/// One fact of a statement with every version in which it can be said.
struct StatementClause: Hashable, Sendable {
  let versions: [String]
  /// Whether it is no distractor.
  let isNeeded: Bool
}

/// What is true of another wording of a problem's statement.
public enum StatementTruth: Hashable, Sendable {
  /// It states the same problem.
  case faithful
  /// A sentence says something that the problem does not, or says nothing of the suite's.
  case foreign(sentence: String)
  /// A needed fact, or the question, is missing.
  case missing(String)
  /// Facts of a story come in another order than they happened.
  case misordered(String)
}

/// Tells exactly whether a text states a problem, whatever wordings its sentences come from.
///
/// Every sentence must be a version of one of the problem's facts or of its question, letter for
/// letter. Every needed fact and the question must come exactly once; a distractor may be left out
/// or have another number.
/// In families that tell a story the facts must come in its order, in the others in any. A text
/// that says the same in words of its own is not recognised: it counts as `foreign`.
public struct StatementChecker: Sendable {
  private let clauses: [StatementClause]
  private let questions: [String]
  private let isOrdered: Bool

  /// Makes the checker of a problem.
  public init(_ problem: GSMStyleProblem) {
    let story = problem.story
    clauses = story.clauses
    questions = story.questions
    isOrdered = story.isOrdered
  }

  /// The truth of a statement.
  public func check(_ statement: String) -> StatementTruth {
    var rest = statement.drop { $0.isWhitespace }
    var said: Set<Int> = []
    var hasAsked = false
    var last = -1
    while !rest.isEmpty {
      let question = hasAsked ? nil : Self.longest(questions, at: rest)
      let clause = clauses.indices.filter { !said.contains($0) }
        .compactMap { index in
          Self.longest(clauses[index].versions, at: rest).map { (index: index, text: $0) }
            ?? distractor(clauses[index], at: rest).map { (index: index, text: $0) }
        }
        .max { $0.text.count < $1.text.count }
      if let clause, clause.text.count > question?.count ?? 0 {
        if isOrdered, clauses[clause.index].isNeeded {
          guard clause.index > last else { return .misordered(clause.text) }
          last = clause.index
        }
        said.insert(clause.index)
        rest = rest.dropFirst(clause.text.count)
      } else if let question {
        hasAsked = true
        rest = rest.dropFirst(question.count)
      } else {
        return .foreign(sentence: String(rest.prefix { $0 != "." && $0 != "?" }))
      }
      rest = rest.drop { $0.isWhitespace }
    }
    guard hasAsked else { return .missing(questions.first ?? "") }
    for (index, clause) in clauses.enumerated() where clause.isNeeded && !said.contains(index) {
      return .missing(clause.versions[0])
    }
    return .faithful
  }

  /// The sentence that the text goes on with, if it is the distractor but for its numbers.
  private func distractor(_ clause: StatementClause, at text: Substring) -> String? {
    guard !clause.isNeeded, let end = text.firstIndex(of: ".") else { return nil }
    let sentence = String(text[...end])
    let isSame = clause.versions.contains { Self.masked($0) == Self.masked(sentence) }
    return isSame ? sentence : nil
  }

  private static func masked(_ text: String) -> [String] {
    text.split(separator: " ").map { word in
      word.contains(where: \.isNumber) ? "0" : String(word)
    }
  }

  /// The longest version that the text goes on with, ending where a sentence ends.
  private static func longest(_ versions: [String], at text: Substring) -> String? {
    versions.filter { version in
      text.hasPrefix(version)
        && (text.count == version.count || text.dropFirst(version.count).first == " ")
    }.max { $0.count < $1.count }
  }
}
