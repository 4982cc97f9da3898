import Testing

@testable import Evaluation

/// Values computed with SciPy 1.17 (`binomtest(...).proportion_ci`, `betainc`, `t.ppf`).
@Suite("Intervals of proportions") struct IntervalTests {
  @Test(
    "Clopper-Pearson and Wilson agree with SciPy",
    arguments: [
      (0, 10, 0.0, 0.30849710781876294, 0.0, 0.27753279986288926),
      (1, 10, 0.0025285785444625728, 0.44501611702819543, 0.017876213095072896, 0.4041500267952385),
      (5, 10, 0.1870860284474045, 0.8129139715525955, 0.236593090512564, 0.7634069094874361),
      (10, 10, 0.6915028921812371, 1.0, 0.7224672001371109, 1.0),
      (37, 50, 0.5965523212719345, 0.8536994156034455, 0.6044684273515115, 0.8412847250644762),
      (250, 500, 0.4552855693242274, 0.5447144306757725, 0.4563412653024843, 0.5436587346975157),
    ])
  func golden(
    successes: Int, trials: Int, exactLow: Double, exactHigh: Double, scoreLow: Double,
    scoreHigh: Double
  ) {
    let exact = Interval.clopperPearson(successes: successes, trials: trials)
    #expect(abs(exact.low - exactLow) < 1e-10)
    #expect(abs(exact.high - exactHigh) < 1e-10)
    let score = Interval.wilson(successes: successes, trials: trials)
    #expect(abs(score.low - scoreLow) < 1e-12)
    #expect(abs(score.high - scoreHigh) < 1e-12)
  }

  @Test("Without a trial everything is possible")
  func noTrials() {
    #expect(Interval.wilson(successes: 0, trials: 0) == Interval(low: 0, high: 1))
    #expect(Interval.clopperPearson(successes: 0, trials: 0) == Interval(low: 0, high: 1))
  }

  @Test("Clopper-Pearson covers at least as often as said", arguments: [0.02, 0.3, 0.5, 0.87])
  func coverage(truth: Double) {
    let trials = 25
    let triangle = Binomials(upTo: trials)
    var covered = 0.0
    for successes in 0...trials {
      var chance = triangle[trials, successes]
      for trial in 0..<trials { chance *= trial < successes ? truth : 1 - truth }
      let interval = Interval.clopperPearson(successes: successes, trials: trials)
      if interval.contains(truth) { covered += chance }
    }
    #expect(covered >= 0.95)
  }

  @Test(
    "The incomplete beta function agrees with SciPy",
    arguments: [
      (0.3, 2.0, 5.0, 0.5798250000000003), (0.5, 0.5, 0.5, 0.5),
      (0.99, 30, 2, 0.9616104854047645), (1e-3, 0.2, 8, 0.4100096185956357),
      (0.5, 400, 380, 0.23682993735606603), (0, 2, 3, 0), (1, 2, 3, 1),
    ])
  func incompleteBeta(x: Double, a: Double, b: Double, expected: Double) {
    #expect(abs(regularisedBeta(x, a, b) - expected) < 1e-12)
  }

  @Test(
    "Student's quantiles agree with SciPy",
    arguments: [
      (1.0, 12.706204736174694), (2, 4.302652729749462), (9, 2.262157162798205),
      (49, 2.0095752371292392), (1000, 1.9623390808264083),
    ])
  func student(degrees: Double, expected: Double) {
    #expect(abs(studentQuantile(coverage: 0.95, degrees: degrees) / expected - 1) < 1e-9)
  }
}
