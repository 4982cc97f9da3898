import Answers
import Corpus

/// One way to put a story into sentences.
///
/// A wording chooses between the versions of each fact, writes numbers as digits or words, and
/// decides where the question stands, which names become pronouns and which sentences are joined.
struct Wording {
  /// How many wordings every problem has.
  static let count = 6

  /// A quantity whose number is not told.
  struct Hidden: Hashable, Sendable {
    /// Which one.
    let quantity: Int
    /// Whether the text says that it is unknown; otherwise it only stays vague.
    let isAskedFor: Bool
  }

  let number: Int
  let nodes: [StoryGraph.Node]
  let hidden: Hidden?
  /// What the choices are drawn from; the same for all wordings, so that each chooses otherwise.
  private var stream: RandomStream

  init(_ number: Int, nodes: [StoryGraph.Node], hidden: Hidden?, stream: RandomStream) {
    self.number = number
    self.nodes = nodes
    self.hidden = hidden
    self.stream = stream
  }

  /// The statement: the question comes last, in wordings 4 and 5 first.
  mutating func statement(_ clauses: [StoryClause], questions: [String]) -> String {
    let asksFirst = number >= 4
    var sentences: [String] = []
    var last: Person?
    var facts = 0
    for clause in clauses {
      var text = expanded(choose(clause.versions))
      let joins = stream.nextUnit() < 0.3
      let shortens = stream.nextUnit() < 0.6
      let startsWithName = clause.subject.map { text.hasPrefix($0.name + " ") } ?? false
      if let subject = clause.subject, subject == last, shortens, number % 3 != 0,
        text.hasPrefix(subject.name + " ")
      {
        text = subject.pronoun + text.dropFirst(subject.name.utf8.count)
      }
      last = startsWithName ? clause.subject : nil
      if clause.role == .fact {
        text = embellished(text, startsWithName, isFirst: facts == 0)
        facts += 1
      }
      if joins, number == 3 || number == 5, let before = sentences.last,
        before.utf8.count + text.utf8.count < 130, !before.contains(";"), !text.contains(";")
      {
        sentences[sentences.count - 1] = before + (number == 3 ? ", and " : "; ") + text
      } else {
        sentences.append(text)
      }
    }
    var asked = expanded(choose(questions)).capitalizedFirst
    if !asked.hasSuffix("?"), !asked.hasSuffix(".") { asked += "?" }
    let told = sentences.map { $0.capitalizedFirst + "." }
    return (asksFirst ? [asked] + told : told + [asked]).joined(separator: " ")
  }

  /// What says how things are and when: a sentence with one of these verbs tells no event.
  private static let states: Set<Substring> = [
    "has", "is", "owns", "keeps", "counts", "had", "and", "would", "also", "already", "needs",
    "then",
    "only", "starts", "begins",
  ]

  /// What a sentence begins with that has something before its subject already.
  private static let openers: Set<Substring> = [
    "at", "in", "on", "to", "for", "with", "by", "from", "of", "out", "then", "after", "before",
    "besides", "moreover", "together,", "together", "during", "later", "later,", "since", "now",
    "as", "a", "besides,", "moreover,", "within", "over", "altogether,", "soon,", "luckily,",
    "unexpectedly,", "first,", "today,", "compared", "adding", "following", "side", "into",
    "when", "whenever", "while", "if", "because", "thanks", "although", "once", "among",
    "near", "take", "do", "imagine", "meanwhile,", "normally", "month", "week",
    "hour", "every", "working", "counting", "divided", "needing", "wanting",
  ]

  /// A sentence, now and then with words before or after it that say nothing about any quantity.
  private mutating func embellished(
    _ text: String, _ startsWithName: Bool, isFirst: Bool
  ) -> String {
    let draw = stream.nextUnit()
    let place = stream.nextUnit()
    let words = text.split(separator: " ", maxSplits: 2)
    guard number != 0, words.count > 1, startsWithName || !Self.openers.contains(words[0]) else {
      return text
    }
    let isEvent = startsWithName && !Self.states.contains(words[1]) && !text.contains(";")
    // What is added at the end should belong to the verb at the start.
    let isPlain = !text.contains { ",:".contains($0) } && !text.contains(" that ")
    func one(_ items: [String]) -> String { items[Int(place * Double(items.count))] }
    switch draw {
    case ..<0.28 where isFirst && isEvent: return one(Settings.times) + ", " + text
    case ..<0.28 where !isFirst && isEvent: return one(Settings.transitions) + ", " + text
    case 0.28..<0.54:
      let remark = one(Settings.remarks)
      return remark + (remark.hasSuffix("that") ? " " : ", ") + text
    case 0.54..<0.82 where isEvent && isPlain && !text.contains(". "):
      return text + ", " + one(Settings.additions)
    default: return text
    }
  }

