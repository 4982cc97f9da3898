import Corpus
import Evaluation
import Glibc
import Testing

@testable import Curation

@Suite("Change-point posterior")
struct ChangePointPosteriorTests {
  static let priors = [
    ChangePointPrior.shipped,
    ChangePointPrior(
      m: -1, sigma: 0.4, gamma: 0.7, kappa: 2, a0: 0.5, b0: 9, hazard: 0.3, lastHazard: 0.05,
      flawedRight: 0.2),
  ]

  /// A random solution with random rollouts.
  private func solution(
    _ stream: inout RandomStream
  ) -> (outline: SolutionOutline, outcomes: [(step: Int, isCorrect: Bool)]) {
    let steps = 1 + Int(stream.next() % 6)
    let verdict: Verdict = stream.next() % 2 == 0 ? .incorrect : .correct
    let equation = stream.next() % 3 == 0 ? Int(stream.next() % UInt64(steps)) : nil
    let outline = SolutionOutline(
      steps: steps, verdict: verdict,
      others: RolloutCounts(
        correct: Int(stream.next() % 4), incorrect: Int(stream.next() % 5)),
      firstFalseEquation: equation)
    let inner = equation.map { min($0, steps - 1) } ?? steps - 1
    let outcomes = (0..<(inner == 0 ? 0 : Int(stream.next() % 12))).map { _ in
      (Int(stream.next() % UInt64(inner)), stream.next() % 3 == 0)
    }
    return (outline, outcomes)
  }

  /// P(c) by Bayes' rule over every hypothesis, in plain probabilities.
  private func brute(
    _ outline: SolutionOutline, _ prior: ChangePointPrior,
    _ outcomes: [(step: Int, isCorrect: Bool)], root: RootEvidence
  ) -> [Double] {
    let steps = outline.steps
    let counts = (0..<steps).map { step in
      (
        s: Double(outcomes.count { $0.step == step && $0.isCorrect }),
        f: Double(outcomes.count { $0.step == step && !$0.isCorrect })
      )
    }
    func marginal(_ s: Double, _ f: Double, _ a: Double, _ b: Double) -> Double {
      exp(logBeta(a + s, b + f) - logBeta(a, b))
    }
    func rate(_ remaining: Int, _ z: Double) -> Double {
      min(
        1 - 1e-4,
        max(1e-4, exp(-exp(prior.m + prior.sigma * z) * pow(Double(remaining), prior.gamma))))
    }
    var weights = (0...steps).map { c -> Double in
      if c == steps {
        return outline.verdict == .correct && outline.firstFalseEquation == nil
          ? 1 - prior.flawedRight : 0.001
      }
      return 0
    }
    let hazards = (0..<steps).map { c -> Double in
      let isLast = c == steps - 1 && outline.firstFalseEquation != c
      return pow(1 - prior.hazard, Double(c)) * (isLast ? prior.lastHazard : prior.hazard)
    }
    let rest = 1 - weights[steps]
    if let equation = outline.firstFalseEquation {
      let share =
        equation == 0
        ? 1 : outline.others.correct > 0 ? prior.equationSolved : prior.equationUnsolved
      weights[equation] = rest * share
      let before = hazards[..<equation].reduce(0, +)
      for c in 0..<equation { weights[c] = rest * (1 - share) * hazards[c] / before }
    } else {
      for c in 0..<steps { weights[c] = rest * hazards[c] / hazards.reduce(0, +) }
    }
    var (correct, wrong) = (
      Double(outline.others.correct), Double(outline.others.trials - outline.others.correct)
    )
    if root == .none { (correct, wrong) = (0, 0) }
    if root == .all {
      if outline.verdict == .correct { correct += 1 } else { wrong += 1 }
    }
    var posterior = weights.map { _ in 0.0 }
    for c in 0...steps {
      for cell in 0...20 {
        let z = -3 + 0.3 * Double(cell)
        let mu = rate(steps, z)
        var chance =
          weights[c] * exp(-z * z / 2)
          * marginal(correct, wrong, prior.kappa * mu, prior.kappa * (1 - mu))
        for step in 0..<(steps - 1) {
          let mu = rate(steps - 1 - step, z)
          chance *=
            step < c
            ? marginal(
              counts[step].s, counts[step].f, prior.kappa * mu, prior.kappa * (1 - mu))
            : marginal(counts[step].s, counts[step].f, prior.a0, prior.b0)
        }
        posterior[c] += chance
      }
    }
    let total = posterior.reduce(0, +)
    return posterior.map { $0 / total }
  }

