import Answers
import Corpus
import Curation
import Evaluation
import Generation
import ProblemSets
import Storage
import TestSupport
import Testing

@Suite("Exact truth in the store")
struct ExactTruthTests {
  @Test("Sampled solutions of our own suite, and of rephrasings of it, get the truth of every step")
  func truths() async throws {
    let row = try #require(try BasicSuite(seed: 1).rows(split: .train, count: 1).first)
    let gold = try #require(row.goldSolution)
    let steps = gold.split(separator: "\n").count
    // Of every three solutions one has a wrong answer line, and one a line without an equation.
    let generator = ScriptedGenerator { request in
      if request.purpose == .rephrase {
        return .completion(completion(" Once more: \(row.problem.statement)"))
      }
      let wrong = gold.replacing("#### \(row.problem.gold)", with: "#### 1\(row.problem.gold)")
      let texts = ["\n" + gold, "\n" + wrong, "\nLet us see.\n" + gold]
      return .completion(completion(texts[request.index % 3]))
    }
    let store = try Store(path: ":memory:", access: .write)
    let run = try await store.write { (store) throws(DatabaseError) in
      try store.insert(row, position: 0)
      return try store.startRun(
        stage: "test", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
    }
    let context = StageContext(store: store, generator: generator, run: run)
    let solve = SolveSettings(
      template: plain, sampling: Sampling(temperature: 1), judge: .standard, seed: 1)
    let selection = ProblemSelection(suite: row.suite, split: row.split, rephrasings: true)
    let rephrase = RephraseSettings(templates: [plain], sampling: Sampling(), solve: solve, seed: 1)
    _ = try await RephraseStage(
      context: context, settings: rephrase, variants: 1, splitter: StepSplitter(.line)
    ).run(selection)
    let progress = try await SampleStage(
      context: context, settings: solve, samples: 3, splitter: StepSplitter(.line)
    ).run(selection)
    #expect(progress.finished == 2)
    let found = try await store.read { (store) throws(DatabaseError) in
      try store.table(
        """
        SELECT truth, value_truth, verdict, count(*) FROM step_label WHERE truth IS NOT NULL
        GROUP BY truth, value_truth, verdict ORDER BY verdict, truth
        """
      ).rows
    }
    // Two problems, and of each a right, a wrong and a chatty solution.
    #expect(
      found == [
        [.text("correct"), .integer(1), .text("correct"), .integer(Int64(2 * 2 * steps))],
        [.text("unreadable"), .null, .text("correct"), .integer(2)],
        [.text("correct"), .integer(1), .text("incorrect"), .integer(Int64(2 * (steps - 1)))],
        [.text("wrongAnswer"), .integer(0), .text("incorrect"), .integer(2)],
      ])
  }

  @Test("Published outputs are matched by statement, judged, and labelled by their arithmetic")
  func publishedOutputs() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let run = try await store.write { (store) throws(DatabaseError) in
      let problem = Problem(statement: "Two  and\ntwo?", gold: "4")
      try store.insert(Row(id: "a", suite: "s", split: "t", problem: problem), position: 0)
      return try store.startRun(
        stage: "import", recipe: "{}", seed: 0, version: "0", time: "2026-01-01T00:00:00Z")
    }
    let folder = TemporaryFolder()
    let file = #"""
      {"prompt":"Question:\nTwo and two?\nAnswer:\nLet's think step by step.\n","response":"2 + 2 = 5\n#### 4","gold":"4","result":false}
      {"prompt":"Three?","response":"#### 3","gold":"3","result":true}
      """#
    let path = folder.write(Array(file.utf8), to: "theirs.jsonl")
    let (outputs, rejections) = try PublishedOutputs.read(path, format: .abel)
    try #require(outputs.map(\.model) == ["theirs"] && rejections.isEmpty)
    let work = PublishedImport(store: store, judge: .standard, run: run)
    for _ in 0..<2 {
      let result = try await work.run(outputs[0], suite: "s", split: "t")
      #expect(result.imported == 1 && result.unmatched == 1)
      #expect(result.verdicts == [.correct: 1] && result.differences == [1])
    }
    let found = try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT step, method, label, verdict, model FROM step_label ORDER BY step")
        .rows
    }
    #expect(
      found == [
        [.integer(0), .text("arithmetic"), .text("-"), .text("correct"), .text("theirs")],
        [.integer(1), .null, .null, .text("correct"), .text("theirs")],
      ])
  }
}
