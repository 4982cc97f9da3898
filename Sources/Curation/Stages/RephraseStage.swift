import Answers
import Corpus
import Evaluation
import Generation
import Storage

/// Rephrases seed problems and keeps the texts that still have the seed's answer.
public struct RephraseStage: Sendable {
  /// The stage's name in outcomes and runs.
  public static let name = "rephrase"
  let context: StageContext
  let settings: RephraseSettings
  let variants: Int
  let splitter: StepSplitter

  /// Makes the stage.
  ///
  /// - Parameters:
  ///   - context: store, model and run.
  ///   - settings: how texts are sampled and checked.
  ///   - variants: attempts a seed problem, at least 1.
  ///   - splitter: how the solutions that vote become steps.
  public init(
    context: StageContext, settings: RephraseSettings, variants: Int, splitter: StepSplitter
  ) {
    self.context = context
    self.settings = settings
    self.variants = variants
    self.splitter = splitter
  }

  /// Works through the selection; what earlier runs did is skipped.
  public func run(_ selection: ProblemSelection) async throws -> DriverProgress {
    switch settings.method {
    case .rephrase:
      try await run(selection) { RephraseProcedure($0, variant: $1, settings: settings) }
    case .similar:
      try await run(selection) { SimilarProcedure($0, variant: $1, settings: settings) }
    case .fobar, .selfVerification:
      try await run(selection) { BackwardProcedure($0, variant: $1, settings: settings) }
    }
  }

  private func run<Body: Procedure>(
    _ selection: ProblemSelection, _ procedure: (Problem, Int) -> Body
  ) async throws -> DriverProgress where Body.Output == Rephrasing {
    var pages = ProblemPages(store: context.store, selection: selection)
    var seed: Problem?
    var variant = 0
    let writer = SolutionWriter(
      model: context.generator.model, judge: settings.solve.judge, splitter: splitter)
    let stage = settings.method.rawValue
    return try await context.driver(stage: stage).run {
      () async throws -> ProcedureTask<Body>? in
      if seed == nil || variant == variants {
        guard let stored = try await pages.next() else { return nil }
        seed = stored.problem
        variant = 0
      }
      guard let problem = seed else { return nil }
      defer { variant += 1 }
      return ProcedureTask(
        key: key(problem, variant: variant), problem: problem,
        procedure: procedure(problem, variant))
    } finish: { (task, rephrasing, store) throws(DatabaseError) in
      try Self.write(rephrasing, stage: stage, writer: writer, into: store)
    }
  }

  /// Stores the new problem with its own outcome; the attempt's outcome belongs to the seed.
  private static func write(
    _ rephrasing: Rephrasing, stage: String, writer: SolutionWriter, into store: StoreTransaction
  ) throws(DatabaseError) -> Outcome {
    let outcome = Outcome(
      rephrasing.drop == nil ? .kept : .dropped, reason: rephrasing.drop?.rawValue ?? "",
      detail: rephrasing.detail)
    guard let problem = rephrasing.problem else { return outcome }
    try store.insert(problem)
    try store.settleRoot(of: problem)
    var hasher = ContentHasher("rephrased problem")
    hasher.add(problem.key)
    // Before the solutions: it says what is known of the problem.
    try store.record(outcome, key: hasher.key, stage: stage, problem: problem)
    try writer.write(rephrasing.solutions, problem: problem, into: store)
    return Outcome(.kept, reason: "attempted", detail: "problem \(problem.key)")
  }

  private func key(_ problem: Problem, variant: Int) -> ContentKey {
    var hasher = ContentHasher("task \(Self.name)")
    hasher.add(problem.key)
    hasher.add(context.generator.model.key)
    hasher.add(settings.key)
    hasher.add(variant)
    return hasher.key
  }
}
