import Answers
import Corpus
import Evaluation
import Generation
import Storage

/// Samples solutions of problems, judges them and stores each distinct text once as a solution.
public struct SampleStage: Sendable {
  /// The stage's name in outcomes and runs.
  public static let name = "sample"
  let context: StageContext
  let settings: SolveSettings
  let samples: Int
  let splitter: StepSplitter

  /// Makes the stage.
  ///
  /// - Parameters:
  ///   - context: store, model and run.
  ///   - settings: how solutions are sampled and judged.
  ///   - samples: solutions a problem, at least 1.
  ///   - splitter: how a text becomes steps.
  public init(
    context: StageContext, settings: SolveSettings, samples: Int, splitter: StepSplitter
  ) {
    self.context = context
    self.settings = settings
    self.samples = samples
    self.splitter = splitter
  }

  /// Works through the selection; what earlier runs did is skipped.
  public func run(_ selection: ProblemSelection) async throws -> DriverProgress {
    var pages = ProblemPages(store: context.store, selection: selection)
    let writer = SolutionWriter(
      model: context.generator.model, judge: settings.judge, splitter: splitter)
    return try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<SampleProcedure>? in
      guard let stored = try await pages.next() else { return nil }
      return ProcedureTask(
        key: key(stored.problem), problem: stored.problem,
        procedure: SampleProcedure(stored.problem, count: samples, settings: settings))
    } finish: { (task, solutions, store) throws(DatabaseError) in
      try writer.write(solutions, problem: task.problem, into: store)
      let correct = solutions.count { $0.verdict == .correct }
      return Outcome(.kept, reason: "", detail: "\(correct) of \(solutions.count) correct")
    }
  }

  private func key(_ problem: Problem) -> ContentKey {
    var hasher = ContentHasher("task \(Self.name)")
    hasher.add(problem.key)
    hasher.add(context.generator.model.key)
    hasher.add(settings.key)
    hasher.add(samples)
    hasher.add(splitter.name)
    return hasher.key
  }
}

/// Writes judged completions as solutions with steps and, where there is an exact checker, truth.
struct SolutionWriter: Sendable {
  let model: ModelIdentity
  let judge: SolutionJudge
  let splitter: StepSplitter
  /// Whether the arithmetic witness labels the steps at once, for solutions that no rollouts will
  /// label.
  var recordsWitness = false

  /// Writes all; of equal texts the one with the smallest key stands for all.
  func write(
    _ solutions: [JudgedReply], problem: Problem, into store: StoreTransaction
  ) throws(DatabaseError) {
    let ordered = solutions.sorted { $0.key < $1.key }
    var seen: Set<[UInt8]> = []
    let checker = try ExactTruth(of: problem, in: store)
    for solution in ordered {
      let judged = JudgedCompletion(solution)
      try store.record(judged, by: judge.identity)
      let steps = splitter.contentRanges(solution.text)
      let id = try store.insertSolution(
        judged, model: model, problem: problem, steps: steps)
      let bytes = Array(solution.text.utf8)
      if seen.insert(bytes).inserted {
        if recordsWitness {
          let labels = WitnessLabels.labels(
            steps.map { String(decoding: bytes[$0], as: UTF8.self) })
          try store.record(labels, solution: id, method: WitnessLabels.method, settings: "{}")
        }
        try checker?.record(solution.text, steps: steps, solution: id, in: store)
      }
    }
    try store.linkDuplicates(of: problem, model: model)
  }
}
