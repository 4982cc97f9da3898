/// A problem to solve: its statement and its gold answer.
///
/// Its identity is its content.
public struct Problem: Hashable, Sendable {
  /// The text that is shown to a model.
  public let statement: String
  /// The gold answer as its source wrote it.
  public let gold: String
  /// The key of the seed problem that a rephrasing descends from; `nil` for a seed problem.
  public let root: ContentKey?

  /// Makes a problem.
  public init(statement: String, gold: String, root: ContentKey? = nil) {
    self.statement = statement
    self.gold = gold
    self.root = root
  }

  /// The identity: a hash of statement and gold answer.
  public var key: ContentKey {
    var hasher = ContentHasher("problem")
    hasher.add(statement)
    hasher.add(gold)
    return hasher.key
  }

  /// The root's key: its own for a seed problem.
  public var rootKey: ContentKey { root ?? key }
}

/// A problem's place in a suite.
///
/// Metrics run over rows, generation over problems.
public struct Row: Hashable, Sendable {
  /// The row's id, unique in its suite.
  public let id: String
  /// The suite's name, for example `gsm8k`.
  public let suite: String
  /// The split's name, for example `test`.
  public let split: String
  /// The problem.
  public let problem: Problem
  /// What the source says beside the problem (family, level, subject, number of steps …), in the
  /// order of the names.
  public let attributes: [String: String]
  /// A worked solution from the source, where it has one.
  public let goldSolution: String?

  /// Makes a row.
  public init(
    id: String, suite: String, split: String, problem: Problem,
    attributes: [String: String] = [:], goldSolution: String? = nil
  ) {
    self.id = id
    self.suite = suite
    self.split = split
    self.problem = problem
    self.attributes = attributes
    self.goldSolution = goldSolution
  }
}
