import Corpus
import Curation
import Generation
import Storage
import TestSupport
import Testing

@Suite("Deleting runs from stores of shards")
struct RunDeletionTests {
  private let folder = TemporaryFolder()

  /// One run of its own over the store.
  private func run(
    _ stage: String, problems: Int = 0,
    _ work: (ScriptedCuration) async throws -> DriverProgress
  ) async throws -> (run: Int, progress: DriverProgress) {
    let curation = try await ScriptedCuration(
      problems: problems, path: folder.file("store.sqlite3"), stage: stage)
    return (curation.run, try await work(curation))
  }

  private func delete(_ runs: [Int]) async throws -> DeletedRows {
    try await Store(path: folder.file("store.sqlite3"), access: .write).deleteRuns(runs)
  }

  private func numbers(_ sql: String) async throws -> [Int64] {
    let store = try Store(path: folder.file("store.sqlite3"), access: .read)
    return try await store.read { (store) throws(DatabaseError) in try store.table(sql).rows }.map {
      guard case .integer(let number) = $0[0] else { return -1 }
      return number
    }
  }

  @Test("A reply that another run took stays; the others are asked for again, and none else")
  func sharedReplies() async throws {
    let sampled = try await run("sample", problems: 12) { try await $0.sample(4) }
    let first = try await run("label") { try await $0.label(.mathShepherd, rollouts: 4) }
    let second = try await run("label") { try await $0.label(.sequential, rollouts: 4) }
    #expect(second.progress.asked == 0 && second.progress.replayed > 0)
    let sequential = """
      SELECT count(*) FROM step_label WHERE method = 'sequential'
      """
    let labels = try await numbers(sequential)
    let taken = try await numbers(
      "SELECT count(DISTINCT completion_id) FROM reuse WHERE run_id = \(second.run)")
    let deleted = try await delete([first.run])
    #expect(deleted.completions > 0 && Int64(deleted.kept) == taken[0])
    #expect(deleted.completions + deleted.kept == first.progress.asked)
    // Its row says what the replies that stay have cost.
    #expect(deleted.runs == 0 && deleted.labels > 0)
    #expect(try await numbers(sequential) == labels)
    // No label has lost a part of what it counts.
    #expect(
      try await numbers(
        """
        SELECT count(*) FROM label l WHERE l.correct + l.incorrect + l.unanswered <>
          (SELECT count(*) FROM evidence e WHERE e.label_id = l.id) AND l.stopping IS NOT NULL
        """) == [0])
    let again = try await run("label") { try await $0.label(.mathShepherd, rollouts: 4) }
    #expect(again.progress.asked == deleted.completions)
    #expect(sampled.progress.asked == 48)
  }

  @Test(
    "With a labeller's labels go those that were cut or agreed with, and those without rollouts",
    arguments: [LabelMethod.mathShepherd, .changePoint])
  func derivedLabels(method: LabelMethod) async throws {
    // The first step of every second solution has a false equation: its cut labels have no rollout.
    @Sendable func text(_ request: Request) -> Delivery.Result {
      guard request.purpose != .rollout else { return ScriptedCuration.reply(request) }
      let first = request.index % 2 == 0 ? "1 + 1 = 3" : "1 + 1 = 2"
      return .completion(completion("\n\(first)\nso \(request.index)\n#### 1"))
    }
    let path = folder.file("store.sqlite3")
    let sampled = try await ScriptedCuration(
      problems: 8, generator: ScriptedGenerator(width: 4) { text($0) }, path: path)
    try await sampled.sample(4)
    func label(_ method: LabelMethod, usesArithmetic: Bool) async throws -> Int {
      let curation = try await ScriptedCuration(problems: 0, path: path, stage: "label")
      var search = SearchSettings()
      search.usesArithmetic = usesArithmetic
      let reading = SolutionReading(authors: [ScriptedCuration.model])
      let stage = LabelStage(
        context: curation.context, settings: labelSettings(rollouts: 4), method: method,
        search: search, reading: reading)
      let selection = ProblemSelection(suite: "toy", split: "train")
      _ = try await stage.run(selection)
      _ = try await ConsensusStage(
        store: curation.store, reading: reading, method: stage.storedMethod,
        settings: stage.describedSettings, witnesses: [.arithmetic, .judge]
      ).run(selection)
      return curation.run
    }
    let run = try await label(method, usesArithmetic: method == .changePoint)
    let methods = "SELECT count(DISTINCT method) FROM step_label WHERE method <> 'arithmetic'"
    #expect(try await numbers(methods) == [method == .changePoint ? 2 : 3])
    let deleted = try await delete([run])
    #expect(deleted.runs == 1 && deleted.labels > 0)
    #expect(try await numbers(methods) == [0])
    // What the texts alone say stays.
    #expect(
      try await numbers("SELECT count(*) > 0 FROM step_label WHERE method = 'arithmetic'") == [1])
  }

  @Test("What another run found done stays, with its labels")
  func skippedTasks() async throws {
    _ = try await run("sample", problems: 8) { try await $0.sample(3) }
    let first = try await run("label") { try await $0.label() }
    let second = try await run("label") { try await $0.label() }
    #expect(second.progress.skipped == first.progress.finished && second.progress.asked == 0)
    let before = try await numbers("SELECT count(*) FROM label")
    let deleted = try await delete([first.run])
    #expect(deleted.completions == 0 && deleted.labels == 0 && deleted.outcomes == 0)
    #expect(deleted.kept == first.progress.asked)
    #expect(deleted.restingRuns == [second.run])
    #expect(try await numbers("SELECT count(*) FROM label") == before)
    // Nothing else rests on it then.
    let both = try await delete([first.run, second.run])
    #expect(both.completions == first.progress.asked && both.kept == 0 && both.runs == 2)
    #expect(try await numbers("SELECT count(*) FROM prefix") == [0])
  }

  @Test("Solutions stay while another run's labels are of them")
  func labelledSolutions() async throws {
    let sampled = try await run("sample", problems: 8) { try await $0.sample(3) }
    let labelled = try await run("label") { try await $0.label() }
    let deleted = try await delete([sampled.run])
    #expect(deleted.completions == 0 && deleted.kept == sampled.progress.asked)
    #expect(deleted.restingRuns == [labelled.run])
    let all = try await delete([sampled.run, labelled.run])
    #expect(all.runs == 2 && all.kept == 0)
    #expect(try await numbers("SELECT count(*) FROM completion") == [0])
    #expect(try await numbers("SELECT count(*) FROM row") == [8])
  }

  @Test("Problems that a deleted run made of seed problems go, and come again")
  func rephrasings() async throws {
    let first = try await run("rephrase", problems: 10) { try await $0.rephrase() }
    let made = try await numbers("SELECT count(*) FROM problem WHERE root_id IS NOT NULL")
    #expect(made[0] > 0)
    let deleted = try await delete([first.run])
    #expect(Int64(deleted.problems) == made[0] && deleted.kept == 0)
    #expect(try await numbers("SELECT count(*) FROM problem") == [10])
    #expect(try await numbers("SELECT count(*) FROM outcome") == [0])
    let again = try await run("rephrase") { try await $0.rephrase() }
    #expect(again.progress.asked == first.progress.asked)
    #expect(
      try await numbers("SELECT count(*) FROM problem WHERE root_id IS NOT NULL") == made)
  }
}