  @Test("It is Bayes' rule over every first error and difficulty", arguments: RootEvidence.allCases)
  func bruteForce(root: RootEvidence) throws {
    var stream = RandomStream(seed: 5, "posterior")
    for round in 0..<120 {
      let prior = Self.priors[round % 2]
      let (outline, outcomes) = solution(&stream)
      var posterior = ChangePointPosterior(outline, prior: prior, root: root)
      for outcome in outcomes { posterior.observe(outcome.isCorrect, at: outcome.step) }
      let found = posterior.snapshot.firstError
      let expected = brute(outline, prior, outcomes, root: root)
      try #require(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test("The information of a rollout is how much it lowers the entropy of c on average")
  func information() throws {
    func entropy(_ weights: [Double]) -> Double {
      weights.reduce(0) { $0 - ($1 > 0 ? $1 * log($1) : 0) }
    }
    var stream = RandomStream(seed: 6, "information")
    for round in 0..<60 {
      let prior = Self.priors[round % 2]
      let (outline, outcomes) = solution(&stream)
      var posterior = ChangePointPosterior(outline, prior: prior)
      for outcome in outcomes { posterior.observe(outcome.isCorrect, at: outcome.step) }
      let now = posterior.snapshot
      for (step, information) in posterior.information(now).enumerated() {
        // The chance of a success, by marginalising brute force over one more observation.
        let yes = brute(outline, prior, outcomes + [(step, true)], root: .others)
        let no = brute(outline, prior, outcomes + [(step, false)], root: .others)
        // P(c) = p·P(c | yes) + (1 − p)·P(c | no) gives p.
        let c = now.firstError.indices.max { abs(yes[$0] - no[$0]) < abs(yes[$1] - no[$1]) } ?? 0
        guard abs(yes[c] - no[c]) > 1e-6 else { continue }
        let chance = (now.firstError[c] - no[c]) / (yes[c] - no[c])
        let expected =
          entropy(now.firstError) - chance * entropy(yes) - (1 - chance) * entropy(no)
        try #require(abs(information - expected) < 1e-6)
      }
    }
  }

  @Test("The fit's gradient is that of its objective, by central differences")
  func gradient() throws {
    var stream = RandomStream(seed: 7, "gradient")
    let pilot = (0..<25).map { _ in pilotSolution(&stream) }
    for root in RootEvidence.allCases {
      let vector = ChangePointFit.vector(of: Self.priors[1])
      let (_, gradient) = ChangePointFit.objective(vector, pilot, .shipped, root)
      for i in vector.indices {
        var (up, down) = (vector, vector)
        up[i] += 1e-5
        down[i] -= 1e-5
        let slope =
          (ChangePointFit.objective(up, pilot, .shipped, root).value
            - ChangePointFit.objective(down, pilot, .shipped, root).value) / 2e-5
        try #require(abs(slope - gradient[i]) < 1e-6 * max(1, abs(slope)), "parameter \(i)")
      }
    }
  }

  @Test("One solution changes the shipped beliefs little, many change them more")
  func heldBack() throws {
    let hopeless = PilotSolution(
      SolutionOutline(steps: 3, verdict: .incorrect, others: RolloutCounts(incorrect: 7)),
      counts: [RolloutCounts(incorrect: 4), RolloutCounts(incorrect: 4)])
    let shipped = ChangePointFit.vector(of: .shipped)
    func distance(_ count: Int) throws -> Double {
      let fit = try #require(
        ChangePointFit.prior(of: Array(repeating: hopeless, count: count)))
      return zip(ChangePointFit.vector(of: fit.prior), shipped).reduce(0) {
        max($0, abs($1.0 - $1.1))
      }
    }
    let (one, many) = (try distance(1), try distance(40))
    #expect(one > 0 && one < 1.5 && many > one)
  }

  private func pilotSolution(_ stream: inout RandomStream) -> PilotSolution {
    let (outline, _) = solution(&stream)
    return PilotSolution(
      outline,
      counts: (0..<outline.steps - 1).map { _ in
        RolloutCounts(correct: Int(stream.next() % 4), incorrect: Int(stream.next() % 4))
      })
  }

  @Test("Fitted to solutions drawn from a prior, it is likelier than the prior and near it")
  func recovery() throws {
    let truth = ChangePointPrior(
      m: -1.5, sigma: 0.8, gamma: 1, kappa: 6, a0: 0.3, b0: 12, hazard: 0.2, lastHazard: 0.05,
      flawedRight: 0.05)
    var stream = RandomStream(seed: 9, "drawn")
    let pilot = (0..<120).map { _ in draw(truth, &stream) }
    let (fitted, likelihood) = try #require(ChangePointFit.prior(of: pilot))
    let atTruth = ChangePointFit.objective(
      ChangePointFit.vector(of: truth), pilot, .shipped, .others
    ).value
    #expect(likelihood >= atTruth - 1e-3)
    #expect(abs(fitted.m - truth.m) < 0.6 && abs(fitted.luckyRate - truth.luckyRate) < 0.02)
    #expect(fitted.hazard > 0.08 && fitted.hazard < 0.4)
  }

  /// A wrong solution of four steps, drawn from a prior.
  private func draw(_ prior: ChangePointPrior, _ stream: inout RandomStream) -> PilotSolution {
    let steps = 4
    // Twelve uniforms make a good enough normal deviate, within ±6.
    let z = (0..<12).reduce(-6.0) { sum, _ in sum + stream.nextUnit() }
    func rate(_ remaining: Int) -> Double {
      beta(mean: prior.successRate(remaining: remaining, z: z), prior.kappa, &stream)
    }
    func counts(_ p: Double, _ trials: Int) -> RolloutCounts {
      let correct = (0..<trials).count { _ in stream.nextUnit() < p }
      return RolloutCounts(correct: correct, incorrect: trials - correct)
    }
    let outline = SolutionOutline(
      steps: steps, verdict: .incorrect, others: counts(rate(steps), 7))
    var (first, left) = (0, stream.nextUnit())
    for chance in prior.logPrior(outline).map({ exp($0) }) where left >= 0 {
      left -= chance
      if left >= 0 { first += 1 }
    }
    return PilotSolution(
      outline,
      counts: (0..<steps - 1).map { step in
        step < first
          ? counts(rate(steps - 1 - step), 8)
          : counts(
            beta(mean: prior.luckyRate, prior.a0 + prior.b0, &stream), 8)
      })
  }

  /// A draw of Beta(κ·mean, κ·(1 − mean)), by bisection of its distribution function.
  private func beta(mean: Double, _ kappa: Double, _ stream: inout RandomStream) -> Double {
    betaQuantile(stream.nextUnit(), kappa * mean, kappa * (1 - mean))
  }
}

@Suite("Change-point search")
struct ChangePointSearchTests {
  private func outline(_ steps: Int, _ verdict: Verdict = .incorrect) -> SolutionOutline {
    SolutionOutline(
      steps: steps, verdict: verdict, others: RolloutCounts(correct: 5, incorrect: 2))
  }

