import Answers

/// What the words around a number say of it.
extension SolutionChecker {
  /// The truth of the right value of some quantities under a text's words.
  ///
  /// Another unit is false; with the name of another person alone, nothing is claimed.
  func truth(of quantities: [Int], _ unit: StatedUnit, in text: String) -> StepTruth {
    if !quantities.isEmpty,
      quantities.allSatisfy({ unit.contradicts(graph.nodes[$0].unit, among: unitStems) })
    {
      return .false(.wrongNoun)
    }
    let sentences = StepText(text).sentences
    if let counted = quantities.compactMap({ otherCount($0, in: sentences) }).first {
      return unitStems.isDisjoint(with: counted) ? .unreadable : .false(.wrongNoun)
    }
    let label = text.prefix { $0 != "=" && !$0.isNumber }
    if !quantities.isEmpty, quantities.allSatisfy({ fitsAnotherBetter(String(label), $0) }) {
      return .unreadable
    }
    if !Self.kinds(in: String(label)).isEmpty,
      quantities.allSatisfy({ isOtherKind(Self.kinds(in: String(label)), $0) })
    {
      return .unreadable
    }
    let period = Self.period(of: label)
    if let period, !quantities.contains(where: { mentions(period, $0) }) { return .unreadable }
    let names = Set(sentences.flatMap { $0.names(of: people) })
    return quantities.isEmpty || quantities.contains { fits($0, names) } ? .correct : .unreadable
  }

  /// Whether words are more about another quantity with the same unit and another value.
  private func fitsAnotherBetter(_ label: String, _ quantity: Int) -> Bool {
    let words = StepText(label).sentences.reduce(into: Set<String>()) { $0.formUnion($1.stems) }
    let node = graph.nodes[quantity]
    let own = common(words, quantity)
    return graph.nodes.indices.contains { other in
      let rival = graph.nodes[other]
      guard case .computed = rival.source else { return false }
      return rival.value != node.value && rival.unit == node.unit && common(words, other) > own
    }
  }

  /// How many words, those that are in every sentence left out, are in the suite's sentence about a
  /// quantity.
  private func common(_ stems: Set<String>, _ quantity: Int) -> Int {
    guard let phrase = graph.nodes[quantity].phrase else { return 0 }
    return StepText(phrase.before).sentences.reduce(into: Set<String>()) {
      $0.formUnion($1.stems.map { $0.hasSuffix("'s") ? String($0.dropLast(2)) : $0 })
    }.intersection(stems).subtracting(Self.everywhere).count
  }

  private static let everywhere: Set<String> = Set(
    "the a an of is are so therefore then now in on for to with and this that we".split(
      separator: " "
    ).map { StepText.stem(String($0)) })

  /// The kinds of amounts that words speak of, for example what is left, paid or earned.
  private static func kinds(in text: String) -> Set<Int> {
    let stems = StepText(text).sentences.reduce(into: Set<String>()) { $0.formUnion($1.stems) }
    return Set(kinds.indices.filter { !kinds[$0].isDisjoint(with: stems) })
  }

  private static let kinds: [Set<String>] = [
    "left leftover remain remains remaining still rest",
    "cost costs pay pays paid price spend spends spent charge bill expense",
    "earn earns earned earnings receive receives revenue income wage salary profit",
    "interest", "discount reduction", "age old older", "distance covers cover travel travels",
    "has have had own owns", "make makes made produce produces", "save saves saved savings",
  ].map { Set($0.split(separator: " ").map { StepText.stem(String($0)) }) }

  /// Whether the suite's words about a quantity speak of other kinds of amounts.
  private func isOtherKind(_ kinds: Set<Int>, _ quantity: Int) -> Bool {
    guard let phrase = graph.nodes[quantity].phrase else { return false }
    let own = Self.kinds(in: phrase.before + " " + phrase.after)
    return !own.isEmpty && own.isDisjoint(with: kinds)
  }

  /// The stem of the time that a text says a number is for: `on one day`, `per week`.
  private static func period(of text: Substring) -> String? {
    let words = StepText(String(text)).sentences.flatMap(\.pieces).compactMap { piece in
      switch piece {
      case .word(let word): StepText.stem(word)
      case .number(let value, _, _, _): value == Rational(1) ? "one" : nil
      case .comma: nil
      }
    }
    let before = Set(["one", "per", "each", "every", "other"].map(StepText.stem))
    return zip(words, words.dropFirst()).first { before.contains($0) && periods.contains($1) }?.1
  }

  private static let periods: Set<String> = Set(
    ["day", "week", "month", "year", "hour"].map(StepText.stem))

  private func mentions(_ period: String, _ quantity: Int) -> Bool {
    guard let phrase = graph.nodes[quantity].phrase else { return true }
    return StepText(phrase.before + " " + phrase.after).sentences.contains {
      $0.stems.contains(period)
    }
  }

  /// The stems of what a text says it counts, `the number of stamps`, where the quantity counts
  /// something else.
  private func otherCount(_ quantity: Int, in sentences: [StepText.Sentence]) -> [String]? {
    let unit = graph.nodes[quantity].unit
    let own = (unit.singular + " " + unit.plural).split(separator: " ").map {
      StepText.stem(String($0))
    }
    for words in sentences.map({ $0.words.map { $0.lowercased() } }) {
      for index in words.indices
      where words[index] == "number" && words[(index + 1)...].first == "of" {
        let counted = words[(index + 2)...].prefix(4).map(StepText.stem)
        if !counted.isEmpty, !counted.contains(where: own.contains) { return counted }
      }
    }
    return nil
  }

  /// Whether names can be about a quantity: one of them is in the suite's sentence about it, if
  /// that has any.
  private func fits(_ quantity: Int, _ names: Set<String>) -> Bool {
    guard !names.isEmpty, let phrase = graph.nodes[quantity].phrase else { return true }
    let own = StepText(phrase.before + " " + phrase.after).sentences.flatMap {
      $0.names(of: people)
    }
    return own.isEmpty || !names.isDisjoint(with: own)
  }
}

extension StatedUnit {
  /// Whether this is certainly the unit of a quantity.
  func names(_ unit: StoryUnit) -> Bool {
    if isMoney { return unit.form == .money }
    let own = (unit.singular + " " + unit.plural).split(separator: " ").map {
      StepText.stem(String($0))
    }
    return stems.prefix(2).contains(where: own.contains)
  }
}
