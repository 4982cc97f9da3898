import Corpus
import Glibc
import JSON

/// What the change-point model believes before it sees a solution's rollouts.
///
/// The first wrong step c of a solution of T steps is latent. Before it, the success rate after
/// step i is Beta(κμ, κ(1 − μ)) with μ = exp(−e^θ·(T − 1 − i)^γ): θ = m + σz is how hard the problem
/// is for the policy, shared by all its prefixes, and γ bends the survival per remaining step. From
/// c on it is Beta(a₀, b₀), the rate of lucky recoveries. The model and its formulas are this
/// project's own; `Docs/labelling.md` states what was measured.
public struct ChangePointPrior: Hashable, Sendable {
  /// The mean of θ.
  public var m: Double
  /// The standard deviation of θ between problems, above 0.
  public var sigma: Double
  /// The exponent of the number of remaining steps, above 0.
  public var gamma: Double
  /// How close the prefixes of one problem stay to the curve, above 0.
  public var kappa: Double
  /// The first parameter of the rate of lucky recoveries, above 0.
  public var a0: Double
  /// The second parameter of the rate of lucky recoveries, above 0.
  public var b0: Double
  /// The chance that a step is the first wrong one, in (0, 1).
  public var hazard: Double
  /// The same for the last step, which states the answer, in (0, 1).
  public var lastHazard: Double
  /// The share of right answers with a wrong step, in (0, 1).
  public var flawedRight: Double
  /// The chance that the first false equation is the first error, where no other sample of the
  /// problem is right, in (0, 1).
  public var equationUnsolved = 0.6
  /// The same where another sample is right, in (0, 1).
  public var equationSolved = 0.85

  /// Makes a prior.
  public init(
    m: Double, sigma: Double, gamma: Double, kappa: Double, a0: Double, b0: Double,
    hazard: Double, lastHazard: Double, flawedRight: Double
  ) {
    self.m = m
    self.sigma = sigma
    self.gamma = gamma
    self.kappa = kappa
    self.a0 = a0
    self.b0 = b0
    self.hazard = hazard
    self.lastHazard = lastHazard
    self.flawedRight = flawedRight
  }

  /// What is believed of a policy that nobody has measured.
  public static let shipped = ChangePointPrior(
    m: -2.7, sigma: 1.5, gamma: 1.2, kappa: 5, a0: 0.2, b0: 20, hazard: 0.1, lastHazard: 0.02,
    flawedRight: 0.01)

  /// The share of rollouts that recover from a wrong prefix.
  public var luckyRate: Double { a0 / (a0 + b0) }

  /// The grid of z and the logarithms of its normalised weights exp(−z²/2).
  static let grid: [(z: Double, logWeight: Double)] = {
    let zs = (0...20).map { -3 + 0.3 * Double($0) }
    let total = zs.reduce(0) { $0 + exp(-$1 * $1 / 2) }
    return zs.map { ($0, -$0 * $0 / 2 - log(total)) }
  }()

  /// μ with `remaining` steps to go at the grid point z, within [1e-4, 1 − 1e-4].
  func successRate(remaining: Int, z: Double) -> Double {
    let rate = exp(-exp(m + sigma * z) * pow(Double(remaining), gamma))
    return min(max(rate, 1e-4), 1 - 1e-4)
  }

  /// ln π(c) for c = 0 … T, where c = T stands for no wrong step, before any rollout.
  ///
  /// A wrong answer has an error somewhere: none with .001. A right one has one with `flawedRight`. Of
  /// one that nobody could judge nothing is known: none with ½.
  /// Where the first false equation is known, nothing after it is first, and it is with
  /// `equationSolved` or `equationUnsolved`.
  func logPrior(_ outline: SolutionOutline) -> [Double] {
    let steps = outline.steps
    let end = outline.firstFalseEquation
    var weights = (0..<steps).map { step -> Double in
      if let end, step > end { return 0 }
      return pow(1 - hazard, Double(step))
        * (step == steps - 1 && step != end ? lastHazard : hazard)
    }
    if let end {
      let share = outline.others.correct > 0 ? equationSolved : equationUnsolved
      let before = weights[..<end].reduce(0, +)
      for step in 0..<end { weights[step] *= (1 - share) / before }
      weights[end] = end == 0 ? 1 : share
    } else {
      let total = weights.reduce(0, +)
      weights = weights.map { $0 / total }
    }
    let none: Double =
      switch outline.verdict {
      case .correct where end == nil: 1 - flawedRight
      case .undecided where end == nil: 0.5
      default: 0.001
      }
    return (weights.map { $0 * (1 - none) } + [none]).map { log($0) }
  }
}

extension ChangePointPrior {
  /// The parameters as JSON.
  public var json: JSONValue {
    [
      "m": JSONValue(m), "sigma": JSONValue(sigma), "gamma": JSONValue(gamma),
      "kappa": JSONValue(kappa), "a0": JSONValue(a0), "b0": JSONValue(b0),
      "hazard": JSONValue(hazard), "last_hazard": JSONValue(lastHazard),
      "flawed_right": JSONValue(flawedRight), "equation_unsolved": JSONValue(equationUnsolved),
      "equation_solved": JSONValue(equationSolved),
    ]
  }

  /// Reads parameters.
  public init(_ json: JSONValue) throws(JSONError) {
    self.init(
      m: try json["m"].double(), sigma: try json["sigma"].double(),
      gamma: try json["gamma"].double(), kappa: try json["kappa"].double(),
      a0: try json["a0"].double(), b0: try json["b0"].double(),
      hazard: try json["hazard"].double(), lastHazard: try json["last_hazard"].double(),
      flawedRight: try json["flawed_right"].double())
    equationUnsolved = try json["equation_unsolved"].double()
    equationSolved = try json["equation_solved"].double()
  }
}
