import Corpus

/// Labels steps in order, one rollout after the other, and stops as soon as it can.
///
/// A step is right at the first correct rollout (with the rule's threshold, at the first that
/// reaches it) and wrong after N rollouts without; the scan ends at the first wrong step, and the
/// steps after it are not looked at. It takes the same rollouts in the same order as
/// ``MathShepherdSearch``, so its hard labels up to there are the same, for fewer tokens. Counts
/// that stopped at a success are biased upwards and are no soft label. A step whose equation is known
/// to be false is wrong without a rollout.
public struct SequentialSearch: StepSearch {
  private let outline: SolutionOutline
  private let rollouts: Int
  private let rule: RolloutRule
  private var tally: StepTally
  private var step = 0
  private var labels: [Label] = []

  /// Makes the search of one solution.
  public init(_ outline: SolutionOutline, rollouts: Int, rule: RolloutRule = RolloutRule()) {
    self.outline = outline.cut
    self.rollouts = rollouts
    self.rule = rule
    tally = StepTally(steps: self.outline.steps)
  }

  /// All rollouts of this step and of those after it.
  public var furtherDraws: [Draw] {
    tally.remaining(outline.inner.dropFirst(step), limit: rollouts)
  }

  /// Counts the last rollout and asks for the next.
  public mutating func advance(_ outcomes: [RolloutOutcome?]) -> SearchMove {
    tally.take(outcomes)
    let asked = tally.asked[step]
    if asked > 0, tally.counts[step].correct >= rule.threshold || asked == rollouts {
      let counts = tally.counts[step]
      let (value, reason) = rule.value(counts)
      labels.append(
        Label(
          step: step, value: value, method: LabelMethod.sequential.rawValue, counts: counts,
          stopping: .firstSuccess,
          interval: SuccessInterval.of(
            counts, stopping: .firstSuccess, threshold: rule.threshold), reason: reason))
      step += 1
      if value != .positive { return .finish(SearchResult(labels: labels)) }
    }
    guard outline.inner.contains(step) else {
      labels.append(lastLabel(outline, method: LabelMethod.sequential.rawValue))
      return .finish(SearchResult(labels: labels))
    }
    return tally.draw([(step, 1)])
  }
}
