import Corpus
import Curation
import Terminal

/// `stepmark judge-steps`.
enum JudgeStepsCommand {
  static let command = Command(
    name: "judge-steps",
    summary: "Label every step by what a model says of it, without rollouts.",
    discussion: """
      The model sees the problem and the solution up to the step and says whether the step is \
      right; of several judgements the majority decides. The labels are stored under the method \
      `judge`, beside those of rollouts, and are exported and measured like them.
      """,
    examples: [
      Example(
        "stepmark judge-steps --model http://127.0.0.1:8000/v1#NAME --votes 3 --of models/base",
        "three judgements of every step of another model's solutions")
    ],
    options: CommonOptions.selection + CommonOptions.sampling + ReadingOptions.all + [
      .value("votes", "N", "judgements of a step", default: "1"), CommonOptions.filledStore,
      CommonOptions.json,
    ] + CommonOptions.work
  ) { invocation in
    try await StageRun.with(invocation, stage: StepJudgeStage.name, isFilled: true) { run in
      let model = try await StageModel(invocation, store: run.store, mode: run.mode)
      let selection = try invocation.selection()
      let template = try model.prompts.only(.judgeStep)
      let (reading, count) = try await run.reading(model, selection)
      let settings = StepJudgeSettings(
        template: template.template, sampling: try invocation.sampling(model.prompts, template),
        votes: try invocation.int("votes", in: 1...), seed: try invocation.seed())
      let line = ProgressLine("judge-steps", total: count)
      let stage = StepJudgeStage(
        context: try run.context(model.generator, line: line), settings: settings,
        reading: reading)
      return try await run.finish(
        try await stage.run(selection), line: line, noun: "solutions")
    }
  }
}