  @Test("It finds the pit of every solution whose prefixes are plainly alive or dead")
  func findsThePit() {
    let settings = ChangePointSettings(leastInformation: 1e-4)
    for steps in 2...8 {
      for pit in 0..<(steps - 1) {
        let (result, drawn) = script(ChangePointSearch(outline(steps), settings: settings)) {
          RolloutOutcome($0 < pit || $1 < 0 ? .correct : .incorrect)
        }
        #expect(result.labels.first { $0.value == .negative }?.step == pit)
        #expect(result.labels.count == steps && drawn.allSatisfy { $0.count <= 48 })
        #expect((result.confidence ?? 0) > 0.5)
      }
    }
  }

  @Test("It draws where a hand-made greedy search over the same posterior draws, and stops with it")
  func greedy() throws {
    var stream = RandomStream(seed: 11, "greedy")
    for _ in 0..<20 {
      let steps = 2 + Int(stream.next() % 5)
      let table = (0..<steps).map { _ in (0..<48).map { _ in stream.next() % 4 == 0 } }
      let outline = SolutionOutline(
        steps: steps, verdict: .incorrect, others: RolloutCounts(correct: 2, incorrect: 5),
        tokensAfter: (0..<steps).map { Double(3 * (steps - $0)) })
      let settings = ChangePointSettings(leastInformation: 0.002)
      let (result, drawn) = script(ChangePointSearch(outline, settings: settings)) {
        RolloutOutcome(table[$0][$1] ? .correct : .incorrect)
      }
      var posterior = ChangePointPosterior(outline, prior: .shipped)
      var expected = (0..<steps).map { _ in 0 }
      while true {
        let values = posterior.information(posterior.snapshot).enumerated().map {
          $1 / outline.tokensAfter[$0]
        }
        guard let best = values.max(), best >= 0.002, let step = values.firstIndex(of: best) else {
          break
        }
        posterior.observe(table[step][expected[step]], at: step)
        expected[step] += 1
      }
      let found = (0..<steps).map { $0 < drawn.count ? drawn[$0].count : 0 }
      try #require(found == expected)
      let likeliest = posterior.snapshot.likeliest
      #expect(
        result.labels.map(\.value)
          == (0..<steps).map { $0 < likeliest ? .positive : .negative })
    }
  }

