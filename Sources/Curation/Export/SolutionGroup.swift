import Corpus
import Storage

/// Everything that an export takes of one root problem: it and what was made of it, with their
/// solutions.
public struct SolutionGroup: Sendable {
  /// The root's key.
  public let root: ContentKey
  /// The root first, then what was made of it, by key.
  public let problems: [ProblemGroup]
  /// Solutions that the policy left out.
  public let leftOut: Int

  /// Makes a group.
  public init(root: ContentKey, problems: [ProblemGroup], leftOut: Int = 0) {
    self.root = root
    self.problems = problems
    self.leftOut = leftOut
  }

  /// The solutions of all problems, in order.
  public var solutions: [LabelledSolution] { problems.flatMap(\.solutions) }
}

/// A problem with its solutions.
public struct ProblemGroup: Sendable {
  /// The problem.
  public let problem: Problem
  /// The stage that made it of its root (`rephrase`, `similar`, `fobar`, `self-verification`);
  /// `nil` for the root itself.
  public let stage: String?
  /// Its first row in the split, or its root's.
  public let row: PublishedRow?
  /// Its solutions, ordered by completion or, for an imported file, as there.
  public let solutions: [LabelledSolution]
  /// The share of correct samples of those that the judge could decide on, left-out ones too;
  /// `nil` without one.
  public let successRate: Double?
  /// Solutions that were written anew, for formats that ask for them.
  public let revisions: [StoredRevision]

  /// Makes a problem's group.
  public init(
    problem: Problem, stage: String? = nil, row: PublishedRow? = nil,
    solutions: [LabelledSolution], successRate: Double? = nil, revisions: [StoredRevision] = []
  ) {
    self.problem = problem
    self.stage = stage
    self.row = row
    self.solutions = solutions
    self.successRate = successRate
    self.revisions = revisions
  }
}
