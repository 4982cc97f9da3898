/// What the texts of the full suite are made of, for vocabularies that must hold every word.
public enum GSMStyleLexicon {
  /// Texts with every word of statements and gold steps, as it stands at the start of a sentence, of
  /// a line and within: names, things, settings, and whatever some stories could say in any wording.
  ///
  /// - Parameter stories: how many stories are looked at; their scenes draw from short lists.
  public static func texts(stories: Int = 3_000) -> [String] {
    var texts: Set<String> = []
    func add(_ version: String) {
      let within = words(of: version)
      guard !within.isEmpty else { return }
      texts.insert(" " + within.joined(separator: " "))
      for first in openings(of: version) { texts.insert(" " + first.capitalizedFirst) }
    }
    for person in Person.all {
      texts.insert(" \(person.name)'s \(person.pronoun) \(person.possessive)")
      for word in [person.pronoun, person.possessive] { add(word) }
      texts.insert("\n" + person.name)
    }
    let things =
      StoryNoun.goods + StoryNoun.movable + StoryNoun.made + StoryNoun.containers
      + StoryNoun.bottles + [.page, .piece]
    for thing in things { for text in [thing.withArticle, thing.plural] { add(text) } }
    let settings =
      Settings.places + Settings.times + Settings.transitions + Settings.remarks
      + Settings.additions + Settings.introductions + Settings.asides
    for text in settings + NumberWords.all { add(text) }
    add(
      "dollars percent two times twice, and; $1% 1/2 1.5. a certain unknown number of amount? it:")
    for index in 0..<stories {
      let families = GSMStyleFamily.allCases
      let origin = GSMStyleProblem.Origin(
        seed: 0, index: index, family: families[index % families.count],
        steps: 1 + index / families.count % 6, wording: 0, perturbation: nil)
      guard let draft = StoryDraft(origin) else { continue }
      for version in draft.versions + draft.story.alternatives { add(version) }
      for phrase in draft.graph.nodes.compactMap(\.phrase) {
        texts.insert("\n\(phrase.before) \(phrase.after).")
      }
    }
    texts.insert("\n#### 1\n1 + 1 - 1 * 1 / 1 = floor(1 / 1) ceil(1 / 1)")
    return texts.sorted()
  }

  /// The words of a version with its marks, every choice taken.
  private static func words(of version: String) -> [Substring] {
    var text = ""
    var isNumber = false
    for character in version {
      if character == "{" { isNumber = true }
      if !isNumber { text.append("[|]".contains(character) ? " " : character) }
      if character == "}" { isNumber = false }
    }
    return text.split(separator: " ")
  }

  /// What a version may begin with.
  private static func openings(of version: String) -> [String] {
    guard version.first == "[", let end = version.firstIndex(of: "]") else {
      return words(of: version).prefix(1).map(String.init)
    }
    return version[version.index(after: version.startIndex)..<end].split(separator: "|")
      .compactMap { words(of: String($0)).first.map(String.init) }
  }
}
