/// The chance that at least one of k samples, drawn without replacement from n of which c are
/// correct, is correct: 1 − C(n − c, k)/C(n, k).
///
/// The unbiased estimator of pass@k (Chen et al., arXiv 2107.03374), as the product
/// 1 − Π (1 − k/i) over i = n − c + 1 … n, which neither overflows nor cancels. `nil` where
/// n < k: fewer samples than asked for say nothing about k.
public func passAtK(samples n: Int, correct c: Int, k: Int) -> Double? {
  precondition(0 <= c && c <= n && k >= 1, "0 ≤ correct ≤ samples and k ≥ 1")
  guard n >= k else { return nil }
  guard n - c >= k else { return 1 }
  guard c > 0 else { return 0 }
  return 1 - ((n - c + 1)...n).reduce(1.0) { $0 * (1 - Double(k) / Double($1)) }
}

extension Estimate {
  /// pass@k averaged over problems.
  ///
  /// `nil` where there is no problem or one has fewer than k samples: leaving such problems out
  /// would change the suite from k to k.
  public static func passAtK(
    ofProblems counts: [(samples: Int, correct: Int)], k: Int
  ) -> Estimate? {
    let values = counts.compactMap {
      Evaluation.passAtK(samples: $0.samples, correct: $0.correct, k: k)
    }
    guard values.count == counts.count else { return nil }
    return mean(ofProblems: values)
  }
}
