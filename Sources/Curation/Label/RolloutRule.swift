import Corpus

/// How the counts of a prefix's rollouts become a hard label.
public struct RolloutRule: Hashable, Sendable {
  /// How many correct rollouts make a step right; 1 is Math-Shepherd's hard estimate (2312.08935,
  /// section 3.2).
  public let threshold: Int

  /// Makes a rule.
  ///
  /// - Parameter threshold: at least 1.
  public init(threshold: Int = 1) {
    precondition(threshold >= 1, "a step cannot be right without a correct rollout")
    self.threshold = threshold
  }

  /// The label of a step, and why when it is not the counts that decide.
  ///
  /// Abstains where the rollouts that say nothing (cut or undecided) could still change it.
  public func value(_ counts: RolloutCounts) -> (value: LabelValue, reason: String?) {
    if counts.correct >= threshold { return (.positive, nil) }
    if counts.total == 0 { return (.abstain, "no rollout") }
    if counts.correct + counts.undetermined >= threshold {
      return (.abstain, "\(counts.undetermined) rollouts undetermined")
    }
    return (.negative, nil)
  }
}
