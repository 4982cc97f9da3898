import Corpus

/// A solution that was written anew, with the one before it.
public struct StoredRevision: Sendable, Hashable {
  /// One of the two solutions.
  public struct Turn: Sendable, Hashable {
    /// The completion that it is.
    public let completion: ContentKey
    /// The whole text.
    public let text: String
    /// The judgement of its answer.
    public let verdict: Verdict

    /// Makes a turn.
    public init(completion: ContentKey, text: String, verdict: Verdict) {
      self.completion = completion
      self.text = text
      self.verdict = verdict
    }
  }

  /// The solution that was there.
  public let first: Turn
  /// The solution that was written after a critique of it.
  public let second: Turn
  /// Who wrote the second.
  public let model: ModelIdentity

  /// Makes a revision.
  public init(first: Turn, second: Turn, model: ModelIdentity) {
    self.first = first
    self.second = second
    self.model = model
  }
}

extension StoreTransaction {
  /// The revisions of a problem's solutions, ordered by the keys of both completions.
  ///
  /// - Parameter model: who revised; `nil` for every model.
  public func revisions(
    problem: Int64, model: ContentKey?
  ) throws(DatabaseError) -> [StoredRevision] {
    try connection.rows(
      """
      SELECT f.key, f.text, old.verdict, c.key, c.text, new.verdict, m.name, m.kind, m.key
      FROM completion c
        JOIN solution new ON new.completion_id = c.id
        JOIN model m ON m.id = new.model_id
        JOIN prefix p ON p.id = c.prefix_id
        JOIN completion f ON f.id = p.completion_id
        JOIN solution old ON old.completion_id = f.id
      WHERE c.problem_id = ?1 AND c.purpose = ?3 AND (?2 IS NULL OR m.key = ?2)
      ORDER BY f.key, c.key
      """,
      [
        .integer(problem), model.map { .key($0) } ?? .null, .text(Purpose.revise.rawValue),
      ]
    ) { (row) throws(DatabaseError) in
      StoredRevision(
        first: try Self.turn(row, 0), second: try Self.turn(row, 3), model: try row.model(6))
    }
  }

  private static func turn(
    _ row: Statement, _ column: Int32
  ) throws(DatabaseError) -> StoredRevision.Turn {
    StoredRevision.Turn(
      completion: try row.key(column), text: row.text(column + 1),
      verdict: Verdict(rawValue: row.text(column + 2)) ?? .undecided)
  }

  /// The shortest rollout of a prefix that was judged correct; of equals the one with the smallest
  /// key.
  ///
  /// - Parameter prefix: the prefix's key.
  public func shortestCorrectRollout(of prefix: ContentKey) throws(DatabaseError) -> String? {
    try connection.first(
      """
      SELECT c.text FROM prefix p JOIN completion c ON c.prefix_id = p.id
        JOIN verdict v ON v.completion_id = c.id
      WHERE p.key = ?1 AND c.purpose = ?2 AND c.finish_reason = 'stop' AND v.verdict = 'correct'
        AND v.judge_id = (SELECT max(judge_id) FROM verdict WHERE completion_id = c.id)
      ORDER BY length(c.text), c.key LIMIT 1
      """, [.key(prefix), .text(Purpose.rollout.rawValue)]
    ) { $0.text(0) }
  }
}
