/// What a command line asks for.
public enum ParsedLine: Sendable {
  /// To run a command.
  case run(Invocation)
  /// To explain a command.
  case help(path: [Command])
  /// To print the version.
  case version
}

extension Command {
  /// Reads the words after the program's name.
  ///
  /// `--name value`, `--name=value`, `-n value` and repeated options are understood; `--` ends the
  /// options. Help and version are known at every level.
  public func parse(_ words: [String]) throws(CommandError) -> ParsedLine {
    var parser = CommandParser(root: self)
    return try parser.parse(words)
  }
}

private struct CommandParser {
  private var path: [Command]
  private var values: [String: [String]] = [:]
  private var positionals: [String] = []

  init(root: Command) { path = [root] }

  private var command: Command { path[path.count - 1] }
  private var options: [Option] { path.flatMap(\.options) }
  private var title: String { path.map(\.name).joined(separator: " ") }
  private var helpHint: String { "\(title) --help" }

  mutating func parse(_ words: [String]) throws(CommandError) -> ParsedLine {
    var rest = words[...]
    var optionsEnded = false
    while let word = rest.popFirst() {
      if optionsEnded || !word.hasPrefix("-") || word == "-" || isNegativeNumber(word) {
        try takePositional(word, literally: optionsEnded)
      } else if word == "--" {
        optionsEnded = true
      } else if word == "--help" || word == "-h" {
        return .help(path: path)
      } else if word == "--version" {
        return .version
      } else {
        try takeOption(word, &rest)
      }
    }
    if command.action == nil { return .help(path: path) }
    try checkArguments()
    return .run(
      Invocation(
        path: path, options: options, values: values,
        positionals: positionals))
  }

  private mutating func takePositional(_ word: String, literally: Bool) throws(CommandError) {
    guard !literally, !command.subcommands.isEmpty, positionals.isEmpty else {
      positionals.append(word)
      return
    }
    if let next = command.subcommands.first(where: { $0.name == word }) {
      path.append(next)
    } else if command.arguments.isEmpty {
      throw unknown("command", word, among: command.subcommands.map(\.name))
    } else {
      positionals.append(word)
    }
  }

  private mutating func takeOption(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(CommandError) {
    let (typed, inline) = split(word)
    guard let option = options.last(where: { matches($0, typed) }) else {
      throw unknown("option", typed, among: options.map { "--" + $0.name })
    }
    var value = ""
    switch option.kind {
    case .flag:
      if inline != nil {
        throw .usage("\(typed) takes no value", hint: typed)
      }
    case .value(let placeholder):
      let following = rest.first.flatMap { $0.hasPrefix("--") ? nil : $0 }
      if inline == nil, following != nil { rest.removeFirst() }
      guard let given = inline ?? following else {
        throw .usage("\(typed) needs a value", hint: "\(typed) \(placeholder)")
      }
      value = given
    }
    if !option.choices.isEmpty, !option.choices.contains(value) {
      let close = nearest(to: value, among: option.choices).map { ": did you mean \($0)?" } ?? ""
      throw .usage(
        "\(typed) does not know \(value)\(close)",
        hint: "\(typed) " + option.choices.joined(separator: "|"))
    }
    if !option.repeats, values[option.name] != nil, option.kind != .flag {
      throw .usage("\(typed) is given twice", hint: helpHint)
    }
    values[option.name, default: []].append(value)
  }

  private func checkArguments() throws(CommandError) {
    let declared = command.arguments
    let needed = declared.filter { !$0.isOptional }.count
    guard positionals.count >= needed else {
      throw .usage("\(title) needs \(declared[positionals.count].name)", hint: helpHint)
    }
    guard positionals.count <= declared.count || declared.last?.repeats == true else {
      throw .usage("unexpected argument \(positionals[declared.count])", hint: helpHint)
    }
  }

  private func unknown(
    _ kind: String, _ word: String, among known: [String]
  ) -> CommandError {
    let all = known + (kind == "option" ? ["--help", "--version"] : [])
    let close = nearest(to: word, among: all).map { ": did you mean \($0)?" } ?? ""
    return .usage("unknown \(kind) \(word)\(close)", hint: helpHint)
  }
}

private func split(_ word: String) -> (name: String, value: String?) {
  guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
  return (String(word[..<equals]), String(word[word.index(after: equals)...]))
}

private func matches(_ option: Option, _ typed: String) -> Bool {
  typed == "--" + option.name || option.short.map { typed == "-\($0)" } == true
}

private func isNegativeNumber(_ word: String) -> Bool {
  word.dropFirst().first?.isNumber == true && Double(word) != nil
}
