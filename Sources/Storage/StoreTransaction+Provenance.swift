import Corpus

/// How some completions were asked for.
public struct CompletionSource: Sendable, Hashable {
  /// What they were made for.
  public let purpose: String
  /// Who made them.
  public let model: String
  /// The template's name.
  public let template: String
  /// Softmax temperature.
  public let temperature: Double
  /// Nucleus mass.
  public let topP: Double
  /// How many of the likeliest tokens were kept; 0 for all.
  public let topK: Int
  /// The most tokens.
  public let maxTokens: Int
  /// How many completions.
  public let completions: Int
}

extension StoreTransaction {
  /// The problems of a split and what was made of them, as table expressions: `curated(id)` has
  /// what was kept, `asked(id)` what was dropped too.
  private static let curated = """
    WITH seed AS (SELECT DISTINCT problem_id AS id FROM row WHERE suite = ?1 AND split = ?2),
      made AS (
        SELECT p.id, o.stage, o.status, o.reason FROM seed JOIN problem p ON p.root_id = seed.id
          JOIN outcome o ON o.problem_id = p.id AND o.stage IN (\(newProblemStages))),
      curated AS (SELECT id FROM seed UNION SELECT id FROM made WHERE status = 'kept'),
      asked AS (SELECT id FROM seed UNION SELECT id FROM made)
    """

  /// What was made of a split's problems, by stage and by what became of it: with the reason where
  /// it was dropped.
  ///
  /// An attempt that gave no problem counts as dropped.
  public func derivedProblems(
    suite: String, split: String
  ) throws(DatabaseError) -> [(stage: String, status: String, reason: String, count: Int)] {
    try connection.rows(
      """
      \(Self.curated)
      SELECT stage, status, iif(status = 'dropped', reason, '') AS why, count(*) FROM (
        SELECT stage, status, reason FROM made UNION ALL
        SELECT o.stage, o.status, o.reason FROM seed JOIN outcome o ON o.problem_id = seed.id
        WHERE o.status = 'dropped' AND o.stage IN (\(newProblemStages)))
      GROUP BY stage, status, why ORDER BY stage, status DESC, why
      """, [.text(suite), .text(split)]
    ) { ($0.text(0), $0.text(1), $0.text(2), $0.int(3)) }
  }

  /// How many of a split's own problems other stages dropped, by stage and reason.
  public func droppedProblems(
    suite: String, split: String
  ) throws(DatabaseError) -> [(stage: String, reason: String, count: Int)] {
    try connection.rows(
      """
      \(Self.curated)
      SELECT o.stage, o.reason, count(*) FROM seed JOIN outcome o ON o.problem_id = seed.id
      WHERE o.status = 'dropped' AND o.stage IN ('dedupe', 'contamination')
      GROUP BY o.stage, o.reason ORDER BY o.stage, o.reason
      """, [.text(suite), .text(split)]
    ) { ($0.text(0), $0.text(1), $0.int(2)) }
  }

  /// The solutions of a split's problems by verdict: all, and those with different texts.
  ///
  /// - Parameter model: whose; `nil` for every model's.
  public func solutionCounts(
    suite: String, split: String, model: ContentKey?, purpose: Purpose
  ) throws(DatabaseError) -> [(verdict: Verdict, all: Int, distinct: Int)] {
    try connection.rows(
      """
      \(Self.curated)
      SELECT s.verdict, count(*), sum(s.duplicate_of IS NULL)
      FROM solution s JOIN completion c ON c.id = s.completion_id JOIN model m ON m.id = s.model_id
      WHERE s.problem_id IN (SELECT id FROM curated) AND (?3 IS NULL OR m.key = ?3)
        AND c.purpose = ?4
      GROUP BY s.verdict ORDER BY s.verdict
      """,
      [
        .text(suite), .text(split), model.map { .key($0) } ?? .null, .text(purpose.rawValue),
      ]
    ) { (Verdict(rawValue: $0.text(0)) ?? .undecided, $0.int(1), $0.int(2)) }
  }

  /// What a method said of the steps of a split's solutions, by position and label, with the exact
  /// truth where there is one: of several labellers of a solution the newest counts.
  public func labelPositions(
    suite: String, split: String, model: ContentKey?, purpose: Purpose, method: String
  ) throws(DatabaseError) -> [(position: Int, label: LabelValue, truth: Bool?, count: Int)] {
    try connection.rows(
      """
      \(Self.curated)
      SELECT l.position, l.value, t.value_truth, count(*)
      FROM solution s JOIN completion c ON c.id = s.completion_id JOIN model m ON m.id = s.model_id
        JOIN label l ON l.solution_id = s.id AND l.labeller_id = (
          SELECT max(g.id) FROM labeller g JOIN label k ON k.labeller_id = g.id
          WHERE k.solution_id = s.id AND g.method = ?5)
        LEFT JOIN step_truth t ON t.solution_id = s.id AND t.position = l.position
      WHERE s.problem_id IN (SELECT id FROM curated) AND (?3 IS NULL OR m.key = ?3)
        AND c.purpose = ?4 AND s.duplicate_of IS NULL
      GROUP BY l.position, l.value, t.value_truth ORDER BY l.position, l.value, t.value_truth
      """,
      [
        .text(suite), .text(split), model.map { .key($0) } ?? .null, .text(purpose.rawValue),
        .text(method),
      ]
    ) { row in
      (
        row.int(0), LabelValue(rawValue: row.text(1)) ?? .abstain,
        row.isNull(2) ? nil : row.int(2) == 1, row.int(3)
      )
    }
  }

  /// How the completions about a split's problems and all that was made of them, kept or not, were
  /// asked for; those that are only measured are left out.
  public func completionSources(
    suite: String, split: String
  ) throws(DatabaseError) -> [CompletionSource] {
    try connection.rows(
      """
      \(Self.curated)
      SELECT c.purpose, m.name, t.name, a.temperature, a.top_p, a.top_k, a.max_tokens, count(*)
      FROM completion c JOIN model m ON m.id = c.model_id JOIN template t ON t.id = c.template_id
        JOIN sampling a ON a.id = c.sampling_id
      WHERE c.problem_id IN (SELECT id FROM asked) AND c.purpose <> 'evaluate'
      GROUP BY c.purpose, m.key, t.key, a.key
      ORDER BY c.purpose, m.name, t.name, a.temperature, a.max_tokens, count(*), m.key, t.key, a.key
      """, [.text(suite), .text(split)]
    ) {
      CompletionSource(
        purpose: $0.text(0), model: $0.text(1), template: $0.text(2), temperature: $0.double(3),
        topP: $0.double(4), topK: $0.int(5), maxTokens: $0.int(6), completions: $0.int(7))
    }
  }
}
