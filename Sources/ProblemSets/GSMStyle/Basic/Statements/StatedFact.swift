/// A fact of a problem and all sentences that state it.
struct StatedFact: Sendable {
  /// The ways to state it, each as the words of its sentences; they follow one another.
  let statements: Set<[[String]]>
  /// The sentences of each version.
  let versions: [[StatementSentence]]
  /// Whether the question needs it.
  let isNeeded: Bool
  /// Whether it has nothing to do with the story.
  let isAside: Bool
  /// The flattened sum that it adds a term to; facts of one sum may be told in any order.
  let sum: Int?

  /// The sentences of all versions.
  var sentences: [StatementSentence] { versions.flatMap { $0 } }

  /// The facts of a story, in their order.
  ///
  /// - Parameter people: The people who are known by name, in small letters.
  static func all(of draft: BasicDraft, knowing people: Set<String> = []) -> [StatedFact] {
    let graph = draft.graph
    let forms = LinearForms(graph)
    let needed = graph.needed
    return draft.clauses.map { clause in
      StatedFact(
        clause, knowing: people, isNeeded: clause.quantities.contains { needed[$0] },
        sum: forms.sum(addedToBy: clause.quantities))
    }
  }

  private init(_ clause: BasicClause, knowing people: Set<String>, isNeeded: Bool, sum: Int?) {
    let versions = clause.versions.map(StatementSentence.split)
    var statements = Set(versions.map { $0.map { $0.words(knowing: people) } })
    // The halves of two-sentence versions go together, whichever version each is from.
    let halves = versions.filter { $0.count == 2 }
    for first in halves {
      for second in halves {
        statements.insert([first[0].words(knowing: people), second[1].words(knowing: people)])
      }
    }
    self.statements = statements
    self.versions = versions
    self.isNeeded = isNeeded
    isAside = clause.isAside
    self.sum = sum
  }

  /// How a sentence that states no fact of the problem differs from the ways to state this one.
  ///
  /// - Returns: The change and the number of slots that are filled otherwise; `nil` when the
  ///   sentence has nothing to do with this fact.
  func change(to sentence: StatementSentence) -> (change: StatementChange, slots: Int)? {
    var nearest: (change: StatementChange, slots: Int)?
    for own in sentences where own.form == sentence.form {
      let changed = StatementSentence.Slot.allCases.map { slot in
        zip(own.fillings(slot), sentence.fillings(slot)).count { $0 != $1 }
      }
      // One half of a fact that takes two sentences; it is the other that differs.
      guard let first = changed.firstIndex(where: { $0 > 0 }) else { return nil }
      let slots = changed.reduce(0, +)
      if slots < nearest?.slots ?? .max {
        nearest = ([.person, .number, .thing, .thing][first], slots)
      }
    }
    if let nearest { return nearest }
    let isRelated = sentences.contains { own in
      StatementSentence.Slot.allCases.allSatisfy { slot in
        Set(own.fillings(slot)) == Set(sentence.fillings(slot))
      }
    }
    return isRelated ? (.relation, 0) : nil
  }
}

extension BasicGraph {
  /// Whether the question needs each quantity.
  var needed: [Bool] {
    var needed = [Bool](repeating: false, count: sources.count)
    needed[asked] = true
    for step in steps {
      guard case .computed(_, let left, let right) = sources[step] else { continue }
      needed[left] = true
      needed[right] = true
    }
    return needed
  }
}

extension LinearForms {
  /// The first flattened sum with a term that follows from these quantities alone.
  func sum(addedToBy quantities: [Int]) -> Int? {
    var own = Set(quantities)
    for case (let index, .computed(let operation, let left, let right))
      in graph.sources.enumerated()
    where !operation.isAdditive && own.contains(left) && own.contains(right) {
      own.insert(index)
    }
    return sums.first { sum in own.contains { sum.form[$0] != 0 } }?.atom
  }
}
