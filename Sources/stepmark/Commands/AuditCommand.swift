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
      before, not with its label. Answers come line by line, from a pipe too. Each is kept at once \
      and for good, and stands in the store as a label of the method audit too: a second call goes \
      on where the first one stopped. People who name themselves by --by answer each for \
      themselves, and the same steps with the same --seed, so that it can be told how far they \
      agree. Prints the precision of both labels with 95 % intervals.
      """,
    examples: [
      Example("stepmark audit --model models/base --n 100", "a hundred steps"),
      Example(
        "stepmark audit --of published --method published", "imported ratings, by another person"),
      Example("stepmark audit --model models/base --by anna", "by one of several people"),
      Example("stepmark audit --model models/base --n 0", "the precision of what was answered"),
    ],
    options: ReadingOptions.withoutAsking + [
      .value(
        "method", "NAME",
        "whose labels are asked about (without it the best method that labelled)"),
      .value("n", "N", "how many steps", default: "100"),
      .value("by", "NAME", "who answers (without it a person without a name)"), CommonOptions.seed,
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
      let auditor = Auditor(person: invocation.optionalString("by") ?? "", method: method)
      let audit = try await StoredAudit(of: labelled, by: auditor, in: run.store)
      let sample = AuditSample(of: labelled, count: count, seed: try invocation.seed())
      let answers = try await ask(sample, audit, run)
      let left = sample.steps.count { answers[$0] == nil }
      try await report(sample.result(answers), answers, left: left, audit, run)
      return Interrupt.isRequested ? .interrupted : .success
    }
  }

  /// Asks about the steps of a sample that are not answered yet, until the person stops.
  ///
  /// - Returns: all answers of the person, those of before too.
  private static func ask(
    _ sample: AuditSample, _ audit: StoredAudit, _ run: StageRun
  ) async throws -> [LabelledStep: AuditAnswer] {
    var answers = audit.answers
    var history = audit.history
    var open = ArraySlice(sample.steps.filter { answers[$0] == nil })
    let input = LineInput()
    let dialogue = AuditDialogue(
      show: { Console.writeLine($0, to: .error) }, read: { input.next() })
    func takeBack() async throws {
      guard let last = history.popLast() else { return }
      try await keep(nil, of: last, audit.auditor, run)
      answers[last] = nil
      open = [last] + open
    }
    var hasAsked = false
    while true {
      guard let step = open.first else {
        // The last answer may be a slip as well.
        guard hasAsked, !dialogue.confirmsEnd(of: answers.count) else { return answers }
        try await takeBack()
        continue
      }
      let text = try await run.store.read { (store) throws(DatabaseError) in
        try store.auditedText(step.solution)
      }
      guard let text else { return answers }
      hasAsked = true
      let reply = dialogue.ask(
        step, text, number: answers.count + 1, of: answers.count + open.count,
        canGoBack: !history.isEmpty)
      switch reply {
      case .answer(let answer):
        // At once, so that nothing is lost however the dialogue ends.
        try await keep(answer, of: step, audit.auditor, run)
        answers[step] = answer
        history.append(step)
        open.removeFirst()
      case .back:
        try await takeBack()
      case .stop: return answers
      }
    }
  }

  private static func keep(
    _ answer: AuditAnswer?, of step: LabelledStep, _ auditor: Auditor, _ run: StageRun
  ) async throws {
    let number = run.run
    try await run.store.write { (store) throws(DatabaseError) in
      try store.record(answer, of: step, by: auditor, run: number)
    }
  }

  private static func report(
    _ result: AuditSample.Result, _ answers: [LabelledStep: AuditAnswer], left: Int,
    _ audit: StoredAudit, _ run: StageRun
  ) async throws {
    let others = audit.others.map { other in
      (other: other, agreement: AuditAgreement(answers, other.answers))
    }
    let rows = [
      ("called right", "right", result.right), ("called wrong", "wrong", result.wrong),
      ("all", "all", result.all),
    ]
    if run.invocation.flag("json") {
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
      let people = others.map { other, agreement -> JSONValue in
        [
          "by": JSONValue(other.person), "answered": JSONValue(other.answers.count),
          "both": JSONValue(agreement.both), "alike": JSONValue(agreement.alike),
          "kappa": JSONValue(agreement.kappa.map { JSONValue($0) }),
        ]
      }
      Console.writeLine(
        JSONValue(
          [
            JSONMember("method", JSONValue(audit.auditor.method)),
            JSONMember("by", JSONValue(audit.auditor.person)),
            JSONMember("answered", JSONValue(answers.count)), JSONMember("left", JSONValue(left)),
            JSONMember("unsure", JSONValue(result.unsure)),
          ] + members + [
            JSONMember("contradictory", JSONValue(audit.contradictory)),
            JSONMember("unplaced", JSONValue(audit.unplaced)),
            JSONMember("others", JSONValue(people)),
          ]
        ).serialized())
      return
    }
    let name = audit.auditor.person
    Console.writeLine(
      "audit of \(audit.auditor.method)\(name.isEmpty ? "" : " by \(name)"): "
        + "\(answers.count) steps answered, \(result.unsure) unsure"
        + (left > 0 ? ", \(left) left (the same command goes on)" : ""))
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
    for (other, agreement) in others { Console.writeLine(line(other, agreement)) }
    for remark in audit.remarks { Console.writeLine("audit: \(remark)", to: .error) }
  }

  /// What another person answered, and how far both agree.
  private static func line(_ other: StoredAudit.Other, _ agreement: AuditAgreement) -> String {
    let name = other.person.isEmpty ? "a person without a name" : other.person
    let line = "\(name): \(other.answers.count) steps answered"
    guard agreement.both > 0 else { return line }
    let share = Double(agreement.alike) / Double(agreement.both)
    return line + "; of \(agreement.both) that both decided \(agreement.alike) alike "
      + "(\(Quantity.fixed(share * 100, decimals: 1)) %"
      + (agreement.kappa.map { ", κ \(Quantity.fixed($0, decimals: 2))" } ?? "") + ")"
  }
}
