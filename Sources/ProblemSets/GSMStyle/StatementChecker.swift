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
/// Every sentence must be a version of one of the problem's facts or of its question, word for
/// word, and every needed fact and the question must come exactly once. What cannot change the
/// answer is free: a distractor may be missing, changed or added (about things that the problem
/// does not count), "walks" and "rides" are one, and a person whom the seed does not mention may
/// have any other name that it does not mention. In families that tell a story the facts must come
/// in its order, in the others in any. A text that says the same in words of its own is not
/// recognised: it counts as `foreign`.
public struct StatementChecker: Sendable {
  private let clauses: [(versions: [[Substring]], text: String)]
  private let questions: [[Substring]]
  private let isOrdered: Bool
  /// The people and things of the seed's own statement, distractors left out.
  private let people: Set<Substring>
  private let things: Set<Substring>

  /// Makes the checker of a problem.
  public init(_ problem: GSMStyleProblem) {
    let story = problem.story
    let needed = story.clauses.filter(\.isNeeded)
    clauses = needed.map { clause in
      (versions: clause.versions.map { $0.split(separator: " ") }, text: clause.versions[0])
    }
    questions = story.questions.map { $0.split(separator: " ") }
    isOrdered = story.isOrdered
    people = Set(problem.statement.split(separator: " ").map(Self.bare).filter(Self.isName))
    things = Set(
      (needed.flatMap(\.versions) + story.questions)
        .flatMap { $0.split(separator: " ") }.map(Self.bare))
  }

  /// The truth of a statement.
  public func check(_ statement: String) -> StatementTruth {
    var rest = statement.split { $0.isWhitespace }[...]
    var said: Set<Int> = []
    var hasAsked = false
    var last = -1
    while !rest.isEmpty {
      let question = hasAsked ? 0 : longest(questions, at: rest)
      let clause = clauses.indices.filter { !said.contains($0) }
        .map { (index: $0, length: longest(clauses[$0].versions, at: rest)) }
        .max { $0.length < $1.length }
      if let clause, clause.length > question {
        if isOrdered {
          guard clause.index > last else { return .misordered(clauses[clause.index].text) }
          last = clause.index
        }
        said.insert(clause.index)
        rest = rest.dropFirst(clause.length)
      } else if question > 0 {
        hasAsked = true
        rest = rest.dropFirst(question)
      } else if let length = distractor(at: rest) {
        rest = rest.dropFirst(length)
      } else {
        let end = rest.firstIndex { $0.hasSuffix(".") || $0.hasSuffix("?") } ?? rest.endIndex - 1
        return .foreign(sentence: rest[...end].joined(separator: " "))
      }
    }
    guard hasAsked else { return .missing(questions.first?.joined(separator: " ") ?? "") }
    for index in clauses.indices where !said.contains(index) {
      return .missing(clauses[index].text)
    }
    return .faithful
  }

  /// How many words of the longest version the text goes on with; 0 for none.
  private func longest(_ versions: [[Substring]], at text: ArraySlice<Substring>) -> Int {
    versions.filter { version in
      version.count <= text.count && zip(version, text).allSatisfy(isSame)
    }.map(\.count).max() ?? 0
  }

  private func isSame(_ word: Substring, _ other: Substring) -> Bool {
    if word == other { return true }
    let (left, right) = (Self.bare(word), Self.bare(other))
    guard word.dropFirst(left.count) == other.dropFirst(right.count) else { return false }
    if let move = Self.moves[left] { return move == Self.moves[right] }
    return Self.isName(left) && Self.isName(right) && !people.contains(left)
      && !people.contains(right)
  }

  /// How many words of a distractor the text goes on with.
  private func distractor(at text: ArraySlice<Substring>) -> Int? {
    Self.distractors.first { pattern in
      pattern.count <= text.count
        && zip(pattern, text).allSatisfy { expected, word in
          let bare = Self.bare(word)
          guard word.dropFirst(bare.count) == expected.dropFirst(Self.bare(expected).count) else {
            return false
          }
          switch Self.bare(expected) {
          case "#": return Int(bare) != nil
          case "@": return Self.isName(bare)
          case "%": return Lexicon.plurals[String(bare)] != nil && !things.contains(bare)
          case let literal: return literal == bare
          }
        }
    }?.count
  }

  /// The distractors' sentences: @ stands for a name, # for a number, % for a thing.
  private static let distractors: [[Substring]] = [
    "@ also has # %.", "There are also # % on the table.", "At home, @ keeps # %.",
    "@ also owns # %.", "@ has # friends at school.", "In this street, @ knows # people.",
    "At school, @ has # friends.", "@ is a friend of # people.", "It is day # of the month.",
    "All this takes place on day # of the month.", "The day of the month is #.",
    "This is day # of the month.",
  ].map { $0.split(separator: " ") }

  private static let moves: [Substring: String] = [
    "walks": "goes", "rides": "goes", "walk": "way", "ride": "way",
  ]

  private static func isName(_ word: Substring) -> Bool { Lexicon.nameSet.contains(String(word)) }

  /// The word without the punctuation after it.
  private static func bare(_ word: Substring) -> Substring {
    var word = word
    while let last = word.last, last == "." || last == "," || last == "?" { word.removeLast() }
    return word
  }
}
