import Corpus
import JSON
import Storage

/// Stores what is left of a labeller's labels where the witnesses agree with them.
///
/// Nothing is asked: labels, verdicts and truths are read from the store.
public struct ConsensusStage: Sendable {
  /// What became of the solutions.
  public struct Result: Hashable, Sendable {
    /// Solutions that the labeller looked at.
    public var solutions = 0
    /// Solutions that the labeller decided, with no dispute.
    public var kept = 0
    /// Solutions of which the labeller itself leaves the first wrong step open
    /// (``Corpus/FirstWrongStep``), with nothing disputed before.
    public var undecided = 0
    /// Solutions with a step that a witness disputes, by the witness that does.
    public var disputed: [StepWitness: Int] = [:]

    /// Solutions that the labeller decided, as far as nobody disputes it.
    public var decided: Int { solutions - undecided }

    /// The share of the decided solutions that are kept; `nil` without any.
    public var keepRate: Double? {
      decided == 0 ? nil : Double(kept) / Double(decided)
    }
  }

  private let store: Store
  private let reading: SolutionReading
  private let method: String
  private let settings: String
  /// Who may dispute.
  public let witnesses: [StepWitness]

  /// Makes the stage.
  ///
  /// - Parameters:
  ///   - reading: whose solutions.
  ///   - method: the labeller's method, as stored.
  ///   - settings: the labeller's settings, as stored.
  ///   - witnesses: who may dispute.
  public init(
    store: Store, reading: SolutionReading, method: String, settings: String,
    witnesses: [StepWitness]
  ) {
    self.store = store
    self.reading = reading
    self.method = method
    self.settings = settings
    self.witnesses = witnesses
  }

  /// The method's name in the stored labels.
  public var consensusMethod: String { ConsensusLabels.method(of: method) }

  /// Everything that decides the labels, as it is stored with them.
  public var describedSettings: String {
    let labeller = (try? JSONValue.parse(Array(settings.utf8))) ?? .null
    let json: JSONValue = [
      "of": JSONValue(method), "settings": labeller,
      "witnesses": JSONValue(witnesses.map { JSONValue($0.rawValue) }),
    ]
    return json.serialized()
  }

  /// The same stage with those witnesses alone that can dispute something: they are no part of the
  /// method's own decision, and have looked at a step of a labelled solution; `nil` where nobody can.
  ///
  /// Arithmetic has looked where it could read an equation, whether it is false or not.
  public func speaking(_ selection: ProblemSelection) async throws -> ConsensusStage? {
    var silent = witnesses.filter { !$0.decides(method) }
    var speaking: Set<StepWitness> = []
    var pages = ProblemPages(store: store, selection: selection)
    while !silent.isEmpty, let problem = try await pages.next() {
      let candidates = silent
      speaking.formUnion(
        try await store.read { (store) throws(DatabaseError) in
          var found: Set<StepWitness> = []
          for (_, solution) in try reading.solutions(of: problem, in: store)
          where try !store.labels(solution: solution.id, method: method, settings: settings).isEmpty
          {
            for witness in candidates where try hasLooked(witness, at: solution, store) {
              found.insert(witness)
            }
          }
          return found
        })
      silent.removeAll { speaking.contains($0) }
    }
    guard !speaking.isEmpty else { return nil }
    return ConsensusStage(
      store: store, reading: reading, method: method, settings: settings,
      witnesses: witnesses.filter { speaking.contains($0) })
  }

  private func hasLooked(
    _ witness: StepWitness, at solution: StoredSolution, _ store: StoreTransaction
  ) throws(DatabaseError) -> Bool {
    guard witness == .arithmetic else {
      return try !verdicts(witness, on: solution, store).isEmpty
    }
    return try store.labels(solution: solution.id, method: WitnessLabels.method)
      .contains { $0.value != .abstain }
  }

  /// Works through the labelled solutions of the selection's problems.
  public func run(_ selection: ProblemSelection) async throws -> Result {
    var pages = ProblemPages(store: store, selection: selection)
    var result = Result()
    var seen: Set<Int64> = []
    var batch: [StoredProblem] = []
    while true {
      let next = try await pages.next()
      if let next, seen.insert(next.id).inserted { batch.append(next) }
      guard next == nil || batch.count == 200 else { continue }
      let problems = batch
      let found = try await store.write { (store) throws(DatabaseError) in
        var found = Result()
        for problem in problems { try label(problem, into: &found, store) }
        return found
      }
      result.solutions += found.solutions
      result.kept += found.kept
      result.undecided += found.undecided
      result.disputed.merge(found.disputed) { $0 + $1 }
      guard next != nil else { return result }
      batch = []
    }
  }

  private func label(
    _ problem: StoredProblem, into result: inout Result, _ store: StoreTransaction
  ) throws(DatabaseError) {
    let description = describedSettings
    for (_, solution) in try reading.solutions(of: problem, in: store) {
      let labels = try store.labels(solution: solution.id, method: method, settings: settings)
      guard !labels.isEmpty else { continue }
      var verdicts: [(witness: StepWitness, verdicts: [Int: Bool])] = []
      for witness in witnesses {
        verdicts.append((witness, try self.verdicts(witness, on: solution, store)))
      }
      let agreed = ConsensusLabels.labels(labels, witnesses: verdicts)
      try store.record(
        agreed, solution: solution.id, method: consensusMethod, settings: description)
      result.solutions += 1
      guard let disputing = disputing(agreed) else {
        let isDecided = FirstWrongStep(agreed, of: solution.steps.count) != .undecided
        if isDecided { result.kept += 1 } else { result.undecided += 1 }
        continue
      }
      let upTo = Array(labels.prefix(agreed.count))
      if upTo.last?.value == .negative, FirstWrongStep(upTo) == .undecided {
        result.undecided += 1
      } else {
        result.disputed[disputing, default: 0] += 1
      }
    }
  }

  /// Who disputes the step that these labels end with.
  private func disputing(_ agreed: [Label]) -> StepWitness? {
    guard let last = agreed.last, last.value == .abstain else { return nil }
    return witnesses.first { last.reason?.hasPrefix($0.rawValue + " says") == true }
  }

  private func verdicts(
    _ witness: StepWitness, on solution: StoredSolution, _ store: StoreTransaction
  ) throws(DatabaseError) -> [Int: Bool] {
    switch witness {
    case .arithmetic:
      let labels = try store.labels(solution: solution.id, method: WitnessLabels.method)
      return witness.verdicts(labels)
    case .judge:
      let labels = try store.labels(solution: solution.id, method: StepJudgeProcedure.method)
      return witness.verdicts(labels)
    case .exact:
      var verdicts: [Int: Bool] = [:]
      for (step, truth) in try store.truths(solution: solution.id).enumerated() {
        verdicts[step] = truth.value
      }
      return verdicts
    }
  }
}
