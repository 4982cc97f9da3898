/// What each format carries and what it loses, as a table for people.
public enum FormatTable {
  /// The document, in Markdown.
  public static var markdown: String {
    let columns = ExportedField.allCases
    var text = """
      # What each format carries

      Written by `stepmark export --formats`; a test changes every thing that the store knows and \
      sees which formats' lines change with it. ● is carried, · is lost. A solution that is \
      exported, imported into an empty store (`stepmark import`) and exported again gives the same \
      bytes in every format that has steps and can be imported, but for `rest-mcts`: its values \
      hang on the whole solution, which its lines of prefixes do not tell, so that a value may come \
      back with another solution of the same beginning (two lines more for 4,502 of the demo).

      No format holds rollouts: the store does, and `native` has their counts. An imported \
      probability that becomes right or wrong, a neutral step that becomes undecided and an \
      undecided step that is joined to the next one are refused unless \
      `--allow-loss soft,neutral,mask` asks for them. What a labeller of ours decided is right or \
      wrong by its decision; its counts and its posterior stay in the store.

      | format | imported |
      """
    for column in columns { text += " \(column.rawValue) |" }
    text += "\n|---|:-:|" + columns.map { _ in ":-:|" }.joined() + "\n"
    for format in DatasetFormats.all {
      text += "| \(format.name) | \(mark(format.lineShape != nil)) |"
      for column in columns { text += " \(mark(format.fields.contains(column))) |" }
      text += "\n"
    }
    text += "\n"
    for format in DatasetFormats.all { text += "- **\(format.name)**: \(format.summary)\n" }
    return text
  }

  private static func mark(_ isThere: Bool) -> String { isThere ? "●" : "·" }
}
