import Corpus
import Curation
import Generation
import JSON
import Storage
import Terminal

/// `stepmark label`.
enum LabelCommand {
  static let command = Command(
    name: "label",
    summary: "Label every step of the sampled solutions by Monte Carlo rollouts.",
    discussion: """
      change-point, the default, keeps the exact posterior of the first wrong step, draws where a \
      rollout tells most for its tokens, cuts at the first false equation, and stops when no rollout \
      promises --least-information a token; its beliefs come from a pilot of 4 rollouts a prefix on \
      a tenth of the problems. math-shepherd makes N rollouts of every prefix: a step is right when \
      at least --threshold of them are correct (N 8, threshold 1 in 2312.08935). sequential makes \
      the same rollouts one by one, stops at the first success and ends at the first wrong step: the \
      same labels for fewer tokens, but no soft label. adaptive tests each step in order with stated \
      error rates that hold at every look, and abstains where --rollouts end undecided. binary \
      bisects (OmegaPRM, 2406.06592), verifies the pit and that later steps stay wrong, and scans \
      where they do not; it spends nothing where no other sample of the problem is right (--root). \
      omega grows OmegaPRM's tree of each problem from its samples: 100 searches, k = --rollouts 8, \
      α 0.5, β 0.9, L 500, c_puct 0.125. advantage is math-shepherd with Q after less Q before each \
      step, and marks the first pit, critical and spurious steps (2406.14532). All methods share \
      rollouts, so a second one pays only for what the first did not make. --completer lets another \
      model make them; --of lets it label the solutions of another model, or imported ones.
      """,
    examples: [
      Example(
        "stepmark label --model models/base", "most first wrong steps for the tokens"),
      Example(
        "stepmark label --model models/base --least-information 0.0001", "surer, and dearer"),
      Example(
        "stepmark label --model models/base --method math-shepherd --rollouts 8",
        "Math-Shepherd's labels, N = 8: soft ones too"),
      Example(
        "stepmark label --model models/base --method sequential --verdict incorrect",
        "the first wrong step of solutions with a wrong answer"),
      Example(
        "stepmark label --model http://127.0.0.1:8000/v1#NAME --of published --suite processbench "
          + "--split gsm8k", "imported solutions, whose gold answers are known"),
      Example(
        "stepmark label --model models/base --method omega --searches 20", "a tree a problem"),
      Example(
        "stepmark label --model models/base --completer models/rft --method advantage --best-of 5",
        "Q under the best of five rollouts of another model"),
    ],
    options: CommonOptions.selection + CommonOptions.sampling + [
      .value(
        "completer", "MODEL",
        "who makes the rollouts, if not --model: a folder or URL[,URL…]#NAME"),
      .value(
        "method", "NAME", "how rollouts are made", default: LabelMethod.standard.rawValue,
        choices: LabelMethod.allCases.map(\.rawValue)),
      .value(
        "rollouts", "N",
        "the most rollouts of a prefix (without it \(LabelMethod.standard.defaultRollouts) for "
          + "change-point, \(LabelMethod.adaptive.defaultRollouts) or what its test needs for "
          + "adaptive, 8 for others)"),
      .value(
        "threshold", "K",
        "correct rollouts that make a step right (not for change-point and adaptive)", default: "1"
      ),
    ] + ReadingOptions.all + searchOptions + [
      CommonOptions.steps, CommonOptions.filledStore, CommonOptions.json,
    ] + CommonOptions.work
  ) { invocation in
    let method = try invocation.choice("method", as: LabelMethod.self)
    try refuseForeignOptions(invocation, method: method)
    var search = try search(invocation, method: method)
    _ = try (threshold(invocation, method), trusting(.shipped, invocation))
    return try await StageRun.with(invocation, stage: LabelStage.name, isFilled: true) { run in
      let selection = try invocation.selection()
      // A server is asked who it is at once, so that this comes first.
      var known: Int?
      if try asksServer(invocation) {
        let reading = try await ReadingOptions.stored(invocation, run.store)
        known = try await leftOut(reading, selection, run)
      }
      let model = try await StageModel(
        invocation, store: run.store, mode: run.mode,
        option: invocation.isGiven("completer") ? "completer" : "model")
      let reading = try await reading(run, completer: model)
      let unjudged: Int
      if let known {
        unjudged = known
      } else {
        unjudged = try await leftOut(reading, selection, run)
      }
      let total = try await stage(model, reading, search, run, line: nil).count(selection)
      guard total > 0 || selection.part != nil else {
        throw CommandError(
          "the store holds no solutions of \(reading.names) to label in "
            + "\(selection.suite), split \(selection.split)",
          hint: "stepmark sample, with the same --model, --suite and --split",
          exitCode: .missingData)
      }
      try await model.checkContinuation(invocation, store: run.store)
      let spent = PilotSpending()
      var pilotTokens = 0
      if method == .changePoint, try invocation.string("prior") == "pilot" {
        let line = ProgressLine("pilot", total: nil)
        let pilot = try stage(model, reading, search, run, line: line) { spent.noting($0) }
        if run.mode.isSurvey {
          search.changePoint.prior =
            try await pilot.surveyPilot(selection) ?? search.changePoint.prior
        } else {
          do {
            search.changePoint.prior = try await pilotPrior(pilot, selection)
          } catch PilotError.incomplete where spent.progress.stopped {
            var stopped = DriverProgress()
            stopped.stop = spent.progress.stop
            return try await run.finish(
              stopped, line: line, noun: "solutions", details: spent.details,
              members: members(LabelTally().counts, unjudged, consensus: .null) + spent.members)
          }
        }
        line.finish()
        if invocation.isGiven("token-cap"), !run.mode.isSurvey {
          pilotTokens = try await pilot.pilotTokens(selection)
        }
      }
      search.changePoint.prior = try trusting(search.changePoint.prior, invocation)
      let line = ProgressLine("label", total: total)
      let tally = LabelTally()
      let labelling = try stage(model, reading, search, run, line: line, tally: tally) {
        spent.remaining($0, tokens: pilotTokens)
      }
      let progress = try await labelling.run(selection)
      var details = (progress.finished > 0 ? [labelled(tally.counts)] : []) + spent.details
      var agreed = JSONValue.null
      let consensus = ConsensusStage(
        store: run.store, reading: reading, method: labelling.storedMethod,
        settings: labelling.describedSettings, witnesses: ConsensusCommand.usual)
      if !run.mode.isSurvey, !progress.stopped,
        let consensus = try await consensus.speaking(selection)
      {
        let result = try await consensus.run(selection)
        details.append("\(consensus.consensusMethod) \(ConsensusCommand.words(result))")
        agreed = JSONValue(ConsensusCommand.members(result))
      }
      return try await run.finish(
        progress, line: line, noun: method == .omega ? "problems" : "solutions",
        details: details,
        members: members(tally.counts, unjudged, consensus: agreed) + spent.members)
    }
  }

