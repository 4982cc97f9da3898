/// Tells exactly whether a text states a problem, by the sentences of all its wordings.
///
/// A text is `faithful` when it tells every fact that the question needs and asks the question,
/// each in the words of any of the wordings, and everything else that it tells does not bear on the
/// answer:
///
/// - A fact may be told by the sentences of an equivalent one ("Ana has 3 fewer pens than Ben" for
///   "Ben has 3 more pens than Ana"). Two sentences that tell one fact follow one another.
/// - The question may stand anywhere, and may leave out "in the end".
/// - Of a story without events (ages, chains, graphs), facts may come in any order and more than
///   once. A story with events begins with its first fact and tells each once; only neighbours
///   that are terms of one sum, like what is found and what is lost, may change places.
/// - Asides may be left out, changed and added, unless they count what the problem counts. Where
///   there are no events, so may facts about people of whom no other fact that counts is told.
/// - A person whom the problem's own statement does not mention, though other wordings do, may have
///   any name that it does not mention.
///
/// All other names, things, days and places must be the problem's own throughout, also where
/// another one would not change the answer. A text that is `changed` may therefore still have the
/// same answer; one that is `faithful` always has.
///
/// The reader knows no words but those of the wordings: a text with any other sentence is
/// `unreadable`, whatever the rest says.
public struct StatementChecker: Sendable {
  /// The people whom the statement mentions.
  private let people: Set<String>
  private let facts: [StatedFact]
  private let factsByStatement: [[[String]]: [Int]]
  private let questions: Set<[String]>
  /// The things that the needed facts and the question name, without those of own asides.
  private let countedThings: Set<String>
  private let isOrdered: Bool
  private let ownForms: SentenceForms

  /// Makes the checker of a problem.
  ///
  /// The wording makes no difference but for the people whom it does not mention.
  public init(_ problem: BasicProblem) {
    let draft = BasicProblem.draft(of: problem.origin, keepsVersions: true)
    let people = Set(
      StatementSentence.split(problem.statement).flatMap { $0.fillings(.person) })
    let facts = StatedFact.all(of: draft, knowing: people)
    var factsByStatement: [[[String]]: [Int]] = [:]
    for (index, fact) in facts.enumerated() {
      for statement in fact.statements { factsByStatement[statement, default: []].append(index) }
    }
    let questions = draft.question.versions.flatMap(StatementSentence.split)
    var counted = Set(questions.flatMap(\.things))
    for fact in facts where fact.isNeeded { counted.formUnion(fact.sentences.flatMap(\.things)) }
    for fact in facts where fact.isAside {
      counted.subtract(fact.sentences.flatMap(\.things))
    }
    var ownForms = SentenceForms()
    ownForms.insert(facts, questions: questions, isOrdered: draft.isOrdered)
    self.people = people
    self.facts = facts
    self.factsByStatement = factsByStatement
    self.questions = Set(questions.map(\.question))
    self.countedThings = counted
    self.isOrdered = draft.isOrdered
    self.ownForms = ownForms
  }

  /// The truth of a statement.
  public func check(_ statement: String) -> StatementTruth {
    let sentences = StatementSentence.split(statement)
    guard sentences.allSatisfy(isReadable) else { return .unreadable }
    let reading = read(sentences)
    let asked = reading.questions.map(\.question)
    guard !asked.isEmpty, asked.allSatisfy(questions.contains) else { return .changed(.question) }
    if let change = changeOfNeeded(reading) ?? changeByAdded(reading) { return .changed(change) }
    return .faithful
  }

  /// The sentences of a statement that no wording of any problem has, in their order.
  ///
  /// They are in the spelling in which sentences are compared, in small letters.
  public func unreadableSentences(in statement: String) -> [String] {
    StatementSentence.split(statement).filter { !isReadable($0) }.map {
      $0.words.joined(separator: " ")
    }
  }

  private func isReadable(_ sentence: StatementSentence) -> Bool {
    isFact(sentence) || isQuestion(sentence)
  }

  private func isFact(_ sentence: StatementSentence) -> Bool {
    ownForms.isFact(sentence) || SentenceForms.all.isFact(sentence)
  }

  private func isQuestion(_ sentence: StatementSentence) -> Bool {
    ownForms.isQuestion(sentence) || SentenceForms.all.isQuestion(sentence)
  }

  // MARK: Reading

