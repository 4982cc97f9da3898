import Answers
import Corpus
import Evaluation
import Generation
import Storage

/// Criticises stored solutions and stores them as they were written anew, judged.
public struct ReviseStage: Sendable {
  /// The stage's name in outcomes and runs.
  public static let name = "revise"
  let context: StageContext
  let settings: RevisionSettings
  let reading: SolutionReading
  let splitter: StepSplitter

  /// Makes the stage; the context's generator criticises and writes.
  public init(
    context: StageContext, settings: RevisionSettings, reading: SolutionReading,
    splitter: StepSplitter
  ) {
    self.context = context
    self.settings = settings
    self.reading = reading
    self.splitter = splitter
  }

  /// Works through the distinct solutions of the selection's problems.
  public func run(_ selection: ProblemSelection) async throws -> DriverProgress {
    var pages = reading.pages(selection, in: context.store)
    let writer = SolutionWriter(
      model: context.generator.model, judge: settings.judge, splitter: splitter)
    return try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<RevisionProcedure>? in
      guard let solution = try await pages.next() else { return nil }
      return ProcedureTask(
        key: key(solution), problem: solution.problem,
        procedure: RevisionProcedure(solution, settings: settings))
    } finish: { (task, revision, store) throws(DatabaseError) in
      try writer.write(revision.revised, problem: task.problem, into: store)
      let verdicts = revision.revised.map(\.verdict.rawValue).joined(separator: ", then ")
      return Outcome(
        .kept, reason: revision.revised.isEmpty ? "not revised" : "", detail: verdicts)
    }
  }

  private func key(_ solution: SolutionToLabel) -> ContentKey {
    var hasher = ContentHasher("task \(Self.name)")
    hasher.add(solution.completion)
    hasher.add(context.generator.model.key)
    hasher.add(settings.critique.key)
    hasher.add(settings.revise.key)
    hasher.add(settings.sampling.key)
    hasher.add(settings.rounds)
    hasher.add(settings.judge.identity.description)
    hasher.add(settings.seed)
    return hasher.key
  }
}
