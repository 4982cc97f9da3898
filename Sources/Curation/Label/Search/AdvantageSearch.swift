import Corpus

/// What steps are worth: N rollouts of every prefix, Q after each step less Q before it.
///
/// The root's Q is that of the problem's other samples. A step with an advantage of at least
/// `critical` is a critical step; one of at most −`critical` in a right solution is spurious, and
/// is called so in the label's reason; in a wrong one the first step with the lowest Q is its first
/// pit (Setlur et al., 2406.14532; Self-Explore, 2404.10346). The value of the label is
/// Math-Shepherd's. A posterior is stated for K = 1, where Q is the chance of the step itself; the
/// best of more says nothing of it. A step whose equation is known to be false is wrong, and the
/// last that is looked at: it has no advantage, which would rest on its rollouts.
public struct AdvantageSearch: StepSearch {
  private let outline: SolutionOutline
  private let rollouts: Int
  private let rule: RolloutRule
  private let completions: Int
  private let critical: Double
  private var tally: StepTally
  private var isAsked = false

  /// Makes the search of one solution.
  ///
  /// - Parameters:
  ///   - rollouts: of each prefix, at least `completions`.
  ///   - completions: K of the best-of-K completer whose success rate Q is.
  ///   - critical: how large an advantage makes a step critical or spurious.
  public init(
    _ outline: SolutionOutline, rollouts: Int, rule: RolloutRule = RolloutRule(),
    completions: Int = 1, critical: Double = 0.3
  ) {
    precondition(rollouts >= completions, "the best of K needs K rollouts")
    self.outline = outline.cut
    self.rollouts = rollouts
    self.rule = rule
    self.completions = completions
    self.critical = critical
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
    let values = StepValues.steps(
      root: outline.others, counts: Array(tally.counts.dropLast()), verdict: outline.verdict,
      completions: completions)
    let isWrong = outline.verdict == .incorrect || outline.verdict == .unanswered
    let pit = isWrong ? StepValues.firstPit(values) : nil
    let method = LabelMethod.advantage.rawValue
    let last = lastLabel(outline, method: method)
    let labels = values.enumerated().map { step, value in
      let isInner = outline.inner.contains(step)
      let counts = tally.counts[step]
      let (judged, unsure) = isInner ? rule.value(counts) : (last.value, last.reason)
      return Label(
        step: step, value: judged, method: method, counts: counts,
        stopping: isInner ? .fixed : nil,
        interval: isInner ? SuccessInterval.of(counts, stopping: .fixed) : nil,
        posterior: isInner && completions == 1 ? value.quality : nil,
        advantage: step == outline.firstFalseEquation ? nil : value.advantage,
        reason: unsure == nil || !isInner ? kind(value, step, pit: pit) ?? unsure : unsure)
    }
    return .finish(SearchResult(labels: labels))
  }

  private func kind(_ value: StepValues.Step, _ step: Int, pit: Int?) -> String? {
    if step == outline.firstFalseEquation { return nil }
    if step == pit { return "first pit" }
    guard let advantage = value.advantage else { return nil }
    if advantage >= critical { return "critical" }
    return advantage <= -critical && outline.verdict == .correct ? "spurious" : nil
  }
}
