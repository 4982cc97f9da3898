import Corpus
import Curation
import JSON
import Terminal

/// `stepmark prompts`.
enum PromptsCommand {
  static let command = Command(
    name: "prompts",
    summary: "The templates by which served models are spoken to, as files to copy and change.",
    discussion: """
      `--template FILE` takes a file in the place of the template of the same task. The text is part \
      of every request's key, so that a changed template gets new completions and keeps the old \
      ones; the name of a file's template is stored with a hash of its text.
      """,
    examples: [Example("stepmark prompts show chat-solve-v1 > mine.json5", "a copy to change")],
    subcommands: [list, show])

  private static let list = Command(
    name: "list", summary: "All templates, by set and task.",
    examples: [Example("stepmark prompts list --json", "names, sets, tasks and keys")],
    options: [CommonOptions.json]
  ) { invocation in
    let library = ServerPrompts.library
    if invocation.flag("json") {
      let items = library.map { item -> JSONValue in
        [
          "name": JSONValue(item.template.name), "task": JSONValue(item.task.rawValue),
          "set": JSONValue(item.set.map { JSONValue($0) }),
          "endpoint": JSONValue(item.template.endpoint.rawValue),
          "key": JSONValue("\(item.template.key)"),
        ]
      }
      Console.writeLine(JSONValue(items).serialized())
      return .success
    }
    var table = TextTable([.init("set"), .init("task"), .init("name"), .init("sent to")])
    for item in library {
      table.add([
        item.set ?? "–", item.task.rawValue, item.template.name,
        item.task == .fobar || item.task == .selfVerificationQuestion
          ? "nobody: it is the new problem" : "/" + path(item.template.endpoint),
      ])
    }
    Console.write(table.rendered())
    return .success
  }

  private static let show = Command(
    name: "show", summary: "A template as a file, or the worked examples.",
    examples: [
      Example("stepmark prompts show chat-solve-v1 > mine.json5", "a copy to change"),
      Example("stepmark prompts show shots > shots.jsonl", "our own worked examples"),
    ], arguments: [Argument("NAME", "a template's name, or shots")]
  ) { invocation in
    guard let name = invocation.argument("NAME") else {
      throw CommandError.usage("which template?", hint: "stepmark prompts list")
    }
    if name == "shots" {
      Console.write(Shots.file)
      return .success
    }
    guard let found = ServerPrompts.template(name) else {
      let names = ServerPrompts.library.map(\.template.name)
      let close = JSON.nearest(to: name, among: names).map { ": did you mean \($0)?" } ?? ""
      throw CommandError.usage(
        "there is no template \(name)\(close)", hint: "stepmark prompts list")
    }
    Console.write(found.file)
    return .success
  }

  private static func path(_ endpoint: Template.Endpoint) -> String {
    switch endpoint {
    case .completions: "completions"
    case .chat: "chat/completions"
    }
  }
}
