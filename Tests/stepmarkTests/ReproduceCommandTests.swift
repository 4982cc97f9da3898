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
    #expect(try model["incorrect"].int() == 4 && model["unanswered"].int() == 0)
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

  @Test(
    "An option that a format cannot apply is refused, with its name and the format's",
    arguments: [
      ("native", "after-error", "cut"), ("native", "threshold", "0.5"),
      ("native", "abstain", "mask"), ("native", "min-evidence", "4"), ("sft", "threshold", "0.5"),
      ("trl-preference", "after-error", "drop"), ("sft", "neutral", "plus"),
      ("math-shepherd", "pairs", "2"), ("sft", "pairs", "2"), ("prompt-only", "method", "nope"),
    ])
  func idleOptions(format: String, option: String, value: String) throws {
    let result = try tool.run(
      "export", "--format", format, "--" + option, value, "--out", "x.jsonl")
    #expect(result.code == 2, "\(result.errors)")
    #expect(result.errors.contains("--\(option)") && result.errors.contains(format))
  }

  @Test("What is published holds no path of the machine, and is built again all the same")
  func paths() throws {
    try importCompletions()
    let folder = tool.folder.path
    for out in [folder + "/data/", folder + "/single.jsonl"] {
      let result = try tool.run(
        "export", "--format", "sft", "--model", "theirs", "--suite", "toy", "--store",
        folder + "/stepmark.db", "--out", out)
      #expect(result.code == 0, "\(result.errors)")
    }
    for name in [
      "data/README.md", "data/sft.jsonl.manifest.json", "single.jsonl.card.md",
      "single.jsonl.manifest.json",
    ] {
      let text = String(decoding: try FileBytes.read(tool.folder.file(name)), as: UTF8.self)
      #expect(!text.contains(folder), "\(name)")
      // What could not be applied is not told either.
      #expect(!text.contains("after-error") && !text.contains("min-evidence"), "\(name)")
    }
    for card in ["data", "single.jsonl.manifest.json"] {
      let here = try tool.run("reproduce", card)
      #expect(here.code == 0, "\(here.errors)")
      let there = try tool.run("reproduce", card, "--store", folder + "/stepmark.db")
      #expect(there.code == 0, "\(there.errors)")
    }
  }

  @Test("A store is no place for a file")
  func store() throws {
    try importCompletions()
    let before = try FileBytes.read(tool.folder.file("stepmark.db")).count
    for words in [
      ["export", "--format", "sft", "--model", "theirs", "--suite", "toy", "--out", "stepmark.db"],
      ["problems", "generate", "--count", "3", "--out", "stepmark.db"],
    ] {
      let result = try tool.run(words)
      #expect(result.code != 0 && result.errors.contains("stepmark.db: is a store"), "\(result)")
    }
    #expect(try FileBytes.read(tool.folder.file("stepmark.db")).count >= before)
    #expect(try tool.run("status").code == 0)
  }

  @Test("A name is needed for completions of which the file names no model")
  func nameless() throws {
    let result = try tool.run("import", "--format", "lm-eval", "samples.jsonl")
    #expect(result.code == 2 && result.errors.contains("--as NAME"))
  }
}
