extension Command {
  /// The help of a command, at most `width` columns wide.
  ///
  /// - Parameters:
  ///   - ancestors: the commands above it, outermost first.
  ///   - width: the columns to fill; between 60 and 100 are used.
  public func help(below ancestors: [Command] = [], width: Int = 80) -> String {
    let width = min(100, max(60, width))
    let title = (ancestors + [self]).map(\.name).joined(separator: " ")
    var sections = [wrapped(summary, width: width), usage(title, width: width)]
    sections += discussion.split(separator: "\n\n").map { paragraph($0, width: width) }
    if !subcommands.isEmpty {
      let rows = subcommands.map { ($0.name, $0.summary) }
      sections.append("COMMANDS\n" + columns(rows, width: width))
    }
    if !arguments.isEmpty {
      let rows = arguments.map { ($0.name, $0.summary) }
      sections.append("ARGUMENTS\n" + columns(rows, width: width))
    }
    if !options.isEmpty {
      sections.append("OPTIONS\n" + columns(options.map(described), width: width))
    }
    let shared = ancestors.flatMap(\.options).map(described) + [("-h, --help", "Show this help.")]
    sections.append("OPTIONS EVERYWHERE\n" + columns(shared, width: width))
    if !examples.isEmpty {
      let blocks = examples.map {
        wrapped("# " + $0.summary, width: width, indent: 2) + "\n  " + $0.line
      }
      sections.append("EXAMPLES\n" + blocks.joined(separator: "\n\n"))
    }
    if !subcommands.isEmpty {
      sections.append("More about a command: \(title) COMMAND --help")
    }
    return sections.joined(separator: "\n\n") + "\n"
  }

  private func usage(_ title: String, width: Int) -> String {
    var words = ["usage:", title]
    if !subcommands.isEmpty { words.append("COMMAND") }
    if !options.isEmpty { words.append("[options]") }
    words += arguments.map { argument in
      let name = argument.name + (argument.repeats ? "…" : "")
      return argument.isOptional ? "[\(name)]" : name
    }
    return words.joined(separator: " ")
  }
}

/// A paragraph; indented lines of it, `name: text`, are two columns below the others.
private func paragraph(_ text: Substring, width: Int) -> String {
  let lines = text.split(separator: "\n")
  let prose = lines.filter { !$0.hasPrefix("  ") }.joined(separator: " ")
  let rows = lines.filter { $0.hasPrefix("  ") }.map { line -> (String, String) in
    let parts = line.dropFirst(2).split(separator: ":", maxSplits: 1)
    return (String(parts[0]), parts.count < 2 ? "" : String(parts[1].drop { $0 == " " }))
  }
  let blocks = [prose.isEmpty ? "" : wrapped(prose, width: width), columns(rows, width: width)]
  return blocks.filter { !$0.isEmpty }.joined(separator: "\n")
}

private func described(_ option: Option) -> (String, String) {
  var name = option.short.map { "-\($0), " } ?? ""
  name += "--" + option.name
  if case .value(let placeholder) = option.kind { name += " " + placeholder }
  var notes: [String] = []
  if !option.choices.isEmpty { notes.append(option.choices.joined(separator: ", ")) }
  if let value = option.defaultValue { notes.append("default \(value)") }
  if option.repeats { notes.append("may be repeated") }
  let summary = option.summary + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
  return (name, summary)
}

/// Two aligned columns; a name that is too long for its column stands on a line of its own.
func columns(_ rows: [(String, String)], width: Int) -> String {
  let column = min(28, rows.map { displayWidth($0.0) }.max() ?? 0)
  let indent = 2 + column + 2
  return rows.map { name, summary in
    let body = wrapped(summary, width: width, indent: indent)
    guard displayWidth(name) <= column else { return "  \(name)\n\(body)" }
    let padding = String(repeating: " ", count: column - displayWidth(name) + 2)
    return "  \(name)\(padding)" + body.dropFirst(indent)
  }.joined(separator: "\n")
}

/// `text` broken at spaces into lines of at most `width` columns, each indented.
func wrapped(_ text: String, width: Int, indent: Int = 0) -> String {
  let margin = String(repeating: " ", count: indent)
  var lines: [String] = []
  var line = ""
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
    if !line.isEmpty, indent + displayWidth(line) + 1 + displayWidth(String(word)) > width {
      lines.append(margin + line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  lines.append(margin + line)
  return lines.joined(separator: "\n")
}
