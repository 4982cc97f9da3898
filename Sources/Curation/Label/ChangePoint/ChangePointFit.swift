import Corpus
import Glibc

/// A solution with a fixed number of rollouts of every prefix, from which a prior is fitted.
public struct PilotSolution: Hashable, Sendable {
  /// What was known before.
  public let outline: SolutionOutline
  /// How the rollouts of each inner prefix ended.
  public let counts: [RolloutCounts]

  /// Makes a pilot solution.
  ///
  /// - Parameter counts: one for each step but the last.
  public init(_ outline: SolutionOutline, counts: [RolloutCounts]) {
    precondition(counts.count == outline.steps - 1, "one count for each inner step")
    self.outline = outline
    self.counts = counts
  }
}

/// Fits the change-point model's prior by empirical Bayes: no truth is looked at.
///
/// Maximises the mean over solutions of ln Σ over c and z of the joint likelihood, held back as if
/// the parameters (as fitted: logarithms and log-odds) were normal around where the search begins
/// with a standard deviation of 1, so that a small pilot changes the shipped beliefs little. By Adam
/// with exact gradients: every Beta–binomial term is a short sum of logarithms, whose derivatives
/// are sums of reciprocals.
public struct ChangePointFit {
  /// Adam's steps.
  public static let steps = 200
  /// Adam's first learning rate; it falls to 0 linearly.
  public static let learningRate = 0.08
  /// The precision of that belief about each parameter.
  public static let precision = 1.0
  /// Wrong prefixes that recover more often than this are no wrong prefixes: the two kinds have
  /// been swapped, and the fit is given up.
  public static let mostLuck = 0.1

  /// The rounds of expectation and maximisation of what a false equation is worth.
  static let equationRounds = 30

  /// The parameters without bounds: m, ln σ, ln γ, ln κ, ln a₀, ln b₀, and the log-odds of the two
  /// hazards and of the share of flawed right answers.
  typealias Vector = [Double]

  /// Fits a prior to at least one solution.
  ///
  /// - Parameter start: where the search begins, and what is returned when the fit is given up.
  /// - Returns: the prior and its mean logarithmic likelihood for a solution.
  public static func prior(
    of solutions: [PilotSolution], start: ChangePointPrior = .shipped,
    root: RootEvidence = .others
  ) -> (prior: ChangePointPrior, logLikelihood: Double)? {
    guard !solutions.isEmpty else { return nil }
    var vector = vector(of: start)
    var (first, second) = (vector.map { _ in 0.0 }, vector.map { _ in 0.0 })
    for step in 1...steps {
      let (_, gradient) = objective(vector, solutions, start, root)
      let rate = learningRate * (1 - Double(step - 1) / Double(steps))
      for i in vector.indices {
        first[i] = 0.9 * first[i] + 0.1 * gradient[i]
        second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i]
        let mean = first[i] / (1 - pow(0.9, Double(step)))
        let spread = second[i] / (1 - pow(0.999, Double(step)))
        vector[i] += rate * mean / (spread.squareRoot() + 1e-8)
      }
    }
    let fitted = prior(of: vector, start)
    guard fitted.luckyRate < mostLuck else { return nil }
    return (fitted, objective(vector, solutions, start, root).value)
  }

  static func vector(of prior: ChangePointPrior) -> Vector {
    let logOdds = { (p: Double) in log(p) - log1p(-p) }
    return [
      prior.m, log(prior.sigma), log(prior.gamma), log(prior.kappa), log(prior.a0), log(prior.b0),
      logOdds(prior.hazard), logOdds(prior.lastHazard), logOdds(prior.flawedRight),
    ]
  }

  static func prior(of v: Vector, _ start: ChangePointPrior) -> ChangePointPrior {
    let share = { (x: Double) in 1 / (1 + exp(-x)) }
    var prior = ChangePointPrior(
      m: v[0], sigma: exp(v[1]), gamma: exp(v[2]), kappa: exp(v[3]), a0: exp(v[4]), b0: exp(v[5]),
      hazard: share(v[6]), lastHazard: share(v[7]), flawedRight: share(v[8]))
    prior.equationSolved = start.equationSolved
    prior.equationUnsolved = start.equationUnsolved
    return prior
  }

  /// The mean logarithmic likelihood less what holds the parameters back, and its gradient.
  static func objective(
    _ vector: Vector, _ solutions: [PilotSolution], _ start: ChangePointPrior, _ root: RootEvidence
  ) -> (value: Double, gradient: Vector) {
    let prior = prior(of: vector, start)
    var value = 0.0
    var gradient = vector.map { _ in 0.0 }
    var table = RightTerms(prior)
    for solution in solutions {
      let terms = Terms(solution, prior, root, &table)
      value += terms.logLikelihood
      terms.addGradient(to: &gradient, &table)
    }
    let count = Double(solutions.count)
    value /= count
    for (i, middle) in Self.vector(of: start).enumerated() {
      let distance = vector[i] - middle
      gradient[i] = (gradient[i] - precision * distance) / count
      value -= precision * distance * distance / 2 / count
    }
    return (value, gradient)
  }
}

