import Answers
import Corpus
import Evaluation
import Generation
import JSON
import Storage

/// The methods that label steps by rollouts.
public enum LabelMethod: String, CaseIterable, Sendable {
  /// N rollouts of every prefix.
  case mathShepherd = "math-shepherd"
  /// Rollouts in order, until the first success of each step and the first wrong step.
  case sequential
}

/// Labels the steps of stored solutions.
public struct LabelStage: Sendable {
  /// The stage's name in outcomes and runs.
  public static let name = "label"
  let context: StageContext
  let settings: LabelSettings
  let method: LabelMethod
  let policyModel: ModelIdentity
  let verdicts: Set<Verdict>

  /// Makes the stage.
  ///
  /// - Parameters:
  ///   - context: store, run and the completer, which samples the rollouts.
  ///   - settings: how rollouts are sampled, judged and counted.
  ///   - method: which rollouts are made.
  ///   - policyModel: whose solutions are labelled.
  ///   - verdicts: only solutions with one of these verdicts are labelled.
  public init(
    context: StageContext, settings: LabelSettings, method: LabelMethod,
    policyModel: ModelIdentity, verdicts: Set<Verdict> = Set(Verdict.allCases)
  ) {
    self.context = context
    self.settings = settings
    self.method = method
    self.policyModel = policyModel
    self.verdicts = verdicts
  }

  /// How many solutions of a selection would be labelled.
  public func count(_ selection: ProblemSelection) async throws -> Int {
    var pages = ProblemPages(store: context.store, selection: selection)
    var count = 0
    while let stored = try await pages.next() { count += try await solutions(of: stored).count }
    return count
  }

  /// Works through the distinct solutions of the selection's problems.
  public func run(_ selection: ProblemSelection) async throws -> DriverProgress {
    switch method {
    case .mathShepherd:
      try await run(selection) { MathShepherdProcedure($0, settings: settings) }
    case .sequential:
      try await run(selection) { SequentialProcedure($0, settings: settings) }
    }
  }

  private func run<Body: Procedure>(
    _ selection: ProblemSelection, _ procedure: (SolutionToLabel) -> Body
  ) async throws -> DriverProgress where Body.Output == Labelling {
    var pages = ProblemPages(store: context.store, selection: selection)
    var waiting: [SolutionToLabel] = []
    let method = method.rawValue
    let description = describedSettings
    let judge = settings.judge
    return try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<Body>? in
      while waiting.isEmpty {
        guard let stored = try await pages.next() else { return nil }
        waiting = try await solutions(of: stored).reversed()
      }
      let solution = waiting.removeLast()
      return ProcedureTask(
        key: key(solution), problem: solution.problem, procedure: procedure(solution))
    } finish: { (task, labelling, store) throws(DatabaseError) in
      guard let id = try store.solutionID(labelling.completion) else {
        return Outcome(.open, reason: "solution missing")
      }
      for rollout in labelling.rollouts {
        try store.record(JudgedCompletion(rollout), by: judge.identity)
      }
      try store.record(labelling.labels, solution: id, method: method, settings: description)
      let witness = WitnessLabels.labels(labelling.stepTexts)
      try store.record(witness, solution: id, method: WitnessLabels.method, settings: "{}")
      try store.record(
        WitnessLabels.cut(labelling.labels, at: witness), solution: id,
        method: WitnessLabels.combined(with: method), settings: description)
      let abstained = labelling.labels.count { $0.value == .abstain }
      return Outcome(.kept, reason: abstained > 0 ? "abstained" : "", detail: "")
    }
  }

  /// The solutions of a problem that can be labelled: those that ended by themselves.
  private func solutions(of stored: StoredProblem) async throws(DatabaseError) -> [SolutionToLabel]
  {
    let model = policyModel.key
    let found = try await context.store.read { (store) throws(DatabaseError) in
      try store.solutions(problem: stored.id, model: model, purpose: .solve)
    }
    return found.filter {
      $0.finish == .stop && !$0.steps.isEmpty && verdicts.contains($0.verdict)
    }.map {
      SolutionToLabel(
        problem: stored.problem, completion: $0.completion, text: $0.text, steps: $0.steps,
        verdict: $0.verdict)
    }
  }

  /// The name of a method whose labels are cut at the first false equation.
  public static func combined(_ method: LabelMethod) -> String {
    WitnessLabels.combined(with: method.rawValue)
  }

  /// Everything that decides the labels, as it is stored with them.
  public var describedSettings: String {
    let judge = settings.judge.identity
    let sampling = settings.sampling
    var members = [
      JSONMember("completer", JSONValue(context.generator.model.name)),
      JSONMember("completer_key", JSONValue("\(context.generator.model.key)")),
      JSONMember("rollouts", JSONValue(settings.rollouts)),
      JSONMember("threshold", JSONValue(settings.rule.threshold)),
      JSONMember("template", JSONValue(settings.template.name)),
      JSONMember("temperature", JSONValue(settings.sampling.temperature)),
      JSONMember("max_tokens", JSONValue(settings.sampling.maxTokens)),
      JSONMember("judge", JSONValue("\(judge.name)/\(judge.version)")),
      JSONMember("policy", JSONValue(judge.policy)),
      JSONMember("seed", JSONValue(settings.seed)),
    ]
    // Only where they are set, so that labels without them keep the settings that they have.
    if sampling.topP != 1 { members.append(JSONMember("top_p", JSONValue(sampling.topP))) }
    if sampling.topK != 0 { members.append(JSONMember("top_k", JSONValue(sampling.topK))) }
    if sampling.minP != 0 { members.append(JSONMember("min_p", JSONValue(sampling.minP))) }
    if !sampling.extra.isEmpty { members.append(JSONMember("extra", JSONValue(sampling.extra))) }
    return JSONValue(members).serialized()
  }

  private func key(_ solution: SolutionToLabel) -> ContentKey {
    var hasher = ContentHasher("task \(Self.name)")
    hasher.add(solution.completion)
    hasher.add(method.rawValue)
    hasher.add(describedSettings)
    hasher.add(settings.sampling.key)
    hasher.add(settings.template.key)
    return hasher.key
  }
}
