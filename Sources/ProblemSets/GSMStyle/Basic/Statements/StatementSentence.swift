/// A sentence of a statement, in the one spelling in which sentences are compared.
///
/// Left out is what never changes the meaning of a sentence of the wordings: capitals, commas, the
/// words that only pass from one event to the next ("Then", "After that", "Next", "Later", "At
/// first", "now", "also buys"), and the order of the names of a list ("Ana and Ben"). A ride is
/// written as a walk: what counts is how fast and how long it is.
struct StatementSentence: Hashable, Sendable {
  /// The words and numbers, all in small letters.
  let words: [String]
  /// Whether it ends in a question mark.
  let isAsked: Bool
  /// The words with all names, numbers, things and places replaced by the sign of their kind.
  let form: [String]
  private let slots: [Slot?]

  private init(_ words: [String], isAsked: Bool) {
    self.words = words
    self.isAsked = isAsked
    slots = words.map(Self.slot)
    form = zip(words, slots).map { $1?.rawValue ?? $0 }
  }

  /// The sentences of a text.
  ///
  /// A sentence ends with a word that ends in a full stop, a question mark or an exclamation mark.
  static func split(_ text: String) -> [StatementSentence] {
    var sentences: [StatementSentence] = []
    var words: [(text: String, hasComma: Bool)] = []
    func end(isAsked: Bool) {
      guard !words.isEmpty else { return }
      sentences.append(StatementSentence(plain(words), isAsked: isAsked))
      words = []
    }
    let bytes = Array(text.utf8)
    for piece in bytes.split(whereSeparator: { $0 <= UInt8(ascii: " ") }) {
      var word = piece
      var isEnd = false
      var isAsked = false
      while let last = word.last, endings.contains(last) {
        isEnd = true
        isAsked = isAsked || last == UInt8(ascii: "?")
        word.removeLast()
      }
      let hasComma = word.last == UInt8(ascii: ",")
      if hasComma { word.removeLast() }
      if !word.isEmpty { words.append((small(word), hasComma)) }
      if isEnd { end(isAsked: isAsked) }
    }
    end(isAsked: false)
    return sentences
  }

  private static let endings = Array(".?!".utf8)

  private static func small(_ word: ArraySlice<UInt8>) -> String {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    return String(decoding: word.map { capitals.contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static func plain(_ pieces: [(text: String, hasComma: Bool)]) -> [String] {
    var pieces = pieces.filter { $0.text != "now" }
    sortLists(&pieces)
    var words = pieces.map { walks[$0.text] ?? $0.text }
    for opening in openings where words.starts(with: opening) {
      words.removeFirst(opening.count)
      break
    }
    if words.starts(with: ["at", "last"]) { words.replaceSubrange(..<2, with: ending) }
    for index in words.indices.dropLast().reversed()
    where words[index] == "also" && ["buys", "gets"].contains(words[index + 1]) {
      words.remove(at: index)
    }
    return words
  }

  private static let walks = ["rides": "walks", "ride": "walk"]
  private static let openings = [
    ["then"], ["next"], ["later"], ["after", "that"], ["at", "first"],
  ]
  private static let ending = ["in", "the", "end"]

  /// Sorts the names of each list: "Tom, Ben and Ana" becomes "Ana, Ben and Tom".
  private static func sortLists(_ pieces: inout [(text: String, hasComma: Bool)]) {
    for index in pieces.indices.dropFirst().dropLast()
    where pieces[index].text == "and" && names.contains(pieces[index - 1].text)
      && names.contains(pieces[index + 1].text)
    {
      var first = index - 1
      while first > 0, pieces[first - 1].hasComma, names.contains(pieces[first - 1].text) {
        first -= 1
      }
      let slots = Array(first..<index) + [index + 1]
      for (slot, name) in zip(slots, slots.map { pieces[$0].text }.sorted()) {
        pieces[slot].text = name
      }
    }
  }

  // MARK: Reading

  /// The sentence as a question: all wordings ask for what is so in the end, said or not.
  var question: [String] { Self.withoutEnding(words) }

  /// The form of the sentence as a question.
  var questionForm: [String] { Self.withoutEnding(form) }

  private static func withoutEnding(_ words: [String]) -> [String] {
    for index in words.indices where words[index...].starts(with: ending) {
      return Array(words[..<index] + words[(index + ending.count)...])
    }
    return words
  }

  /// The words, with one sign for all people but some.
  func words(knowing people: Set<String>) -> [String] {
    zip(words, slots).map { word, slot in
      slot == .person && !people.contains(word) ? Slot.person.rawValue : word
    }
  }

  /// What stands in the slots of one kind, in the order of the sentence.
  func fillings(_ slot: Slot) -> [String] {
    zip(words, slots).filter { $1 == slot }.map(\.0)
  }

  /// The things that it names, each by its plural.
  var things: Set<String> { Set(words.compactMap { Self.things[$0] }) }

  /// What the sentences of the wordings are filled with.
  enum Slot: String, CaseIterable, Sendable {
    case person = "<person>"
    case number = "<number>"
    case thing = "<thing>"
    case place = "<place>"
  }

  private static func slot(_ word: String) -> Slot? {
    if names.contains(word) { return .person }
    if things[word] != nil { return .thing }
    if places.contains(word) { return .place }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return word.utf8.allSatisfy { digits.contains($0) } ? .number : nil
  }

  private static let names = Set(BasicLexicon.names.map { $0.lowercased() })
  private static let places = Set((BasicLexicon.stops + BasicLexicon.days).map { $0.lowercased() })
  private static let things: [String: String] = {
    var things: [String: String] = [:]
    for noun in BasicLexicon.things + BasicLexicon.containers {
      things[noun.singular] = noun.plural
      things[noun.plural] = noun.plural
    }
    return things
  }()
}