extension PilotSolution {
  /// The same without what arithmetic says.
  var withoutEquation: PilotSolution { PilotSolution(outline.withoutEquation, counts: counts) }
}

extension ChangePointPrior {
  /// The same prior with the chance that the first false equation of a wrong solution is its first
  /// error, fitted to a pilot without truth by expectation and maximisation.
  ///
  /// The rollouts of the prefixes before the equation tell whether the policy could still finish;
  /// where it could, the equation is the first error. A solution counts towards the chance by its
  /// posterior, and the chance is held back as by one case each way: (Σ P + 1)/(n + 2). An equation
  /// in the first step leaves no choice, so it is not counted.
  public func trustingEquations(
    of pilot: [PilotSolution], root: RootEvidence = .others
  ) -> ChangePointPrior {
    var prior = self
    let flagged = pilot.filter {
      ($0.outline.firstFalseEquation ?? 0) > 0 && $0.outline.verdict != .correct
    }
    guard !flagged.isEmpty else { return prior }
    for _ in 0..<ChangePointFit.equationRounds {
      var (solved, unsolved) = ((sum: 0.0, count: 0), (sum: 0.0, count: 0))
      for solution in flagged {
        var posterior = ChangePointPosterior(solution.outline, prior: prior, root: root)
        for step in posterior.drawable {
          let counts = solution.counts[step]
          for _ in 0..<counts.correct { posterior.observe(true, at: step) }
          for _ in 0..<counts.trials - counts.correct { posterior.observe(false, at: step) }
        }
        let chance = posterior.snapshot.firstError[solution.outline.firstFalseEquation ?? 0]
        if solution.outline.others.correct > 0 {
          solved = (solved.sum + chance, solved.count + 1)
        } else {
          unsolved = (unsolved.sum + chance, unsolved.count + 1)
        }
      }
      prior.equationSolved = (solved.sum + 1) / Double(solved.count + 2)
      prior.equationUnsolved = (unsolved.sum + 1) / Double(unsolved.count + 2)
    }
    return prior
  }
}

/// The terms of right prefixes at every level of difficulty, each computed once.
///
/// A pilot has few different counts, so that its solutions share most of them.
private struct RightTerms {
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

/// One solution's share of the objective.
private struct Terms {
  private let solution: PilotSolution
  private let prior: ChangePointPrior
  private let samples: RolloutCounts
  /// P(c, z) under all rollouts.
  private let joint: [[Double]]
  let logLikelihood: Double

  init(
    _ solution: PilotSolution, _ prior: ChangePointPrior, _ root: RootEvidence,
    _ table: inout RightTerms
  ) {
    self.solution = solution
    self.prior = prior
    var samples = root == .none ? RolloutCounts() : solution.outline.others
    if root == .all { samples.add(solution.outline.verdict, finish: .stop) }
    self.samples = samples
    let steps = solution.outline.steps
    let logPrior = prior.logPrior(solution.outline)
    var good = zip(ChangePointPrior.grid, table.of(samples, remaining: steps)).map {
      $0.logWeight + $1.value
    }
    let wrong = solution.counts.map {
      logBetaBinomial($0.correct, $0.trials - $0.correct, prior.a0, prior.b0)
    }
    var bad = wrong.reduce(0, +)
    var joint: [[Double]] = []
    for c in 0...steps {
      joint.append(good.map { logPrior[c] + $0 + bad })
      guard c < wrong.count else { continue }
      bad -= wrong[c]
      for (z, term) in table.of(solution.counts[c], remaining: steps - 1 - c).enumerated() {
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
    for (step, counts) in solution.counts.enumerated() {
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
