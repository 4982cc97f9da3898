import Corpus
import Curation
import Evaluation
import Generation
import JSON
import Storage
import Terminal

/// `stepmark evaluate`.
enum EvaluateCommand {
  static let command = Command(
    name: "evaluate",
    summary: "Measure a model: pass@k, maj@k and accuracy with intervals over problems.",
    discussion: """
      Samples what the store lacks, then computes every number from the stored completions. For \
      outputs that were imported it only computes. A suite is found at --problems FILE, else below \
      $STEPMARK_DATA, recognised by the SHA-256 of its card, else in the store.
      """,
    examples: [
      Example("stepmark evaluate --model models/base --samples 16", "pass@1 … pass@16 on test"),
      Example(
        "stepmark evaluate --suite gsm8k --model 175b_verification", "published outputs"),
      Example(
        "stepmark evaluate --problems test.jsonl.gz --model models/base --temperature 0",
        "a suite's file, recognised"),
    ],
    options: [
      CommonOptions.model,
      .value("problems", "FILE", "the suite's file; its rows go into the store; .gz is read too"),
    ] + EvaluationPlan.options + ServerOptions.use + [
      CommonOptions.threads, CommonOptions.store, CommonOptions.json,
    ] + CommonOptions.work
  ) { invocation in
    try await StageRun.with(invocation, stage: EvaluateStage.name) { run in
      let plan = try await EvaluationPlan(invocation).provided(in: run.store)
      let name = try invocation.string("model")
      var model: EvaluatedModel
      var capped: ExitCode?
      if EvaluatedModel.isAsked(name) {
        let rows = try await plan.rows(in: run.store)
        let stageModel = try await StageModel(invocation, store: run.store, mode: run.mode)
        model = EvaluatedModel(stageModel)
        let line = ProgressLine("evaluate \(model.identity.name)", total: rows.count)
        let context = try run.context(stageModel.generator, line: line)
        let stage = EvaluateStage(
          driver: context.driver(stage: EvaluateStage.name),
          settings: try plan.settings(stageModel.prompts), samples: plan.samples)
        let progress = try await stage.run(rows)
        line.finish()
        if run.mode.isSurvey {
          return try await run.finish(progress, line: line, noun: "problems")
        }
        run.mode.reportBatch()
        capped = run.ended(progress)
        if capped == .interrupted { throw Interrupted() }
        if let failure = progress.failure {
          let reason =
            "\(Quantity.grouped(progress.failed)) requests failed; one of them: \(failure)"
          guard progress.asked + progress.replayed > progress.failed else {
            throw CommandError(
              "no problem was answered: \(reason)",
              hint: "`stepmark doctor` with the same model tells more")
          }
          Console.writeLine("evaluate: \(reason)", to: .error)
        }
      } else {
        model = try await EvaluatedModel(name, in: run.store, invocation)
      }
      let result = try await plan.result(of: model, in: run.store)
      // An estimate of a shard would pass for one of the suite.
      if plan.selection.part == nil { try await store(result, in: run.store) }
      show(result, invocation)
      return capped ?? .success
    }
  }

  /// Keeps the estimates, so that `SELECT * FROM pass_at_k` answers without this program.
  private static func store(_ result: SuiteResult, in store: Store) async throws {
    var groups: [(name: String, value: String, rows: [RowResult])] = [("", "", result.rows)]
    groups += kinds(result)
    var estimates: [StoredEstimate] = []
    for group in groups {
      let metrics = RowMetrics(group.rows)
      for k in metrics.curve {
        if let value = metrics.passAtK(k) {
          estimates.append(estimate("pass@k", k, group, value))
        }
        if let value = metrics.majorityAtK(k) {
          estimates.append(estimate("maj@k", k, group, value))
        }
      }
    }
    let all = estimates
    try await store.write { (store) throws(DatabaseError) in
      try store.replaceEstimates(
        all, suite: result.suite, split: result.split, model: result.model,
        settings: result.settings)
    }
  }

  /// The rows by each attribute that tells some of them apart.
  private static func kinds(
    _ result: SuiteResult
  ) -> [(name: String, value: String, rows: [RowResult])] {
    RowResult.groupings.flatMap { attribute in
      result.grouped(by: attribute).filter { !$0.value.isEmpty }
        .map { (attribute, $0.value, $0.rows) }
    }
  }

