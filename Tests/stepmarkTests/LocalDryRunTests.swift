import JSON
import Storage
import TestSupport
import Testing

@Suite("A dry run of the local model", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct LocalDryRunTests {
  private let tool = BuiltTool()

  private func json(_ words: [String]) throws -> JSONValue {
    let result = try tool.run(words + ["--json"])
    #expect(result.code == 0, "\(result.errors)")
    return try JSONValue.parse(result.output)
  }

  @Test("The tokens of prompts are those that the run is then charged with, each for itself")
  func prompts() async throws {
    try tool.saveModel("tiny", vocabulary: [" What is 1 + 1?"])
    tool.write(
      (1...3).map { #"{"problem":"What is \#($0) + 1?","answer":"\#($0 + 1)"}"# }
        .joined(separator: "\n"), to: "problems.jsonl")
    let imported = try tool.run(
      "problems", "import", "--format", "jsonl", "--suite", "toy", "--split", "train",
      "problems.jsonl")
    #expect(imported.code == 0, "\(imported.errors)")
    let sample = [
      "sample", "--model", "tiny", "--suite", "toy", "--split", "train", "--samples", "10",
      "--max-tokens", "5", "--price-in", "1000", "--price-out", "1",
    ]
    let plan = try json(sample + ["--dry-run"])
    let done = try json(sample)
    #expect(try plan["requests"].array()[0]["open"].int() == 30)
    #expect(try done["asked"].int() == 30)
    let store = try Store(path: tool.folder.file("stepmark.db"), access: .read)
    let row = try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT prompt_tokens, price FROM cost WHERE stage = 'sample'").rows[0]
    }
    guard case .integer(let tokens) = row[0], case .real(let price) = row[1] else {
      Issue.record("\(row)")
      return
    }
    #expect(try plan["prompt_tokens"]["most"].double() == Double(tokens))
    #expect(try plan["prompt_tokens"]["expected"].double() == Double(tokens))
    #expect(try plan["price"]["most"].double() >= price)
    let text = try tool.run(sample + ["--dry-run", "--seed", "2"])
    #expect(text.output.contains("counted"), "\(text)")
  }
}
