import Corpus
import JSON
import ProblemSets
import TestSupport
import Testing

/// Where `stepmark evaluate` finds a suite.
@Suite("The problems that are evaluated", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct EvaluatedProblemsTests {
  private let tool = BuiltTool()

  private static let evaluate = ["evaluate", "--temperature", "0", "--max-tokens", "4"]

  private func made(_ words: [String]) throws {
    try tool.saveModel("m", vocabulary: ["1 2 3 yes"])
    let result = try tool.run(words)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test("a file's rows go into the store under their suite and are measured")
  func file() throws {
    tool.write(
      (1...3).map { #"{"question":"\#($0) 1 2","answer":"it is #### \#($0)"}"# + "\n" }.joined(),
      to: "mine.jsonl")
    try made(["problems", "check", "mine.jsonl"])
    let words = Self.evaluate + ["--model", "m", "--problems", "mine.jsonl", "--json"]
    let own = try tool.run(words + ["--suite", "own"])
    #expect(own.code == 0, "\(own.errors)")
    let json = try JSONValue.parse(own.output)
    #expect(try json["suite"].string() == "own" && json["problems"].int() == 3)
    #expect(try json["split"].string() == "test")
    let again = try tool.run(Self.evaluate + ["--model", "m", "--suite", "own", "--json"])
    #expect(again.output == own.output, "the store has the rows now")
  }

  @Test("a file is taken for a published one by its hash alone")
  func impostor() throws {
    try made(["problems", "generate", "--families", "basic", "--count", "2", "--out", "b.jsonl"])
    tool.write(#"{"question":"1 2","answer":"it is #### 3"}"# + "\n", to: "test.jsonl")
    let words = Self.evaluate + ["--model", "m", "--problems"]
    let wrong = try tool.run(words + ["test.jsonl", "--suite", "gsm8k"])
    #expect(wrong.code == 4)
    #expect(wrong.errors.contains("no card has its SHA-256"))
    let none = try tool.run(words + ["b.jsonl", "--split", "test"])
    #expect(none.code == 3)
    #expect(none.errors.contains("--split train"))
  }

  @Test(
    "a published suite is found below STEPMARK_DATA, and by its file whatever its name",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func published() throws {
    let text = String(
      decoding: try FileBytes.read(SharedData.path("aime24/test.jsonl")), as: UTF8.self)
    tool.write(text, to: "test.jsonl")
    try made(["problems", "check", "test.jsonl"])
    let words = Self.evaluate + ["--model", "m", "--suite"]
    let known = try tool.run(words + ["gsm8k", "--problems", "test.jsonl"])
    #expect(known.code == 4)
    #expect(known.errors.contains("aime24/test by its SHA-256"))
    let none = try tool.run(words + ["aime24"], environment: ["STEPMARK_DATA="])
    #expect(none.code == 3)
    // The model cannot read the problems, but they are found and put into the store.
    let found = try tool.run(
      words + ["aime24"], environment: ["STEPMARK_DATA=" + SharedData.path(".")])
    #expect(found.errors.contains("no problem was answered"), "\(found.errors)")
    let stored = try tool.run("problems", "list", "--store", "stepmark.db", "--json")
    let suites = try JSONValue.parse(stored.output)["suites"].array()
    #expect(try suites.map { try $0["problems"].int() } == [30])
  }

  @Test("a suite that is nowhere ends with its address and hash")
  func missing() throws {
    try made(["problems", "list"])
    let result = try tool.run(
      Self.evaluate + ["--model", "m", "--suite", "gsm8k"], environment: ["STEPMARK_DATA="])
    #expect(result.code == 3)
    #expect(
      result.errors.contains("3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14"))
  }
}