  private static func estimate(
    _ metric: String, _ k: Int, _ group: (name: String, value: String, rows: [RowResult]),
    _ estimate: Estimate
  ) -> StoredEstimate {
    StoredEstimate(
      metric: metric, k: k, groupName: group.name, groupValue: group.value, value: estimate.value,
      low: estimate.interval.low, high: estimate.interval.high, problems: estimate.clusters)
  }

  private static func show(_ result: SuiteResult, _ invocation: Invocation) {
    let metrics = RowMetrics(result.rows)
    let samples = result.rows.reduce(0) { $0 + $1.samples.count }
    let verdicts = result.verdicts
    if invocation.flag("json") {
      var members: [JSONMember] = [
        JSONMember("suite", JSONValue(result.suite)), JSONMember("split", JSONValue(result.split)),
        JSONMember("model", JSONValue(result.model.name)),
        JSONMember("problems", JSONValue(result.rows.count)),
        JSONMember("missing", JSONValue(result.missing)),
        JSONMember("samples", JSONValue(samples)),
        JSONMember("correct", JSONValue(verdicts[.correct] ?? 0)),
      ]
      for verdict in Verdict.allCases where verdict != .correct {
        members.append(JSONMember(verdict.rawValue, JSONValue(verdicts[verdict] ?? 0)))
      }
      members.append(JSONMember("accuracy", json(metrics.accuracy)))
      for k in metrics.curve {
        members.append(JSONMember("pass@\(k)", json(metrics.passAtK(k))))
        members.append(JSONMember("maj@\(k)", json(metrics.majorityAtK(k))))
      }
      let groups = kinds(result).map { group -> JSONValue in
        [
          "attribute": JSONValue(group.name), "value": JSONValue(group.value),
          "accuracy": json(RowMetrics(group.rows).accuracy),
        ]
      }
      members.append(JSONMember("groups", JSONValue(groups)))
      Console.writeLine(JSONValue(members).serialized())
      return
    }
    Console.writeLine(
      "\(result.model.name) on \(result.suite) \(result.split): "
        + "\(Quantity.grouped(verdicts[.correct] ?? 0)) of \(Quantity.grouped(samples)) samples of "
        + "\(Quantity.grouped(result.rows.count)) problems correct")
    if let undecided = verdicts[.undecided], undecided > 0 {
      Console.writeLine(
        "  \(undecided) samples undecided: their answer or gold cannot be read or compared")
    }
    if result.missing > 0 { Console.writeLine("  \(result.missing) problems have no sample") }
    var table = TextTable([
      .init("k", .right), .init("pass@k", .right), .init("95 %", .right), .init("maj@k", .right),
      .init("95 %", .right),
    ])
    for k in metrics.curve {
      let (pass, majority) = (metrics.passAtK(k), metrics.majorityAtK(k))
      table.add([
        "\(k)", percent(pass), interval(pass), percent(majority), interval(majority),
      ])
    }
    Console.write(table.rendered())
    showKinds(result)
  }

  private static func showKinds(_ result: SuiteResult) {
    let kinds = kinds(result)
    guard !kinds.isEmpty else { return }
    var table = TextTable([
      .init("by"), .init("", .left), .init("problems", .right), .init("pass@1", .right),
      .init("95 %", .right),
    ])
    for (name, value, rows) in kinds {
      let accuracy = RowMetrics(rows).accuracy
      table.add([name, value, "\(rows.count)", percent(accuracy), interval(accuracy)])
    }
    Console.write("\n" + table.rendered())
  }
}

func percent(_ estimate: Estimate?) -> String {
  estimate.map { Quantity.percent($0.value) } ?? "–"
}

func interval(_ estimate: Estimate?) -> String {
  estimate.map {
    "\(Quantity.fixed(100 * $0.interval.low, decimals: 1))–"
      + Quantity.percent($0.interval.high)
  } ?? "–"
}

func json(_ estimate: Estimate?) -> JSONValue {
  guard let estimate else { return .null }
  return [
    "value": JSONValue(estimate.value), "low": JSONValue(estimate.interval.low),
    "high": JSONValue(estimate.interval.high), "problems": JSONValue(estimate.clusters),
  ]
}
