import Corpus

/// How a model is spoken to: its templates, what ends its texts and how long they may be.
public struct ModelPrompts: Sendable {
  /// The name, as `--template` takes it.
  public let name: String
  /// Asks for a solution, or for the rest of one.
  public let solve: Template
  /// Texts that end a solution.
  public let solveStop: [String]
  /// Ask for another wording; attempts take them in turn.
  public let rephrase: [Template]
  /// Texts that end a rephrasing.
  public let rephraseStop: [String]
  /// The most tokens of a solution, unless the user says otherwise.
  public let maximumSolutionTokens: Int
  /// The most tokens of a statement.
  public let maximumStatementTokens: Int
  /// Whether a rephrasing that leads back letter for letter can be asked for.
  public let rephrasesBack: Bool
  /// The temperature of rephrasings, unless the user says otherwise.
  public let rephraseTemperature: Double

  /// The prompts of the local model.
  public static let local = ModelPrompts(
    name: "local", solve: LocalPrompts.solve, solveStop: [], rephrase: LocalPrompts.rephrase,
    rephraseStop: [],
    maximumSolutionTokens: LocalPrompts.maximumSolutionTokens,
    maximumStatementTokens: LocalPrompts.maximumStatementTokens, rephrasesBack: true,
    rephraseTemperature: 0)

  /// The prompts of turns, written in a chat template instead of by a server.
  ///
  /// - Throws: ``ChatTemplateError`` where the chat template has no place for the turns.
  public func written(in chat: ChatTemplate) throws(ChatTemplateError) -> ModelPrompts {
    var written: [Template] = []
    for template in rephrase { written.append(try template.written(in: chat)) }
    return ModelPrompts(
      name: "\(name)-\(chat.name)", solve: try solve.written(in: chat),
      solveStop: solveStop + [chat.endOfTurn], rephrase: written,
      rephraseStop: rephraseStop + [chat.endOfTurn],
      maximumSolutionTokens: maximumSolutionTokens,
      maximumStatementTokens: maximumStatementTokens, rephrasesBack: rephrasesBack,
      rephraseTemperature: rephraseTemperature)
  }
}
