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
    var pages = ProblemPages(store: context.store, selection: selection)
    var seed: Problem?
    var variant = 0
    let writer = SolutionWriter(
      model: context.generator.model, judge: settings.solve.judge, splitter: splitter)
    return try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<RephraseProcedure>? in
      if seed == nil || variant == variants {
        guard let stored = try await pages.next() else { return nil }
        seed = stored.problem
        variant = 0
      }
      guard let problem = seed else { return nil }
      defer { variant += 1 }
      return ProcedureTask(
        key: key(problem, variant: variant), problem: problem,
        procedure: RephraseProcedure(problem, variant: variant, settings: settings))
    } finish: { (task, rephrasing, store) throws(DatabaseError) in
      try Self.write(rephrasing, of: task, writer: writer, into: store)
    }
  }

  /// Stores the new problem with its own outcome; the attempt's outcome belongs to the seed.
  private static func write(
    _ rephrasing: Rephrasing, of task: ProcedureTask<RephraseProcedure>, writer: SolutionWriter,
    into store: StoreTransaction
  ) throws(DatabaseError) -> Outcome {
    let outcome = Outcome(
      rephrasing.drop == nil ? .kept : .dropped, reason: rephrasing.drop?.rawValue ?? "",
      detail: rephrasing.detail)
    guard let problem = rephrasing.problem else { return outcome }
    try store.insert(problem)
    try writer.write(rephrasing.solutions, problem: problem, into: store)
    var hasher = ContentHasher("rephrased problem")
    hasher.add(problem.key)
    try store.record(outcome, key: hasher.key, stage: name, problem: problem)
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
