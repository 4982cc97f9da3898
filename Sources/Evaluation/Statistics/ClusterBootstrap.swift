import Corpus

/// The percentile bootstrap over problems, for statistics without a formula for their error.
///
/// Efron and Tibshirani, "An Introduction to the Bootstrap", 1993. Whole problems are drawn with
/// replacement, so that what hangs together stays together.
public struct ClusterBootstrap: Sendable {
  /// What the draws depend on.
  public let seed: UInt64
  /// How many times the problems are drawn.
  public let draws: Int

  /// Makes a bootstrap.
  public init(seed: UInt64 = 0, draws: Int = 2000) {
    precondition(draws >= 100, "percentiles of fewer draws mean nothing")
    self.seed = seed
    self.draws = draws
  }

  /// The interval at 95 % of `statistic`, which is handed the indices of the problems drawn.
  ///
  /// Draws for which the statistic is undefined (`nil`) are left out; `nil` where more than half
  /// are.
  ///
  /// - Complexity: `draws` calls of `statistic` with `clusters` indices.
  public func interval(clusters: Int, _ statistic: ([Int]) -> Double?) -> Interval? {
    guard clusters > 0 else { return nil }
    var values: [Double] = []
    values.reserveCapacity(draws)
    var indices = [Int](repeating: 0, count: clusters)
    for draw in 0..<draws {
      var stream = RandomStream(seed: seed, "bootstrap", clusters, draw)
      for position in indices.indices {
        indices[position] = Int.random(in: 0..<clusters, using: &stream)
      }
      if let value = statistic(indices) { values.append(value) }
    }
    guard values.count * 2 >= draws else { return nil }
    values.sort()
    return Interval(low: percentile(0.025, of: values), high: percentile(0.975, of: values))
  }
}

/// The quantile of sorted values, interpolated between neighbours.
func percentile(_ share: Double, of sorted: [Double]) -> Double {
  let position = share * Double(sorted.count - 1)
  let below = Int(position)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
}
