import Corpus
import Curation
import Glibc
import Testing

@Suite("Anytime-valid test of a step")
struct AnytimeTestTests {
  static let tests = [
    AnytimeTest(luckyRate: 0.02, successRate: 0.2, alpha: 0.05, beta: 0.05),
    AnytimeTest(luckyRate: 0.05, successRate: 0.3, alpha: 0.1, beta: 0.01),
    AnytimeTest(luckyRate: 0.1, successRate: 0.5, alpha: 0.01, beta: 0.1),
  ]

  /// The exact chances that a test with at most `limit` trials ends with + or −, by walking all
  /// (successes, failures) that it can reach.
  private func chances(
    _ test: AnytimeTest, p: Double, limit: Int
  ) -> (right: Double, wrong: Double, trials: Double) {
    var states = [0: 1.0]
    var (right, wrong, expected) = (0.0, 0.0, 0.0)
    for trial in 0..<limit {
      var next: [Int: Double] = [:]
      for (successes, chance) in states {
        expected += chance
        for (gain, share) in [(1, p), (0, 1 - p)] where share > 0 {
          let s = successes + gain
          switch test.decision(successes: s, failures: trial + 1 - s) {
          case .positive?: right += chance * share
          case .negative?: wrong += chance * share
          default: next[s, default: 0] += chance * share
          }
        }
      }
      states = next
    }
    return (right, wrong, expected)
  }

  @Test(
    "The fewest trials that decide are those of a count one by one",
    arguments: tests + [
      AnytimeTest(luckyRate: 0.01, successRate: 0.1, alpha: 0.05, beta: 0.05),
      AnytimeTest(luckyRate: 0.3, successRate: 0.35, alpha: 0.01, beta: 0.02),
    ])
  func fewestTrials(test: AnytimeTest) throws {
    let wrong = try #require(
      (1...2000).first { test.decision(successes: 0, failures: $0) == .negative })
    let right = try #require(
      (1...2000).first { test.decision(successes: $0, failures: 0) == .positive })
    #expect(test.fewestTrials == (wrong, right))
  }

  @Test("No error rate is above what is stated, whatever the true rate", arguments: tests)
  func errorRates(test: AnytimeTest) {
    for limit in [1, 8, 40, 150] {
      for p in [0, test.luckyRate / 4, test.luckyRate / 2, test.luckyRate] {
        let found = chances(test, p: p, limit: limit)
        #expect(found.right <= test.alpha + 1e-12, "called right at p = \(p)")
      }
      for p in [test.successRate, (1 + test.successRate) / 2, 0.99, 1] {
        let found = chances(test, p: p, limit: limit)
        #expect(found.wrong <= test.beta + 1e-12, "called wrong at p = \(p)")
      }
    }
  }

  @Test("It decides almost always, and far from the boundary after few trials", arguments: tests)
  func power(test: AnytimeTest) {
    let wrong = chances(test, p: test.luckyRate / 4, limit: 150)
    #expect(wrong.wrong > 0.9)
    let right = chances(test, p: 0.9, limit: 150)
    #expect(right.right > 0.98 && right.trials < 4)
  }

  @Test("The evidence is the mean likelihood over the rival rates, by quadrature")
  func evidence() {
    let test = Self.tests[1]
    let cells = 200_000
    for (s, f) in [(0, 0), (1, 0), (0, 7), (3, 9), (20, 1)] {
      var (right, wrong) = (0.0, 0.0)
      for cell in 0..<cells {
        let unit = (Double(cell) + 0.5) / Double(cells)
        right += likelihood(test.successRate + (1 - test.successRate) * unit, s, f)
        wrong += likelihood(test.luckyRate * unit, s, f)
      }
      let plus = right / Double(cells) / likelihood(test.luckyRate, s, f)
      let minus = wrong / Double(cells) / likelihood(test.successRate, s, f)
      let found = (
        test.logEvidenceRight(successes: s, failures: f),
        test.logEvidenceWrong(successes: s, failures: f)
      )
      #expect(abs(found.0 - ln(plus)) < 1e-6)
      #expect(abs(found.1 - ln(minus)) < 1e-6)
    }
  }

  @Test(
    "The anytime interval covers at every number of trials at once", arguments: [0.02, 0.2, 0.5])
  func interval(p: Double) throws {
    // The chance of a path that leaves the interval at any of 200 trials.
    var states = [0: 1.0]
    var missed = 0.0
    for trial in 1...200 {
      var next: [Int: Double] = [:]
      for (s, chance) in states {
        next[s + 1, default: 0] += chance * p
        next[s, default: 0] += chance * (1 - p)
      }
      for (s, chance) in next {
        let interval = try #require(
          SuccessInterval.of(
            RolloutCounts(correct: s, incorrect: trial - s), stopping: .anytime))
        if !interval.contains(p) {
          missed += chance
          next[s] = nil
        }
      }
      states = next
    }
    #expect(missed > 0 && missed <= 0.05)
  }

  @Test("Rollouts that say nothing widen the anytime interval at both ends")
  func undetermined() throws {
    let plain = try #require(
      SuccessInterval.of(RolloutCounts(correct: 3, incorrect: 5), stopping: .anytime))
    let open = try #require(
      SuccessInterval.of(
        RolloutCounts(correct: 3, incorrect: 5, undetermined: 2), stopping: .anytime))
    #expect(open.lowerBound < plain.lowerBound && open.upperBound > plain.upperBound)
  }
}

private func likelihood(_ p: Double, _ s: Int, _ f: Int) -> Double {
  pow(p, Double(s)) * pow(1 - p, Double(f))
}

private func ln(_ x: Double) -> Double { log(x) }
