import Corpus
import Glibc

/// Two models on the same problems: how far they differ and whether chance explains it.
///
/// The difference of each problem is one observation, so what is common to both models (how hard
/// the problem is) cancels.
public struct PairedComparison: Hashable, Sendable {
  /// How the p-value is computed.
  public enum Test: String, Hashable, Sendable {
    /// Every assignment of signs to the differences.
    case exactSignFlip = "exact sign-flip"
    /// Random assignments of signs to the differences.
    case sampledSignFlip = "sign-flip"
    /// McNemar's exact test.
    case exactMcNemar = "exact McNemar"
  }

  /// The mean of first − second over problems.
  public let difference: Estimate
  /// The two-sided chance of a difference at least as large if the models were equal.
  public let pValue: Double
  /// How the p-value is computed.
  public let test: Test
  /// Problems on which the first model is better.
  public let firstBetter: Int
  /// Problems on which the second model is better.
  public let secondBetter: Int
  /// Problems on which they are equal.
  public let equal: Int

  /// Compares one value in [0, 1] for each problem, such as the share of correct samples.
  ///
  /// With one sample of each problem every value is 0 or 1 and the test is McNemar's exact one;
  /// else signs are flipped (Fisher, "The Design of Experiments", 1935): exactly with up to 16
  /// problems that differ, else `draws` times, counting the observed assignment too so that p is
  /// never 0. The interval is Student's over problems; where all differences are equal, it reaches
  /// as far as a proportion seen in none of the problems could (Wilson). `nil` for no problems.
  public init?(
    first: [Double], second: [Double], seed: UInt64 = 0, draws: Int = 9999
  ) {
    precondition(first.count == second.count, "both models have a value for each problem")
    guard !first.isEmpty else { return nil }
    let differences = zip(first, second).map { $0 - $1 }
    firstBetter = differences.count { $0 > 0 }
    secondBetter = differences.count { $0 < 0 }
    equal = differences.count - firstBetter - secondBetter
    difference = Self.estimate(differences)
    if (first + second).allSatisfy({ $0 == 0 || $0 == 1 }) {
      test = .exactMcNemar
      pValue = mcNemarExact(firstBetter, secondBetter)
    } else {
      let changed = differences.filter { $0 != 0 }
      test = changed.count <= 16 ? .exactSignFlip : .sampledSignFlip
      pValue =
        changed.count <= 16
        ? exactSignFlip(changed) : sampledSignFlip(changed, seed: seed, draws: draws)
    }
  }

  private static func estimate(_ differences: [Double]) -> Estimate {
    let count = differences.count
    let mean = differences.reduce(0, +) / Double(count)
    var half = Interval.wilson(successes: 0, trials: count).high
    let measured = Estimate.unboundedMean(ofProblems: differences)
    if let measured, measured.interval.high - measured.interval.low > 1e-12 {
      half = (measured.interval.high - measured.interval.low) / 2
    }
    return Estimate(
      value: mean, interval: Interval(low: max(-1, mean - half), high: min(1, mean + half)),
      clusters: count)
  }
}

/// McNemar's exact two-sided test: a fair coin thrown once for each discordant pair.
///
/// McNemar, Psychometrika 1947; p = min(1, 2·P(X ≤ min(b, c))), X ~ Binomial(b + c, ½).
public func mcNemarExact(_ onlyFirst: Int, _ onlySecond: Int) -> Double {
  let fewer = min(onlyFirst, onlySecond)
  let total = onlyFirst + onlySecond
  guard total > 0 else { return 1 }
  // P(X ≤ fewer) for p = ½ is I_½(total − fewer, fewer + 1).
  return min(1, 2 * regularisedBeta(0.5, Double(total - fewer), Double(fewer + 1)))
}

/// The share of all sign assignments whose sum is at least as far from 0 as the observed one.
func exactSignFlip(_ differences: [Double]) -> Double {
  let observed = abs(differences.reduce(0, +)) * (1 - 1e-12)
  var extreme = 0
  for signs in 0..<(1 << differences.count) {
    var sum = 0.0
    for (index, value) in differences.enumerated() {
      sum += signs >> index & 1 == 0 ? value : -value
    }
    if abs(sum) >= observed { extreme += 1 }
  }
  return Double(extreme) / Double(1 << differences.count)
}

func sampledSignFlip(_ differences: [Double], seed: UInt64, draws: Int) -> Double {
  let observed = abs(differences.reduce(0, +)) * (1 - 1e-12)
  var stream = RandomStream(seed: seed, "sign-flip", differences.count, draws)
  var extreme = 1
  for _ in 0..<draws {
    var sum = 0.0
    var bits: UInt64 = 0
    for (index, value) in differences.enumerated() {
      if index % 64 == 0 { bits = stream.next() }
      sum += bits & 1 == 0 ? value : -value
      bits >>= 1
    }
    if abs(sum) >= observed { extreme += 1 }
  }
  return Double(extreme) / Double(draws + 1)
}
