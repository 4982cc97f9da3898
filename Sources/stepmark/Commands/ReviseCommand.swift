import Corpus
import Curation
import Storage
import Terminal

/// `stepmark revise`.
enum ReviseCommand {
  static let command = Command(
    name: "revise",
    summary: "Let a model criticise solutions and write them anew; judge what comes of it.",
    discussion: """
      Neither prompt knows the right answer or the verdict. The view `revision` says what every \
      solution was before and after; revised solutions are no samples, so labels and evaluations do \
      not count them.
      """,
    examples: [
      Example(
        "stepmark revise --model http://127.0.0.1:8000/v1#NAME --verdict incorrect --rounds 2",
        "wrong solutions, twice")
    ],
    options: CommonOptions.selection + CommonOptions.sampling + ReadingOptions.all + [
      .value("rounds", "N", "how often a solution is criticised and revised", default: "1"),
      CommonOptions.filledStore, CommonOptions.json,
    ] + CommonOptions.work
  ) { invocation in
    try await StageRun.with(invocation, stage: ReviseStage.name, isFilled: true) { run in
      let model = try await StageModel(invocation, store: run.store, mode: run.mode)
      let selection = try invocation.selection()
      let critique = try model.prompts.only(.critique)
      let (reading, count) = try await run.reading(model, selection)
      let settings = RevisionSettings(
        critique: critique.template, revise: try model.prompts.only(.revise).template,
        sampling: try invocation.sampling(model.prompts, critique),
        rounds: try invocation.int("rounds", in: 1...), judge: defaultJudge(),
        seed: try invocation.seed())
      let line = ProgressLine("revise", total: count)
      let stage = ReviseStage(
        context: try run.context(model.generator, line: line), settings: settings,
        reading: reading, splitter: StepSplitter(.line))
      let progress = try await stage.run(selection)
      let code = try await run.finish(progress, line: line, noun: "solutions")
      if !run.mode.isSurvey, !invocation.flag("json") { try await show(run.store) }
      return code
    }
  }

  private static func show(_ store: Store) async throws {
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.table(
        "SELECT model, before, after, count(*) FROM revision GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
      ).rows
    }
    guard !rows.isEmpty else { return }
    var table = TextTable([
      .init("model"), .init("before"), .init("after"), .init("solutions", .right),
    ])
    for row in rows { table.add(row.map { StatusCommand.text($0) }) }
    Console.write(table.rendered(width: Console.width()))
  }
}