  private struct Reading {
    /// The facts of the problem, in the order in which they are told.
    var told: [Int] = []
    var repeated: [Int] = []
    var questions: [StatementSentence] = []
    /// The sentences that state no fact of the problem.
    var strange: [StatementSentence] = []
    /// All sentences that tell of people, with the fact that they state, where they state one.
    var sources: [(sentence: StatementSentence, fact: Int?)] = []
  }

  private func read(_ sentences: [StatementSentence]) -> Reading {
    var reading = Reading()
    var rest = sentences[...]
    while let sentence = rest.first {
      if isQuestion(sentence), !isFact(sentence) {
        reading.questions.append(sentence)
        rest.removeFirst()
      } else if let (count, candidates) = candidates(at: rest) {
        let fact = candidates.first { !reading.told.contains($0) }
        if let fact {
          reading.told.append(fact)
        } else {
          reading.repeated.append(candidates[0])
        }
        for part in rest.prefix(count) { reading.sources.append((part, fact ?? candidates[0])) }
        rest.removeFirst(count)
      } else {
        reading.strange.append(sentence)
        reading.sources.append((sentence, nil))
        rest.removeFirst()
      }
    }
    return reading
  }

  /// The facts that the next two sentences state or, where there are none, the next one.
  private func candidates(at rest: ArraySlice<StatementSentence>) -> (Int, [Int])? {
    for count in [2, 1] where rest.count >= count {
      let part = rest.prefix(count)
      if !part.contains(where: \.isAsked),
        let found = factsByStatement[part.map { $0.words(knowing: people) }]
      {
        return (count, found)
      }
    }
    return nil
  }

  // MARK: Comparing

  /// How the needed facts differ.
  private func changeOfNeeded(_ reading: Reading) -> StatementChange? {
    let missing = facts.indices.filter { facts[$0].isNeeded && !reading.told.contains($0) }
    guard !missing.isEmpty else { return nil }
    let changes = missing.flatMap { fact in
      reading.strange.compactMap { facts[fact].change(to: $0) }
    }
    return changes.min { $0.slots < $1.slots }?.change ?? .missing
  }

  /// What is wrong with a text that tells every needed fact.
  private func changeByAdded(_ reading: Reading) -> StatementChange? {
    let strange = reading.strange.filter { !isAside($0) }
    guard isOrdered else { return isFree(strange, in: reading) ? nil : .added }
    guard strange.isEmpty else { return .added }
    guard !reading.repeated.contains(where: { facts[$0].isNeeded }) else { return .repeated }
    return isInOrder(reading.told.filter { facts[$0].isNeeded }) ? nil : .order
  }

  private func isAside(_ sentence: StatementSentence) -> Bool {
    isAsideForm(sentence) && sentence.things.isDisjoint(with: countedThings)
  }

  /// Whether events in this order lead to the same end.
  private func isInOrder(_ told: [Int]) -> Bool {
    guard told.first == told.min() else { return false }
    return told.indices.allSatisfy { index in
      told[index...].allSatisfy { later in
        later >= told[index]
          || facts[later].sum != nil && facts[later].sum == facts[told[index]].sum
      }
    }
  }

  /// Whether some standing facts leave all needed quantities as they are.
  ///
  /// One that tells of somebody of whom nothing else is told only says what that person has. It is
  /// taken out, and then others may be free too.
  private func isFree(_ strange: [StatementSentence], in reading: Reading) -> Bool {
    guard strange.allSatisfy({ SentenceForms.all.standing.contains($0.form) }) else { return false }
    var binding = reading.sources.filter { source in
      guard let fact = source.fact else { return !isAside(source.sentence) }
      return !factIsAside(source.sentence, fact)
    }
    let asked = Set(reading.questions.flatMap { $0.fillings(.person) })
    while let free = binding.firstIndex(where: { isRemovable($0, among: binding, asked: asked) }) {
      binding.remove(at: free)
    }
    return binding.allSatisfy { $0.fact != nil }
  }

  private func factIsAside(_ sentence: StatementSentence, _ fact: Int) -> Bool {
    !facts[fact].isNeeded && isAsideForm(sentence)
  }

  private func isAsideForm(_ sentence: StatementSentence) -> Bool {
    SentenceForms.all.asides.contains(sentence.form)
  }

  private func isRemovable(
    _ source: (sentence: StatementSentence, fact: Int?),
    among others: [(sentence: StatementSentence, fact: Int?)], asked: Set<String>
  ) -> Bool {
    if let fact = source.fact, facts[fact].isNeeded { return false }
    return source.sentence.fillings(.person).contains { person in
      !asked.contains(person)
        && others.count { $0.sentence.fillings(.person).contains(person) } == 1
    }
  }
}
