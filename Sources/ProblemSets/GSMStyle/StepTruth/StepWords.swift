import Answers

/// The words of a step without its equation, by which the suite's own sentences are known.
struct StepWords: Hashable {
  /// The words, without numbers and signs.
  let words: [Substring]

  init(_ text: String) {
    words = text.split { !($0.isLetter || $0 == "'" || $0 == "é") }.filter {
      $0 != "floor" && $0 != "ceil"
    }
  }

  init(_ phrase: StepPhrase) { self.init(phrase.before + " " + phrase.after) }

  /// Whether the words are the same but for names or but for nouns.
  func differsInNames(from other: StepWords, names: Set<String>, nouns: Set<String>) -> Bool {
    guard words.count == other.words.count, words != other.words else { return false }
    return zip(words, other.words).allSatisfy { one, two in
      one == two || Self.isSwap(one, two, names) || Self.isSwap(one, two, nouns)
    }
  }

  private static func isSwap(_ one: Substring, _ two: Substring, _ group: Set<String>) -> Bool {
    group.contains(stem(one)) && group.contains(stem(two))
  }

  private static func stem(_ word: Substring) -> String {
    word.hasSuffix("'s") ? String(word.dropLast(2)) : String(word)
  }

  /// All given names of the suite.
  static let names = Set(Person.all.map(\.name))

  /// All nouns that the suite counts.
  static let nouns: Set<String> = {
    let lists = [
      StoryNoun.goods, StoryNoun.foods, StoryNoun.collected, StoryNoun.made, StoryNoun.containers,
      StoryNoun.bottles,
    ]
    return Set(lists.joined().flatMap { $0.plural.split(separator: " ").map(String.init) })
  }()
}
