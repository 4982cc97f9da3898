import Corpus
import Testing

@testable import Evaluation

/// Every subset of `n` samples of size `k`, as bit masks.
private func subsets(_ n: Int, _ k: Int) -> [Int] {
  (0..<(1 << n)).filter { $0.nonzeroBitCount == k }
}

private func members(_ mask: Int) -> [Int] { (0..<Int.bitWidth).filter { mask >> $0 & 1 == 1 } }

private func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

@Suite("Metrics over subsets of samples") struct SubsetMetricsTests {
  @Test("pass@k is the share of subsets with a correct sample", arguments: 1...8)
  func passAtKByEnumeration(n: Int) throws {
    for c in 0...n {
      for k in 1...n {
        let share = average(subsets(n, k).map { mask in members(mask).contains { $0 < c } ? 1 : 0 })
        let value = try #require(passAtK(samples: n, correct: c, k: k))
        #expect(abs(value - share) < 1e-12)
      }
    }
  }

  @Test("pass@k stays exact where binomials overflow")
  func passAtKLarge() throws {
    // 1 − (1 − k/n) for a single correct sample.
    let single = try #require(passAtK(samples: 100_000, correct: 1, k: 5000))
    #expect(abs(single - 0.05) < 1e-12)
    #expect(passAtK(samples: 4, correct: 2, k: 5) == nil)
  }

  @Test("pass@k of a suite needs k samples of every problem")
  func passAtKOfSuite() throws {
    let estimate = try #require(Estimate.passAtK(ofProblems: [(4, 4), (4, 0), (4, 1)], k: 2))
    #expect(abs(estimate.value - (1 + 0 + 0.5) / 3) < 1e-12)
    #expect(estimate.clusters == 3)
    #expect(Estimate.passAtK(ofProblems: [(4, 4), (1, 0)], k: 2) == nil)
    #expect(Estimate.passAtK(ofProblems: [], k: 2) == nil)
  }

  @Test(
    "maj@k is the mean over subsets, a tie counting as the share of correct answers in it",
    arguments: [
      ["a", "a", "b", "b", "c"], ["a", "b", "b", "c", "c", "c", nil], [nil, nil, "a", nil],
      ["b", "b", "c", "d"], ["a", "a", "a"], ["a", "d", "a", "d", "b", "b", "c", nil],
    ] as [[String?]])
  func majorityByEnumeration(answers: [String?]) throws {
    // "a" and "d" are correct: two correct answers may stand beside each other.
    let votes = Votes(answers.map { (answer: $0, isCorrect: $0 == "a" || $0 == "d") })
    for k in 1...answers.count {
      let outcomes = subsets(answers.count, k).map { mask -> Double in
        var tally: [String: Int] = [:]
        for index in members(mask) {
          if let answer = answers[index] { tally[answer, default: 0] += 1 }
        }
        let winners = tally.filter { $0.value == tally.values.max() }.map(\.key)
        guard !winners.isEmpty else { return 0 }
        return Double(winners.count { $0 == "a" || $0 == "d" }) / Double(winners.count)
      }
      let value = try #require(majorityAtK(votes, k: k))
      #expect(abs(value - average(outcomes)) < 1e-12, "k = \(k)")
    }
    #expect(majorityAtK(votes, k: answers.count + 1) == nil)
  }

  @Test("The sampled majority is repeatable and near the exact one")
  func sampledMajorityIsClose() {
    let votes = Votes(
      groups: [
        .init(count: 9, isCorrect: false), .init(count: 12, isCorrect: true),
        .init(count: 7, isCorrect: false), .init(count: 1, isCorrect: false),
      ], abstentions: 3)
    let exact = exactMajority(votes, k: 8)
    let sampled = sampledMajority(votes, k: 8, seed: 1, draws: 4096)
    #expect(abs(sampled - exact) < 0.03)
    #expect(sampled == sampledMajority(votes, k: 8, seed: 1, draws: 4096))
    #expect(sampled != sampledMajority(votes, k: 8, seed: 2, draws: 4096))
  }

  @Test("A majority of thousands of samples is sampled, and certain ones stay certain")
  func largeMajority() throws {
    let clear = Votes(groups: [.init(count: 3000, isCorrect: true)])
    #expect(majorityAtK(clear, k: 40) == 1)
    let split = Votes(groups: [
      .init(count: 1800, isCorrect: true), .init(count: 1200, isCorrect: false),
    ])
    #expect(try #require(majorityAtK(split, k: 101)) > 0.95)
  }

  @Test("best-of-k is the mean over subsets, ties drawn fairly", arguments: 1...6)
  func bestByEnumeration(k: Int) throws {
    let samples: [(score: Double, isCorrect: Bool)] = [
      (0.9, false), (0.7, true), (0.7, false), (0.7, true), (0.2, true), (0.1, false),
    ]
    let outcomes = subsets(samples.count, k).map { mask -> Double in
      let drawn = members(mask).map { samples[$0] }
      let top = drawn.filter { $0.score == drawn.map(\.score).max() }
      return Double(top.count { $0.isCorrect }) / Double(top.count)
    }
    let value = try #require(bestOfK(samples, k: k))
    #expect(abs(value - average(outcomes)) < 1e-12)
    #expect(bestOfK(samples, k: 7) == nil)
  }
}
