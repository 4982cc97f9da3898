import Corpus
import Evaluation

/// What the change-point model finds with more than a labeller can have: how much of what is
/// missed is the policy's doing, and how much placing rollouts better could bring.
///
/// No strict bounds: they hold for the model's own way from rollouts to a first error.
public struct LabellerBounds: Sendable {
  /// Whether the first false equation is known.
  public let usesArithmetic: Bool
  /// Every recorded rollout of every prefix: what is left is what the policy's rollouts do not tell.
  public let everything: ReplayScore
  private let told: TunedScores

  /// Replays the bounds; `nil` where the reported half has no solution with a wrong answer.
  init?(
    usesArithmetic: Bool, tuning: [RecordedSolution], reporting: [RecordedSolution],
    recorded: Int, prior: ChangePointPrior, root: RootEvidence
  ) async {
    func labeller(_ least: Double, isTold: Bool) -> ReplayedLabeller {
      let settings = ChangePointSettings(
        prior: prior, leastInformation: least, rollouts: recorded, root: root)
      return ReplayedLabeller(
        family: isTold ? "told where to look" : "everything recorded", setting: "λ = \(least)"
      ) { solution in
        let outline =
          usesArithmetic ? solution.outline : solution.outline.withoutEquation
        // The prefix that ends before the first wrong step, and the one that ends with it.
        let around = solution.firstError.map { max(0, $0 - 1)..<$0 + 1 } ?? 0..<0
        return solution.replay(
          ChangePointSearch(outline, settings: settings, among: isTold ? around : nil))
      }
    }
    guard let everything = ReplayScore(labeller(0, isTold: false), on: reporting) else {
      return nil
    }
    self.usesArithmetic = usesArithmetic
    self.everything = everything
    told = await TunedScores(
      LabellerGrid.leastInformation.map { labeller($0, isTold: true) }, tuning: tuning,
      reporting: reporting)
  }

  /// The model that draws from nothing but the two prefixes around the first wrong step, which
  /// nobody could tell it, in the setting that finds most on the tuning half within a budget.
  public func told(within budget: Double) -> ReplayScore? { told.best(within: budget) }

  /// The same in the cheapest setting that reaches `f1` on the tuning half.
  func told(reaching f1: Double) -> ReplayScore? { told.cheapest(reaching: f1) }
}
