import Corpus
import Generation
import JSON
import Storage

/// Labels the steps of stored solutions by what a model says of them.
public struct StepJudgeStage: Sendable {
  /// The stage's name in outcomes and runs.
  public static let name = "judge-steps"
  let context: StageContext
  let settings: StepJudgeSettings
  let reading: SolutionReading

  /// Makes the stage; the context's generator is the judge.
  public init(context: StageContext, settings: StepJudgeSettings, reading: SolutionReading) {
    self.context = context
    self.settings = settings
    self.reading = reading
  }

  /// Works through the distinct solutions of the selection's problems.
  public func run(_ selection: ProblemSelection) async throws -> DriverProgress {
    var pages = reading.pages(selection, in: context.store)
    let description = describedSettings
    return try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<StepJudgeProcedure>? in
      guard let solution = try await pages.next() else { return nil }
      var hasher = ContentHasher("task \(Self.name)")
      hasher.add(solution.completion)
      hasher.add(description)
      hasher.add(settings.sampling.key)
      hasher.add(settings.template.key)
      return ProcedureTask(
        key: hasher.key, problem: solution.problem,
        procedure: StepJudgeProcedure(solution, settings: settings))
    } finish: { (task, judgement, store) throws(DatabaseError) in
      guard let id = try store.solutionID(judgement.completion) else {
        return Outcome(.open, reason: "solution missing")
      }
      try store.record(
        judgement.labels, solution: id, method: StepJudgeProcedure.method, settings: description)
      let stated = FirstWrongStep(judgement.labels)
      return Outcome(.kept, reason: stated == .undecided ? "undecided" : "")
    }
  }

  /// Everything that decides the labels, as it is stored with them.
  public var describedSettings: String {
    let json: JSONValue = [
      "completer": JSONValue(context.generator.model.name),
      "completer_key": JSONValue("\(context.generator.model.key)"),
      "rollouts": JSONValue(settings.votes), "template": JSONValue(settings.template.name),
      "temperature": JSONValue(settings.sampling.temperature),
      "max_tokens": JSONValue(settings.sampling.maxTokens), "seed": JSONValue(settings.seed),
    ]
    return json.serialized()
  }
}
