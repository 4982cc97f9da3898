import Corpus

/// The stages whose outcomes belong to problems that were made of a seed problem.
let newProblemStages = "'rephrase', 'similar', 'fobar', 'self-verification'"

/// A problem of a suite, with its place.
public struct StoredProblem: Sendable, Hashable {
  /// The row's place in its split, from 0.
  public let position: Int
  /// The row's id in its suite.
  public let rowID: String
  /// The problem: the row's own, or a kept rephrasing of it.
  public let problem: Problem
  /// The problem's row id in the store.
  public let id: Int64
  /// What the source says beside the problem, as a JSON object.
  public let attributes: String
}

/// A solution as it is stored.
public struct StoredSolution: Sendable, Hashable {
  /// The solution's row id.
  public let id: Int64
  /// The completion that it is.
  public let completion: ContentKey
  /// The whole text.
  public let text: String
  /// The byte range of every step.
  public let steps: [Range<Int>]
  /// The judgement of its answer.
  public let verdict: Verdict
  /// The answer that was found.
  public let answer: String?
  /// Why the completion ended.
  public let finish: FinishReason
  /// How many sampled completions have this text.
  public let multiplicity: Int
  /// Who wrote it.
  public let model: ModelIdentity
}

extension StoreTransaction {
  /// The problems of a split whose position is at least `start`, in order.
  ///
  /// - Parameters:
  ///   - suite: the suite.
  ///   - split: the split.
  ///   - start: the first position.
  ///   - limit: how many positions are looked at.
  ///   - rephrasings: whether kept rephrasings follow their seed, ordered by key.
  public func problems(
    suite: String, split: String, from start: Int, limit: Int, rephrasings: Bool = false
  ) throws(DatabaseError) -> [StoredProblem] {
    try connection.rows(
      """
      SELECT r.position, r.row_id, r.attributes, p.id, p.statement, p.gold, root.key
      FROM (SELECT * FROM row WHERE suite = ?1 AND split = ?2 AND position >= ?3
              ORDER BY position LIMIT ?4) r
        JOIN problem p ON p.id = r.problem_id
          OR (?5 AND p.root_id = r.problem_id AND EXISTS (
            SELECT 1 FROM outcome o
            WHERE o.problem_id = p.id AND o.stage IN (\(newProblemStages)) AND o.status = 'kept'))
        LEFT JOIN problem root ON root.id = p.root_id
      ORDER BY r.position, p.root_id IS NOT NULL, p.key
      """,
      [.text(suite), .text(split), .int(start), .int(limit), .int(rephrasings ? 1 : 0)]
    ) { (row) throws(DatabaseError) in
      StoredProblem(
        position: row.int(0), rowID: row.text(1),
        problem: Problem(
          statement: row.text(4), gold: row.text(5), root: row.isNull(6) ? nil : try row.key(6)),
        id: row.int64(3), attributes: row.text(2))
    }
  }

  /// All texts that a seed problem was rephrased to, with what became of them, ordered by key.
  public func rephrasings(
    of problem: Int64
  ) throws(DatabaseError) -> [(statement: String, status: Outcome.Status)] {
    try connection.rows(
      """
      SELECT p.statement, o.status FROM problem p
        JOIN outcome o ON o.problem_id = p.id AND o.stage = 'rephrase'
      WHERE p.root_id = ? ORDER BY p.key
      """, [.integer(problem)]
    ) { ($0.text(0), Outcome.Status(rawValue: $0.text(1)) ?? .open) }
  }

  /// Whether a problem was made of a seed problem and asks for something else than that: whatever
  /// is known of the seed's solutions says nothing of its own.
  public func asksOtherwise(_ problem: Problem) throws(DatabaseError) -> Bool {
    guard problem.root != nil else { return false }
    return try connection.first(
      """
      SELECT 1 FROM outcome o JOIN problem p ON p.id = o.problem_id
      WHERE p.key = ? AND o.stage IN ('similar', 'fobar', 'self-verification') LIMIT 1
      """, [.key(problem.key)]
    ) { _ in true } ?? false
  }

  /// How many rows a split has.
  public func rowCount(suite: String, split: String) throws(DatabaseError) -> Int {
    try connection.first(
      "SELECT count(*) FROM row WHERE suite = ? AND split = ?", [.text(suite), .text(split)]
    ) { $0.int(0) } ?? 0
  }

