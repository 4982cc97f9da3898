extension Estimate {
  /// The mean of one value in [0, 1] for each problem: accuracy, pass@k, maj@k.
  ///
  /// The samples of one problem are not independent, so the problems are the clusters. The default
  /// interval of this package is Wilson's with the effective number of trials
  /// n* = p(1 − p)/v, v = Σ(mᵢ − p)²/G² (Franco et al., "Comparative study of confidence intervals
  /// for proportions in complex sample surveys", J. Surv. Stat. Methodol. 2019): it stays inside
  /// [0, 1], and with one sample of each problem it is Wilson's interval exactly. Where the
  /// variance between problems says nothing (all equal), n* is the number of problems; where it is
  /// above that number, it is multiplied by (z/t(G − 1))² for the error of the variance itself.
  ///
  /// `nil` where there is no problem.
  public static func mean(ofProblems means: [Double]) -> Estimate? {
    ratio(numerators: means, denominators: means.map { _ in 1 })
  }

  /// The accuracy over all samples: each problem's mean first, then the mean of the problems.
  ///
  /// Problems without a sample are left out; `nil` where none is left.
  public static func accuracy(ofProblems samples: [[Bool]]) -> Estimate? {
    mean(
      ofProblems: samples.filter { !$0.isEmpty }.map { problem in
        Double(problem.count { $0 }) / Double(problem.count)
      })
  }

  /// A ratio of sums over problems, Σyᵢ/Σxᵢ with 0 ≤ yᵢ ≤ xᵢ: precision, recall, any share of
  /// things that come in different numbers for each problem.
  ///
  /// The variance is linearised, v = Σ(yᵢ − r·xᵢ)²/(Σxᵢ)² (Cochran, "Sampling Techniques", 1977);
  /// the interval is that of ``mean(ofProblems:)``. `nil` where the denominators sum to 0.
  public static func ratio(numerators: [Double], denominators: [Double]) -> Estimate? {
    precondition(numerators.count == denominators.count, "one numerator for each denominator")
    let clusters = denominators.count { $0 > 0 }
    let total = denominators.reduce(0, +)
    guard clusters > 0, total > 0 else { return nil }
    let ratio = min(1, max(0, numerators.reduce(0, +) / total))
    let variance =
      zip(numerators, denominators).reduce(0) { sum, pair in
        let residual = pair.0 - ratio * pair.1
        return sum + residual * residual
      } / (total * total)
    return Estimate(
      value: ratio,
      interval: .wilson(
        proportion: ratio,
        trials: effectiveTrials(ratio, variance: variance, clusters: Double(clusters))),
      clusters: clusters)
  }

  /// The mean of one value for each problem that need not lie in [0, 1]: differences, tokens.
  ///
  /// Student's t over problems: m ± t(G − 1)·s/√G. `nil` for fewer than two problems, whose spread
  /// nobody knows.
  public static func unboundedMean(ofProblems means: [Double]) -> Estimate? {
    guard means.count > 1 else { return nil }
    let count = Double(means.count)
    let mean = means.reduce(0, +) / count
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / (count - 1) / count).squareRoot()
    let half = studentQuantile(coverage: 0.95, degrees: count - 1) * error
    return Estimate(
      value: mean, interval: Interval(low: mean - half, high: mean + half), clusters: means.count)
  }
}

private func effectiveTrials(_ ratio: Double, variance: Double, clusters: Double) -> Double {
  // Rounding leaves a variance of about 1e-34 where all problems are equal.
  guard ratio > 0, ratio < 1, variance > 1e-24 else { return clusters }
  let trials = ratio * (1 - ratio) / variance
  guard trials > clusters, clusters > 1 else { return trials }
  let shrinking = normal975 / studentQuantile(coverage: 0.95, degrees: clusters - 1)
  return max(clusters, trials * shrinking * shrinking)
}
