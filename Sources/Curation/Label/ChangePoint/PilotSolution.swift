import Corpus

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

extension PilotSolution {
  /// The same without what arithmetic says.
  var withoutEquation: PilotSolution { PilotSolution(outline.withoutEquation, counts: counts) }
}
