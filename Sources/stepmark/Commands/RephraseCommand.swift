import Corpus
import Curation
import Evaluation
import Terminal

/// `stepmark rephrase`.
enum RephraseCommand {
  static let command = Command(
    name: "rephrase",
    summary: "Make new problems of seed problems; keep those whose answer their solutions find.",
    discussion: """
      rephrase says the same in other words: the answer is the seed's. fobar gives the seed's \
      answer away, masks a number and asks for it; self-verification lets the model state the \
      masked problem with its answer first: the answer is the masked number, and each attempt masks \
      another. similar writes a new problem of the same kind, whose answer is the one that more \
      than half of its solutions have. A new text is solved several times and kept only if the \
      plurality of its solutions gives the answer that it should have. What is dropped stays in the \
      store with the reason: see the view `dropped`.
      """,
    examples: [
      Example("stepmark rephrase --model models/base --variants 2", "two attempts a problem"),
      Example(
        "stepmark rephrase --model http://127.0.0.1:8000/v1#NAME --method fobar --suite gsm8k",
        "backward problems"),
    ],
    options: CommonOptions.selection.filter { $0.name != "rephrasings" } + CommonOptions.sampling
      + [
        .value(
          "method", "NAME", "what is made of a problem", default: "rephrase",
          choices: RephraseMethod.allCases.map(\.rawValue)),
        .value("variants", "N", "attempts a problem", default: "1"),
        .flag("free-numbers", "keep texts that do not hold the seed's numbers in digits"),
        .flag(
          "no-round-trip", "keep texts that do not lead back to the seed's statement (folders)"),
        .value("solutions", "N", "solutions that vote on each text", default: "8"),
        .value(
          "rephrase-temperature", "T",
          "softmax temperature of the new texts; without it 0 for a folder, 0.7 for servers"),
        CommonOptions.store, CommonOptions.json,
      ] + CommonOptions.work
  ) { invocation in
    try await StageRun.with(invocation, stage: RephraseStage.name) { stage in
      let model = try await StageModel(invocation, store: stage.store, mode: stage.mode)
      let selection = try invocation.selection()
      let variants = try invocation.int("variants", in: 1...)
      let seed = try invocation.seed()
      let total = try await selection.rowCount(in: stage.store) * variants
      guard total > 0 || selection.part != nil else { throw noProblems(selection) }
      let line = ProgressLine("rephrase", total: total)
      let solve = SolveSettings(
        template: model.prompts.solve, sampling: try invocation.sampling(model.prompts),
        judge: defaultJudge(), seed: seed)
      let method = try invocation.choice("method", as: RephraseMethod.self)
      let templates = model.prompts.templates(method.task)
      guard !templates.isEmpty else {
        throw CommandError.usage(
          "there is no template for \(method.rawValue) in the set \(model.prompts.name)",
          hint: "--template chat or chatml, or a file of your own: `stepmark prompts list`")
      }
      let settings = RephraseSettings(
        method: method, templates: templates.map(\.template),
        question: model.prompts.templates(.selfVerificationQuestion).first?.template,
        sampling: Sampling(
          temperature: try invocation.optionalDouble("rephrase-temperature", in: 0...)
            ?? model.prompts.rephraseTemperature,
          maxTokens: model.prompts.maximumStatementTokens, stop: templates[0].stop,
          extra: try invocation.extra()),
        solve: solve, solutions: try invocation.int("solutions", in: 1...),
        keepsNumbers: !invocation.flag("free-numbers"),
        roundTrip: method == .rephrase && model.prompts.rephrasesBack
          && !invocation.flag("no-round-trip"), seed: seed)
      let work = RephraseStage(
        context: try stage.context(model.generator, line: line), settings: settings,
        variants: variants, splitter: StepSplitter(.line))
      return try await stage.finish(
        try await work.run(selection), line: line, noun: "attempts")
    }
  }
}
