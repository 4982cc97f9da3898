import Corpus
import Curation
import Evaluation
import Generation
import JSON
import Reports
import Storage
import Terminal

/// `stepmark curves`.
enum CurvesCommand {
  static let command = Command(
    name: "curves",
    summary: "Compare all labelling methods at many costs on one pool of recorded rollouts.",
    discussion: """
      Takes the first sample of every problem, makes N rollouts of each of its prefixes (what the \
      store has is replayed), and runs every method with many settings on them. Half of the \
      problems chooses the settings and fits the change-point model; the other half is reported, \
      against exact truth by value. Tokens are counted as if each labeller paid alone. --chains 3 \
      adds solutions of three problems, one after the other.
      """,
    examples: [
      Example(
        "stepmark curves --model models/base --rollouts 32 --samples 24 --out curves.html",
        "the curves of one policy"),
      Example("stepmark curves --model models/base --chains 3", "longer solutions too"),
    ],
    options: CommonOptions.selection + CommonOptions.sampling + [
      .value("rollouts", "N", "rollouts of each prefix", default: "32"),
      .value("samples", "N", "samples of each problem, 8 of which labellers know", default: "24"),
      .value("chains", "N", "how many problems a chain has; 1 for none", default: "1"),
      .value("passes", "N", "how often the pool is divided into chains", default: "3"),
      .value(
        "pilot", "N", "rollouts of each prefix that the change-point model is fitted to",
        default: "4"),
      .value(
        "root-evidence", "NAME", "which of a problem's samples that model takes as evidence",
        default: RootEvidence.others.rawValue, choices: RootEvidence.allCases.map(\.rawValue)),
      .flag(
        "variants",
        "measure the change-point model with other beliefs and other evidence too; takes longer"),
      .value("out", "FILE", "write a page: .html, with .md beside it"),
      CommonOptions.steps, CommonOptions.filledStore, CommonOptions.json,
    ]
  ) { invocation in
    try await StageRun.with(invocation, stage: "curves", isFilled: true) { run in
      let model = try await StageModel(invocation, store: run.store)
      try await model.checkContinuation(invocation, store: run.store)
      let selection = try invocation.selection()
      let rollouts = try invocation.int("rollouts", in: 1...256)
      let settings = try LabelCommand.settings(
        invocation, model.prompts, rollouts: rollouts, threshold: 1)
      let total = try await selection.problemCount(in: run.store)
      guard total > 0 else { throw noProblems(selection) }
      let line = ProgressLine("record", total: total)
      let pool = try await RecordedPool(
        context: try run.context(model.generator, line: line), selection: selection,
        solve: SolveSettings(
          template: model.prompts.solve, sampling: settings.sampling, judge: settings.judge,
          seed: settings.seed), label: settings,
        samples: try invocation.int("samples", in: RecordedPool.initialSamples + 1...1024),
        splitter: try invocation.splitter())
      line.finish()
      if Interrupt.isRequested { throw Interrupted() }
      let comparisons = try await comparisons(pool, invocation, settings)
      guard comparisons.contains(where: { !$0.scores.isEmpty }) else {
        throw CommandError(
          "no recorded solution has exact truth and a wrong answer",
          hint: "take a suite of ours, and more problems", exitCode: .missingData)
      }
      let page = LabelCurvesPage.page(
        comparisons, model: model.generator.model.name, command: invocation.commandLine)
      if let path = invocation.optionalString("out") { try PageFiles.write(page, to: path) }
      if invocation.flag("json") {
        Console.writeLine(LabelCurvesPage.json(comparisons).serialized())
      } else {
        Console.write(MarkdownRenderer().render(page))
      }
      return .success
    }
  }

  private static func comparisons(
    _ pool: RecordedPool, _ invocation: Invocation, _ settings: LabelSettings
  ) async throws -> [LabellerComparison] {
    let halves = pool.halves(seed: settings.seed)
    let pilot = try invocation.int("pilot", in: 1...settings.rollouts)
    let root = try invocation.choice("root-evidence", as: RootEvidence.self)
    let comparesVariants = invocation.flag("variants")
    let line = ProgressLine("score", total: nil)
    defer { line.finish() }
    var found = [
      await LabellerComparison(
        name: "one problem", tuning: halves.tuning.solutions,
        reporting: halves.reporting.solutions, recorded: settings.rollouts, pilot: pilot,
        root: root, comparesVariants: comparesVariants, didScore: { line.advance() })
    ]
    try Interrupt.check()
    let parts = try invocation.int("chains", in: 1...10)
    if parts > 1 {
      let passes = try invocation.int("passes", in: 1...20)
      found.append(
        await LabellerComparison(
          name: "chains of \(parts)",
          tuning: halves.tuning.chains(of: parts, passes: passes, seed: settings.seed),
          reporting: halves.reporting.chains(of: parts, passes: passes, seed: settings.seed),
          recorded: settings.rollouts, pilot: pilot, root: root,
          comparesVariants: comparesVariants, didScore: { line.advance() }))
    }
    return found
  }
}
