import Corpus
import Evaluation

/// What steps are worth, from fixed numbers of rollouts.
public enum StepValues {
  /// An estimate Q of every prefix and what each step adds to it.
  public struct Step: Hashable, Sendable {
    /// The success rate after the step, under the completer; `nil` where nobody knows it.
    public let quality: Double?
    /// Q after the step minus Q before it; `nil` where one of the two is not known.
    public let advantage: Double?
    /// The 95 % interval of the advantage (Newcombe's hybrid of two Wilson intervals).
    public let interval: ClosedRange<Double>?
  }

  /// The chance that at least one of `completions` fresh rollouts of a prefix is correct.
  ///
  /// Q under the best-of-K completer of Setlur et al. (2406.14532, section 5; K = 5 there), from
  /// counts: 1 − C(n − s, K)/C(n, K), the unbiased estimate (2107.03374); `nil` with fewer trials than K.
  public static func quality(_ counts: RolloutCounts, completions: Int = 1) -> Double? {
    guard counts.trials >= completions else { return nil }
    let wrong = counts.trials - counts.correct
    var chance = 1.0
    for k in 0..<completions { chance *= Double(max(wrong - k, 0)) / Double(counts.trials - k) }
    return 1 - chance
  }

  /// Q and advantage of every step.
  ///
  /// - Parameters:
  ///   - root: the rollouts of the problem itself, before the first step.
  ///   - counts: the rollouts after each step but the last.
  ///   - verdict: of the answer; it is Q after the last step.
  ///   - completions: K of the best-of-K completer.
  public static func steps(
    root: RolloutCounts, counts: [RolloutCounts], verdict: Verdict, completions: Int = 1
  ) -> [Step] {
    var before = quality(root, completions: completions)
    var beforeCounts: RolloutCounts? = root.trials > 0 ? root : nil
    var steps: [Step] = []
    for counts in counts {
      let quality = quality(counts, completions: completions)
      let interval = beforeCounts.flatMap {
        counts.trials > 0 && completions == 1 ? newcombe(after: counts, before: $0) : nil
      }
      steps.append(
        Step(
          quality: quality, advantage: zipped(quality, before).map { $0 - $1 },
          interval: interval))
      (before, beforeCounts) = (quality, counts.trials > 0 ? counts : nil)
    }
    let last: Double? = verdict == .undecided ? nil : verdict == .correct ? 1 : 0
    steps.append(
      Step(quality: last, advantage: zipped(last, before).map { $0 - $1 }, interval: nil))
    return steps
  }

  /// The first pit of a wrong solution: the first step with the lowest Q (2406.14532, section 5);
  /// with counts of zero it is Self-Explore's first step that no rollout recovers from
  /// (2404.10346).
  public static func firstPit(_ steps: [Step]) -> Int? {
    let known = steps.enumerated().compactMap { step, value in value.quality.map { (step, $0) } }
    return known.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// ReST-MCTS*'s value of every step (2406.03816): V = max(0, (1 − V′)·r/m + V′) from the value V′
  /// before it, 0 at the start, with r = 1 for a right step and −1 for a wrong one and m the least
  /// steps that are known to lead from before the step to a right end, this one included.
  ///
  /// Such an end is that of the solution itself where its answer is right, and that of a right
  /// rollout of the prefix before the step, or of a later prefix, to which the solution's own steps
  /// lead. Where none is known, as behind a step from which nothing came right again, what is left of
  /// the solution stands for it.
  ///
  /// - Parameters:
  ///   - isRight: what each step is called.
  ///   - steps: how many steps the solution has.
  ///   - isRightEnd: whether the solution's answer is right.
  ///   - shortest: the steps of the shortest right rollout after each step, where there is one.
  public static func values(
    isRight: [Bool], of steps: Int? = nil, isRightEnd: Bool, shortest: [Int: Int] = [:]
  ) -> [Double] {
    let steps = steps ?? isRight.count
    // From before each step, the last one first.
    var least = [Int?](repeating: nil, count: steps + 1)
    if isRightEnd { least[steps] = 0 }
    for step in stride(from: steps - 1, through: 0, by: -1) {
      least[step] = [least[step + 1].map { $0 + 1 }, shortest[step - 1]].compactMap { $0 }.min()
    }
    var value = 0.0
    return isRight.indices.map { step in
      let remaining = max(1, least[step] ?? steps - step)
      value = max(0, (1 - value) * (isRight[step] ? 1 : -1) / Double(remaining) + value)
      return value
    }
  }

  private static func newcombe(
    after: RolloutCounts, before: RolloutCounts
  ) -> ClosedRange<Double> {
    let (p, q) = (after.share ?? 0, before.share ?? 0)
    let first = Interval.wilson(successes: after.correct, trials: after.trials)
    let second = Interval.wilson(successes: before.correct, trials: before.trials)
    func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    let difference = p - q
    let low = difference - length(p - first.low, second.high - q)
    let high = difference + length(first.high - p, q - second.low)
    return max(-1, low)...min(1, high)
  }

  private static func zipped(_ left: Double?, _ right: Double?) -> (Double, Double)? {
    guard let left, let right else { return nil }
    return (left, right)
  }
}
