import Corpus
import Curation
import Glibc
import Testing

@Suite("Intervals of success rates")
struct SuccessIntervalTests {
  private func choose(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  private func stopped(_ correct: Int, _ failures: Int, threshold: Int = 1) -> ClosedRange<Double>?
  {
    SuccessInterval.of(
      RolloutCounts(correct: correct, incorrect: failures), stopping: .firstSuccess,
      threshold: threshold)
  }

  @Test("Wilson's interval of fixed counts agrees with scipy's")
  func wilson() throws {
    // scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson")
    let cases: [(Int, Int, Double, Double)] = [
      (0, 8, 0, 0.32440756488388023), (1, 8, 0.02241749145005667, 0.4708881822128535),
      (4, 8, 0.21521606221387757, 0.7847839377861224), (8, 8, 0.6755924351161198, 1),
      (3, 16, 0.06591599071428142, 0.4300888096197414),
    ]
    for (correct, trials, low, high) in cases {
      let interval = try #require(
        SuccessInterval.of(
          RolloutCounts(correct: correct, incorrect: trials - correct), stopping: .fixed))
      #expect(abs(interval.lowerBound - low) < 1e-12)
      #expect(abs(interval.upperBound - high) < 1e-12)
    }
  }

  @Test("Stopped at the first success, the ends have their closed forms")
  func closedForms() throws {
    for trials in 1...16 {
      let t = Double(trials)
      let success = try #require(stopped(1, trials - 1))
      #expect(abs(success.lowerBound - (1 - pow(0.975, 1 / t))) < 1e-10)
      let high = trials == 1 ? 1 : 1 - pow(0.025, 1 / (t - 1))
      #expect(abs(success.upperBound - high) < 1e-10)
      let failure = try #require(stopped(0, trials))
      #expect(failure.lowerBound == 0)
      #expect(abs(failure.upperBound - (1 - pow(0.025, 1 / t))) < 1e-10)
    }
  }

  @Test("Stopped at the k-th success, the ends are beta quantiles")
  func laterSuccess() throws {
    // scipy.stats.beta.ppf(.025, k, t - k + 1) and beta.ppf(.975, k, t - k)
    let second = try #require(stopped(2, 3, threshold: 2))
    #expect(abs(second.lowerBound - 0.052744950526316906) < 1e-10)
    #expect(abs(second.upperBound - 0.8058795503167565) < 1e-10)
    let atOnce = try #require(stopped(2, 0, threshold: 2))
    #expect(abs(atOnce.lowerBound - 0.15811388300841897) < 1e-10)
    #expect(atOnce.upperBound == 1)
    // All eight made and the second success not reached: Clopper and Pearson's interval.
    let short = try #require(stopped(1, 7, threshold: 2))
    #expect(abs(short.lowerBound - 0.0031597235312519063) < 1e-10)
    #expect(abs(short.upperBound - 0.5265096708752065) < 1e-10)
  }

  /// The probability that the interval of a stopped count covers `p`, over every way to end.
  private func coverage(_ p: Double, rollouts: Int, threshold: Int) -> Double {
    var covered = 0.0
    var total = 0.0
    func add(_ interval: ClosedRange<Double>?, _ probability: Double) {
      total += probability
      if interval?.contains(p) == true { covered += probability }
    }
    for trials in threshold...rollouts {
      let probability =
        choose(trials - 1, threshold - 1) * pow(p, Double(threshold))
        * pow(1 - p, Double(trials - threshold))
      add(stopped(threshold, trials - threshold, threshold: threshold), probability)
    }
    for correct in 0..<threshold {
      let probability =
        choose(rollouts, correct) * pow(p, Double(correct))
        * pow(1 - p, Double(rollouts - correct))
      add(stopped(correct, rollouts - correct, threshold: threshold), probability)
    }
    #expect(abs(total - 1) < 1e-9)
    return covered
  }

  @Test(
    "Counts that stopped at a success are covered at least 95 % of the time, whatever the rate",
    arguments: [(4, 1), (8, 1), (16, 1), (4, 2), (8, 2), (8, 3), (8, 8)])
  func exactCoverage(rollouts: Int, threshold: Int) throws {
    for step in 0...500 {
      let p = Double(step) / 500
      try #require(coverage(p, rollouts: rollouts, threshold: threshold) >= 0.95 - 1e-12)
    }
  }

  @Test("Rollouts that say nothing widen the interval on both sides, and none give none")
  func undetermined() throws {
    let counts = RolloutCounts(correct: 2, incorrect: 4, undetermined: 2)
    let wide = try #require(SuccessInterval.of(counts, stopping: .fixed))
    let asFailures = try #require(
      SuccessInterval.of(RolloutCounts(correct: 2, incorrect: 6), stopping: .fixed))
    let asSuccesses = try #require(
      SuccessInterval.of(RolloutCounts(correct: 4, incorrect: 4), stopping: .fixed))
    #expect(wide == asFailures.lowerBound...asSuccesses.upperBound)
    let after = RolloutCounts(correct: 1, incorrect: 1, undetermined: 1)
    let stopped = try #require(SuccessInterval.of(after, stopping: .firstSuccess))
    #expect(abs(stopped.lowerBound - (1 - pow(0.975, 1.0 / 3))) < 1e-10)
    #expect(stopped.upperBound == 1)
    let without = RolloutCounts(incorrect: 3, undetermined: 1)
    #expect(SuccessInterval.of(without, stopping: .firstSuccess) == 0...1)
    #expect(SuccessInterval.of(RolloutCounts(), stopping: .fixed) == nil)
    #expect(SuccessInterval.of(RolloutCounts(), stopping: .firstSuccess) == nil)
  }
}
