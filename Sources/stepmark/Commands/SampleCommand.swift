import Curation
import Evaluation
import Terminal

/// `stepmark sample`.
enum SampleCommand {
  static let command = Command(
    name: "sample",
    summary: "Sample step-by-step solutions and judge their answers.",
    examples: [
      Example(
        "stepmark sample --model models/base --samples 8 --rephrasings",
        "eight solutions of every problem and of its kept rephrasings")
    ],
    options: CommonOptions.selection + CommonOptions.sampling + [
      .value("samples", "N", "solutions a problem", default: "8"),
      CommonOptions.steps, CommonOptions.store, CommonOptions.json,
    ] + CommonOptions.work
  ) { invocation in
    try await StageRun.with(invocation, stage: SampleStage.name) { stage in
      let model = try await StageModel(invocation, store: stage.store, mode: stage.mode)
      let selection = try invocation.selection()
      let total = try await selection.problemCount(in: stage.store)
      guard total > 0 || selection.part != nil else { throw noProblems(selection) }
      let line = ProgressLine("sample", total: total)
      let settings = SolveSettings(
        template: model.prompts.solve, sampling: try invocation.sampling(model.prompts),
        judge: defaultJudge(), seed: try invocation.seed())
      let work = SampleStage(
        context: try stage.context(model.generator, line: line), settings: settings,
        samples: try invocation.int("samples", in: 1...), splitter: try invocation.splitter())
      return try await stage.finish(
        try await work.run(selection), line: line, noun: "problems")
    }
  }
}
