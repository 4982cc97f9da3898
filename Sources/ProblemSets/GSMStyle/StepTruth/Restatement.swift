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
    let mentions: [Mention]
    /// Whom its pronouns stand for.
    let pronoun: String?
    /// The things of `each tray`, `every one of 6 trays`.
    let things: Set<String>
  }

  /// A person in a sentence.
  private struct Mention: Hashable, Sendable {
    enum Role: Hashable, Sendable { case subject, object, owner }

    let name: String
    let role: Role
    /// What stands behind it: the stem of a word, `#` for a number.
    let next: String
    /// Where it stands.
    let place: Int
  }

  private let people: Set<String>
  private let nameStems: Set<String>
  private let told: [Told]
  /// The stems of the question.
  private let question: Set<String>

  init(_ problem: GSMStyleProblem) {
    people = Set(problem.people)
    nameStems = Set(problem.people.flatMap { [StepText.stem($0), StepText.stem($0 + "'s")] })
    var told: [Told] = []
    var previous: String?
    for sentence in StepText(problem.statement).sentences {
      let mentions = Self.mentions(in: sentence, of: people)
      told.append(
        Told(
          numbers: sentence.numbers, stems: Set(sentence.stems.map(Self.measured)),
          mentions: mentions, pronoun: previous, things: sentence.things))
      previous = mentions.last?.name ?? previous
    }
    self.told = told
    let asking = ["How", "What", "Find", "Work", "Calculate", "Determine"]
    question = StepText(problem.statement).sentences.reduce(into: Set<String>()) {
      stems, sentence in
      let words = sentence.words
      let asks =
        words.first.map(asking.contains) ?? false
        || ["how", "what"].contains { word in words.contains { $0.lowercased() == word } }
      if asks { stems.formUnion(sentence.stems) }
    }
  }

  private static func mentions(
    in sentence: StepText.Sentence, of people: Set<String>
  ) -> [Mention] {
    func next(_ index: Int) -> String {
      guard index + 1 < sentence.pieces.count else { return "" }
      return switch sentence.pieces[index + 1] {
      case .word(let word): StepText.stem(word)
      case .number: "#"
      case .comma: ","
      }
    }
    return sentence.pieces.indices.compactMap { index in
      guard case .word(let word) = sentence.pieces[index] else { return nil }
      if word.hasSuffix("'s"), people.contains(String(word.dropLast(2))) {
        return Mention(
          name: String(word.dropLast(2)), role: .owner, next: next(index), place: index)
      }
      guard people.contains(word) else { return nil }
      guard index > 0, case .word(let before) = sentence.pieces[index - 1],
        !beforeSubjects.contains(before.lowercased())
      else { return Mention(name: word, role: .subject, next: next(index), place: index) }
      return Mention(name: word, role: .object, next: next(index), place: index)
    }
  }

  /// Whether a clause says what everybody knows: `there are 7 days in a week`.
  static func isCommon(_ clause: StepText.Sentence) -> Bool {
    let numbers = clause.numbers.filter { $0.value != Rational(1) }
    let content = clause.stems.subtracting(plain).subtracting(["equal", "know"])
    guard numbers.count == 1, let number = numbers.first, let unit = number.unit else {
      return false
    }
    return equivalents.contains { fact in
      Rational(fact.count) == number.value && StepText.stem(fact.part) == unit
        && content.isSubset(of: [unit, StepText.stem(fact.whole)]) && content.count == 2
    }
  }

  private static let equivalents: [(count: Int, part: String, whole: String)] = [
    (7, "days", "week"), (24, "hours", "day"), (60, "minutes", "hour"), (60, "seconds", "minute"),
    (12, "inches", "foot"), (12, "months", "year"), (52, "weeks", "year"), (365, "days", "year"),
    (100, "cents", "dollar"), (12, "things", "dozen"), (100, "centimeters", "meter"),
  ]

  /// Whether words answer the question: all that they say, but for the units, stands in it.
  func answersQuestion(_ sentence: StepText.Sentence, units: Set<String>) -> Bool {
    let content = sentence.stems.subtracting(Self.plain).subtracting(units)
    return content.count > 1 && content.isSubset(of: question)
  }

  /// Whether a sentence only says what the statement told.
  func isTold(_ sentence: StepText.Sentence) -> Bool { !facts(sentence).isEmpty }

  /// The sentences of the statement of which a sentence says no more.
  func facts(_ sentence: StepText.Sentence) -> [Int] {
    let mentions = Self.mentions(in: sentence, of: people)
    let names = Set(mentions.flatMap { [StepText.stem($0.name), StepText.stem($0.name + "'s")] })
    // What is given to somebody is not what is given.
    let stems = sentence.pieces.compactMap(\.stem)
    let isGift = zip(stems, stems.dropFirst()).contains {
      $0 == "given" && ["to", "by"].contains($1)
    }
    guard !isGift else { return [] }
    let content = Set(sentence.stems.map(Self.measured)).subtracting(Self.plain).subtracting(
      Self.rates
    ).subtracting(names)
    let numbers = sentence.numbers.filter { !Self.isOnePeriod($0) }
    guard !numbers.isEmpty, !content.isEmpty || !mentions.isEmpty else { return [] }
    let units = Set(numbers.compactMap(\.unit)).union(Self.periods)
    return told.indices.filter { index in
      let fact = told[index]
      return numbers.allSatisfy { number in
        fact.numbers.contains { other in
          Self.isSame(number, other, in: fact) && isAnchored(number, other, in: fact, units)
            && Self.isOf(Self.last(mentions, before: number), number, fact, other)
        }
      } && content.isSubset(of: fact.stems) && Self.isOrdered(mentions, in: fact)
    }
  }

  /// Whether a comparison cannot be true: with the person itself, or told the other way round.
  func isImpossible(_ clause: StepText.Sentence) -> Bool {
    let mentions = Self.mentions(in: clause, of: people)
    let compared = clause.numbers.filter { number in
      !Self.relations(of: number).isDisjoint(with: Self.comparisons) && number.value != Rational(1)
    }
    guard compared.count == 1, let number = compared.first, clause.numbers.count == 1,
      mentions.count == 2, !mentions.contains(where: { $0.role == .owner }),
      mentions[0].place < number.place, mentions[1].place > number.place,
      clause.pieces[..<mentions[1].place].last?.stem.map(["than", "as"].contains) ?? false
    else { return false }
    if mentions[0].name == mentions[1].name { return true }
    return told.contains { fact in
      fact.mentions.map(\.name) == [mentions[1].name, mentions[0].name]
        && fact.numbers.count == 1 && fact.numbers.contains { Self.isSame(number, $0, in: fact) }
        && fact.mentions.allSatisfy { $0.role != .owner }
        && fact.mentions[0].place < fact.numbers[0].place
        && fact.mentions[1].place > fact.numbers[0].place
    }
  }

  private static let comparisons: Set<String> = Set(
    ["more", "less", "fewer", "times", "older", "younger"].map(StepText.stem))

  /// Whether the word that leads to a number also leads to it in a told fact: `passes 96 drums` is
  /// not what `starts with 96 drums` says.
  private func isAnchored(
    _ number: StatedNumber, _ other: StatedNumber, in fact: Told, _ units: Set<String>
  ) -> Bool {
    let anchors = number.preceding.filter { stem in
      ![Self.plain, Self.rates, nameStems].contains { $0.contains(stem) }
        && (stem == number.per || !units.contains(stem))
    }.map(Self.measured)
    // Who gives 5 away does not have them.
    let verbs = other.preceding.prefix(4).filter(Self.parting.contains)
    guard Set(verbs).isSubset(of: number.preceding) else { return false }
    guard let anchor = anchors.first else { return true }
    let before = other.preceding.map(Self.measured)
    if before.contains(anchor) || other.following.map(Self.measured).contains(anchor) {
      return true
    }
    // Of `12 on each tray` the tray leads to the 12, and may stand behind it.
    if anchor == number.per, anchor == other.per || other.per == nil && Self.isRate(other) {
      return true
    }
    // The verb is said once: `the dough takes 58 minutes, the oven 39 minutes`.
    return anchors.count > 1 && before.prefix(3).contains(anchors[1])
      && fact.stems.contains(anchor)
  }

  /// Whether the statement tells a number with this unit.
  func isTold(_ number: StatedNumber) -> Bool {
    told.contains { fact in fact.numbers.contains { Self.isSame(number, $0, in: fact) } }
  }

  /// Whether this is the one of `in one hour`, which is no number that is told.
  static func isOnePeriod(_ number: StatedNumber) -> Bool {
    number.value == Rational(1) && number.unit.map(periods.contains) ?? false
      && number.preceding.first.map(["in", "for", "of", "on", "per"].contains) ?? false
  }

  private static func isSame(
    _ number: StatedNumber, _ other: StatedNumber, in fact: Told
  ) -> Bool {
    guard number.value == other.value, number.isPercent == other.isPercent else { return false }
    let isSameUnit =
      number.isMoney && other.isMoney || number.isPercent
      || number.unit == other.unit && (number.unit != nil || number.following == other.following)
    return isSameUnit && relations(of: number) == relations(of: other)
      && isSameRate(number, other, in: fact)
  }

  /// Whether two numbers are both told for one of several things, or neither is: `each tray holds
  /// 12` is what `a tray holds 12` and `12 fit on one tray` say, and what `trays, with 12 in each` does.
  private static func isSameRate(
    _ number: StatedNumber, _ other: StatedNumber, in fact: Told
  ) -> Bool {
    if isRate(number) == isRate(other) { return true }
    guard let per = number.per else { return false }
    return per == other.per || isRate(number) && fact.things.contains(per)
  }

  /// One stem for a measure and its adjective: `9 meters long` is a length of 9 meters.
  private static func measured(_ stem: String) -> String {
    switch stem {
    case "length": "long"
    case "width": "wid"
    case "height", "tall": "high"
    case "rectangular": "rectangl"
    default: stem
    }
  }

  private static func relations(of number: StatedNumber) -> Set<String> {
    Set((number.preceding.prefix(3) + number.following).filter(relations.contains))
  }

  /// Whether a number is told for each of several things: `$5 an hour`, `each has 5`.
  static func isRate(_ number: StatedNumber) -> Bool {
    (number.preceding.prefix(4) + number.following).contains(where: rates.contains)
      || number.following.dropFirst().prefix(2).prefix { !joining.contains($0) }
        .contains { $0 == "a" || $0 == "an" }
      || number.isMoney && number.following.first == "a"
  }

  /// Stems of words behind which another thing begins: `3 meters and a gate`.
  private static let joining: Set<String> = Set(
    ["and", "or", "with", "plus", "from", "in", "on", "by", "for", "to", "of"].map(StepText.stem))

  private static func last(_ mentions: [Mention], before number: StatedNumber) -> Mention? {
    mentions.last { $0.place < number.place }
  }

  /// Whether the person that a number comes after is the same one in a told fact.
  private static func isOf(
    _ mention: Mention?, _ number: StatedNumber, _ fact: Told, _ other: StatedNumber
  ) -> Bool {
    guard let mention else { return true }
    guard let own = last(fact.mentions, before: other) else {
      if fact.mentions.isEmpty { return fact.pronoun == mention.name }
      // `7 pens are Freya's`, `7 pens belong to Freya`: the only number, and the only person.
      guard fact.numbers.count == 1, fact.mentions.count == 1, let owner = fact.mentions.first,
        owner.name == mention.name, mention.role == .subject
      else { return false }
      return owner.role == .owner && owner.next.isEmpty || fact.stems.contains("belong")
        || other.following.contains("what") && plain.contains(owner.next)
    }
    guard own.name == mention.name else { return false }
    switch (own.role, mention.role) {
    case (.owner, .owner): return own.next == mention.next
    // Freya's 14 liters are what Freya has, and so are the 14 that a count of Freya's pens comes to;
    // what Freya's aunt has is not.
    case (.owner, _): return own.next == "#" || own.next == number.unit && fact.numbers.count == 1
    case (_, .owner): return mention.next == "#"
    default: return own.role == mention.role
    }
  }

  /// Whether people stand in the order of a told fact, some of whom may be left out.
  private static func isOrdered(_ mentions: [Mention], in fact: Told) -> Bool {
    guard !fact.mentions.isEmpty else { return mentions.allSatisfy { $0.name == fact.pronoun } }
    var rest = fact.mentions[...]
    for mention in mentions {
      guard let place = rest.firstIndex(where: { $0.name == mention.name }) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}
