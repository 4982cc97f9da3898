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
    let pilot = pilot
    let labels = pilot.describedSettings
    let policies = reading.authors.map { "\($0.key)" }.joined(separator: " ")
    let description = JSONValue([
      JSONMember("suite", JSONValue(selection.suite)),
      JSONMember("split", JSONValue(selection.split)),
      JSONMember("policy_key", JSONValue(policies)),
      JSONMember("root", JSONValue(search.changePoint.root.rawValue)),
      JSONMember("labels", JSONValue(labels)), JSONMember("version", JSONValue(2)),
      JSONMember("start", JSONValue(selection.start)),
      JSONMember("limit", selection.limit.map { JSONValue($0) } ?? .null),
    ]).serialized()
    let stored = try await context.store.read { (store) throws(DatabaseError) in
      try store.prior(settings: description)
    }
    if let stored { return try ChangePointPrior(JSONValue.parse(Array(stored.parameters.utf8))) }
    if case .shard? = selection.part { throw PilotError.beforeShards }
    let solutions = try await pilot.pilotSolutions(selection)
    guard !solutions.isEmpty else { throw PilotError.noSolutions }
    let root = search.changePoint.root
    guard
      let (fitted, likelihood) = ChangePointFit.prior(of: solutions, root: root)
    else { throw PilotError.swapped(solutions: solutions.count) }
    let row = FittedPrior(
      parameters: fitted.json.serialized(), solutions: solutions.count, logLikelihood: likelihood)
    try await context.store.write { (store) throws(DatabaseError) in
      try store.record(row, settings: description)
    }
    return fitted
  }

  /// The tokens of the pilot's rollouts, whichever run made them.
  public func pilotTokens(_ selection: ProblemSelection) async throws -> Int {
    let pilot = pilot
    var pages = ProblemPages(store: context.store, selection: selection)
    var tokens = 0
    while let stored = try await pages.next() {
      guard ProblemPart.pilot(seed: settings.seed).holds(root: stored.problem) else { continue }
      // Solutions that begin alike share rollouts.
      var keys: Set<ContentKey> = []
      for solution in try await pilot.solutions(of: stored) {
        for step in solution.steps.indices.dropLast() {
          for request in pilot.settings.requests(solution, step: step, 0..<pilot.settings.rollouts)
          {
            keys.insert(request.key(model: context.generator.model))
          }
        }
      }
      let asked = keys
      tokens += try await context.store.read { (store) throws(DatabaseError) in
        var tokens = 0
        for key in asked { tokens += try store.completion(key)?.completionTokens ?? 0 }
        return tokens
      }
    }
    return tokens
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

  /// Labels the pilot's solutions and reads their counts.
  private func pilotSolutions(_ selection: ProblemSelection) async throws -> [PilotSolution] {
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
    guard !progress.stopped, progress.open == 0 else { throw PilotError.incomplete }
    let (method, description) = (method.rawValue, describedSettings)
    let pilot = taken
    return try await context.store.read { (store) throws(DatabaseError) in
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
  }
}
