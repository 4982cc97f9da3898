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
          numbers: sentence.numbers, stems: sentence.stems, mentions: mentions, pronoun: previous))
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

  /// Stems of words that say nothing about a quantity.
  private static let plain: Set<String> = Set(
    """
    the a an of is are was were has have had so therefore thus then total number amount that this in
    all he she his her and which means there we know given each it for to at now first with
    altogether also from problem information per every initially start starts on will as s i by its
    they their since because cost costs price apiece piece contains contain holds hold indeed current
    currently be being who own owns over after during in by when
    """.split(whereSeparator: \.isWhitespace).map { StepText.stem(String($0)) })

  /// Stems of words that change what a number near them means.
  static let relations: Set<String> = Set(
    "more less fewer than times twice half older younger another other extra left".split(
      separator: " "
    ).map { StepText.stem(String($0)) })

  /// Stems of words that make a number one of many.
  private static let rates: Set<String> = Set(
    ["each", "every", "per", "apiece", "daily", "weekly", "monthly"].map(StepText.stem))

  /// Stems of the times that rates are for.
  private static let periods: Set<String> = Set(
    ["hour", "day", "week", "month", "year"].map(StepText.stem))

  /// Words before the subject of a sentence.
  private static let beforeSubjects: Set<String> = [
    "and", "then", "that", "since", "so", "if", "when", "because", "therefore", "now", "first",
    "next", "finally", "as", "while", "but", "thus",
  ]

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
    let content = sentence.stems.subtracting(Self.plain).subtracting(Self.rates).subtracting(names)
    // The one of `in one hour` is no number that is told.
    let numbers = sentence.numbers.filter { number in
      number.value != Rational(1) || !(number.unit.map(Self.periods.contains) ?? false)
    }
    guard !numbers.isEmpty, !content.isEmpty || !mentions.isEmpty else { return [] }
    return told.indices.filter { index in
      let fact = told[index]
      return numbers.allSatisfy { number in
        fact.numbers.contains { other in
          Self.isSame(number, other) && isAnchored(number, other)
            && Self.isOf(Self.last(mentions, before: number), number, fact, other)
        }
      } && content.isSubset(of: fact.stems) && Self.isOrdered(mentions, in: fact)
    }
  }

  /// Whether the word that leads to a number also leads to it in a told fact: `passes 96 drums` is
  /// not what `starts with 96 drums` says.
  private func isAnchored(_ number: StatedNumber, _ other: StatedNumber) -> Bool {
    let anchor = number.preceding.first { stem in
      !Self.plain.contains(stem) && !Self.rates.contains(stem) && !nameStems.contains(stem)
    }
    return anchor.map(other.preceding.contains) ?? true
  }

  /// Whether the statement tells a number with this unit.
  func isTold(_ number: StatedNumber) -> Bool {
    told.contains { $0.numbers.contains { Self.isSame(number, $0) } }
  }

  private static func isSame(_ number: StatedNumber, _ other: StatedNumber) -> Bool {
    guard number.value == other.value, number.isPercent == other.isPercent else { return false }
    let isSameUnit =
      number.isMoney && other.isMoney || number.isPercent
      || number.unit != nil && number.unit == other.unit
    return isSameUnit && relations(of: number) == relations(of: other)
      && isRate(number) == isRate(other)
  }

  private static func relations(of number: StatedNumber) -> Set<String> {
    Set((number.preceding.prefix(3) + number.following).filter(relations.contains))
  }

  /// Whether a number is told for each of several things: `$5 an hour`, `each has 5`.
  static func isRate(_ number: StatedNumber) -> Bool {
    (number.preceding.prefix(3) + number.following).contains(where: rates.contains)
      || number.following.dropFirst().prefix(2).contains { $0 == "a" || $0 == "an" }
      || number.isMoney && number.following.first == "a"
  }

  private static func last(_ mentions: [Mention], before number: StatedNumber) -> Mention? {
    mentions.last { $0.place < number.place }
  }

  /// Whether the person that a number comes after is the same one in a told fact.
  private static func isOf(
    _ mention: Mention?, _ number: StatedNumber, _ fact: Told, _ other: StatedNumber
  ) -> Bool {
    guard let mention else { return true }
    guard let own = last(fact.mentions, before: other) else {
      return fact.mentions.isEmpty && fact.pronoun == mention.name
    }
    guard own.name == mention.name else { return false }
    switch (own.role, mention.role) {
    case (.owner, .owner): return own.next == mention.next
    // Freya's 14 liters are what Freya has; what Freya's aunt has is not.
    case (.owner, _): return own.next == "#"
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

  // MARK: What claims nothing

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
