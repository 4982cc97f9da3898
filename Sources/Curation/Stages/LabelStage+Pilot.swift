import Corpus
import Evaluation
import Generation
import JSON
import Storage

/// Why a prior could not be fitted.
public enum PilotError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The selection's tenth holds too few problems to learn anything from.
  case tooFew(problems: Int, least: Int)
  /// The pilot was stopped, or lacks replies, before all of its solutions were labelled.
  case incomplete
  /// What the fit calls a wrong prefix recovers too often to be one.
  case swapped(solutions: Int)
  /// A shard has no prior and too few problems to fit its own.
  case beforeShards

  /// What is wrong and the way out.
  public var description: String {
    switch self {
    case .tooFew(let problems, let least):
      "a pilot on a tenth of these problems would have \(problems) with solutions; from \(least) "
        + "on one is made"
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
  /// The fewest problems of a pilot: the fewest with which beliefs were measured to serve on the whole
  /// better than the shipped ones (`Docs/labelling.md`).
  public static let leastPilotProblems = 8

  /// The most problems of a pilot: more teach it little.
  public static let mostPilotProblems = 128

  /// The beliefs of the change-point model and what they took.
  public struct PilotPrior: Sendable {
    /// The beliefs.
    public let prior: ChangePointPrior
    /// The pilot's work in this run; all zero where the prior was stored before.
    public let progress: DriverProgress

    /// Makes beliefs.
    public init(prior: ChangePointPrior, progress: DriverProgress) {
      self.prior = prior
      self.progress = progress
    }
  }

  /// The prior of the change-point model for this policy and completer, from a pilot.
  ///
  /// Labels the solutions of a keyed tenth of the selection's root problems, of at most
  /// `mostPilotProblems`, with `pilotRollouts` rollouts of every prefix, by Math-Shepherd, and fits the prior to the counts
  /// (``ChangePointFit``); what a false equation is worth stays as shipped. The result is stored, and
  /// later runs with the same settings read it, whatever part of the split they select: a run that was
  /// killed, and one that labels more, believe the same. A pilot for shards of which there would be too
  /// few problems stores the shipped beliefs.
  public func pilotPrior(
    _ selection: ProblemSelection, leastProblems: Int = leastPilotProblems
  ) async throws -> PilotPrior {
    let (pilot, description) = (pilot, pilotDescription(selection))
    if let stored = try await storedPrior(selection) {
      return PilotPrior(prior: stored, progress: DriverProgress())
    }
    if case .shard? = selection.part { throw PilotError.beforeShards }
    let chosen = try await pilot.pilotSolutions(selection)
    let problems = Set(chosen.map(\.problem.rootKey)).count
    guard problems >= leastProblems else {
      guard case .pilot? = selection.part else {
        throw PilotError.tooFew(problems: problems, least: leastProblems)
      }
      try await record(.shipped, solutions: 0, logLikelihood: 0, settings: description)
      return PilotPrior(prior: .shipped, progress: DriverProgress())
    }
    let (solutions, progress) = try await pilot.labelled(chosen)
    guard
      let (fitted, likelihood) = ChangePointFit.prior(
        of: solutions, root: search.changePoint.root)
    else { throw PilotError.swapped(solutions: solutions.count) }
    try await record(
      fitted, solutions: solutions.count, logLikelihood: likelihood, settings: description)
    return PilotPrior(prior: fitted, progress: progress)
  }

  /// What a pilot would ask, where one is still to be done, for the survey of the stage's context.
  ///
  /// - Returns: the prior that an earlier pilot gave.
  public func surveyPilot(
    _ selection: ProblemSelection, leastProblems: Int = leastPilotProblems
  ) async throws -> ChangePointPrior? {
    if let stored = try await storedPrior(selection) { return stored }
    if case .shard? = selection.part { return nil }
    let chosen = try await pilot.pilotSolutions(selection)
    guard Set(chosen.map(\.problem.rootKey)).count >= leastProblems else { return nil }
    do {
      _ = try await pilot.labelled(chosen)
    } catch PilotError.incomplete {
      // What it lacks is what the survey took note of.
    }
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

  private func storedPrior(_ selection: ProblemSelection) async throws -> ChangePointPrior? {
    let description = pilotDescription(selection)
    let stored = try await context.store.read { (store) throws(DatabaseError) in
      try store.prior(settings: description)
    }
    return try stored.map { try ChangePointPrior(JSONValue.parse(Array($0.parameters.utf8))) }
  }

  /// What a stored prior is known by: everything that decides it but which problems were there.
  private func pilotDescription(_ selection: ProblemSelection) -> String {
    let labels = pilot.describedSettings
    return JSONValue([
      JSONMember("suite", JSONValue(selection.suite)),
      JSONMember("split", JSONValue(selection.split)),
      JSONMember(
        "policy_key", JSONValue(reading.authors.map { "\($0.key)" }.joined(separator: " "))),
      JSONMember("root", JSONValue(search.changePoint.root.rawValue)),
      JSONMember("labels", JSONValue(labels)), JSONMember("version", JSONValue(4)),
    ]).serialized()
  }

  private func record(
    _ prior: ChangePointPrior, solutions: Int, logLikelihood: Double, settings: String
  ) async throws {
    let row = FittedPrior(
      parameters: prior.json.serialized(), solutions: solutions, logLikelihood: logLikelihood)
    try await context.store.write { (store) throws(DatabaseError) in
      try store.record(row, settings: settings)
    }
  }

  /// The tokens of the rollouts that the pilot of a selection rests on, whichever run made them; 0
  /// where it has too few problems for one.
  public func pilotTokens(
    _ selection: ProblemSelection, leastProblems: Int = leastPilotProblems
  ) async throws -> Int {
    let pilot = pilot
    let chosen = try await pilot.pilotSolutions(selection)
    guard Set(chosen.map(\.problem.rootKey)).count >= leastProblems else { return 0 }
    // Solutions that begin alike share rollouts.
    var keys: Set<ContentKey> = []
    for solution in chosen {
      for step in solution.steps.indices.dropLast() {
        for request in pilot.settings.requests(solution, step: step, 0..<pilot.settings.rollouts) {
          keys.insert(request.key(model: context.generator.model))
        }
      }
    }
    let asked = keys
    return try await context.store.read { (store) throws(DatabaseError) in
      var tokens = 0
      for key in asked { tokens += try store.completion(key)?.completionTokens ?? 0 }
      return tokens
    }
  }

  /// The solutions of a keyed tenth of the selection's root problems, of no more than
  /// `mostPilotProblems`.
  private func pilotSolutions(_ selection: ProblemSelection) async throws -> [SolutionToLabel] {
    var pages = ProblemPages(store: context.store, selection: selection)
    var chosen: [ContentKey: (place: Double, solutions: [SolutionToLabel])] = [:]
    while let stored = try await pages.next() {
      let place = ProblemPart.pilotPlace(of: stored.problem, seed: settings.seed)
      guard place < Self.pilotShare else { continue }
      let solutions = try await solutions(of: stored)
      guard !solutions.isEmpty else { continue }
      chosen[stored.problem.rootKey, default: (place, [])].solutions += solutions
    }
    return chosen.sorted { ($0.value.place, $0.key) < ($1.value.place, $1.key) }
      .prefix(Self.mostPilotProblems).flatMap(\.value.solutions)
  }

  /// Labels the pilot's solutions and reads their counts.
  private func labelled(
    _ chosen: [SolutionToLabel]
  ) async throws -> (solutions: [PilotSolution], progress: DriverProgress) {
    var waiting = chosen.reversed().map { $0 }
    let progress = try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<SearchProcedure>? in
      waiting.popLast().map(task)
    } finish: { (task, labelling, store) throws(DatabaseError) in
      try write(labelling, to: store)
    }
    guard !progress.stopped, progress.open == 0 else { throw PilotError.incomplete }
    let (method, description) = (method.rawValue, describedSettings)
    let solutions = try await context.store.read { (store) throws(DatabaseError) in
      var found: [PilotSolution] = []
      for solution in chosen {
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
