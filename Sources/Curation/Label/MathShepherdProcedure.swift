import Answers
import Corpus
import Generation

/// Math-Shepherd's labels (2312.08935, section 3.2): N rollouts of every prefix.
///
/// The hard estimate of a step is whether at least `threshold` rollouts are correct, the soft
/// estimate their share; both come from the counts that every label carries. The last step has no
/// rollouts: its prefix is the whole solution, whose answer has been judged.
public struct MathShepherdProcedure: Procedure {
  /// The method's name in labels.
  public static let method = "math-shepherd"
  private let solution: SolutionToLabel
  private let settings: LabelSettings
  private var isAsked = false

  /// Makes the procedure for one solution with at least one step.
  public init(_ solution: SolutionToLabel, settings: LabelSettings) {
    self.solution = solution
    self.settings = settings
  }

  /// None: all are asked for at once.
  public var furtherRequests: [Request]? { [] }

  /// Asks for all rollouts at once, then labels.
  public mutating func advance(_ replies: [Reply]) -> Move<Labelling> {
    let inner = solution.steps.count - 1
    if !isAsked {
      isAsked = true
      let requests = (0..<inner).flatMap {
        settings.requests(solution, step: $0, 0..<settings.rollouts)
      }
      if !requests.isEmpty { return .ask(requests) }
    }
    var labels: [Label] = []
    var judged: [JudgedReply] = []
    for step in 0..<inner {
      var counts = RolloutCounts()
      var evidence: [ContentKey] = []
      let start = step * settings.rollouts
      for reply in replies[start..<min(start + settings.rollouts, replies.count)] {
        guard let result = settings.judge.judge(reply, gold: solution.problem.gold) else {
          continue
        }
        counts.add(result.verdict, finish: result.finish)
        evidence.append(result.key)
        judged.append(result)
      }
      let (value, reason) = settings.rule.value(counts)
      labels.append(
        Label(
          step: step, value: value, method: Self.method, counts: counts, stopping: .fixed,
          interval: SuccessInterval.of(counts, stopping: .fixed), reason: reason,
          evidence: evidence))
    }
    labels.append(settings.lastLabel(solution, method: Self.method))
    return .finish(
      Labelling(
        completion: solution.completion, stepTexts: solution.stepTexts, labels: labels,
        rollouts: judged))
  }
}
