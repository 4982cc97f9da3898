import JSON
import ProblemSets
import Terminal

/// A JSON5 file that describes a run: a list of stages, each a command with its options.
struct Recipe {
  /// One stage: the words of its command line.
  struct Stage {
    let title: String
    let words: [String]
    /// The options that its command has, given or not.
    let options: [String]
  }

  let stages: [Stage]
  /// Lines for the end: what was made and what to type next.
  let afterwards: [String]

  /// Reads a recipe and checks every key against the options of its command.
  ///
  /// - Throws: `JSONError` with the place of what is wrong, and the nearest known name.
  init(path: String, commands root: Command) throws {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path)
    } catch {
      throw CommandError("\(error)", hint: "name a recipe that exists", exitCode: .missingData)
    }
    let json = try JSONValue.parse(bytes, dialect: .json5, source: path)
    try json.onlyKeys(["description", "options", "stages", "afterwards"])
    let common = try json.member("options")?.object() ?? []
    var stages: [Stage] = []
    for stage in try json["stages"].array() {
      stages.append(try Self.stage(stage, common: common, root: root))
    }
    // A key that no stage takes is a mistake, not an option that happens to be unused.
    for member in common where !stages.contains(where: { $0.options.contains(member.name) }) {
      let known = Set(stages.flatMap(\.options)).sorted()
      let close = JSON.nearest(to: member.name, among: known).map { ": did you mean \($0)?" }
      throw member.value.error(
        "no stage of this recipe has an option \(member.name)\(close ?? "")")
    }
    self.stages = stages
    var afterwards: [String] = []
    for line in try json.member("afterwards")?.array() ?? [] {
      afterwards.append(try line.string())
    }
    self.afterwards = afterwards
  }

  private static func stage(
    _ json: JSONValue, common: [JSONMember], root: Command
  ) throws(JSONError) -> Stage {
    let name = try json["stage"].string()
    var path: [Command] = [root]
    for word in name.split(separator: " ").map(String.init) {
      let known = path[path.count - 1].subcommands
      guard let next = known.first(where: { $0.name == word }), word != "run" else {
        let close = JSON.nearest(to: word, among: known.map(\.name))
        throw try json["stage"].error(
          "there is no stage \(word)" + (close.map { ": did you mean \($0)?" } ?? ""))
      }
      path.append(next)
    }
    let command = path[path.count - 1]
    try json.onlyKeys(["stage", "file"] + command.options.map(\.name))
    var words = path.dropFirst().map(\.name)
    let own = try json.object().filter { $0.name != "stage" && $0.name != "file" }
    let names = Set(own.map(\.name))
    for member in common where !names.contains(member.name) {
      if let option = command.options.first(where: { $0.name == member.name }) {
        words += try Self.words(member, option)
      }
    }
    for member in own {
      if let option = command.options.first(where: { $0.name == member.name }) {
        words += try Self.words(member, option)
      }
    }
    if let file = try json.member("file") { words.append(try file.string()) }
    let detail = own.map { "\($0.name) \($0.value.serialized())" }.joined(separator: ", ")
    return Stage(
      title: detail.isEmpty ? name : "\(name): \(detail)", words: words,
      options: command.options.map(\.name))
  }

  private static func words(
    _ member: JSONMember, _ option: Terminal.Option
  ) throws(JSONError) -> [String] {
    let flag = "--" + member.name
    switch (option.kind, member.value.kind) {
    case (.flag, .bool(let isOn)): return isOn ? [flag] : []
    case (.flag, _): throw member.value.error("must be true or false")
    case (.value, .array(let values)) where option.repeats:
      var words: [String] = []
      for value in values { words += [flag, try text(value)] }
      return words
    case (.value, _): return [flag, try text(member.value)]
    }
  }

  private static func text(_ value: JSONValue) throws(JSONError) -> String {
    switch value.kind {
    case .string(let text): return text
    case .number(let lexeme): return lexeme
    default: throw value.error("must be a text or a number")
    }
  }
}
