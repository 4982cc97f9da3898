import Corpus
import Glibc

/// The constants of OmegaPRM's search (2406.06592, section 3.3 and appendix).
public struct OmegaSettings: Hashable, Sendable {
  /// α of Q(s, r) = α^(1 − MC(s)) · β^(len(r)/L).
  public var alpha = 0.5
  /// β of Q.
  public var beta = 0.9
  /// L of Q, in tokens.
  public var length = 500.0
  /// c_puct of U(s) = c_puct · √ΣN / (1 + N(s)).
  public var exploration = 0.125
  /// k: the rollouts of each prefix that a search looks at.
  public var rollouts = 8
  /// The most searches of a problem.
  public var searches = 100

  /// The paper's constants.
  public init() {}
}

/// OmegaPRM's tree of one problem: the prefixes that searches looked at, with what is known of each.
public struct OmegaTree: Hashable, Sendable {
  /// A prefix.
  public struct Node: Hashable, Sendable {
    /// The prefix's whole text; empty for the problem itself.
    public let text: String
    /// The completion that the text was cut from; `nil` for the problem itself.
    public let completion: ContentKey?
    /// The steps of the text.
    public let depth: Int
    /// The node of the longest other prefix that this one begins with; `nil` for the root.
    public var parent: Int?
    /// How the rollouts that were started here ended.
    public var counts: RolloutCounts
    /// N: how many of its rollouts were searched.
    public var visits: Int
  }

  /// The problem first, then every prefix in the order in which it was looked at.
  public var nodes: [Node]
  /// How many wrong rollouts were searched.
  public var searches: Int
}

/// A rollout of a node of the tree, that a search may pick.
struct OmegaRollout: Hashable, Sendable {
  /// The node that it was started at.
  let node: Int
  /// The completion.
  let key: ContentKey
  /// The whole text from the solution's first byte.
  let text: String
  /// The ends of its steps in the text, in bytes, beyond the node's prefix.
  let ends: [Int]
  /// Tokens that it took.
  let tokens: Int
  /// How it ended.
  let outcome: RolloutOutcome
  /// Whether it was searched: no rollout is searched twice.
  var isSearched = false

  /// Whether it can be searched: a wrong answer of its own accord, over more than one step.
  var isOpen: Bool {
    !isSearched && outcome.finish == .stop && ends.count > 1
      && (outcome.verdict == .incorrect || outcome.verdict == .unanswered)
  }
}

extension OmegaSettings {
  /// Q(s, r) + U(s), by which the next rollout is picked.
  func priority(share: Double, tokens: Int, visits: Int, allVisits: Int) -> Double {
    pow(alpha, 1 - share) * pow(beta, Double(tokens) / length)
      + exploration * Double(allVisits).squareRoot() / Double(1 + visits)
  }
}
