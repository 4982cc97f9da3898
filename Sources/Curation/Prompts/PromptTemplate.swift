import Corpus
import JSON

/// What a template asks for.
public enum PromptTask: String, Sendable, CaseIterable {
  /// A solution, or the rest of one.
  case solve
  /// The rest of a solution, asked for in words where a server begins new turns only.
  case resume = "continue"
  /// The problem in other words.
  case rephrase
  /// Another problem of the same kind (2406.14532).
  case similar
  /// Rendered without a model: the masked problem that gives its answer away and asks for x
  /// (FOBAR, 2308.07758).
  case fobar
  /// The masked problem and its answer as a statement (2212.09561).
  case selfVerification = "self-verification"
  /// Rendered without a model: that statement and the question for x.
  case selfVerificationQuestion = "self-verification-question"
  /// What is wrong with a solution.
  case critique
  /// The solution written anew after a critique.
  case revise
  /// Whether a step is right.
  case judgeStep = "judge-step"

  /// The places that a template of this task must have.
  public var places: [String] {
    switch self {
    case .solve, .rephrase, .similar, .selfVerificationQuestion: ["statement"]
    case .resume, .critique, .judgeStep: ["statement", "prefix"]
    case .fobar, .selfVerification: ["statement", "answer"]
    case .revise: ["statement", "prefix", "critique"]
    }
  }
}

/// A template with its task, as it stands in a file that a user can copy and change.
public struct PromptTemplate: Sendable, Hashable {
  /// What it asks for.
  public let task: PromptTask
  /// The set that it belongs to, `any` for all; `nil` for a user's own.
  public let set: String?
  /// The template.
  public let template: Template
  /// Texts that end what the model says.
  public let stop: [String]

  /// Makes a template of a task.
  public init(_ task: PromptTask, set: String? = nil, _ template: Template, stop: [String] = []) {
    self.task = task
    self.set = set
    self.template = template
    self.stop = stop
  }

  /// Reads a template.
  ///
  /// - Throws: `JSONError` at what is wrong, for instance where the task needs a place that the text
  ///   lacks.
  public init(_ json: JSONValue) throws(JSONError) {
    try json.onlyKeys(["name", "task", "set", "text", "turns", "stop"])
    let name = try json["name"].string()
    let task = try json["task"].string()
    guard let known = PromptTask(rawValue: task) else {
      let names = PromptTask.allCases.map(\.rawValue)
      let close = JSON.nearest(to: task, among: names).map { ": did you mean \($0)?" } ?? ""
      throw try json["task"].error(
        "no task is called '\(task)'\(close) (" + names.joined(separator: ", ") + ")")
    }
    self.task = known
    set = try json.member("set")?.string()
    stop = try Self.list(json.member("stop"))
    switch (try json.member("text"), try json.member("turns")) {
    case (let text?, nil): template = Template(name: name, text: try Self.text(text))
    case (nil, let list?):
      var turns: [Message] = []
      for turn in try list.array() {
        try turn.onlyKeys(["role", "content"])
        let role = try turn["role"].string()
        guard let known = Message.Role(rawValue: role) else {
          throw try turn["role"].error("no role is called '\(role)' (system, user, assistant)")
        }
        turns.append(Message(known, try Self.text(turn["content"])))
      }
      guard !turns.isEmpty else { throw list.error("there is no turn") }
      template = Template(name: name, turns: turns)
    default: throw json.error("wants either 'text' or 'turns'")
    }
    for place in known.places where !template.text.contains("{\(place)}") {
      throw json.error("a template for \(task) needs the place {\(place)}")
    }
  }

  private static func list(_ value: JSONValue?) throws(JSONError) -> [String] {
    var list: [String] = []
    for item in try value?.array() ?? [] { list.append(try item.string()) }
    return list
  }

  /// A text, or the lines of one.
  private static func text(_ value: JSONValue) throws(JSONError) -> String {
    guard case .array = value.kind else { return try value.string() }
    return try list(value).joined(separator: "\n")
  }

  /// The template as a file, with every line of its text on a line of its own.
  public var file: String {
    var lines = [
      "{", "  \"name\": \(quoted(template.name)),", "  \"task\": \(quoted(task.rawValue)),",
    ]
    if !stop.isEmpty {
      lines.append("  \"stop\": [" + stop.map { quoted($0) }.joined(separator: ", ") + "],")
    }
    if template.turns.isEmpty {
      lines.append("  \"text\": [")
      lines += Self.lines(template.text, indent: "    ")
      lines.append("  ]")
    } else {
      lines.append("  \"turns\": [")
      for turn in template.turns {
        lines.append("    {\"role\": \(quoted(turn.role.rawValue)), \"content\": [")
        lines += Self.lines(turn.content, indent: "      ")
        lines.append("    ]},")
      }
      lines.append("  ]")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func lines(_ text: String, indent: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      indent + JSONValue(String($0)).serialized() + ","
    }
  }

  private func quoted(_ text: String) -> String { JSONValue(text).serialized() }

  /// The template with a hash of its text in its name, so that a store tells a user's texts apart.
  public func named(byHash isHashed: Bool) -> PromptTemplate {
    guard isHashed else { return self }
    let hash = String("\(ContentKey(hashing: template.text + stop.joined()))".prefix(8))
    return PromptTemplate(task, set: set, template.renamed("\(template.name)#\(hash)"), stop: stop)
  }
}

extension Template {
  /// The same template under another name.
  func renamed(_ name: String) -> Template {
    turns.isEmpty ? Template(name: name, text: text) : Template(name: name, turns: turns)
  }
}
