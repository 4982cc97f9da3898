import Corpus
import Evaluation
import Generation
import JSON
import Storage

/// Why a prior could not be fitted.
public enum PilotError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The pilot's problems hold no solution.
  case noSolutions
  /// The pilot was stopped, or lacks replies, before all of its solutions were labelled.
  case incomplete
  /// What the fit calls a wrong prefix recovers too often to be one.
  case swapped(solutions: Int)
  /// A shard has no prior and too few problems to fit its own.
  case beforeShards

  /// What is wrong and the way out.
  public var description: String {
    switch self {
    case .noSolutions: "the pilot's problems hold no labelled solution"
    case .incomplete: "the pilot ended before all of its solutions were labelled: run again"
    case .swapped(let solutions):
      "the fit to \(solutions) pilot solutions took right prefixes for wrong ones"
    case .beforeShards:
      "this store holds no prior of a pilot, and shards must not each fit their own"
    }
  }
}

extension LabelStage {
  /// The share of a selection's root problems that the pilot takes.
  public static let pilotShare = 0.1
  /// The pilot's rollouts of every prefix.
  public static let pilotRollouts = 4

  /// The prior of the change-point model for this policy and completer, from a pilot.
  ///
  /// Labels the solutions of a keyed tenth of the selection's root problems with `pilotRollouts`
  /// rollouts of every prefix, by Math-Shepherd, and fits the prior to the counts
  /// (``ChangePointFit``); what a false equation is worth stays as shipped. The result is stored; later runs with the same settings read it, so
  /// that a run that was killed, and one that labels more, believe the same.
  public func pilotPrior(_ selection: ProblemSelection) async throws -> ChangePointPrior {
    if let stored = try await storedPrior(selection) { return stored }
    if case .shard? = selection.part { throw PilotError.beforeShards }
    let (solutions, progress) = try await pilot.pilotSolutions(selection)
    guard !progress.stopped, progress.open == 0 else { throw PilotError.incomplete }
    guard !solutions.isEmpty else { throw PilotError.noSolutions }
    let root = search.changePoint.root
    guard
      let (fitted, likelihood) = ChangePointFit.prior(of: solutions, root: root)
    else { throw PilotError.swapped(solutions: solutions.count) }
    let row = FittedPrior(
      parameters: fitted.json.serialized(), solutions: solutions.count, logLikelihood: likelihood)
    let description = priorDescription(selection)
    try await context.store.write { (store) throws(DatabaseError) in
      try store.record(row, settings: description)
    }
    return fitted
  }

  /// What a pilot would ask, where one is still to be done, for the survey of the stage's context.
  ///
  /// - Returns: the prior that an earlier pilot gave.
  public func surveyPilot(_ selection: ProblemSelection) async throws -> ChangePointPrior? {
    if let stored = try await storedPrior(selection) { return stored }
    if case .shard? = selection.part { return nil }
    _ = try await pilot.pilotSolutions(selection)
    return nil
  }

  /// The stage that labels the pilot's solutions.
  private var pilot: LabelStage {
    LabelStage(
      context: context, settings: settings.with(rollouts: Self.pilotRollouts),
      method: .mathShepherd,
      reading: SolutionReading(
        authors: reading.authors, purpose: reading.purpose,
        verdicts: [.correct, .incorrect, .unanswered]))
  }

  /// Everything that decides the prior, as a JSON object.
  private func priorDescription(_ selection: ProblemSelection) -> String {
    let labels = pilot.describedSettings
    let policies = reading.authors.map { "\($0.key)" }.joined(separator: " ")
    return JSONValue([
      JSONMember("suite", JSONValue(selection.suite)),
      JSONMember("split", JSONValue(selection.split)),
      JSONMember("policy_key", JSONValue(policies)),
      JSONMember("root", JSONValue(search.changePoint.root.rawValue)),
      JSONMember("labels", JSONValue(labels)), JSONMember("version", JSONValue(2)),
      JSONMember("start", JSONValue(selection.start)),
      JSONMember("limit", selection.limit.map { JSONValue($0) } ?? .null),
    ]).serialized()
  }

  private func storedPrior(_ selection: ProblemSelection) async throws -> ChangePointPrior? {
    let description = priorDescription(selection)
    let stored = try await context.store.read { (store) throws(DatabaseError) in
      try store.prior(settings: description)
    }
    return try stored.map {
      try ChangePointPrior(JSONValue.parse(Array($0.parameters.utf8)))
    }
  }

  /// Labels the pilot's solutions and reads their counts.
  private func pilotSolutions(
    _ selection: ProblemSelection
  ) async throws -> (solutions: [PilotSolution], progress: DriverProgress) {
    var pages = ProblemPages(store: context.store, selection: selection)
    var waiting: [SolutionToLabel] = []
    var taken: [SolutionToLabel] = []
    let progress = try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<SearchProcedure>? in
      while waiting.isEmpty {
        guard let stored = try await pages.next() else { return nil }
        guard ProblemPart.pilot(seed: settings.seed).holds(root: stored.problem) else { continue }
        waiting = try await self.solutions(of: stored).reversed()
      }
      let solution = waiting.removeLast()
      taken.append(solution)
      return task(solution)
    } finish: { (task, labelling, store) throws(DatabaseError) in
      try write(labelling, to: store)
    }
    guard !progress.stopped, progress.open == 0 else { return ([], progress) }
    let (method, description) = (method.rawValue, describedSettings)
    let pilot = taken
    let solutions = try await context.store.read { (store) throws(DatabaseError) in
      var found: [PilotSolution] = []
      for solution in pilot {
        guard let id = try store.solutionID(solution.completion) else { continue }
        let labels = try store.labels(solution: id, method: method, settings: description)
        guard labels.count == solution.steps.count else { continue }
        found.append(
          PilotSolution(
            solution.outline(usesArithmetic: false), counts: labels.dropLast().map(\.counts)))
      }
      return found
    }
    return (solutions, progress)
  }
}
