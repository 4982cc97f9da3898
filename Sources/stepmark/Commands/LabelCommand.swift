import Corpus
import Curation
import Generation
import Terminal

/// `stepmark label`.
enum LabelCommand {
  static let command = Command(
    name: "label",
    summary: "Label every step of the sampled solutions by Monte Carlo rollouts.",
    discussion: """
      math-shepherd makes N rollouts of every prefix: a step is right when at least --threshold of \
      them are correct. sequential makes the same rollouts one by one, stops at the first success \
      and ends at the first wrong step: the same labels for fewer tokens, but no soft label. All \
      methods share rollouts, so a second method pays only for what the first one did not make.
      """,
    examples: [
      Example("stepmark label --model models/base --rollouts 8", "Math-Shepherd's labels, N = 8"),
      Example(
        "stepmark label --model models/base --method sequential --verdict incorrect",
        "the first wrong step of solutions with a wrong answer"),
    ],
    options: CommonOptions.selection + CommonOptions.sampling + [
      .value(
        "method", "NAME", "how rollouts are made", default: "math-shepherd",
        choices: LabelMethod.allCases.map(\.rawValue)),
      .value("rollouts", "N", "the most rollouts of a prefix", default: "8"),
      .value("threshold", "K", "correct rollouts that make a step right", default: "1"),
      .value(
        "verdict", "NAME", "label only solutions with this verdict",
        choices: Verdict.allCases.map(\.rawValue), repeats: true),
      CommonOptions.store, CommonOptions.json,
    ] + CommonOptions.work
  ) { invocation in
    try await StageRun.with(invocation, stage: LabelStage.name) { run in
      let model = try await StageModel(invocation, store: run.store, mode: run.mode)
      let generator = model.generator
      let selection = try invocation.selection()
      let total = try await stage(model, run, line: nil).count(selection)
      guard total > 0 else {
        throw CommandError(
          "the store holds no solutions of \(generator.model.name) to label in "
            + "\(selection.suite), split \(selection.split)",
          hint: "stepmark sample, with the same --model, --suite and --split",
          exitCode: .missingData)
      }
      try await model.checkContinuation(invocation, store: run.store)
      let line = ProgressLine("label", total: total)
      let progress = try await stage(model, run, line: line).run(selection)
      return try await run.finish(progress, line: line, noun: "solutions")
    }
  }

  private static func stage(
    _ model: StageModel, _ run: StageRun, line: ProgressLine?
  ) throws -> LabelStage {
    let invocation = run.invocation
    let verdicts = Set(invocation.strings("verdict").compactMap { Verdict(rawValue: $0) })
    let rollouts = try invocation.int("rollouts", in: 1...)
    // With a threshold above the number of rollouts every step would be wrong.
    let settings = try settings(
      invocation, model.prompts, rollouts: rollouts,
      threshold: try invocation.int("threshold", in: 1...rollouts))
    return LabelStage(
      context: try run.context(
        model.generator, line: line ?? ProgressLine("label", total: nil, style: .silent)),
      settings: settings, method: try invocation.choice("method", as: LabelMethod.self),
      policyModel: model.generator.model,
      verdicts: verdicts.isEmpty ? Set(Verdict.allCases) : verdicts)
  }

  /// How rollouts are sampled, judged and counted.
  static func settings(
    _ invocation: Invocation, _ prompts: ModelPrompts, rollouts: Int, threshold: Int
  ) throws -> LabelSettings {
    LabelSettings(
      template: prompts.rollout, sampling: try invocation.sampling(prompts),
      rollouts: rollouts, rule: RolloutRule(threshold: threshold), judge: defaultJudge(),
      seed: try invocation.seed())
  }
}
