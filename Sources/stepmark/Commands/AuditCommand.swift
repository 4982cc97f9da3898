import Corpus
import Curation
import Evaluation
import Generation
import JSON
import Storage
import Terminal

/// `stepmark audit`.
enum AuditCommand {
  static let command = Command(
    name: "audit",
    summary: "Ask a person about a sample of labelled steps, and say how precise the labels are.",
    discussion: """
      Draws steps that --method labelled, half of them called right and half called wrong, over the \
      first, middle and last third of solutions, and shows each with its problem and the steps \
      before, not with its label. Answers come line by line, from a pipe too. They are kept as \
      labels of the method audit: a second call goes on where the first one stopped. Prints the \
      precision of both labels with 95 % intervals.
      """,
    examples: [
      Example("stepmark audit --model models/base --n 100", "a hundred steps"),
      Example(
        "stepmark audit --of published --method published", "imported ratings, by another person"),
      Example("stepmark audit --model models/base --n 0", "the precision of what was answered"),
    ],
    options: ReadingOptions.withoutAsking + [
      .value(
        "method", "NAME",
        "whose labels are asked about (without it the best method that labelled)"),
      .value("n", "N", "how many steps", default: "100"), CommonOptions.seed,
      CommonOptions.filledStore, CommonOptions.json,
    ]
  ) { invocation in
    let count = try invocation.int("n", in: 0...100_000)
    return try await StageRun.with(invocation, stage: "audit", isFilled: true) { run in
      let reading = try await ReadingOptions.stored(invocation, run.store)
      let method = try await preferredMethod(invocation, of: reading.authors, in: run.store)
      let labelled = try await run.store.read { (store) throws(DatabaseError) in
        var labelled: [LabelledStep] = []
        for author in reading.authors {
          labelled += try store.labelledSteps(model: author.key, method: method)
        }
        return labelled
      }
      guard !labelled.isEmpty else {
        throw CommandError(
          "the store holds no labels of \(reading.names) by \(method)",
          hint: "`stepmark label` first", exitCode: .missingData)
      }
      var answers = try await given(labelled, method, run.store)
      let sample = AuditSample(
        of: labelled, count: max(count, answers.count), seed: try invocation.seed())
      let dialogue = AuditDialogue(
        show: { Console.writeLine($0, to: .error) }, read: { readLine() })
      let open = sample.steps.prefix(count).filter { answers[$0] == nil }
      var number = 0
      asking: while number < open.count {
        let step = open[number]
        let text = try await run.store.read { (store) throws(DatabaseError) in
          try store.auditedText(step.solution)
        }
        guard let text else { break }
        switch dialogue.ask(step, text, number: number + 1, of: open.count) {
        case .answer(let answer):
          answers[step] = answer
          // At once, so that nothing is lost however the dialogue ends.
          try await keep(answers, of: step.solution, method, run.store)
          number += 1
        case .back: number -= 1
        case .stop: break asking
        }
      }
      report(sample.result(answers), answers.count, method, invocation)
      return .success
    }
  }

  private static let reasons: [(answer: AuditSample.Answer, value: LabelValue)] = [
    (.right, .positive), (.wrong, .negative), (.unsure, .abstain),
  ]

  private static func settings(_ method: String) -> String {
    JSONValue([JSONMember("of", JSONValue(method))]).serialized()
  }

  /// The answers that earlier calls were given.
  private static func given(
    _ labelled: [LabelledStep], _ method: String, _ store: Store
  ) async throws -> [LabelledStep: AuditSample.Answer] {
    let settings = settings(method)
    return try await store.read { (store) throws(DatabaseError) in
      var answers: [LabelledStep: AuditSample.Answer] = [:]
      var labels: [Int64: [Int: LabelValue]] = [:]
      for step in labelled {
        if labels[step.solution] == nil {
          let found = try store.labels(
            solution: step.solution, method: "audit", settings: settings)
          labels[step.solution] = Dictionary(
            uniqueKeysWithValues: found.map { ($0.step, $0.value) })
        }
        guard let value = labels[step.solution]?[step.step] else { continue }
        answers[step] = reasons.first { $0.value == value }?.answer
      }
      return answers
    }
  }

  /// Keeps all answers about one solution.
  private static func keep(
    _ answers: [LabelledStep: AuditSample.Answer], of solution: Int64, _ method: String,
    _ store: Store
  ) async throws {
    let labels = answers.filter { $0.key.solution == solution }
      .sorted { $0.key.step < $1.key.step }.map { step, answer in
        Label(
          step: step.step, value: reasons.first { $0.answer == answer }?.value ?? .abstain,
          method: "audit", reason: "a person")
      }
    let settings = settings(method)
    try await store.write { (store) throws(DatabaseError) in
      try store.record(labels, solution: solution, method: "audit", settings: settings)
    }
  }

  private static func report(
    _ result: AuditSample.Result, _ count: Int, _ method: String, _ invocation: Invocation
  ) {
    let rows = [
      ("called right", "right", result.right), ("called wrong", "wrong", result.wrong),
      ("all", "all", result.all),
    ]
    if invocation.flag("json") {
      let members = rows.map { _, name, estimate in
        JSONMember(
          name,
          estimate.map {
            [
              "precision": JSONValue($0.value), "low": JSONValue($0.interval.low),
              "high": JSONValue($0.interval.high), "steps": JSONValue($0.clusters),
            ]
          } ?? .null)
      }
      Console.writeLine(
        JSONValue(
          [
            JSONMember("method", JSONValue(method)), JSONMember("answered", JSONValue(count)),
            JSONMember("unsure", JSONValue(result.unsure)),
          ] + members
        ).serialized())
      return
    }
    Console.writeLine("audit of \(method): \(count) steps answered, \(result.unsure) unsure")
    var table = TextTable([
      .init("steps"), .init("answered", .right), .init("precision", .right),
      .init("95 % interval", .right),
    ])
    for (name, _, estimate) in rows {
      table.add([
        name, estimate.map { "\($0.clusters)" } ?? "0", percent(estimate),
        estimate.map {
          "\(Quantity.fixed($0.interval.low * 100, decimals: 1)) – "
            + "\(Quantity.fixed($0.interval.high * 100, decimals: 1)) %"
        } ?? "–",
      ])
    }
    Console.write(table.rendered())
  }
}
