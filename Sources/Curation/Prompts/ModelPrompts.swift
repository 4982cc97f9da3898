import Corpus

/// How a model is spoken to: its templates, what ends its texts and how long they may be.
public struct ModelPrompts: Sendable {
  /// The name, as `--template` takes it.
  public let name: String
  /// Asks for a solution, or for the rest of one.
  public let solving: PromptTemplate
  /// The templates of the other tasks; attempts take those of one task in turn.
  public let others: [PromptTask: [PromptTemplate]]
  /// The most tokens of a solution, unless the user says otherwise.
  public let maximumSolutionTokens: Int
  /// The most tokens of a statement.
  public let maximumStatementTokens: Int
  /// Whether a rephrasing that leads back letter for letter can be asked for.
  public let rephrasesBack: Bool
  /// The temperature of rephrasings, unless the user says otherwise.
  public let rephraseTemperature: Double

  /// The template that asks for a solution.
  public var solve: Template { solving.template }
  /// Texts that end a solution.
  public var solveStop: [String] { solving.stop }
  /// Asks for the rest of a solution.
  public var rollout: Template { others[.resume]?.first?.template ?? solving.template }

  /// The templates of a task; none where the set has none.
  public func templates(_ task: PromptTask) -> [PromptTemplate] {
    task == .solve ? [solving] : others[task] ?? []
  }

  /// The set with a user's templates in place of its own of the same tasks.
  public func replacing(with own: [PromptTemplate]) -> ModelPrompts {
    var others = others
    for (task, templates) in Dictionary(grouping: own, by: \.task) where task != .solve {
      others[task] = templates
    }
    return ModelPrompts(
      name: name, solving: own.last { $0.task == .solve } ?? solving, others: others,
      maximumSolutionTokens: maximumSolutionTokens,
      maximumStatementTokens: maximumStatementTokens, rephrasesBack: rephrasesBack,
      rephraseTemperature: rephraseTemperature)
  }

  /// The prompts of the local model.
  public static let local = ModelPrompts(
    name: "local", solving: PromptTemplate(.solve, LocalPrompts.solve),
    others: [.rephrase: LocalPrompts.rephrase.map { PromptTemplate(.rephrase, $0) }]
      .merging(ServerPrompts.ofAnySet) { own, _ in own },
    maximumSolutionTokens: LocalPrompts.maximumSolutionTokens,
    maximumStatementTokens: LocalPrompts.maximumStatementTokens, rephrasesBack: true,
    rephraseTemperature: 0)

  /// The prompts of turns, written in a chat template instead of by a server.
  ///
  /// - Throws: ``ChatTemplateError`` where the chat template has no place for the turns.
  public func written(in chat: ChatTemplate) throws(ChatTemplateError) -> ModelPrompts {
    var written: [PromptTask: [PromptTemplate]] = [:]
    for (task, templates) in others {
      // A task whose turns the chat template has no place for is one that the model cannot be given.
      written[task] = templates.compactMap { try? $0.written(in: chat) }
    }
    return ModelPrompts(
      name: "\(name)-\(chat.name)", solving: try solving.written(in: chat), others: written,
      maximumSolutionTokens: maximumSolutionTokens,
      maximumStatementTokens: maximumStatementTokens, rephrasesBack: rephrasesBack,
      rephraseTemperature: rephraseTemperature)
  }
}

extension PromptTemplate {
  /// Turns as a text in a chat template, which its end of a turn ends; a text stays as it is.
  func written(in chat: ChatTemplate) throws(ChatTemplateError) -> PromptTemplate {
    guard template.endpoint == .chat else { return self }
    return PromptTemplate(
      task, set: set, try template.written(in: chat), stop: stop + [chat.endOfTurn])
  }
}
