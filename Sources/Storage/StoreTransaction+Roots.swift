import Corpus

/// In which order a store's problems are taken.
public enum RootOrder: String, Sendable, CaseIterable {
  /// By the keys of the root problems: a function of their texts alone.
  case content
  /// As their rows came into the store, which for an imported file is the file's order.
  case rows
}

/// A seed problem of a split.
public struct RootProblem: Sendable, Hashable {
  /// The problem's row id in the store.
  public let id: Int64
  /// The problem.
  public let problem: Problem
  /// The first of its rows in the split.
  public let row: Int64
}

/// A problem with what it was made of.
public struct DerivedProblem: Sendable, Hashable {
  /// The problem's row id in the store.
  public let id: Int64
  /// The problem.
  public let problem: Problem
  /// The stage that made it of its root; `nil` for the root itself.
  public let stage: String?
}

/// A row of a suite, as it is stored.
public struct StoredRow: Sendable, Hashable {
  /// The row's id in its suite.
  public let id: String
  /// The row's place in its split.
  public let position: Int
  /// What the source says beside the problem, as a JSON object.
  public let attributes: String
}

extension StoreTransaction {
  /// The seed problems of a split that follow another one, in an order.
  ///
  /// - Parameters:
  ///   - last: the one that they follow; `nil` to start.
  ///   - limit: the most that are returned.
  /// - Complexity: O(limit) by content; by rows also O(rows of other splits between them).
  public func roots(
    suite: String, split: String, order: RootOrder, after last: RootProblem?, limit: Int
  ) throws(DatabaseError) -> [RootProblem] {
    let sql: String
    let start: SQLValue
    switch order {
    case .content:
      start = .blob(last?.problem.key.bytes ?? [])
      sql = """
        SELECT p.id, p.statement, p.gold, (
          SELECT min(r.id) FROM row r WHERE r.problem_id = p.id AND r.suite = ?2 AND r.split = ?3
        ) AS first
        FROM problem p WHERE p.key > ?1 AND p.root_id IS NULL AND first IS NOT NULL
        ORDER BY p.key LIMIT ?4
        """
    case .rows:
      start = .integer(last?.row ?? 0)
      sql = """
        SELECT p.id, p.statement, p.gold, r.id FROM row r JOIN problem p ON p.id = r.problem_id
        WHERE r.id > ?1 AND +r.suite = ?2 AND +r.split = ?3 AND p.root_id IS NULL AND NOT EXISTS (
          SELECT 1 FROM row e
          WHERE e.problem_id = p.id AND e.suite = ?2 AND e.split = ?3 AND e.id < r.id)
        ORDER BY r.id LIMIT ?4
        """
    }
    return try connection.rows(sql, [start, .text(suite), .text(split), .int(limit)]) { row in
      RootProblem(
        id: row.int64(0), problem: Problem(statement: row.text(1), gold: row.text(2)),
        row: row.int64(3))
    }
  }

  /// A seed problem and what was made of it and kept, ordered by key.
  public func keptProblems(of root: RootProblem) throws(DatabaseError) -> [DerivedProblem] {
    let made = try connection.rows(
      """
      SELECT p.id, p.statement, p.gold, (
        SELECT o.stage FROM outcome o
        WHERE o.problem_id = p.id AND o.stage IN (\(newProblemStages)) AND o.status = 'kept'
        ORDER BY o.stage LIMIT 1) AS stage
      FROM problem p WHERE p.root_id = ? AND stage IS NOT NULL ORDER BY p.key
      """, [.integer(root.id)]
    ) { row in
      DerivedProblem(
        id: row.int64(0),
        problem: Problem(statement: row.text(1), gold: row.text(2), root: root.problem.key),
        stage: row.text(3))
    }
    return [DerivedProblem(id: root.id, problem: root.problem, stage: nil)] + made
  }

  /// The rows of a split that a problem stands in, in the order in which they came.
  public func rows(
    problem: Int64, suite: String, split: String
  ) throws(DatabaseError) -> [StoredRow] {
    try connection.rows(
      """
      SELECT row_id, position, attributes FROM row
      WHERE problem_id = ? AND suite = ? AND split = ? ORDER BY id
      """, [.integer(problem), .text(suite), .text(split)]
    ) { StoredRow(id: $0.text(0), position: $0.int(1), attributes: $0.text(2)) }
  }

  /// The problem that a row of a suite holds; `nil` when there is no such row.
  public func problemKey(
    suite: String, split: String, row: String
  ) throws(DatabaseError) -> ContentKey? {
    try connection.first(
      """
      SELECT p.key FROM row r JOIN problem p ON p.id = r.problem_id
      WHERE r.suite = ? AND r.split = ? AND r.row_id = ?
      """, [.text(suite), .text(split), .text(row)]
    ) { (row) throws(DatabaseError) in try row.key(0) }
  }
}
