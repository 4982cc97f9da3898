import Corpus
import Glibc

/// The terms of right prefixes at every level of difficulty, each computed once.
///
/// A pilot has few different counts, so that its solutions share most of them.
struct RightTerms {
  struct Key: Hashable {
    let remaining: Int
    let correct: Int
    let wrong: Int
  }

  struct Term {
    let value: Double
    /// Its derivatives by m, ln σ, ln γ and ln κ.
    let slopes: (m: Double, sigma: Double, gamma: Double, kappa: Double)
  }

  let prior: ChangePointPrior
  private var terms: [Key: [Term]] = [:]

  init(_ prior: ChangePointPrior) { self.prior = prior }

  mutating func of(_ counts: RolloutCounts, remaining: Int) -> [Term] {
    let key = Key(
      remaining: remaining, correct: counts.correct, wrong: counts.trials - counts.correct)
    if let known = terms[key] { return known }
    let made = ChangePointPrior.grid.map { term(key, z: $0.z) }
    terms[key] = made
    return made
  }

  private func term(_ key: Key, z: Double) -> Term {
    let rate = prior.successRate(remaining: key.remaining, z: z)
    let (a, b) = (prior.kappa * rate, prior.kappa * (1 - rate))
    let slope = betaSlopes(key.correct, key.wrong, a, b)
    // At the clipped ends the rate does not move.
    let moves = rate > 1e-4 && rate < 1 - 1e-4
    let byTheta = moves ? prior.kappa * (slope.a - slope.b) * rate * log(rate) : 0
    return Term(
      value: logBetaBinomial(key.correct, key.wrong, a, b),
      slopes: (
        byTheta, byTheta * z * prior.sigma, byTheta * log(Double(key.remaining)) * prior.gamma,
        prior.kappa * (rate * slope.a + (1 - rate) * slope.b)
      ))
  }
}

/// One solution's share of the objective of ``ChangePointFit``.
struct FitTerms {
  private let solution: PilotSolution
  private let prior: ChangePointPrior
  private let samples: RolloutCounts
  /// All that is known of each inner prefix.
  private let counts: [RolloutCounts]
  /// P(c, z) under all rollouts.
  private let joint: [[Double]]
  let logLikelihood: Double

  init(
    _ solution: PilotSolution, _ prior: ChangePointPrior, _ root: RootEvidence,
    _ table: inout RightTerms
  ) {
    self.solution = solution
    self.prior = prior
    let samples = solution.outline.samples(root)
    self.samples = samples
    var counts = solution.counts
    for (step, passing) in zip(counts.indices, solution.outline.passing(root)) {
      counts[step].correct += passing.correct
      counts[step].incorrect += passing.incorrect
      counts[step].unanswered += passing.unanswered
    }
    self.counts = counts
    let steps = solution.outline.steps
    let logPrior = prior.logPrior(solution.outline)
    var good = zip(ChangePointPrior.grid, table.of(samples, remaining: steps)).map {
      $0.logWeight + $1.value
    }
    let wrong = counts.map {
      logBetaBinomial($0.correct, $0.trials - $0.correct, prior.a0, prior.b0)
    }
    var bad = wrong.reduce(0, +)
    var joint: [[Double]] = []
    for c in 0...steps {
      joint.append(good.map { logPrior[c] + $0 + bad })
      guard c < wrong.count else { continue }
      bad -= wrong[c]
      for (z, term) in table.of(counts[c], remaining: steps - 1 - c).enumerated() {
        good[z] += term.value
      }
    }
    let highest = joint.reduce(-Double.infinity) { max($0, $1.max() ?? $0) }
    let logSum = log(joint.reduce(0) { $0 + $1.reduce(0) { $0 + exp($1 - highest) } }) + highest
    logLikelihood = logSum
    self.joint = joint.map { $0.map { exp($0 - logSum) } }
  }

  func addGradient(to gradient: inout [Double], _ table: inout RightTerms) {
    let steps = solution.outline.steps
    let firstError = joint.map { $0.reduce(0, +) }
    addPriorGradient(firstError, to: &gradient)
    // How likely each prefix is right, by z: all c behind it.
    var right = ChangePointPrior.grid.map { _ in 0.0 }
    for row in joint { for z in row.indices { right[z] += row[z] } }
    add(table.of(samples, remaining: steps), weights: right, to: &gradient)
    var wrong = 0.0
    for (step, counts) in counts.enumerated() {
      for z in right.indices { right[z] -= joint[step][z] }
      add(table.of(counts, remaining: steps - 1 - step), weights: right, to: &gradient)
      wrong += firstError[step]
      let slope = betaSlopes(
        counts.correct, counts.trials - counts.correct, prior.a0, prior.b0)
      gradient[4] += wrong * slope.a * prior.a0
      gradient[5] += wrong * slope.b * prior.b0
    }
  }

  private func add(
    _ terms: [RightTerms.Term], weights: [Double], to gradient: inout [Double]
  ) {
    for (weight, term) in zip(weights, terms) {
      gradient[0] += weight * term.slopes.m
      gradient[1] += weight * term.slopes.sigma
      gradient[2] += weight * term.slopes.gamma
      gradient[3] += weight * term.slopes.kappa
    }
  }

  /// d/d log-odds of the hazards and of the share of flawed right answers.
  private func addPriorGradient(_ posterior: [Double], to gradient: inout [Double]) {
    let outline = solution.outline
    let logPrior = prior.logPrior(outline)
    let end = outline.firstFalseEquation
    // With a known end the normalisation is over the steps before it alone.
    let range = 0..<(end ?? outline.steps)
    let mass = range.reduce(0) { $0 + exp(logPrior[$1]) }
    let seen = range.reduce(0) { $0 + posterior[$1] }
    if mass > 0 {
      let slopes = range.map { step -> (h: Double, last: Double) in
        let isLast = step == outline.steps - 1
        let falls = -Double(step) * prior.hazard
        return (falls + (isLast ? 0 : 1 - prior.hazard), isLast ? 1 - prior.lastHazard : 0)
      }
      for step in range {
        let excess = posterior[step] - seen * exp(logPrior[step]) / mass
        gradient[6] += excess * slopes[step].h
        gradient[7] += excess * slopes[step].last
      }
    }
    if outline.verdict == .correct, end == nil {
      let flawed = 1 - posterior[outline.steps]
      gradient[8] += flawed * (1 - prior.flawedRight) - (1 - flawed) * prior.flawedRight
    }
  }
}

/// The derivatives of a Beta–binomial term by its two parameters.
private func betaSlopes(_ s: Int, _ f: Int, _ a: Double, _ b: Double) -> (a: Double, b: Double) {
  var (byA, byB, both) = (0.0, 0.0, 0.0)
  for j in 0..<s { byA += 1 / (a + Double(j)) }
  for j in 0..<f { byB += 1 / (b + Double(j)) }
  for j in 0..<s + f { both += 1 / (a + b + Double(j)) }
  return (byA - both, byB - both)
}