  /// The suites and splits that the store holds, with their numbers of rows.
  public func suites() throws(DatabaseError) -> [(suite: String, split: String, rows: Int)] {
    try connection.rows(
      "SELECT suite, split, count(*) FROM row GROUP BY suite, split ORDER BY suite, split"
    ) { ($0.text(0), $0.text(1), $0.int(2)) }
  }

  /// The ids of the rows that a problem, or the root of a rephrasing, stands in.
  public func rowIDs(of problem: Problem) throws(DatabaseError) -> [String] {
    try connection.rows(
      """
      SELECT r.row_id FROM row r JOIN problem p ON p.id = r.problem_id WHERE p.key = ?
      ORDER BY r.suite, r.split, r.row_id
      """, [.key(problem.rootKey)]
    ) { $0.text(0) }
  }

  /// The distinct solutions of a problem, ordered by the key of their completion.
  ///
  /// - Parameters:
  ///   - model: who wrote them; `nil` for every model.
  ///   - purpose: what they were sampled for.
  public func solutions(
    problem: Int64, model: ContentKey?, purpose: Purpose
  ) throws(DatabaseError) -> [StoredSolution] {
    try connection.rows(
      """
      SELECT s.id, c.key, c.text, s.verdict, s.answer, c.finish_reason,
        1 + (SELECT count(*) FROM solution d WHERE d.duplicate_of = s.id), m.name, m.kind, m.key
      FROM solution s
        JOIN completion c ON c.id = s.completion_id
        JOIN model m ON m.id = s.model_id
      WHERE s.problem_id = ?1 AND (?2 IS NULL OR m.key = ?2) AND c.purpose = ?3
        AND s.duplicate_of IS NULL
      ORDER BY c.key
      """, [.integer(problem), model.map { .key($0) } ?? .null, .text(purpose.rawValue)]
    ) { (row) throws(DatabaseError) in
      StoredSolution(
        id: row.int64(0), completion: try row.key(1), text: row.text(2),
        steps: try steps(of: row.int64(0)), verdict: Verdict(rawValue: row.text(3)) ?? .undecided,
        answer: row.optionalText(4), finish: FinishReason(rawValue: row.text(5)) ?? .length,
        multiplicity: row.int(6), model: try row.model(7))
    }
  }

  /// The byte ranges of a solution's steps, in order.
  public func steps(of solution: Int64) throws(DatabaseError) -> [Range<Int>] {
    try connection.rows(
      "SELECT start_byte, end_byte FROM step WHERE solution_id = ? ORDER BY position",
      [.integer(solution)]
    ) { $0.int(0)..<$0.int(1) }
  }

  /// The rollouts that a labeller's labels of a solution rest on, and the tokens generated for
  /// them; a rollout that several labels share counts once.
  public func labelCost(
    solution: Int64, method: String, settings: String
  ) throws(DatabaseError) -> (rollouts: Int, tokens: Int) {
    try connection.first(
      """
      SELECT count(*), coalesce(sum(c.completion_tokens), 0) FROM completion c WHERE c.id IN (
        SELECT e.completion_id FROM evidence e
          JOIN label l ON l.id = e.label_id
          JOIN labeller g ON g.id = l.labeller_id
        WHERE l.solution_id = ? AND g.method = ? AND g.settings = ?)
      """, [.integer(solution), .text(method), .text(settings)]
    ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
  }

  /// What the exact checker said of a solution's steps, ordered by step.
  public func truths(
    solution: Int64
  ) throws(DatabaseError) -> [(value: Bool?, strict: Bool?, class: String)] {
    try connection.rows(
      """
      SELECT value_truth, strict_truth, class FROM step_truth WHERE solution_id = ?
      ORDER BY position
      """, [.integer(solution)]
    ) { row in
      (
        row.isNull(0) ? nil : row.int(0) == 1, row.isNull(1) ? nil : row.int(1) == 1, row.text(2)
      )
    }
  }

  /// The models that the store knows, oldest first.
  public func models() throws(DatabaseError) -> [ModelIdentity] {
    try connection.rows("SELECT name, kind, key FROM model ORDER BY id") {
      (row) throws(DatabaseError) in try row.model(0)
    }
  }
}

extension Statement {
  /// The model whose name, kind and key stand in three columns.
  func model(_ column: Int32) throws(DatabaseError) -> ModelIdentity {
    ModelIdentity(
      name: text(column), kind: ModelIdentity.Kind(rawValue: text(column + 1)) ?? .published,
      key: try key(column + 2))
  }
}
