import TestSupport
import Testing

@Suite("Help of the built tool", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct HelpTextTests {
  private let tool = BuiltTool()

  /// The names in the section COMMANDS of a help text.
  private func subcommands(_ help: String) -> [String] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let section = lines.drop { $0 != "COMMANDS" }.dropFirst().prefix { !$0.isEmpty }
    // A summary that goes on in the next line is indented further.
    return section.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  @Test("Every command explains itself with an example that begins with its own name")
  func examples() throws {
    var waiting: [[String]] = [[]]
    var seen: [String] = []
    while let path = waiting.popLast() {
      let result = try tool.run(path + ["--help"])
      #expect(result.code == 0 && result.errors.isEmpty)
      let name = (["stepmark"] + path).joined(separator: " ")
      let examples = result.output.split(separator: "\n").drop { $0 != "EXAMPLES" }
      #expect(examples.contains { $0.hasPrefix("  \(name) ") }, "\(name) has no example")
      #expect(result.output.contains("usage: \(name)"))
      waiting += subcommands(result.output).map { path + [$0] }
      seen.append(name)
    }
    #expect(seen.count > 15 && seen.contains("stepmark problems list"))
  }

  @Test("A command without what it needs explains itself on standard error")
  func incomplete() throws {
    for words in [[], ["problems"]] {
      let result = try tool.run(words)
      #expect(result.code == 2 && result.output.isEmpty && result.errors.contains("COMMANDS"))
    }
    #expect(try tool.run("--version").output.hasPrefix("stepmark "))
  }
}