  /// What was labelled, for machines.
  private static func members(
    _ counts: LabelTally.Counts, _ withoutGold: Int, consensus: JSONValue
  ) -> [JSONMember] {
    [
      JSONMember("steps_decided", JSONValue(counts.decided)),
      JSONMember("steps_abstained", JSONValue(counts.abstained)),
      JSONMember("without_gold", JSONValue(withoutGold)),
      JSONMember("consensus", consensus),
    ]
  }

  /// The prior that the pilot gives, or the shipped one where it cannot give any.
  private static func pilotPrior(
    _ stage: LabelStage, _ selection: ProblemSelection
  ) async throws -> ChangePointPrior {
    do {
      return try await stage.pilotPrior(selection).prior
    } catch let error as PilotError where error != .incomplete && error != .beforeShards {
      Console.writeLine("label: \(error); the shipped beliefs are used", to: .error)
      return .shipped
    }
  }

  /// Whose solutions are labelled: those of `--of`, else those of `--model`.
  private static func reading(
    _ run: StageRun, completer: StageModel
  ) async throws -> SolutionReading {
    let invocation = run.invocation
    guard invocation.isGiven("completer"), invocation.optionalString("of") == nil else {
      return try await run.reading(of: completer.generator.model)
    }
    if let recording = try invocation.recording() {
      return try await run.reading(of: recording.model)
    }
    if try invocation.serverAddress() == nil {
      return try await run.reading(of: try invocation.localModel().identity)
    }
    return try await run.reading(of: StageModel(invocation, store: run.store).generator.model)
  }

  private static func stage(
    _ model: StageModel, _ reading: SolutionReading, _ search: SearchSettings, _ run: StageRun,
    line: ProgressLine?, tally: LabelTally = LabelTally(),
    context change: (StageContext) -> StageContext = { $0 }
  ) throws -> LabelStage {
    let invocation = run.invocation
    let method = try invocation.choice("method", as: LabelMethod.self)
    let settings = try settings(
      invocation, model.prompts, rollouts: try rollouts(invocation, method),
      threshold: try threshold(invocation, method))
    let context = try run.context(
      model.generator, line: line ?? ProgressLine("label", total: nil, style: .silent),
      detail: { labelled(tally.counts) })
    return LabelStage(
      context: change(context), settings: settings, method: method,
      search: search, reading: reading, splitter: try invocation.splitter(reading), tally: tally)
  }

  private static func labelled(_ counts: LabelTally.Counts) -> String {
    "\(Quantity.compact(counts.decided)) steps decided, "
      + "\(Quantity.compact(counts.abstained)) abstained"
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
