import Corpus
import Evaluation

/// Labelling methods on one pool of recorded solutions: tuned on one half, reported on the other.
public struct LabellerComparison: Sendable {
  /// Two labellers, each the best of its kind on the tuning half within a budget.
  public struct Duel: Sendable {
    /// The most tokens for a solution with a wrong answer.
    public let budget: Double
    /// The change-point model.
    public let model: ReplayScore
    /// The best rule.
    public let rule: ReplayScore
    /// The share found exactly by the model less that by the rule, over problems.
    public let difference: PairedComparison
  }

  /// What a recalibrated confidence of at least `least` is worth.
  public struct StatedConfidence: Sendable {
    /// The labeller.
    public let score: ReplayScore
    /// The map, fitted on the tuning half.
    public let recalibration: Recalibration
    /// Calibration of what the model states.
    public let before: Calibration
    /// Calibration after the map.
    public let after: Calibration
    /// From which stated confidence on.
    public let least: Double
    /// Solutions whose confidence is stated to be at least that.
    public let count: Int
    /// How many of them are right.
    public let right: Int

    /// What one labeller states, on the reported half; `nil` where it states nothing, or where the
    /// tuning half has no two outcomes to fit a map to.
    init?(_ score: ReplayScore, recalibratedOn tuning: ReplayScore, least: Double) {
      guard let map = Recalibration(tuning.stated) else { return nil }
      let corrected = score.stated.map {
        (probability: map.corrected($0.probability), cameTrue: $0.cameTrue)
      }
      guard let before = score.confidence, let after = Calibration(corrected) else { return nil }
      let sure = corrected.filter { $0.probability >= least }
      self.score = score
      recalibration = map
      self.before = before
      self.after = after
      self.least = least
      count = sure.count
      right = sure.count { $0.cameTrue }
    }
  }

  /// The pool's name.
  public let name: String
  /// The solutions of the half that is reported.
  public let solutions: [RecordedSolution]
  /// The solutions of the half that was tuned on.
  public let tuningCount: Int
  /// How many of them have a wrong step.
  public let tuningErrors: Int
  /// The prior, fitted to the tuning half's first rollouts of each prefix, without truth; what a
  /// false equation is worth is counted there by exact truth.
  public let prior: ChangePointPrior
  /// Every labeller on the reported half.
  public var scores: [ReplayScore] { tuned.reported }
  /// In which direction each method errs with the constants that it has unless others are named.
  public let biases: [ReplayBias]
  /// The default of `label` as it is shipped, with its witness and without.
  public let defaults: [ShippedDefault]
  /// How much any placing of rollouts could find, without arithmetic and with it.
  public let bounds: [LabellerBounds]
  /// The change-point model with other beliefs and other evidence, where it was asked for.
  public let variants: VariantComparison?
  private let tuned: TunedScores

  /// Compares all labellers of the grid.
  ///
  /// - Parameters:
  ///   - name: the pool's name.
  ///   - tuning: the half that chooses settings.
  ///   - reporting: the half that is reported.
  ///   - recorded: how many rollouts of each prefix there are.
  ///   - pilot: how many of them the change-point model's prior is fitted to.
  ///   - root: which of a problem's samples the model takes as evidence.
  ///   - comparesVariants: whether the model with other beliefs is measured too.
  ///   - didScore: called whenever a labeller has been replayed, from any thread.
  public init(
    name: String, tuning: [RecordedSolution], reporting: [RecordedSolution], recorded: Int,
    pilot: Int = LabelStage.pilotRollouts, root: RootEvidence = .others,
    comparesVariants: Bool = false, didScore: @escaping @Sendable () -> Void = {}
  ) async {
    self.name = name
    solutions = reporting
    tuningCount = tuning.count
    tuningErrors = tuning.count { $0.firstError != nil }
    prior = ModelVariant.fitted(to: tuning, rollouts: pilot, root: root)
      .trusting(equationsOf: tuning)
    let grid =
      LabellerGrid.rules(recorded: recorded) + LabellerGrid.omega(tuning + reporting)
      + LabellerGrid.changePoints(recorded: recorded, prior: prior, root: root)
    tuned = await TunedScores(
      grid, tuning: tuning, reporting: reporting, didScore: didScore)
    biases = LabellerGrid.standard(
      of: reporting, recorded: recorded, prior: prior, root: root
    ).compactMap { ReplayBias($0, on: reporting) }
    var bounds: [LabellerBounds] = []
    for usesArithmetic in [false, true] {
      let bound = await LabellerBounds(
        usesArithmetic: usesArithmetic, tuning: tuning, reporting: reporting, recorded: recorded,
        prior: prior, root: root)
      if let bound { bounds.append(bound) }
    }
    self.bounds = bounds
    defaults = [true, false].compactMap {
      ShippedDefault(
        usesArithmetic: $0, tuning: tuning, reporting: reporting, recorded: recorded)
    }
    variants =
      comparesVariants
      ? await VariantComparison(
        tuning: tuning, reporting: reporting, recorded: recorded, pilot: pilot,
        didScore: didScore) : nil
  }

