import Corpus
import Curation
import JSON
import Storage
import Terminal

/// `stepmark consensus`.
enum ConsensusCommand {
  static let command = Command(
    name: "consensus",
    summary: "Keep the labels that no witness contradicts.",
    discussion: """
      Compares a method's labels step by step with what the arithmetic of the steps, a model \
      (`judge-steps`) and the exact checkers of our own suites say, as far as the store holds it. A \
      label stands while nobody who has a verdict says otherwise; the first disputed step is \
      abstained from, and nothing is said behind it. The labels are stored as METHOD+consensus and \
      exported like any other. Where the method labelled with several settings, those count that \
      looked at most solutions. Nothing is asked. A witness that has decided the labels itself, as \
      arithmetic has those that are cut at a false equation, and one that has said nothing of any \
      solution are left out. `label` does this with arithmetic and judge by itself, where they have \
      something to say; call it after `judge-steps`, or with other witnesses.
      """,
    examples: [
      Example("stepmark consensus --model models/base", "the labels of the best method"),
      Example(
        "stepmark consensus --model models/base --method math-shepherd --witness judge",
        "what a judge alone lets stand"),
    ],
    options: CommonOptions.selection + ReadingOptions.withoutAsking + [
      .value(
        "method", "NAME", "whose labels (without it the best method that labelled)"),
      .value(
        "witness", "NAME", "who may dispute (without it arithmetic and judge)",
        choices: StepWitness.allCases.map(\.rawValue), repeats: true),
      CommonOptions.filledStore, CommonOptions.json,
    ]
  ) { invocation in
    try await StageRun.with(invocation, stage: "consensus", isFilled: true) { run in
      let reading = try await ReadingOptions.stored(invocation, run.store)
      let method = try await preferredMethod(invocation, of: reading.authors, in: run.store)
      try refuseVacuous(invocation, method)
      let selection = try invocation.selection()
      let settings = try await run.store.read { (store) throws(DatabaseError) in
        LabelMethod.widestSettings(
          of: method,
          among: try store.labellers(
            models: reading.authors.map(\.key), suite: selection.suite, split: selection.split))
      }
      guard let settings else {
        throw CommandError(
          "the store holds no labels of \(reading.names) by \(method)",
          hint: "`stepmark label` first", exitCode: .missingData)
      }
      let chosen = invocation.strings("witness").compactMap { StepWitness(rawValue: $0) }
      let witnesses = StepWitness.allCases.filter {
        chosen.isEmpty ? usual.contains($0) : chosen.contains($0)
      }
      let speaking = try await ConsensusStage(
        store: run.store, reading: reading, method: method, settings: settings,
        witnesses: witnesses
      ).speaking(selection)
      let heard = speaking?.witnesses ?? []
      guard let stage = speaking, chosen.allSatisfy({ heard.contains($0) }) else {
        throw silent(
          (chosen.isEmpty ? witnesses : chosen).filter { !heard.contains($0) }, about: method)
      }
      let result = try await stage.run(selection)
      if invocation.flag("json") {
        Console.writeLine(
          JSONValue([JSONMember("method", JSONValue(stage.consensusMethod))] + members(result))
            .serialized())
      } else {
        Console.writeLine("consensus: \(stage.consensusMethod) \(words(result))")
      }
      return .success
    }
  }

  /// Stops where what is asked for could only agree.
  private static func refuseVacuous(_ invocation: Invocation, _ method: String) throws {
    guard !ConsensusLabels.isConsensus(method) else {
      throw CommandError.usage(
        "\(method) is a consensus already", hint: "--method with the labels that it was made of")
    }
    for name in invocation.strings("witness") {
      guard let witness = StepWitness(rawValue: name), witness.decides(method) else { continue }
      throw CommandError.usage(
        "--witness \(name) has decided the labels of \(method) itself, and cannot dispute them",
        hint: "another --witness, or another --method")
    }
  }

  /// The error of witnesses that have said nothing.
  private static func silent(_ witnesses: [StepWitness], about method: String) -> CommandError {
    let names = witnesses.map(\.rawValue).joined(separator: " and ")
    var hints: [String] = []
    if witnesses.contains(.judge) { hints.append("`stepmark judge-steps` lets a model judge them") }
    if witnesses.contains(.exact) { hints.append("exact truth is known of our own suites alone") }
    return CommandError(
      "\(names) can dispute nothing: there is no verdict on a solution that \(method) labelled "
        + "beside what decided the labels",
      hint: (hints + ["--witness names who is heard"]).joined(separator: "; "),
      exitCode: .missingData)
  }

  /// The witnesses that speak on any suite.
  static let usual: [StepWitness] = [.arithmetic, .judge]

  /// "keeps 93.1 % of 120 decided solutions (arithmetic disputes 8); 5 more were undecided before".
  static func words(_ result: ConsensusStage.Result) -> String {
    guard result.solutions > 0 else { return "finds no labelled solution" }
    let undecided = Quantity.grouped(result.undecided)
    guard let rate = result.keepRate else {
      return "keeps nothing: all \(undecided) solutions were undecided before"
    }
    let disputes = StepWitness.allCases.compactMap { witness in
      result.disputed[witness].map { "\(witness.rawValue) disputes \(Quantity.grouped($0))" }
    }
    let decided = Quantity.grouped(result.decided)
    return "keeps \(Quantity.percent(rate)) of \(decided) decided solutions"
      + (disputes.isEmpty ? "" : " (\(disputes.joined(separator: ", ")))")
      + (result.undecided == 0 ? "" : "; \(undecided) more were undecided before")
  }

  /// The same for machines.
  static func members(_ result: ConsensusStage.Result) -> [JSONMember] {
    [
      JSONMember("solutions", JSONValue(result.solutions)),
      JSONMember("undecided", JSONValue(result.undecided)),
      JSONMember("kept", JSONValue(result.kept)),
      JSONMember("keep_rate", result.keepRate.map { JSONValue($0) } ?? .null),
      JSONMember(
        "disputed",
        JSONValue(
          StepWitness.allCases.map {
            JSONMember($0.rawValue, JSONValue(result.disputed[$0] ?? 0))
          })),
    ]
  }
}
