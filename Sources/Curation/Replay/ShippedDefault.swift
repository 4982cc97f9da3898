import Corpus
import Evaluation

/// What `label` does when nothing is said, on one pool: the change-point model with its shipped
/// least information, trust in equations and recalibration.
///
/// Nothing of it is chosen on the pool. Its beliefs come, without truth, from a pilot as large as
/// `label` takes; the pilot's solutions are of the half that is not reported.
public struct ShippedDefault: Sendable {
  /// Whether it knows the first false equation, as it does unless `--witness none` is said.
  public let usesArithmetic: Bool
  /// What it believes.
  public let prior: ChangePointPrior
  /// The solutions of its pilot.
  public let pilotCount: Int
  /// The tokens of its pilot for each solution of the pool, as if no rollout of it were used again.
  public let pilotTokens: Double
  /// The default on the reported half.
  public let score: ReplayScore
  /// The default on the half that chooses the settings of others.
  let tuning: ReplayScore

  /// Replays the default; `nil` where a half has no solution with a wrong answer.
  ///
  /// - Parameters:
  ///   - tuning: the half of which the pilot is.
  ///   - reporting: the half that is reported.
  ///   - recorded: how many rollouts of each prefix there are; the default would take up to 48.
  init?(
    usesArithmetic: Bool, tuning: [RecordedSolution], reporting: [RecordedSolution], recorded: Int
  ) {
    let count = tuning.count + reporting.count
    let share = Int((LabelStage.pilotShare * Double(count)).rounded())
    let pilot = Array(tuning.prefix(min(max(1, share), LabelStage.mostPilotProblems)))
    var settings = SearchSettings().changePoint
    settings.rollouts = recorded
    settings.prior = ModelVariant.fitted(
      to: pilot, rollouts: LabelStage.pilotRollouts, root: settings.root)
    settings.recalibration = .shipped(usesArithmetic: usesArithmetic)
    prior = settings.prior
    let labeller = ReplayedLabeller(
      family: LabellerGrid.named(LabellerGrid.Family.changePoint, usesArithmetic),
      setting: "λ = \(settings.leastInformation)", usesArithmetic: usesArithmetic
    ) { [settings] in ChangePointSearch($0, settings: settings) }
    guard let first = ReplayScore(labeller, on: tuning),
      let second = ReplayScore(labeller, on: reporting)
    else { return nil }
    self.usesArithmetic = usesArithmetic
    pilotCount = pilot.count
    let tokens = pilot.flatMap(\.rollouts).flatMap { $0.prefix(LabelStage.pilotRollouts) }
      .reduce(0) { $0 + $1.tokens }
    pilotTokens = Double(tokens) / Double(count)
    (self.tuning, score) = (first, second)
  }

  /// The solutions with a wrong answer whose first wrong step it is at least so sure of, and how many
  /// of them it is right about.
  public func sure(atLeast least: Double) -> (count: Int, right: Int) {
    let sure = score.stated.filter { $0.probability >= least }
    return (sure.count, sure.count { $0.cameTrue })
  }
}

extension LabellerComparison {
  /// A rule beside the default as it is shipped.
  public struct DefaultDuel: Sendable {
    /// The default.
    public let shipped: ShippedDefault
    /// What the rule is here.
    public let role: String
    /// The rule.
    public let rule: ReplayScore
    /// The share found exactly by the default less that by the rule, over problems.
    public let difference: PairedComparison
  }

  /// The default beside all prefixes with N = 8 and one success, the best rule for its tokens and the
  /// best for any, both with or both without arithmetic.
  ///
  /// The best rules are chosen on the other half, the first among those that cost no more there than the
  /// default does.
  public func duels(of shipped: ShippedDefault) -> [DefaultDuel] {
    let usesArithmetic = shipped.usesArithmetic
    let rules = [
      ("all prefixes, N = 8", allPrefixes(usesArithmetic: usesArithmetic)),
      (
        "best rule for its tokens",
        bestRule(within: shipped.tuning.tokens, usesArithmetic: usesArithmetic)
      ),
      ("best rule for any", bestRule(within: .infinity, usesArithmetic: usesArithmetic)),
    ]
    return rules.compactMap { role, rule in
      guard let rule,
        let difference = difference(shipped.score, rule)
      else { return nil }
      return DefaultDuel(shipped: shipped, role: role, rule: rule, difference: difference)
    }
  }

}
