import Corpus
import Evaluation

/// What `label` does when nothing is said, on one pool: the change-point model with its shipped
/// least information and trust in equations.
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
    let share = LabelStage.pilotShare * Double(tuning.count + reporting.count)
    let pilot = Array(tuning.prefix(max(1, Int(share.rounded()))))
    let settings = SearchSettings().changePoint
    prior = ModelVariant.fitted(
      to: pilot, rollouts: LabelStage.pilotRollouts, root: settings.root)
    let labellers = LabellerGrid.changePoints(
      recorded: recorded, prior: prior, root: settings.root,
      leastInformation: [settings.leastInformation])
    guard let labeller = labellers.first(where: { $0.usesArithmetic == usesArithmetic }),
      let first = ReplayScore(labeller, on: tuning),
      let second = ReplayScore(labeller, on: reporting)
    else { return nil }
    self.usesArithmetic = usesArithmetic
    pilotCount = pilot.count
    (self.tuning, score) = (first, second)
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
    let isRule = { (family: String) in
      !family.hasPrefix(LabellerGrid.Family.changePoint)
        && (shipped.usesArithmetic || !family.contains("arithmetic"))
    }
    let eight = LabellerGrid.named(LabellerGrid.Family.allPrefixes, shipped.usesArithmetic)
    let rules = [
      (
        "all prefixes, N = 8",
        scores.first { $0.family == eight && $0.setting == "N = 8, k = 1" }
      ),
      ("best rule for its tokens", best(within: shipped.tuning.tokens, where: isRule)),
      ("best rule for any", best(within: .infinity, where: isRule)),
    ]
    return rules.compactMap { role, rule in
      guard let rule,
        let difference = ReplayScore.difference(shipped.score, rule, on: solutions)
      else { return nil }
      return DefaultDuel(shipped: shipped, role: role, rule: rule, difference: difference)
    }
  }

  /// What the default's confidence is worth once it is recalibrated on the tuning half.
  public func statedConfidence(
    of shipped: ShippedDefault, least: Double = 0.95
  ) -> StatedConfidence? {
    StatedConfidence(shipped.score, recalibratedOn: shipped.tuning, least: least)
  }
}
