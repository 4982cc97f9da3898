import Answers
import Corpus
import Evaluation
import Generation
import JSON
import Storage

/// Labels the steps of stored solutions.
public struct LabelStage: Sendable {
  /// The stage's name in outcomes and runs.
  public static let name = "label"
  let context: StageContext
  let settings: LabelSettings
  let method: LabelMethod
  let search: SearchSettings
  let reading: SolutionReading
  let splitter: StepSplitter
  let tally: LabelTally

  /// Makes the stage.
  ///
  /// - Parameters:
  ///   - context: store, run and the completer, which samples the rollouts.
  ///   - settings: how rollouts are sampled, judged and counted.
  ///   - method: which rollouts are made.
  ///   - search: the method's constants.
  ///   - reading: whose solutions are labelled, and which.
  ///   - splitter: how omega cuts its rollouts into steps.
  ///   - tally: counts the labels as they are written.
  public init(
    context: StageContext, settings: LabelSettings, method: LabelMethod,
    search: SearchSettings = SearchSettings(), reading: SolutionReading,
    splitter: StepSplitter = StepSplitter(.line), tally: LabelTally = LabelTally()
  ) {
    self.tally = tally
    self.context = context
    self.settings = settings
    self.method = method
    self.search = search
    self.splitter = splitter
    self.reading = reading
  }

  /// How many procedures a selection takes: one a solution, or one a problem for omega.
  public func count(_ selection: ProblemSelection) async throws -> Int {
    var pages = ProblemPages(store: context.store, selection: selection)
    var count = 0
    while let stored = try await pages.next() {
      let solutions = try await solutions(of: stored).count
      count += method == .omega ? min(solutions, 1) : solutions
    }
    return count
  }

  /// Works through the distinct solutions of the selection's problems.
  public func run(_ selection: ProblemSelection) async throws -> DriverProgress {
    if method == .omega { return try await runTrees(selection) }
    var pages = ProblemPages(store: context.store, selection: selection)
    var waiting: [SolutionToLabel] = []
    return try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<SearchProcedure>? in
      while waiting.isEmpty {
        guard let stored = try await pages.next() else { return nil }
        waiting = try await solutions(of: stored).reversed()
      }
      return task(waiting.removeLast())
    } finish: { (task, labelling, store) throws(DatabaseError) in
      try write(labelling, to: store)
    }
  }

  /// The search of one solution.
  func task(_ solution: SolutionToLabel) -> ProcedureTask<SearchProcedure> {
    guard let body = SearchProcedure(solution, method: method, settings: settings, search: search)
    else { preconditionFailure("\(method) searches problems") }
    return ProcedureTask(key: key(solution), problem: solution.problem, procedure: body)
  }

  /// Writes what a procedure found and says how it ended.
  func write(
    _ labelling: Labelling, to store: StoreTransaction
  ) throws(DatabaseError) -> Outcome {
    guard let id = try store.solutionID(labelling.completion) else {
      return Outcome(.open, reason: "solution missing")
    }
    let judge = settings.judge.identity
    for rollout in labelling.rollouts {
      try store.record(JudgedCompletion(rollout), by: judge)
    }
    guard labelling.missing == 0 || context.isClosed else { return Self.withoutReplies }
    tally.add(labelling.labels)
    let witness = WitnessLabels.labels(labelling.stepTexts)
    try store.record(witness, solution: id, method: WitnessLabels.method, settings: "{}")
    // A search that knew of the false equations has cut its labels itself.
    if !search.usesArithmetic {
      try store.record(
        labelling.valued(labelling.labels, splitter), solution: id, method: method.rawValue,
        settings: describedSettings)
    }
    let cut = WitnessLabels.cut(labelling.labels, at: witness)
    try store.record(
      labelling.valued(cut, splitter), solution: id, method: Self.combined(method),
      settings: describedSettings)
    var details: [String] = []
    if labelling.violations > 0 { details.append("\(labelling.violations) violations") }
    if let confidence = labelling.confidence {
      details.append("confidence \((confidence * 1000).rounded() / 1000)")
    }
    let stated = FirstWrongStep(labelling.labels, of: labelling.stepTexts.count)
    return Outcome(
      .kept,
      reason: stated == .undecided ? "undecided" : labelling.violations > 0 ? "violation" : "",
      detail: details.joined(separator: ", "))
  }

  /// How a search ended some of whose rollouts were not to be had: labels would rest on those that
  /// happened to come, and the next run asks again.
  static let withoutReplies = Outcome(.open, reason: "replies missing")

  /// The solutions of a problem that can be labelled: those that ended by themselves; none where no
  /// gold answer judges the rollouts.
  ///
  /// The problem's other samples are the completer's own, because it is the completer's chances
  /// that they speak of.
  func solutions(of stored: StoredProblem) async throws(DatabaseError) -> [SolutionToLabel] {
    guard stored.problem.hasGold else { return [] }
    let completer = context.generator.model.key
    let (found, samples, tokens) = try await context.store.read { (store) throws(DatabaseError) in
      let found = try reading.solutions(of: stored, in: store)
      var tokens: [ContentKey: Int] = [:]
      for author in Set(found.map(\.author)) {
        for sample in try store.samples(
          problem: stored.id, model: author.key, purpose: reading.purpose)
        {
          tokens[sample.key] = sample.tokens
        }
      }
      let samples = try store.samples(problem: stored.id, model: completer, purpose: .solve)
      return (found, samples, tokens)
    }
    return found.map { author, solution in
      let known = samples.filter { $0.key != solution.completion }.map {
        (text: $0.text, outcome: RolloutOutcome($0.verdict, finish: $0.finish))
      }
      var others = RolloutCounts()
      for sample in known { others.add(sample.outcome.verdict, finish: sample.outcome.finish) }
      // Of a text from elsewhere nobody knows the tokens.
      let tokens = tokens[solution.completion].flatMap { $0 > 0 ? $0 : nil }
      return SolutionToLabel(
        problem: stored.problem, completion: solution.completion, text: solution.text,
        steps: solution.steps, verdict: solution.verdict, tokens: tokens, others: others,
        passing: SolutionToLabel.passing(solution.text, solution.steps, known),
        startsAtNextStep: startsAtNextStep(author))
    }
  }

  /// The method's name in the labels that it stores: with the witness where that has cut them.
  public var storedMethod: String {
    search.usesArithmetic ? Self.combined(method) : method.rawValue
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
    members += search.described(method)
    return JSONValue(members).serialized()
  }

  private func key(_ solution: SolutionToLabel) -> ContentKey {
    var hasher = taskHasher
    hasher.add(solution.completion)
    if method.usesOtherSamples {
      let others = solution.others
      for count in [others.correct, others.incorrect, others.unanswered, others.undetermined] {
        hasher.add(count)
      }
    }
    if method == .changePoint {
      for (step, passing) in solution.passing.enumerated() where passing.total > 0 {
        for count in [step, passing.correct, passing.trials] { hasher.add(count) }
      }
    }
    return hasher.key
  }

  /// What the keys of all tasks begin with.
  var taskHasher: ContentHasher {
    var hasher = ContentHasher("task \(Self.name)")
    hasher.add(method.rawValue)
    hasher.add(describedSettings)
    hasher.add(settings.sampling.key)
    hasher.add(settings.template.key)
    return hasher
  }
}

extension Problem {
  /// Whether rollouts of its solutions can be judged.
  var hasGold: Bool { !gold.allSatisfy(\.isWhitespace) }
}
