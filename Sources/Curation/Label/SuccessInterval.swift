import Corpus
import Evaluation
import Glibc

/// Intervals of a prefix's success rate from judged rollouts.
public enum SuccessInterval {
  /// The 95 % interval of the success rate of a prefix; `nil` without any rollout.
  ///
  /// With a fixed number of rollouts it is Wilson's. Where the rollouts ended at the first
  /// success, the number of trials T is what is random: P(T ≤ t) = 1 − (1 − p)^t, and inverting
  /// both tails at 2.5 % gives [1 − .975^(1/t), 1 − .025^(1/(t − 1))]; after 0 of n it is
  /// [0, 1 − .025^(1/n)]. Wilson's interval on such counts covers only about 80 % at p = .2
  /// (optional stopping). Rollouts that say nothing widen the interval: the lower end counts them
  /// as failures, the upper end as successes.
  public static func of(_ counts: RolloutCounts, stopping: StoppingRule) -> ClosedRange<Double>? {
    guard counts.total > 0 else { return nil }
    switch stopping {
    case .fixed:
      let low = Interval.wilson(successes: counts.correct, trials: counts.total).low
      let high = Interval.wilson(
        successes: counts.correct + counts.undetermined, trials: counts.total
      ).high
      return low...high
    case .firstSuccess:
      return firstSuccess(counts)
    }
  }

  private static func firstSuccess(_ counts: RolloutCounts) -> ClosedRange<Double> {
    let trials = Double(counts.total)
    guard counts.correct > 0 else {
      guard counts.undetermined == 0 else { return 0...1 }
      return 0...(1 - root(0.025, trials))
    }
    let low = 1 - root(0.975, trials)
    // An undetermined rollout before the success might have been the first success.
    let sureFailures = counts.undetermined == 0 ? trials - 1 : 0
    let high = sureFailures == 0 ? 1 : 1 - root(0.025, sureFailures)
    return low...high
  }
}

private func root(_ value: Double, _ degree: Double) -> Double { pow(value, 1 / degree) }
