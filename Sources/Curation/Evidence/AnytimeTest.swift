import Corpus
import Evaluation
import Glibc

/// A sequential test of a prefix's success rate whose error rates hold whenever it is looked at.
///
/// A wrong prefix succeeds with a rate p ≤ `luckyRate`, a right one with p ≥ `successRate`. After s
/// successes and f failures
///
///     Λ₊ = mean of p^s (1 − p)^f over p in [successRate, 1] / luckyRate^s (1 − luckyRate)^f
///     Λ₋ = mean of p^s (1 − p)^f over p in [0, luckyRate] / successRate^s (1 − successRate)^f
///
/// Each is a mixture of products of likelihood ratios. Such a product is a supermartingale from 1
/// under every p of the hypothesis that it speaks against, not only under its boundary, because the
/// ratio of one trial grows with p (for Λ₋: falls). So by Ville's inequality (Wald's test with a
/// mixture: Robbins, "Statistical methods related to the law of the iterated logarithm", Ann. Math.
/// Stat. 1970; e-values: Ramdas et al., 2210.01948)
///
///     P(Λ₊ ever reaches 1/alpha | p ≤ luckyRate) ≤ alpha,
///     P(Λ₋ ever reaches 1/beta | p ≥ successRate) ≤ beta.
///
/// Between the two rates nothing is promised.
public struct AnytimeTest: Hashable, Sendable {
  /// The highest success rate of a wrong prefix, in (0, 1).
  public let luckyRate: Double
  /// The lowest success rate of a right prefix, in (luckyRate, 1).
  public let successRate: Double
  /// How often at most a wrong prefix is called right, in (0, 1).
  public let alpha: Double
  /// How often at most a right prefix is called wrong, in (0, 1).
  public let beta: Double

  /// Makes a test.
  public init(luckyRate: Double, successRate: Double, alpha: Double, beta: Double) {
    precondition(
      0 < luckyRate && luckyRate < successRate && successRate < 1, "0 < lucky < right < 1")
    precondition(0 < alpha && alpha < 1 && 0 < beta && beta < 1, "error rates lie in (0, 1)")
    self.luckyRate = luckyRate
    self.successRate = successRate
    self.alpha = alpha
    self.beta = beta
  }

  /// What the trials so far decide; `nil` while they decide nothing.
  public func decision(successes: Int, failures: Int) -> LabelValue? {
    if logEvidenceRight(successes: successes, failures: failures) >= -log(alpha) {
      return .positive
    }
    if logEvidenceWrong(successes: successes, failures: failures) >= -log(beta) {
      return .negative
    }
    return nil
  }

  /// The fewest trials after which a prefix can be called wrong, none of them a success, and right,
  /// all of them successes.
  public var fewestTrials: (wrong: Int, right: Int) {
    (
      Self.first { logEvidenceWrong(successes: 0, failures: $0) >= -log(beta) },
      Self.first { logEvidenceRight(successes: $0, failures: 0) >= -log(alpha) }
    )
  }

  /// The first number from 1 on of which something holds that holds of all greater ones too.
  private static func first(_ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, 1)
    while !holds(high), high < 1 << 30 { (low, high) = (high, 2 * high) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// ln Λ₊, the evidence against p ≤ `luckyRate`.
  public func logEvidenceRight(successes s: Int, failures f: Int) -> Double {
    let (a, b) = (Double(s) + 1, Double(f) + 1)
    // P(X ≥ successRate) for X ~ Beta(a, b), from the side on which it does not cancel.
    let share = regularisedBeta(1 - successRate, b, a) / (1 - successRate)
    return logBeta(a, b) + log(share) - logLikelihood(luckyRate, s, f)
  }

  /// ln Λ₋, the evidence against p ≥ `successRate`.
  public func logEvidenceWrong(successes s: Int, failures f: Int) -> Double {
    let (a, b) = (Double(s) + 1, Double(f) + 1)
    let share = regularisedBeta(luckyRate, a, b) / luckyRate
    return logBeta(a, b) + log(share) - logLikelihood(successRate, s, f)
  }
}

/// ln of p^s (1 − p)^f.
func logLikelihood(_ p: Double, _ s: Int, _ f: Int) -> Double {
  (s == 0 ? 0 : Double(s) * log(p)) + (f == 0 ? 0 : Double(f) * log1p(-p))
}
