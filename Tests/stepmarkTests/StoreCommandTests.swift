import Corpus
import JSON
import Storage
import TestSupport
import Testing

/// What is said of a store that holds two labellers of one method, neutral steps and a run that rests
/// on another one.
@Suite("Store and status", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct StoreCommandTests {
  private let tool = BuiltTool()

  /// Makes a store with a sampling run, 1, and a labelling run, 2, that does not say what it took.
  private func fill() async throws {
    let model = ModelIdentity(name: "author", kind: .published)
    let store = try Store(path: tool.folder.file("s.db"), access: .write)
    try await store.write { (store) throws(DatabaseError) in
      var runs: [Int] = []
      for stage in ["sample", "label"] {
        runs.append(
          try store.startRun(
            stage: stage, recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z"))
      }
      let problem = Problem(statement: "p", gold: "1")
      try store.insert(Row(id: "row", suite: "s", split: "t", problem: problem), position: 0)
      let request = Request(
        prompt: Prompt(
          template: Template(name: "plain", text: "{statement}|{prefix}"), problem: problem),
        sampling: Sampling(), purpose: .solve, index: 0, runSeed: 1)
      let key = request.key(model: model)
      try store.record(
        Completion(text: "ab", promptTokens: 1, completionTokens: 1, finishReason: .stop),
        of: request, key: key, model: model, run: runs[0])
      let id = try store.insertSolution(
        JudgedCompletion(key: key, verdict: .correct, reason: "x", answer: "1", rule: nil),
        model: model, problem: problem, steps: [0..<1, 1..<2])
      for (method, temperature, value) in [
        ("published", "", LabelValue.neutral), ("binary", "0.5", .positive),
        ("binary", "0.75", .negative),
      ] {
        try store.record(
          [Label(step: 0, value: value, method: method)], solution: id, method: method,
          settings: temperature.isEmpty
            ? "{}" : #"{"rollouts":4,"completer_key":"k","temperature":\#(temperature)}"#)
      }
    }
  }

  @Test("A run that stays is a failure, and the runs that rest on it are named")
  func restingRuns() async throws {
    try await fill()
    let refused = try tool.run("store", "delete-run", "1", "--store", "s.db")
    #expect(refused.code == 1 && refused.output.contains("deleted 0 of 1 runs"))
    #expect(refused.errors.contains("1 of 1 runs stay: other runs rest on their replies (2)"))
    #expect(refused.errors.contains("  try: stepmark store delete-run 1 2"))
    let both = try tool.run("store", "delete-run", "1", "2", "--store", "s.db")
    #expect(both.code == 0 && both.output.contains("deleted 2 of 2 runs"))
  }

  @Test("Status tells labellers of one method apart, counts neutral steps, and is one object")
  func status() async throws {
    try await fill()
    let text = try tool.run("status", "--store", "s.db").output
    #expect(text.contains("neutral") && text.contains("temperature 0.5"))
    #expect(text.contains("temperature 0.75") && !text.contains("completer_key"))
    let json = try JSONValue.parse(try tool.run("status", "--json", "--store", "s.db").output)
    let labels = try json["labels"].array()
    #expect(try labels.map { try $0["neutral"].int() } == [0, 0, 1])
    for row in labels {
      let sides = try ["right", "wrong", "neutral"].map { try row[$0].int() }
      #expect(try row["decided"].int() == sides.reduce(0, +))
    }
    #expect(try json.object().map(\.name).contains("runs"))
    // Where nothing is neutral and methods are alone, there are no such columns.
    _ = try tool.run("problems", "generate", "--count", "1", "--store", "new.db")
    let plain = try tool.run("status", "--store", "new.db").output
    #expect(plain.contains("problems") && !plain.contains("neutral"))
  }
}
