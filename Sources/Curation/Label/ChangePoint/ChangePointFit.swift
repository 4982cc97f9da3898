import Corpus
import Glibc

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
  /// - Parameter start: where the search begins, and what the numbers are held back to.
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
      let terms = FitTerms(solution, prior, root, &table)
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
