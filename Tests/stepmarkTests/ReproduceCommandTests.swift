import JSON
import ProblemSets
import TestSupport
import Testing

/// Completions come in, data sets go out, and the store builds them again.
@Suite("Import, export and reproduce", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct ReproduceCommandTests {
  private let tool = BuiltTool()

  /// A store with three problems and four completions of each but the last.
  private func importCompletions() throws {
    tool.write(
      (1...3).map { #"{"problem":"What is \#($0) + 1?","answer":"\#($0 + 1)"}"# }
        .joined(separator: "\n"), to: "problems.jsonl")
    var lines: [String] = []
    for number in 1...2 {
      for sample in 0..<4 {
        let answer = number + 1 + sample % 2
        lines.append(
          #"{"problem":"What is \#(number) + 1?","completion":"#
            + #""Way \#(sample): \#(number) + 1 = \#(answer)\nThe answer is \#(answer)"}"#)
      }
    }
    tool.write((lines + ["{"]).joined(separator: "\n"), to: "said.jsonl")
    let problems = try tool.run(
      "problems", "import", "--format", "jsonl", "--suite", "toy", "--split", "train",
      "problems.jsonl")
    #expect(problems.code == 0, "\(problems.errors)")
    let said = try tool.run(
      "import", "--format", "jsonl", "said.jsonl", "--as", "theirs", "--suite", "toy", "--split",
      "train", "--json")
    #expect(said.code == 0, "\(said.errors)")
    #expect(said.errors.contains("said.jsonl:9"))
    let model = try JSONValue.parse(said.output)["models"].array()[0]
    #expect(try model["imported"].int() == 8 && model["correct"].int() == 4)
  }

  private func export(_ format: String, _ more: String...) throws {
    let words = [
      "export", "--format", format, "--model", "theirs", "--suite", "toy", "--out", "data/",
    ]
    let result = try tool.run(words + more)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test("What was exported into a folder is built again, or what differs is told")
  func reproduced() throws {
    try importCompletions()
    try export("trl-preference", "--pairs", "3", "--shape", "conversational")
    try export("sft", "--holdout", "0.5")
    let readme = try FileBytes.read(tool.folder.file("data/README.md"))
    #expect(String(decoding: readme, as: UTF8.self).contains("config_name: \"trl-preference\""))
    let same = try tool.run("reproduce", "data/README.md", "--json")
    #expect(same.code == 0, "\(same.errors)")
    let files = try JSONValue.parse(same.output)["files"].array()
    #expect(try files.count == 3 && files.allSatisfy { try $0["equal"].bool() })
    // One byte more, and a file that is gone.
    tool.write(
      String(
        decoding: try FileBytes.read(tool.folder.file("data/sft.jsonl")), as: UTF8.self) + "\n",
      to: "data/sft.jsonl")
    let different = try tool.run("reproduce", "data", "--json")
    #expect(different.code == 1, "\(different.errors)")
    #expect(try JSONValue.parse(different.output)["differing"].int() == 1)
    let missing = try tool.run("reproduce", "nowhere/README.md")
    #expect(missing.code == 3 && missing.errors.contains("there is no such card"))
  }

  @Test("A shape that a format does not have, and a README that is no card, are refused")
  func refused() throws {
    try importCompletions()
    let shape = try tool.run(
      "export", "--format", "step-dpo", "--shape", "text", "--model", "theirs", "--suite", "toy",
      "--out", "x.jsonl")
    #expect(shape.code == 2 && shape.errors.contains("--shape standard"))
    try export("sft")
    tool.write("# Mine\n", to: "data/README.md")
    let readme = try tool.run(
      "export", "--format", "sft", "--model", "theirs", "--suite", "toy", "--out", "data/")
    #expect(readme.code != 0 && readme.errors.contains("no dataset card"))
  }

  @Test("A name is needed for completions of which the file names no model")
  func nameless() throws {
    let result = try tool.run("import", "--format", "lm-eval", "samples.jsonl")
    #expect(result.code == 2 && result.errors.contains("--as NAME"))
  }
}
