import Corpus
import Evaluation
import Glibc

/// Intervals of a prefix's success rate from judged rollouts.
public enum SuccessInterval {
  /// The 95 % interval of the success rate of a prefix; `nil` without any rollout.
  ///
  /// With a fixed number of rollouts it is Wilson's. Where the rollouts ended at the k-th success,
  /// the number of trials T is what is random: T ≤ t exactly when t trials hold at least k
  /// successes, and inverting both tails at 2.5 % gives [Beta⁻¹(.025; k, t − k + 1),
  /// Beta⁻¹(.975; k, t − k)]; for k = 1 these are 1 − .975^(1/t) and 1 − .025^(1/(t − 1)). Where
  /// all N were made and k not reached, it is the interval of Clopper and Pearson. Wilson's
  /// interval on such counts covers only about 80 % at p = .2 (optional stopping). Rollouts that
  /// say nothing widen the interval: the lower end counts them as failures, the upper end as
  /// successes.
  ///
  /// - Parameters:
  ///   - counts: the rollouts by how they ended.
  ///   - stopping: whether their number was fixed.
  ///   - threshold: the number of successes at which they ended, where it was not.
  public static func of(
    _ counts: RolloutCounts, stopping: StoppingRule, threshold: Int = 1
  ) -> ClosedRange<Double>? {
    guard counts.total > 0 else { return nil }
    switch stopping {
    case .fixed:
      let low = Interval.wilson(successes: counts.correct, trials: counts.total).low
      let high = Interval.wilson(
        successes: counts.correct + counts.undetermined, trials: counts.total
      ).high
      return low...high
    case .firstSuccess:
      let low = Interval.clopperPearson(successes: counts.correct, trials: counts.total).low
      return low...stoppedHigh(counts, threshold: threshold)
    case .anytime:
      let low = anytime(counts.correct, counts.total - counts.correct).lowerBound
      let high = anytime(
        counts.correct + counts.undetermined, counts.trials - counts.correct
      ).upperBound
      return low...high
    }
  }

  /// The rates that a mixture of likelihood ratios has never spoken against at 1 : 20.
  ///
  /// {p : p^s (1 − p)^f ≥ .05 · B(s + ½, f + ½) / B(½, ½)}: the 95 % confidence sequence of the
  /// Beta(½, ½) mixture (Robbins 1970, as in ``AnytimeTest``), which covers at every number of
  /// trials at once, however that number came about.
  static func anytime(_ successes: Int, _ failures: Int) -> ClosedRange<Double> {
    let (s, f) = (Double(successes), Double(failures))
    guard s + f > 0 else { return 0...1 }
    let bound = log(0.05) + logBeta(s + 0.5, f + 0.5) - logBeta(0.5, 0.5)
    let isInside = { (p: Double) in logLikelihood(p, successes, failures) >= bound }
    let peak = s / (s + f)
    func edge(outside: Double) -> Double {
      guard !isInside(outside) else { return outside }
      var (out, inside) = (outside, peak)
      for _ in 0..<60 {
        let middle = (out + inside) / 2
        if isInside(middle) { inside = middle } else { out = middle }
      }
      return inside
    }
    return edge(outside: 0)...edge(outside: 1)
  }

  private static func stoppedHigh(_ counts: RolloutCounts, threshold: Int) -> Double {
    // Had an undetermined rollout been a success, the rollouts might have ended with it.
    guard counts.undetermined == 0 else { return 1 }
    guard counts.correct >= threshold else {
      return Interval.clopperPearson(successes: counts.correct, trials: counts.total).high
    }
    // The last trial is a success by construction; what is random are those before it.
    return Interval.clopperPearson(
      successes: counts.correct - 1, trials: counts.total - 1
    ).high
  }
}