  @Test("Cut and missing rollouts change no belief, and a prefix has no more than its limit")
  func silence() {
    let settings = ChangePointSettings(leastInformation: 1e-9, rollouts: 3)
    let (result, drawn) = script(ChangePointSearch(outline(3), settings: settings)) { _, index in
      index == 0 ? nil : RolloutOutcome(.undecided)
    }
    #expect(drawn.map(\.count) == [3, 3])
    #expect(result.labels[0].counts == RolloutCounts(undetermined: 2))
    let untouched = ChangePointPosterior(outline(3), prior: .shipped).snapshot
    #expect(abs((result.labels[0].posterior ?? 0) - untouched.isRight(through: 0)) < 1e-12)
  }

  @Test("Steps that are not certain enough are abstained from")
  func certainty() {
    let sure = ChangePointSettings(leastInformation: 1, certainty: 0.99)
    let (result, drawn) = script(ChangePointSearch(outline(4), settings: sure)) { _, _ in nil }
    #expect(drawn.isEmpty)
    #expect(
      result.labels.allSatisfy { label in
        let right = label.posterior ?? 0.5
        return (label.value == .abstain) == (max(right, 1 - right) < 0.99)
      })
    #expect(result.labels.contains { $0.value == .abstain })
  }

  @Test("Nothing is drawn at or after a false equation, and nothing after it is blamed")
  func cut() {
    let outline = SolutionOutline(
      steps: 6, verdict: .incorrect, others: RolloutCounts(correct: 4, incorrect: 3),
      firstFalseEquation: 2)
    let (result, drawn) = script(
      ChangePointSearch(outline, settings: ChangePointSettings(leastInformation: 1e-5))
    ) { _, _ in RolloutOutcome(.correct) }
    #expect(drawn.count <= 2)
    #expect(
      result.labels.map(\.value) == [.positive, .positive]
        + [LabelValue](repeating: .negative, count: 4))
  }
}

@Suite("Recalibration")
struct RecalibrationTests {
  @Test("It finds the map that made the outcomes, and states what comes true")
  func recovers() throws {
    var stream = RandomStream(seed: 2, "platt")
    let cases = (0..<6000).map { _ -> (probability: Double, cameTrue: Bool) in
      let stated = 0.02 + 0.96 * stream.nextUnit()
      let truth = 1 / (1 + exp(-(0.5 * log(stated / (1 - stated)) - 0.4)))
      return (stated, stream.nextUnit() < truth)
    }
    let fitted = try #require(Recalibration(cases))
    #expect(abs(fitted.slope - 0.5) < 0.06 && abs(fitted.offset + 0.4) < 0.08)
    let before = try #require(Calibration(cases)).expectedError
    let after = try #require(
      Calibration(cases.map { (fitted.corrected($0.probability), $0.cameTrue) }))
    #expect(before > 0.08 && after.expectedError < 0.03)
  }

  @Test("It keeps the order, and needs both outcomes")
  func order() throws {
    #expect(Recalibration([(0.9, true), (0.8, true)]) == nil)
    let fitted = try #require(
      Recalibration([(0.9, true), (0.8, true), (0.7, false), (0.3, false), (0.6, true)]))
    let values = [0.0, 0.1, 0.5, 0.9, 1].map(fitted.corrected)
    #expect(values == values.sorted() && values.allSatisfy { $0 > 0 && $0 < 1 })
  }
}