  /// One of several texts; wording after wording takes the next one.
  private mutating func choose(_ versions: [String]) -> String {
    versions[(Int(stream.nextUnit() * Double(versions.count)) + number) % versions.count]
  }

  /// A version with its choices made and its numbers written.
  private mutating func expanded(_ version: String) -> String {
    var result: [UInt8] = []
    var bytes = Array(version.utf8)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "["):
        guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { continue }
        let choices = bytes[..<end].split(
          separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        let drawn = Int(stream.nextUnit() * Double(choices.count))
        // What is chosen may hold numbers: it is read as the text is.
        bytes = (choices[(drawn + number) % choices.count] + bytes[(end + 1)...])[...]
      case UInt8(ascii: "{"):
        guard let end = bytes.firstIndex(of: UInt8(ascii: "}")),
          let index = Int(String(decoding: bytes[..<end], as: UTF8.self))
        else { continue }
        bytes = bytes[(end + 1)...]
        result += Array(text(of: index, isFirst: result.isEmpty).utf8)
        if hidden?.quantity == index, result.ends(with: " of".utf8), !Self.startsWithNoun(bytes) {
          result.removeLast(3)
        }
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What follows a number that counts the thing of an earlier sentence: "3 of them", "2 each".
  private static let countless: Set<Substring> = [
    "of", "each", "and", "or", "a", "an", "to", "in", "on", "at", "per", "apiece", "for", "as",
    "over", "with", "by", "from", "where", "so", "when", "until",
  ]

  /// Whether the text goes on with the noun that a number belongs to.
  private static func startsWithNoun(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: " ") else { return false }
    let word = String(decoding: bytes.dropFirst().prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self)
    return !countless.contains(word[...])
  }

  // MARK: Numbers

  private var writesDollarSign: Bool { number % 3 != 1 }

  private mutating func text(of index: Int, isFirst: Bool) -> String {
    let node = nodes[index]
    let usesWords = stream.nextUnit() < (number == 2 || number == 5 ? 0.6 : 0.08) || isFirst
    if let hidden, hidden.quantity == index { return Self.vague(node.unit.form, hidden) }
    let value = node.value
    switch node.unit.form {
    case .count, .measure:
      guard usesWords, value.isWhole, value.numerator <= 12 else { return value.description }
      return NumberWords.cardinal(Int(value.numerator))
    case .money:
      let digits = StoryUnit.cents(value)
      return writesDollarSign ? "$" + digits : digits + " dollars"
    case .percent:
      let digits = value.multiplied(by: Rational(100))?.description ?? value.description
      return digits + (number % 2 == 0 ? "%" : " percent")
    case .share:
      return usesWords || number % 2 == 1
        ? NumberWords.fraction(value) : "\(value.numerator)/\(value.denominator)"
    case .times:
      if value == Rational(2) { return number % 2 == 0 ? "twice" : "two times" }
      return (usesWords ? NumberWords.cardinal(Int(value.numerator)) : value.description) + " times"
    }
  }

  private static func vague(_ form: StoryUnit.Form, _ hidden: Hidden) -> String {
    let word = hidden.isAskedFor ? "an unknown" : "a certain"
    return switch form {
    case .count, .measure: word + " number of"
    case .money: word + " amount"
    case .percent: word + " percentage"
    case .share: word + " part"
    case .times: word + " number of times"
    }
  }
}

extension [UInt8] {
  /// Whether the bytes end with these.
  fileprivate func ends(with suffix: some BidirectionalCollection<UInt8>) -> Bool {
    reversed().starts(with: suffix.reversed())
  }
}

/// Numbers in words.
enum NumberWords {
  private static let cardinals = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
  ]

  private static let parts: [Int128: (one: String, many: String)] = [
    2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters"),
    5: ("fifth", "fifths"), 6: ("sixth", "sixths"), 8: ("eighth", "eighths"),
  ]

  /// All words of numbers and parts.
  static var all: [String] {
    cardinals + parts.values.flatMap { [$0.one, $0.many] }.sorted()
  }

  /// A whole number, in words up to twelve.
  static func cardinal(_ number: Int) -> String {
    cardinals.indices.contains(number) ? cardinals[number] : String(number)
  }

  /// A fraction in words where it has plain ones: `half`, `a third`, `three quarters`.
  static func fraction(_ value: Rational) -> String {
    guard let part = parts[value.denominator] else {
      return "\(value.numerator)/\(value.denominator)"
    }
    if value.numerator == 1 { return value.denominator == 2 ? part.one : "a " + part.one }
    return cardinal(Int(value.numerator)) + " " + part.many
  }
}
