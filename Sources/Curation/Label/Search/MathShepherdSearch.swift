import Corpus

/// Math-Shepherd's labels (2312.08935, section 3.2): N rollouts of every prefix.
///
/// The hard estimate of a step is whether at least `threshold` rollouts are correct, the soft
/// estimate their share; both come from the counts that every label carries. The last step has no
/// rollouts: its prefix is the whole solution, whose answer has been judged. Nothing is drawn at or
/// after a step whose equation is known to be false: it is wrong.
public struct MathShepherdSearch: StepSearch {
  private let outline: SolutionOutline
  private let rollouts: Int
  private let rule: RolloutRule
  private var tally: StepTally
  private var isAsked = false

  /// Makes the search of one solution.
  public init(_ outline: SolutionOutline, rollouts: Int, rule: RolloutRule = RolloutRule()) {
    self.outline = outline.cut
    self.rollouts = rollouts
    self.rule = rule
    tally = StepTally(steps: self.outline.steps)
  }

  /// All rollouts, until they are asked for at once.
  public var furtherDraws: [Draw] {
    isAsked ? [] : tally.remaining(outline.inner, limit: rollouts)
  }

  /// Asks for all rollouts at once, then labels.
  public mutating func advance(_ outcomes: [RolloutOutcome?]) -> SearchMove {
    tally.take(outcomes)
    if !isAsked, !outline.inner.isEmpty {
      isAsked = true
      return tally.draw(outline.inner.map { ($0, rollouts) })
    }
    let method = LabelMethod.mathShepherd.rawValue
    var labels = outline.inner.map { step in
      let counts = tally.counts[step]
      let (value, reason) = rule.value(counts)
      return Label(
        step: step, value: value, method: method, counts: counts, stopping: .fixed,
        interval: SuccessInterval.of(counts, stopping: .fixed), reason: reason)
    }
    labels.append(lastLabel(outline, method: method))
    return .finish(SearchResult(labels: labels))
  }
}
