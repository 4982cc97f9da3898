import Corpus

/// A sampled solution of a problem, equal texts each for itself.
public struct StoredSample: Sendable, Hashable {
  /// The completion's key.
  public let key: ContentKey
  /// The whole text.
  public let text: String
  /// The judgement of its answer.
  public let verdict: Verdict
  /// Why it ended.
  public let finish: FinishReason
  /// Tokens that were generated.
  public let tokens: Int
}

/// A prefix in the tree of a problem, as it is stored.
public struct StoredTreeNode: Sendable, Hashable {
  /// The position of the node that it hangs from; `nil` for the problem itself.
  public let parent: Int?
  /// The prefix's whole text.
  public let text: String
  /// The steps of the text.
  public let depth: Int
  /// How its rollouts ended.
  public let counts: RolloutCounts
  /// How many of its rollouts were searched.
  public let visits: Int

  /// Makes a node.
  public init(parent: Int?, text: String, depth: Int, counts: RolloutCounts, visits: Int) {
    self.parent = parent
    self.text = text
    self.depth = depth
    self.counts = counts
    self.visits = visits
  }
}

/// A prior that was fitted to a pilot.
public struct FittedPrior: Sendable, Hashable {
  /// The parameters as one JSON object.
  public let parameters: String
  /// How many solutions it was fitted to.
  public let solutions: Int
  /// The mean logarithmic likelihood of a solution.
  public let logLikelihood: Double

  /// Makes a prior.
  public init(parameters: String, solutions: Int, logLikelihood: Double) {
    self.parameters = parameters
    self.solutions = solutions
    self.logLikelihood = logLikelihood
  }
}

extension StoreTransaction {
  /// Everything that a model sampled as solutions of a problem, ordered by key.
  public func samples(
    problem: Int64, model: ContentKey, purpose: Purpose
  ) throws(DatabaseError) -> [StoredSample] {
    try connection.rows(
      """
      SELECT c.key, c.text, s.verdict, c.finish_reason, c.completion_tokens
      FROM solution s
        JOIN completion c ON c.id = s.completion_id
        JOIN model m ON m.id = s.model_id
      WHERE s.problem_id = ? AND m.key = ? AND c.purpose = ? ORDER BY c.key
      """, [.integer(problem), .key(model), .text(purpose.rawValue)]
    ) { (row) throws(DatabaseError) in
      StoredSample(
        key: try row.key(0), text: row.text(1),
        verdict: Verdict(rawValue: row.text(2)) ?? .undecided,
        finish: FinishReason(rawValue: row.text(3)) ?? .length, tokens: row.int(4))
    }
  }

  /// Writes the tree of a problem by one labeller, replacing the one from before.
  public func record(
    _ tree: [StoredTreeNode], problem: Problem, method: String, settings: String
  ) throws(DatabaseError) {
    let labeller = SQLValue.integer(try labellerID(method: method, settings: settings))
    let id = SQLValue.integer(try insert(problem))
    try connection.run(
      "DELETE FROM tree_node WHERE labeller_id = ? AND problem_id = ?", labeller, id)
    for (position, node) in tree.enumerated() {
      try connection.run(
        """
        INSERT INTO tree_node(labeller_id, problem_id, position, parent, text, depth, correct,
          incorrect, unanswered, undetermined, visits)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, labeller, id, .int(position), node.parent.map { .int($0) } ?? .null,
        .text(node.text), .int(node.depth), .int(node.counts.correct),
        .int(node.counts.incorrect), .int(node.counts.unanswered),
        .int(node.counts.undetermined), .int(node.visits))
    }
  }

  /// The problems of a split that the newest labeller with a tree has searched, largest tree first,
  /// equal ones by their rows.
  ///
  /// - Parameter most: trees with more nodes are left out.
  public func searchedProblems(
    suite: String, split: String, most: Int, limit: Int
  ) throws(DatabaseError) -> [(
    rowID: String, id: Int64, problem: Problem, method: String, settings: String
  )] {
    try connection.rows(
      """
      SELECT r.row_id, p.id, p.statement, p.gold, g.method, g.settings, count(*) AS nodes
      FROM tree_node n
        JOIN labeller g ON g.id = n.labeller_id
        JOIN problem p ON p.id = n.problem_id
        JOIN row r ON r.problem_id = p.id AND r.suite = ? AND r.split = ?
      WHERE n.labeller_id = (SELECT max(labeller_id) FROM tree_node)
      GROUP BY r.row_id HAVING count(*) <= ?
      ORDER BY nodes DESC, r.position LIMIT ?
      """, [.text(suite), .text(split), .int(most), .int(limit)]
    ) {
      (
        $0.text(0), $0.int64(1), Problem(statement: $0.text(2), gold: $0.text(3)), $0.text(4),
        $0.text(5)
      )
    }
  }

  /// The tree of a problem by one labeller, in the order of its positions; empty where there is
  /// none.
  public func tree(
    problem: Int64, method: String, settings: String
  ) throws(DatabaseError) -> [StoredTreeNode] {
    try connection.rows(
      """
      SELECT parent, text, depth, correct, incorrect, unanswered, undetermined, visits
      FROM tree_node JOIN labeller g ON g.id = labeller_id
      WHERE problem_id = ? AND g.method = ? AND g.settings = ? ORDER BY position
      """, [.integer(problem), .text(method), .text(settings)]
    ) { row in
      StoredTreeNode(
        parent: row.isNull(0) ? nil : row.int(0), text: row.text(1), depth: row.int(2),
        counts: RolloutCounts(
          correct: row.int(3), incorrect: row.int(4), unanswered: row.int(5),
          undetermined: row.int(6)), visits: row.int(7))
    }
  }

  /// The prior that was fitted under these settings; `nil` where none was.
  public func prior(settings: String) throws(DatabaseError) -> FittedPrior? {
    try connection.first(
      "SELECT parameters, solutions, log_likelihood FROM fitted_prior WHERE key = ?",
      [.key(priorKey(settings))]
    ) { FittedPrior(parameters: $0.text(0), solutions: $0.int(1), logLikelihood: $0.double(2)) }
  }

  /// Keeps a fitted prior; the first one under these settings stays.
  public func record(_ prior: FittedPrior, settings: String) throws(DatabaseError) {
    try connection.run(
      """
      INSERT OR IGNORE INTO fitted_prior(key, settings, parameters, solutions, log_likelihood)
      VALUES (?, ?, ?, ?, ?)
      """, .key(priorKey(settings)), .text(settings), .text(prior.parameters),
      .int(prior.solutions), .real(prior.logLikelihood))
  }

  private func priorKey(_ settings: String) -> ContentKey {
    var hasher = ContentHasher("fitted prior")
    hasher.add(settings)
    return hasher.key
  }
}
