import Corpus

/// Labels steps in order by a sequential test of each, with stated error rates.
///
/// A prefix's rollouts are drawn one by one until ``AnytimeTest`` calls it right or wrong; a prefix
/// that is undecided after the last rollout that it may have gets an abstention. The scan ends at
/// the first step that is not right.
public struct AdaptiveSearch: StepSearch {
  private let outline: SolutionOutline
  private let rollouts: Int
  private let test: AnytimeTest
  private var tally: StepTally
  private var step = 0
  private var labels: [Label] = []

  /// Makes the search of one solution.
  ///
  /// - Parameter rollouts: the most of one prefix.
  public init(_ outline: SolutionOutline, rollouts: Int, test: AnytimeTest) {
    self.outline = outline
    self.rollouts = rollouts
    self.test = test
    tally = StepTally(steps: outline.steps)
  }

  /// All rollouts of this step and of those after it.
  public var furtherDraws: [Draw] {
    tally.remaining(outline.inner.dropFirst(step), limit: rollouts)
  }

  /// Looks at the test and asks for the next rollout.
  public mutating func advance(_ outcomes: [RolloutOutcome?]) -> SearchMove {
    let method = LabelMethod.adaptive.rawValue
    tally.take(outcomes)
    let counts = tally.counts[step]
    let asked = tally.asked[step]
    if asked > 0 {
      let decision = test.decision(
        successes: counts.correct, failures: counts.trials - counts.correct)
      if decision != nil || asked >= rollouts {
        labels.append(
          Label(
            step: step, value: decision ?? .abstain, method: method, counts: counts,
            stopping: .anytime, interval: SuccessInterval.of(counts, stopping: .anytime),
            reason: decision == nil ? "undecided after \(asked) rollouts" : nil))
        step += 1
        if decision != .positive { return .finish(SearchResult(labels: labels)) }
      }
    }
    // A false equation needs no rollouts, and nothing after it is looked at.
    if let equation = outline.firstFalseEquation, equation == step, outline.inner.contains(step) {
      labels.append(falseEquationLabel(step, method: method))
      return .finish(SearchResult(labels: labels))
    }
    guard outline.inner.contains(step) else {
      labels.append(lastLabel(outline, method: method))
      return .finish(SearchResult(labels: labels))
    }
    return tally.draw([(step, 1)])
  }
}
