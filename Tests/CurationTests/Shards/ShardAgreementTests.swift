import Corpus
import Curation
import Storage
import TestSupport
import Testing

@Suite("Whether stores are parts of one work")
struct ShardAgreementTests {
  private let folder = TemporaryFolder()

  /// A store with runs of these command lines, and replies by a model to the first.
  private func store(
    _ name: String, _ runs: [(stage: String, options: String)],
    status: StoreTransaction.RunStatus = .finished, model: String = "m", probe: String? = nil
  ) async throws -> String {
    let path = folder.file(name)
    let store = try Store(path: path, access: .write)
    let identity = ModelIdentity(name: model, kind: .server)
    try await store.write { (store) throws(DatabaseError) in
      for (number, run) in runs.enumerated() {
        let id = try store.startRun(
          stage: run.stage,
          recipe: #"{"command":"\#(run.stage)","options":{\#(run.options)},"arguments":[]}"#,
          seed: 1, version: "0", time: "2026-01-0\(number + 1)T00:00:00Z")
        let request = Request(
          prompt: Prompt(
            template: Template(name: "t", text: "{statement}"),
            problem: Problem(statement: name, gold: "1")),
          sampling: Sampling(), purpose: .solve, index: number, runSeed: 1)
        try store.record(
          Completion(text: "1", promptTokens: 1, completionTokens: 1, finishReason: .stop),
          of: request, key: request.key(model: identity), model: identity, run: id)
        try store.finishRun(id, status: status, time: "2026-01-09T00:00:00Z")
      }
      if let probe {
        try store.record(
          [StoredProbe(prompt: "Say", text: probe, tokens: "[]")], of: identity, endpoint: .chat,
          time: "2026-01-09T00:00:00Z")
      }
    }
    return path
  }

  private func agreement(_ paths: [String]) throws(MergeError) -> ShardAgreement {
    var sources: [MergeSource] = []
    for path in paths { sources.append(try MergeSource(path: path)) }
    return ShardAgreement(
      of: sources, commands: ["sample", "label"], ignoring: ["store", "model"])
  }

  private func error(_ paths: [String]) throws -> MergeError? {
    do throws(MergeError) {
      try agreement(paths).check()
      return nil
    } catch {
      return error
    }
  }

  @Test("Shards of one run agree, though store, shard and the order of repeats differ")
  func agreeing() async throws {
    let first = try await store(
      "a", [("sample", #""store":"a","shard":"0/2","samples":"8""#), ("import", #""x":"1""#)])
    let second = try await store(
      "b",
      [
        ("sample", #""store":"b","shard":"1/2","samples":"8""#),
        ("sample", #""store":"b","shard":"1/2","samples":"8""#),
      ])
    #expect(try error([first, second]) == nil)
    #expect(try agreement([first, second]).remarks == [])
  }

  @Test("Another option is refused by its name and both values")
  func otherOption() async throws {
    let first = try await store("a", [("sample", #""temperature":"0.8","seed":"1""#)])
    let second = try await store("b", [("sample", #""temperature":"1","seed":"1""#)])
    #expect(
      try error([first, second])
        == .otherRecipe(
          command: "sample", path: first, other: second, options: ["--temperature (0.8 and 1)"]))
  }

  @Test("Another model, and a served one that changed, are refused")
  func otherModel() async throws {
    let options = #""seed":"1""#
    let first = try await store("a", [("label", options)], model: "m", probe: "hello")
    let second = try await store("b", [("label", options)], model: "n")
    guard case .otherModel("label", first, second, _)? = try error([first, second]) else {
      Issue.record("two models were taken for one")
      return
    }
    let same = try await store("c", [("label", options)], model: "m", probe: "hello")
    #expect(try error([first, same]) == nil)
    let changed = try await store("d", [("label", options)], model: "m", probe: "good day")
    guard case .otherProbe("m", first, changed, "Say")? = try error([first, changed]) else {
      Issue.record("a changed model was taken for the same")
      return
    }
  }

  @Test("A failed attempt with other options is no part of the work; missing shards are named")
  func remarks() async throws {
    let first = try await store("a", [("sample", #""shard":"0/4","seed":"1""#)])
    let failed = try await store("f", [("sample", #""seed":"2""#)], status: .failed)
    let open = try await store("b", [("sample", #""shard":"2/4","seed":"1""#)], status: .stopped)
    #expect(try error([first, failed, open]) == nil)
    #expect(
      try agreement([first, failed, open]).remarks == [
        "sample: no store holds shard 1/4, 3/4", "\(open): sample did not do all its work",
      ])
  }
}
