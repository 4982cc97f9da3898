import Corpus
import Curation
import Evaluation
import Terminal

/// `stepmark rephrase`.
enum RephraseCommand {
  static let command = Command(
    name: "rephrase",
    summary: "Rephrase seed problems; keep the texts that still have the seed's answer.",
    discussion: """
      A new text is solved several times and kept only if the plurality of its solutions gives the \
      seed's answer. What is dropped stays in the store with the reason: see the view `dropped`.
      """,
    examples: [
      Example("stepmark rephrase --model models/base --variants 2", "two attempts a problem")
    ],
    options: CommonOptions.selection.filter { $0.name != "rephrasings" } + CommonOptions.sampling
      + [
        .value("variants", "N", "attempts a problem", default: "1"),
        .flag("free-numbers", "keep texts that do not hold the seed's numbers in digits"),
        .flag(
          "no-round-trip", "keep texts that do not lead back to the seed's statement (folders)"),
        .value("solutions", "N", "solutions that vote on each text", default: "8"),
        .value(
          "rephrase-temperature", "T",
          "softmax temperature of the new texts; without it 0 for a folder, 0.7 for servers"),
        CommonOptions.tokenCap, CommonOptions.store, CommonOptions.json,
      ]
  ) { invocation in
    try await StageRun.with(invocation, stage: RephraseStage.name) { stage in
      let model = try await StageModel(invocation, store: stage.store)
      let selection = ProblemSelection(
        suite: try invocation.string("suite"), split: try invocation.string("split"),
        start: try invocation.int("start", in: 0...),
        limit: try invocation.optionalInt("limit", in: 1...))
      let variants = try invocation.int("variants", in: 1...)
      let seed = try invocation.seed()
      let total = try await selection.rowCount(in: stage.store) * variants
      guard total > 0 else { throw noProblems(selection) }
      let line = ProgressLine("rephrase", total: total)
      let solve = SolveSettings(
        template: model.prompts.solve, sampling: try invocation.sampling(model.prompts),
        judge: defaultJudge(), seed: seed)
      let settings = RephraseSettings(
        templates: model.prompts.rephrase,
        sampling: Sampling(
          temperature: try invocation.optionalDouble("rephrase-temperature", in: 0...)
            ?? model.prompts.rephraseTemperature,
          maxTokens: model.prompts.maximumStatementTokens, stop: model.prompts.rephraseStop,
          extra: try invocation.extra()),
        solve: solve, solutions: try invocation.int("solutions", in: 1...),
        keepsNumbers: !invocation.flag("free-numbers"),
        roundTrip: model.prompts.rephrasesBack && !invocation.flag("no-round-trip"), seed: seed)
      let work = RephraseStage(
        context: try stage.context(model.generator, line: line), settings: settings,
        variants: variants, splitter: StepSplitter(.line))
      return stage.finish(try await work.run(selection), line: line, noun: "attempts")
    }
  }
}
