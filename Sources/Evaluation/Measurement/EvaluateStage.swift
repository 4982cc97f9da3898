import Answers
import Corpus
import Generation
import Storage

/// Samples solutions of a suite's rows, only to measure them.
public struct EvaluateStage: Sendable {
  /// The stage's name in outcomes and runs.
  public static let name = "evaluate"
  private let settings: SolveSettings
  private let samples: Int
  private let driver: Driver

  /// Makes the stage.
  ///
  /// - Parameters:
  ///   - driver: store, model and run; its stage is `evaluate`.
  ///   - settings: how solutions are sampled and judged; their purpose is `evaluate`.
  ///   - samples: solutions a row.
  public init(driver: Driver, settings: SolveSettings, samples: Int) {
    precondition(settings.purpose == .evaluate)
    self.driver = driver
    self.settings = settings
    self.samples = samples
  }

  /// Samples what is missing.
  public func run(_ rows: [StoredProblem]) async throws -> DriverProgress {
    let judge = settings.judge
    let tasks = rows.lazy.map { row in
      ProcedureTask(
        key: key(row.problem), problem: row.problem,
        procedure: SampleProcedure(row.problem, count: samples, settings: settings))
    }
    return try await driver.run(tasks) { (_, solutions, store) throws(DatabaseError) in
      for solution in solutions {
        try store.record(JudgedCompletion(solution), by: judge.identity)
      }
      let correct = solutions.count { $0.verdict == .correct }
      return Outcome(.kept, detail: "\(correct) of \(solutions.count) correct")
    }
  }

  private func key(_ problem: Problem) -> ContentKey {
    var hasher = ContentHasher("task \(Self.name)")
    hasher.add(problem.key)
    hasher.add(driver.generator.model.key)
    hasher.add(settings.key)
    hasher.add(samples)
    return hasher.key
  }
}

/// Reads what a model did from the store: a pure function of its completions.
public struct SuiteReader: Sendable {
  private let store: Store
  private let judge: SolutionJudge

  /// Makes a reader that judges with `judge`.
  public init(store: Store, judge: SolutionJudge) {
    self.store = store
    self.judge = judge
  }

  /// The judged samples of rows.
  ///
  /// - Parameters:
  ///   - rows: the rows, all of one split of one suite.
  ///   - attributes: what the source says of each row.
  ///   - requests: the requests whose completions are a row's samples.
  public func result(
    suite: String, split: String, model: ModelIdentity, settings: String, rows: [StoredProblem],
    attributes: (StoredProblem) -> [String: String], requests: (Problem) -> [Request]
  ) async throws(DatabaseError) -> SuiteResult {
    var results: [RowResult] = []
    var missing = 0
    for row in rows {
      let keys = requests(row.problem).map { $0.key(model: model) }
      let replies = try await store.read { (store) throws(DatabaseError) in
        var replies: [Reply] = []
        for key in keys { replies.append(Reply(key: key, completion: try store.completion(key))) }
        return replies
      }
      let samples = judge.judge(replies, gold: row.problem.gold)
      if samples.isEmpty {
        missing += 1
      } else {
        let tokens = replies.reduce(0) { $0 + ($1.completion?.completionTokens ?? 0) }
        results.append(
          RowResult(
            row: row.rowID, attributes: attributes(row), samples: samples,
            completionTokens: tokens))
      }
    }
    return SuiteResult(
      suite: suite, split: split, model: model, settings: settings, rows: results,
      missing: missing)
  }
}
