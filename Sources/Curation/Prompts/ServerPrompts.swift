import Corpus
import JSON

/// How served models are spoken to: named templates, with a version in the name of each.
///
/// The texts are in `prompts.json5` and `shots.jsonl` beside this file. A template that changes
/// gets a new version, so that a store tells which text was sent.
public enum ServerPrompts {
  /// Every template that is compiled in, those that are made of others included.
  public static let library: [PromptTemplate] =
    written + asChatML(written.filter { $0.set == "chat" })

  /// All sets, the default first.
  public static let all = ["chat", "chat-continue", "chatml", "question", "few-shot"].compactMap(
    set)

  /// The names of all sets, that of the server's own chat template included.
  public static let names = all.map(\.name) + [renderedName]

  /// The name of the set that the server's own chat template renders.
  public static let renderedName = "rendered"

  /// The prompts of a name.
  public static func named(_ name: String) -> ModelPrompts? { all.first { $0.name == name } }

  /// The template of a name.
  public static func template(_ name: String) -> PromptTemplate? {
    library.first { $0.template.name == name }
  }

  /// The templates that are rendered without a model, for every set.
  static let ofAnySet = Dictionary(grouping: written.filter { $0.set == "any" }, by: \.task)

  /// The set of turns whose texts a server's chat template has rendered.
  ///
  /// - Parameter render: the text that turns become, up to where the assistant begins to speak.
  public static func rendered<Failure: Error>(
    by render: ([Message]) async throws(Failure) -> String
  ) async throws(Failure) -> ModelPrompts? {
    var templates: [PromptTemplate] = []
    for chat in written where chat.set == "chat" {
      let asked = chat.template.turns.filter { $0.role != .assistant }
      var text = try await render(asked)
      // The places must have come through, or the text would be the same for every problem.
      guard asked.allSatisfy({ text.contains($0.content) }) else { return nil }
      if chat.template.continuesPrefix { text += "{prefix}" }
      let name = chat.template.name.replacing("chat-", with: "\(renderedName)-", maxReplacements: 1)
      templates.append(
        PromptTemplate(chat.task, set: renderedName, Template(name: name, text: text)))
    }
    return prompts(renderedName, templates)
  }

  /// The set whose templates a store has, as they were rendered before.
  public static func rendered(_ stored: [Template]) -> ModelPrompts? {
    let templates = written.filter { $0.set == "chat" }.compactMap { chat -> PromptTemplate? in
      let name = chat.template.name.replacing("chat-", with: "\(renderedName)-", maxReplacements: 1)
      return stored.last { $0.name == name }.map {
        PromptTemplate(chat.task, set: renderedName, $0)
      }
    }
    return prompts(renderedName, templates)
  }

  /// Solves with worked examples in front.
  ///
  /// - Returns: the set with the examples; `nil` where it has no place for them.
  public static func with(_ shots: Shots, in prompts: ModelPrompts) -> ModelPrompts? {
    let template = prompts.solve
    let changed: Template
    switch (shots, template.endpoint) {
    case (.text(let text), _):
      changed = Template(
        name: "few-shot-solve-v1", text: text.hasSuffix("{prefix}") ? text : text + "{prefix}")
    case (.examples(let examples), .chat):
      guard let asking = template.turns.first(where: { $0.role == .user }) else { return nil }
      let turns = examples.flatMap { example in
        [
          Message(.user, asking.content.replacing("{statement}", with: example.question)),
          Message(.assistant, example.answer),
        ]
      }
      let system = template.turns.filter { $0.role == .system }
      changed = Template(
        name: template.name,
        turns: system + turns + template.turns.filter { $0.role != .system })
    case (.examples(let examples), .completions):
      guard let raw = written.first(where: { $0.set == "few-shot" && $0.task == .solve }) else {
        return nil
      }
      changed = Template(
        name: raw.template.name,
        text: raw.template.text.replacing("{examples}", with: Shots.text(examples)))
    }
    let own = PromptTemplate(.solve, changed, stop: prompts.solveStop)
    return prompts.replacing(with: [own.named(byHash: shots != Shots.own)])
  }

  /// What is written in the file.
  private static let written: [PromptTemplate] = {
    do {
      let file = try JSONValue.parse(
        PackageResources.prompts_json5, dialect: .json5, source: "prompts.json5")
      return try file.array().map { (item) throws(JSONError) in try PromptTemplate(item) }
    } catch {
      preconditionFailure("the templates that are compiled in are malformed: \(error)")
    }
  }()

  private static func set(_ name: String) -> ModelPrompts? {
    switch name {
    case "chatml": return prompts(name, library.filter { $0.set == name })
    case "chat-continue":
      return prompts(name, written.filter { $0.set == "chat" || $0.set == name })
    case "question":
      let borrowed = written.filter { $0.set == "few-shot" && $0.task != .solve }
      return prompts(name, written.filter { $0.set == name } + borrowed)
    default:
      guard let set = prompts(name, written.filter { $0.set == name }) else { return nil }
      return name == "few-shot" ? with(Shots.own, in: set) : set
    }
  }

  private static func prompts(_ name: String, _ templates: [PromptTemplate]) -> ModelPrompts? {
    guard let solving = templates.first(where: { $0.task == .solve }) else { return nil }
    let others = Dictionary(grouping: templates.filter { $0.task != .solve }, by: \.task)
    return ModelPrompts(
      name: name, solving: solving, others: others.merging(ofAnySet) { own, _ in own },
      maximumSolutionTokens: 1024, maximumStatementTokens: 512, rephrasesBack: false,
      rephraseTemperature: 0.7)
  }

  /// Turns as ChatML text, which the model goes on from.
  private static func asChatML(_ chats: [PromptTemplate]) -> [PromptTemplate] {
    chats.map { chat in
      var text = ""
      for turn in chat.template.turns where turn.role != .assistant {
        text += "<|im_start|>\(turn.role.rawValue)\n\(turn.content)<|im_end|>\n"
      }
      text += "<|im_start|>assistant\n" + (chat.template.continuesPrefix ? "{prefix}" : "")
      let name = chat.template.name.replacing("chat-", with: "chatml-", maxReplacements: 1)
      return PromptTemplate(
        chat.task, set: "chatml", Template(name: name, text: text), stop: ["<|im_end|>"])
    }
  }
}
