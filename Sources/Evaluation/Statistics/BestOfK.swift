/// The chance that the highest-scored of k samples, drawn without replacement, is correct.
///
/// The expectation over all subsets of size k, exactly: with L samples scored below a score and S
/// at it, of which c are correct, that score wins with chance [C(L + S, k) − C(L, k)]/C(n, k) and
/// is correct in c/S of the cases (ties are drawn fairly). `nil` where there are fewer than k
/// samples.
public func bestOfK(_ samples: [(score: Double, isCorrect: Bool)], k: Int) -> Double? {
  precondition(k >= 1, "the best of at least one sample")
  let n = samples.count
  guard n >= k else { return nil }
  let sorted = samples.sorted { $0.score < $1.score }
  var expectation = 0.0
  var start = 0
  while start < n {
    var end = start
    while end < n, sorted[end].score == sorted[start].score { end += 1 }
    let correct = sorted[start..<end].count { $0.isCorrect }
    let wins = shareOfSubsets(within: end, of: n, k: k) - shareOfSubsets(within: start, of: n, k: k)
    expectation += wins * Double(correct) / Double(end - start)
    start = end
  }
  return expectation
}

/// C(m, k)/C(n, k): the chance that a subset of size k lies within m given samples.
private func shareOfSubsets(within m: Int, of n: Int, k: Int) -> Double {
  guard m >= k else { return 0 }
  return (0..<k).reduce(1.0) { $0 * Double(m - $1) / Double(n - $1) }
}

extension Estimate {
  /// best-of-k averaged over problems; `nil` where there is no problem or one has fewer than k
  /// samples.
  public static func bestOfK(
    ofProblems problems: [[(score: Double, isCorrect: Bool)]], k: Int
  ) -> Estimate? {
    let values = problems.compactMap { Evaluation.bestOfK($0, k: k) }
    guard values.count == problems.count else { return nil }
    return mean(ofProblems: values)
  }
}
