import Corpus
import Evaluation
import Glibc
import Testing

@testable import Curation

@Suite("Change-point posterior")
struct ChangePointPosteriorTests {
  /// P(c) by Bayes' rule over every hypothesis, in plain probabilities.
  private func brute(
    _ outline: SolutionOutline, _ prior: ChangePointPrior,
    _ outcomes: [(step: Int, isCorrect: Bool)], root: RootEvidence
  ) -> [Double] {
    let steps = outline.steps
    let isNone = root == .none
    let counts = (0..<steps).map { step in
      let free = isNone ? RolloutCounts() : outline.passing[step]
      return (
        s: Double(outcomes.count { $0.step == step && $0.isCorrect } + free.correct),
        f: Double(
          outcomes.count { $0.step == step && !$0.isCorrect } + free.incorrect + free.unanswered)
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
        guard outline.firstFalseEquation == nil else { return 0.001 }
        return outline.verdict == .correct
          ? 1 - prior.flawedRight : outline.verdict == .undecided ? 0.5 : 0.001
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
    if isNone { (correct, wrong) = (0, 0) }
    if root == .all {
      if outline.verdict == .correct { correct += 1 }
      if outline.verdict == .incorrect { wrong += 1 }
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
      let prior = DrawnSolutions.priors[round % 2]
      let (outline, outcomes) = DrawnSolutions.solution(&stream)
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
      let prior = DrawnSolutions.priors[round % 2]
      let (outline, outcomes) = DrawnSolutions.solution(&stream)
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
}
