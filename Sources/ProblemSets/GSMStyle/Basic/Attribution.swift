/// Whom and what a step speaks of: the names and the nouns among its words.
struct Attribution: Hashable, Sendable {
  let names: Set<String>
  let nouns: Set<String>

  init(of text: String) {
    var names: Set<String> = []
    var nouns: Set<String> = []
    for word in text.split(whereSeparator: { !$0.isLetter }).map(String.init) {
      if BasicLexicon.nameSet.contains(word) {
        names.insert(word)
      } else if let plural = BasicLexicon.plurals[word] ?? BasicLexicon.plurals[word.lowercased()] {
        nouns.insert(plural)
      }
    }
    self.names = names
    self.nouns = nouns
  }

  var isEmpty: Bool { names.isEmpty && nouns.isEmpty }

  /// Whether a step with these words can be about what `other` says.
  ///
  /// Names must be the same, and nouns must be the same; a step that leaves out all names, or all
  /// nouns, claims nothing about them.
  func fits(_ other: Attribution) -> Bool {
    (names.isEmpty || names == other.names) && (nouns.isEmpty || nouns == other.nouns)
  }
}
