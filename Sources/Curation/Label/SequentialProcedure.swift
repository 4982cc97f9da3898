import Answers
import Corpus
import Generation

/// Labels steps in order, one rollout after the other, and stops as soon as it can.
///
/// A step is right at the first correct rollout (with the rule's threshold, at the first that
/// reaches it) and wrong after N rollouts without; the scan ends at the first wrong step, and the
/// steps after it are not looked at. It takes the same rollouts in the same order as
/// `MathShepherdProcedure`, so its hard labels up to there are the same, for fewer tokens. Counts
/// that stopped at a success are biased upwards and are no soft label.
public struct SequentialProcedure: Procedure {
  /// The method's name in labels.
  public static let method = "sequential"
  private let solution: SolutionToLabel
  private let settings: LabelSettings
  private var step = 0
  private var asked = 0
  private var counts = RolloutCounts()
  private var evidence: [ContentKey] = []
  private var labels: [Label] = []
  private var judged: [JudgedReply] = []

  /// Makes the procedure for one solution with at least one step.
  public init(_ solution: SolutionToLabel, settings: LabelSettings) {
    self.solution = solution
    self.settings = settings
  }

  /// All rollouts that were not asked for yet.
  public var furtherRequests: [Request]? {
    (step..<max(step, solution.steps.count - 1)).flatMap {
      settings.requests(solution, step: $0, ($0 == step ? asked : 0)..<settings.rollouts)
    }
  }

  /// Counts the last rollout and asks for the next.
  public mutating func advance(_ replies: [Reply]) -> Move<Labelling> {
    for reply in replies {
      guard let result = settings.judge.judge(reply, gold: solution.problem.gold) else { continue }
      counts.add(result.verdict, finish: result.finish)
      evidence.append(result.key)
      judged.append(result)
    }
    if asked > 0, counts.correct >= settings.rule.threshold || asked == settings.rollouts {
      if labelStep() != .positive { return finish() }
    }
    guard step < solution.steps.count - 1 else {
      labels.append(settings.lastLabel(solution, method: Self.method))
      return finish()
    }
    asked += 1
    return .ask(settings.requests(solution, step: step, asked - 1..<asked))
  }

  private mutating func labelStep() -> LabelValue {
    let (value, reason) = settings.rule.value(counts)
    labels.append(
      Label(
        step: step, value: value, method: Self.method, counts: counts, stopping: .firstSuccess,
        interval: SuccessInterval.of(
          counts, stopping: .firstSuccess, threshold: settings.rule.threshold),
        reason: reason, evidence: evidence))
    step += 1
    asked = 0
    counts = RolloutCounts()
    evidence = []
    return value
  }

  private func finish() -> Move<Labelling> {
    .finish(
      Labelling(
        completion: solution.completion, stepTexts: solution.stepTexts, labels: labels,
        rollouts: judged))
  }
}