  /// The families, in the order of the grid.
  public var families: [String] {
    var seen: Set<String> = []
    return scores.map(\.family).filter { seen.insert($0).inserted }
  }

  /// A family's settings that no cheaper one beats on the tuning half, cheapest first, as they do
  /// on the reported half.
  public func curve(_ family: String) -> [ReplayScore] { tuned.curve(family) }

  /// The setting of some families that finds most on the tuning half within a budget, as it does
  /// on the reported half; `nil` where none is cheap enough.
  public func best(
    within budget: Double, where isMember: (String) -> Bool
  ) -> ReplayScore? {
    tuned.best(within: budget, where: isMember)
  }

  /// The mean tokens of a recorded rollout of the solutions with a wrong answer.
  public var tokensPerRollout: Double {
    var (tokens, count) = (0.0, 0.0)
    for solution in solutions where solution.outline.verdict != .correct {
      for rollouts in solution.rollouts {
        tokens += rollouts.reduce(0) { $0 + Double($1.tokens) }
        count += Double(rollouts.count)
      }
    }
    return count > 0 ? tokens / count : 0
  }

  /// The change-point model against the best rule, both with or both without arithmetic, within
  /// the price of so many rollouts.
  public func duel(rollouts: Double, usesArithmetic: Bool) -> Duel? {
    let budget = rollouts * tokensPerRollout
    let model = LabellerGrid.named(LabellerGrid.Family.changePoint, usesArithmetic)
    guard let first = best(within: budget, where: { $0 == model }),
      let second = bestRule(within: budget, usesArithmetic: usesArithmetic),
      let difference = difference(first, second)
    else { return nil }
    return Duel(budget: budget, model: first, rule: second, difference: difference)
  }

  /// The rule that finds most on the tuning half within a budget; with the witness it may also be
  /// one that does without.
  public func bestRule(within budget: Double, usesArithmetic: Bool) -> ReplayScore? {
    best(
      within: budget,
      where: {
        !$0.hasPrefix(LabellerGrid.Family.changePoint)
          && (usesArithmetic || !$0.contains("arithmetic"))
      })
  }

  /// The share that one labeller finds exactly less that of another, over problems.
  public func difference(_ first: ReplayScore, _ second: ReplayScore) -> PairedComparison? {
    ReplayScore.difference(first, second, on: solutions)
  }

  /// The setting of the change-point model that is the cheapest on the tuning half among those whose
  /// F1 there is at least that of all prefixes with N = 8 and one success, and that labeller; both as
  /// the other half scores them.
  ///
  /// - Parameters:
  ///   - usesArithmetic: whether the model knows the first false equation.
  ///   - referenceUsesArithmetic: whether all prefixes do.
  public func equalF1(
    usesArithmetic: Bool = false, referenceUsesArithmetic: Bool = false
  ) -> (model: ReplayScore?, reference: ReplayScore)? {
    let family = LabellerGrid.named(LabellerGrid.Family.changePoint, usesArithmetic)
    return allPrefixes(usesArithmetic: referenceUsesArithmetic) { f1 in
      tuned.cheapest(reaching: f1) { $0 == family }
    }
  }

  /// What it costs to reach the F1 of all prefixes with N = 8 for who is told where to look.
  public func toldAtEqualF1(
    _ bound: LabellerBounds
  ) -> (told: ReplayScore?, reference: ReplayScore)? {
    allPrefixes(usesArithmetic: bound.usesArithmetic) { bound.told(reaching: $0) }
  }

  /// All prefixes with N = 8 and one success, as the reported half scores it.
  func allPrefixes(usesArithmetic: Bool) -> ReplayScore? {
    allPrefixesIndex(usesArithmetic: usesArithmetic).map { scores[$0] }
  }

  /// That labeller with one that is chosen by its F1 on the tuning half.
  private func allPrefixes(
    usesArithmetic: Bool, equalled choose: (Double) -> ReplayScore?
  ) -> (ReplayScore?, reference: ReplayScore)? {
    guard let index = allPrefixesIndex(usesArithmetic: usesArithmetic),
      let f1 = tuned.tuning[index].f1
    else { return nil }
    return (choose(f1.value), scores[index])
  }

  private func allPrefixesIndex(usesArithmetic: Bool) -> Int? {
    let family = LabellerGrid.named(LabellerGrid.Family.allPrefixes, usesArithmetic)
    return scores.firstIndex { $0.family == family && $0.setting == "N = 8, k = 1" }
  }

  /// What the model's confidence is worth once it is recalibrated on the tuning half.
  public func statedConfidence(
    usesArithmetic: Bool, least: Double
  ) -> [StatedConfidence] {
    let family = LabellerGrid.named(LabellerGrid.Family.changePoint, usesArithmetic)
    return scores.indices.filter { scores[$0].family == family }.compactMap { index in
      StatedConfidence(scores[index], recalibratedOn: tuned.tuning[index], least: least)
    }
  }
}
