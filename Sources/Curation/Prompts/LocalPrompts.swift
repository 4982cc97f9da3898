import Corpus

/// How the local model is spoken to: its templates, markers and sampling.
public enum LocalPrompts {
  /// Stands before a problem's statement.
  public static let problemMarker = "<|problem|>"
  /// Stands before a solution.
  public static let solutionMarker = "<|solution|>"
  /// Stands before another wording of the problem.
  public static let rephraseMarker = "<|rephrase|>"
  /// Ends every completion.
  public static let endMarker = "<|end|>"
  /// All markers, each one token.
  public static let markers = [problemMarker, solutionMarker, rephraseMarker, endMarker]

  /// Asks for a solution, or for the rest of one.
  public static let solve = Template(
    name: "local-solve", text: "\(problemMarker) {statement}\(solutionMarker){prefix}")
  /// Asks for another wording, one template for each style that the model was taught.
  ///
  /// A style names which of the suite's wordings is wanted, so that there is one right text to
  /// say: a small model that had to choose the wording too would mix them up.
  public static let rephrase = styles.map { style in
    Template(
      name: "local-rephrase-\(style)",
      text: "\(problemMarker) {statement}\(rephraseMarker) \(style)")
  }

  /// The wordings of gsm-style that the local model is taught to read and to write.
  ///
  /// Half of the suite's: a model of this size that has minutes to learn does better with fewer.
  public static let styles = [0, 1, 2]

  /// The most tokens of a solution of eight steps, with room to spare.
  public static let maximumSolutionTokens = 200
  /// The most tokens of a statement, with room to spare.
  public static let maximumStatementTokens = 200

  /// What a solution's completion looks like: every step on a line of its own.
  static func completion(solution: String) -> String { "\n" + solution }
  /// What a rephrasing's completion looks like.
  static func completion(statement: String) -> String { " " + statement }
}
