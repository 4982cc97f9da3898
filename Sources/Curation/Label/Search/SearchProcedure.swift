import Answers
import Corpus
import Generation

/// A search of one solution's steps by rollouts of a model.
///
/// Turns what the search draws into requests with the purpose `rollout`, so that every search of a
/// solution shares its rollouts with all others, and judges the replies.
public struct SearchProcedure: Procedure {
  private let solution: SolutionToLabel
  private let settings: LabelSettings
  private var search: any StepSearch
  private var asked: [Int] = []
  private var evidence: [[ContentKey]]
  private var judged: [JudgedReply] = []

  /// Makes the procedure for one solution with at least one step.
  public init(_ solution: SolutionToLabel, settings: LabelSettings, search: any StepSearch) {
    self.solution = solution
    self.settings = settings
    self.search = search
    evidence = Array(repeating: [], count: solution.steps.count)
  }

  /// Makes the procedure of a method; `nil` for one that searches problems and not solutions.
  public init?(
    _ solution: SolutionToLabel, method: LabelMethod, settings: LabelSettings,
    search: SearchSettings = SearchSettings()
  ) {
    guard
      let search = search.search(
        method, solution.outline(usesArithmetic: search.usesArithmetic),
        rollouts: settings.rollouts, rule: settings.rule)
    else { return nil }
    self.init(solution, settings: settings, search: search)
  }

  /// What the search may still draw.
  public var furtherRequests: [FurtherRequest]? {
    search.furtherDraws.flatMap {
      settings.requests(solution, step: $0.step, $0.indices).map { FurtherRequest($0) }
    }
  }

  /// Judges the last rollouts and asks for the next.
  public mutating func advance(_ replies: [Reply]) -> Move<Labelling> {
    var outcomes: [RolloutOutcome?] = []
    for (step, reply) in zip(asked, replies) {
      guard let result = settings.judge.judge(reply, gold: solution.problem.gold) else {
        outcomes.append(nil)
        continue
      }
      outcomes.append(RolloutOutcome(result.verdict, finish: result.finish))
      evidence[step].append(result.key)
      judged.append(result)
    }
    switch search.advance(outcomes) {
    case .draw(let draws):
      asked = draws.flatMap { draw in draw.indices.map { _ in draw.step } }
      return .ask(draws.flatMap { settings.requests(solution, step: $0.step, $0.indices) })
    case .finish(let result):
      return .finish(
        Labelling(
          completion: solution.completion, stepTexts: solution.stepTexts,
          labels: result.labels.map { $0.with(evidence: evidence[$0.step]) }, rollouts: judged,
          violations: result.violations, confidence: result.confidence))
    }
  }
}
