import Corpus
import Evaluation

/// The change-point model with other beliefs or other evidence, for comparison.
public struct ModelVariant: Sendable {
  /// What differs.
  public let name: String
  /// What it believes.
  public let prior: ChangePointPrior
  /// Which of a problem's samples it takes as evidence.
  public let root: RootEvidence
  /// Whether samples that share steps of the solution speak of the prefixes too.
  public var usesPassing = true

  /// A variant and the model as it is compared with the rules, each the best on the tuning half within a
  /// budget.
  public struct Duel: Sendable {
    /// The most tokens for a solution with a wrong answer.
    public let budget: Double
    /// The variant.
    public let variant: ReplayScore
    /// The model as it is compared with the rules.
    public let model: ReplayScore
    /// The share found exactly by the variant less that by the model, over problems.
    public let difference: PairedComparison
  }

  /// The prior that `label` would fit to a pilot of these solutions; what a false equation is worth
  /// is as shipped.
  static func fitted(
    to tuning: [RecordedSolution], rollouts: Int, root: RootEvidence
  ) -> ChangePointPrior {
    let pilot = tuning.map { $0.pilot(rollouts).withoutEquation }
    return ChangePointFit.prior(of: pilot, root: root)?.prior ?? .shipped
  }

  /// The variants that are measured, the model as it is compared with the rules first.
  ///
  /// - Parameters:
  ///   - recorded: how many rollouts of each prefix there are.
  ///   - pilot: how many of them the model is fitted to.
  static func all(
    tuning: [RecordedSolution], recorded: Int, pilot: Int
  ) -> [ModelVariant] {
    let shipped = fitted(to: tuning, rollouts: pilot, root: .others)
    let prior = shipped.trusting(equationsOf: tuning)
    func counted(_ rollouts: Int, _ root: RootEvidence) -> ChangePointPrior {
      fitted(to: tuning, rollouts: rollouts, root: root).trusting(equationsOf: tuning)
    }
    let apart = tuning.map(\.withoutPassing)
    var variants = [
      ModelVariant(name: "as compared", prior: prior, root: .others),
      ModelVariant(
        name: "the labelled sample counts too", prior: counted(pilot, .all), root: .all),
      ModelVariant(name: "no other samples", prior: counted(pilot, .none), root: .none),
      ModelVariant(
        name: "other samples speak of the problem alone",
        prior: fitted(to: apart, rollouts: pilot, root: .others).trusting(equationsOf: apart),
        root: .others, usesPassing: false),
      ModelVariant(name: "shipped beliefs", prior: .shipped, root: .others),
      ModelVariant(name: "equations trusted as shipped", prior: shipped, root: .others),
      ModelVariant(
        name: "equations fitted to the pilot",
        prior: shipped.trustingEquations(of: tuning.map { $0.pilot(pilot) }), root: .others),
    ]
    for rollouts in [pilot * 2, pilot * 4] where rollouts <= recorded {
      variants.append(
        ModelVariant(
          name: "pilot of \(rollouts) rollouts", prior: counted(rollouts, .others), root: .others))
    }
    for count in [8, 16, 32, 128] where count < tuning.count {
      let prior = fitted(to: Array(tuning.prefix(count)), rollouts: pilot, root: .others)
      variants.append(
        ModelVariant(
          name: "pilot of \(count) solutions", prior: prior.trusting(equationsOf: tuning),
          root: .others))
    }
    for kappa in [4.0, 8.0] {
      var loose = prior
      loose.kappa = kappa
      variants.append(ModelVariant(name: "κ = \(Int(kappa))", prior: loose, root: .others))
    }
    return variants
  }
}

/// Variants of the change-point model on one pool, tuned on one half and reported on the other.
public struct VariantComparison: Sendable {
  /// The variants, the model as it is compared with the rules first.
  public let variants: [ModelVariant]
  private let solutions: [RecordedSolution]
  private let scores: [TunedScores]

  /// Compares the variants over the knob between cost and certainty.
  public init(
    tuning: [RecordedSolution], reporting: [RecordedSolution], recorded: Int,
    pilot: Int = LabelStage.pilotRollouts, didScore: @escaping @Sendable () -> Void = {}
  ) async {
    variants = ModelVariant.all(tuning: tuning, recorded: recorded, pilot: pilot)
    solutions = reporting
    var scores: [TunedScores] = []
    for variant in variants {
      let grid = LabellerGrid.changePoints(
        recorded: recorded, prior: variant.prior, root: variant.root,
        leastInformation: LabellerGrid.leastInformation)
      scores.append(
        await TunedScores(
          grid, tuning: variant.usesPassing ? tuning : tuning.map(\.withoutPassing),
          reporting: variant.usesPassing ? reporting : reporting.map(\.withoutPassing),
          didScore: didScore))
    }
    self.scores = scores
  }

  /// A variant against the model as it is compared with the rules, within a budget in tokens.
  public func duel(
    _ variant: Int, within budget: Double, usesArithmetic: Bool
  ) -> ModelVariant.Duel? {
    guard let other = best(variant, budget, usesArithmetic),
      let model = best(0, budget, usesArithmetic),
      let difference = ReplayScore.difference(other, model, on: solutions)
    else { return nil }
    return ModelVariant.Duel(
      budget: budget, variant: other, model: model, difference: difference)
  }

  private func best(_ variant: Int, _ budget: Double, _ usesArithmetic: Bool) -> ReplayScore? {
    let family = LabellerGrid.named(LabellerGrid.Family.changePoint, usesArithmetic)
    return scores[variant].best(within: budget) { $0 == family }
  }
}

extension ReplayScore {
  /// The share that one labeller finds exactly less that of another, over the problems of the
  /// solutions with a wrong answer that both were scored on.
  static func difference(
    _ first: ReplayScore, _ second: ReplayScore, on solutions: [RecordedSolution]
  ) -> PairedComparison? {
    let wrong = solutions.filter { $0.outline.verdict != .correct }
    let problems = Dictionary(grouping: wrong.indices) { wrong[$0].problem }
      .sorted { $0.key < $1.key }.map(\.value)
    func means(_ score: ReplayScore) -> [Double] {
      problems.map { members in
        Double(members.count { score.hits[$0] }) / Double(members.count)
      }
    }
    return PairedComparison(first: means(first), second: means(second))
  }
}

extension ChangePointPrior {
  /// The same prior with the chance that the first false equation is the first error, as it is on
  /// labelled solutions with a wrong answer: (k + 1)/(n + 2).
  ///
  /// An equation in the first step leaves no choice, so it is not counted.
  public func trusting(equationsOf solutions: [RecordedSolution]) -> ChangePointPrior {
    func share(_ isMember: (SolutionOutline) -> Bool) -> Double {
      let flagged = solutions.filter {
        ($0.outline.firstFalseEquation ?? 0) > 0 && $0.outline.verdict != .correct
          && isMember($0.outline)
      }
      let first = flagged.count { $0.firstError == $0.outline.firstFalseEquation }
      return Double(first + 1) / Double(flagged.count + 2)
    }
    var prior = self
    prior.equationSolved = share { $0.others.correct > 0 }
    prior.equationUnsolved = share { $0.others.correct == 0 }
    return prior
  }
}
