import Corpus
import Testing

@testable import Evaluation

@Suite("Estimates over problems") struct ClusteredMeanTests {
  @Test("With one sample of each problem the interval is Wilson's", arguments: [0, 1, 7, 19, 20])
  func singleSamples(correct: Int) throws {
    let estimate = try #require(
      Estimate.accuracy(ofProblems: (0..<20).map { [$0 < correct] }))
    let wilson = Interval.wilson(successes: correct, trials: 20)
    #expect(abs(estimate.interval.low - wilson.low) < 1e-12)
    #expect(abs(estimate.interval.high - wilson.high) < 1e-12)
    #expect(estimate.clusters == 20)
    #expect(estimate.interval.low < estimate.interval.high)
  }

  @Test("Repeating the samples of a problem adds no certainty")
  func repeatedSamples() throws {
    let once = (0..<30).map { [$0 % 3 == 0] }
    let often = once.map { [Bool](repeating: $0[0], count: 64) }
    let narrow = try #require(Estimate.accuracy(ofProblems: once))
    let same = try #require(Estimate.accuracy(ofProblems: often))
    #expect(narrow == same)
  }

  @Test("Problems of equal difficulty still leave doubt")
  func equalProblems() throws {
    let estimate = try #require(Estimate.mean(ofProblems: [0.5, 0.5, 0.5, 0.5]))
    #expect(estimate.interval == .wilson(proportion: 0.5, trials: 4))
    #expect(Estimate.mean(ofProblems: []) == nil)
    #expect(Estimate.accuracy(ofProblems: [[], []]) == nil)
  }

  @Test("The interval covers the truth in about 95 % of simulated suites")
  func coverage() {
    var covered = 0
    for trial in 0..<1000 {
      var stream = RandomStream(seed: 7, "coverage", trial)
      // Difficulty is uniform, so the true accuracy is ½ and samples of a problem hang together.
      let problems = (0..<40).map { _ in
        let difficulty = stream.nextUnit()
        return (0..<8).map { _ in stream.nextUnit() < difficulty }
      }
      if let estimate = Estimate.accuracy(ofProblems: problems), estimate.interval.contains(0.5) {
        covered += 1
      }
    }
    #expect((925...975).contains(covered))
  }

  @Test("A ratio weighs problems by their denominators")
  func ratio() throws {
    let estimate = try #require(Estimate.ratio(numerators: [3, 0, 5], denominators: [4, 0, 6]))
    #expect(estimate.value == 0.8)
    #expect(estimate.clusters == 2)
    #expect(Estimate.ratio(numerators: [0], denominators: [0]) == nil)
  }

  @Test("The unbounded mean has Student's interval (SciPy: t.interval)")
  func unbounded() throws {
    let values = [0.25, -0.125, 0.5, 0.375, 0, 0.125, -0.25, 0.625]
    let estimate = try #require(Estimate.unboundedMean(ofProblems: values))
    #expect(estimate.value == 0.1875)
    #expect(abs(estimate.interval.low + 0.06847808403551453) < 1e-9)
    #expect(abs(estimate.interval.high - 0.44347808403551453) < 1e-9)
    #expect(Estimate.unboundedMean(ofProblems: [1]) == nil)
  }

  @Test("The bootstrap is repeatable and near the formula")
  func bootstrap() throws {
    let means = (0..<200).map { Double($0 % 9) / 8 }
    let statistic = { (indices: [Int]) -> Double? in
      indices.reduce(0) { $0 + means[$1] } / Double(indices.count)
    }
    let formula = try #require(Estimate.mean(ofProblems: means)).interval
    let drawn = try #require(ClusterBootstrap(seed: 3).interval(clusters: 200, statistic))
    #expect(drawn == ClusterBootstrap(seed: 3).interval(clusters: 200, statistic))
    #expect(drawn != ClusterBootstrap(seed: 4).interval(clusters: 200, statistic))
    #expect(abs(drawn.low - formula.low) < 0.01)
    #expect(abs(drawn.high - formula.high) < 0.01)
    #expect(ClusterBootstrap().interval(clusters: 5) { _ in nil } == nil)
  }
}
