import Corpus

/// A stored completion that a judge can look at again.
public struct JudgeableCompletion: Sendable, Hashable {
  /// The completion's row id.
  public let id: Int64
  /// The completion's key.
  public let key: ContentKey
  /// What the model said.
  public let text: String
  /// The gold answer of its problem.
  public let gold: String
  /// Why the text ended.
  public let finish: FinishReason
  /// The run that paid for it.
  public let run: Int
  /// The first suite, by name, that has the problem or its seed; empty where none has.
  public let suite: String
}

extension StoreTransaction {
  /// Writes a verdict, unless the same judge gave it before.
  ///
  /// A judge is a pure function and its identity holds its version, so it cannot say anything else.
  public func record(
    _ judged: JudgedCompletion, by judge: JudgeIdentity
  ) throws(DatabaseError) {
    try connection.run(
      """
      INSERT OR IGNORE INTO verdict(completion_id, judge_id, verdict, reason, approximate, answer,
        rule)
      VALUES ((SELECT id FROM completion WHERE key = ?), ?, ?, ?, ?, ?, ?)
      """,
      .key(judged.key), .integer(try id(of: judge)), .text(judged.verdict.rawValue),
      .text(judged.reason), .int(judged.isApproximate ? 1 : 0), .optional(judged.answer),
      .optional(judged.rule))
  }

  /// The completions that hold answers, whatever they were asked for, ordered by row id.
  ///
  /// - Parameters:
  ///   - id: the row id that the first one follows.
  ///   - limit: the most that are returned.
  public func judgeableCompletions(
    after id: Int64, limit: Int
  ) throws(DatabaseError) -> [JudgeableCompletion] {
    try connection.rows(
      """
      SELECT c.id, c.key, c.text, p.gold, c.finish_reason, c.run_id, coalesce((
        SELECT min(r.suite) FROM row r WHERE r.problem_id = coalesce(p.root_id, p.id)), '')
      FROM completion c JOIN problem p ON p.id = c.problem_id
      WHERE c.id > ? AND c.purpose NOT IN ('rephrase', 'judge') ORDER BY c.id LIMIT ?
      """, [.integer(id), .int(limit)]
    ) { (row) throws(DatabaseError) in
      JudgeableCompletion(
        id: row.int64(0), key: try row.key(1), text: row.text(2), gold: row.text(3),
        finish: FinishReason(rawValue: row.text(4)) ?? .length, run: row.int(5),
        suite: row.text(6))
    }
  }

  /// How many completions hold answers.
  public func judgeableCompletionCount() throws(DatabaseError) -> Int {
    try connection.first(
      "SELECT count(*) FROM completion WHERE purpose NOT IN ('rephrase', 'judge')"
    ) {
      $0.int(0)
    } ?? 0
  }

  /// The verdict to compare a new one with: the newest by the same policy and another version of
  /// the judge, else the one that the stages gave; `nil` when there is none.
  public func earlierVerdict(
    on completion: Int64, than judge: JudgeIdentity
  ) throws(DatabaseError) -> (verdict: Verdict, answer: String?)? {
    try connection.first(
      """
      SELECT v.verdict, v.answer FROM verdict v JOIN judge j ON j.id = v.judge_id
      WHERE v.completion_id = ?1 AND (j.policy = ?3 AND j.id <> ?2 OR j.policy = 'marked')
      ORDER BY j.policy = ?3 AND j.id <> ?2 DESC, j.version DESC, j.id DESC LIMIT 1
      """, [.integer(completion), .integer(try id(of: judge)), .text(judge.policy)]
    ) { (Verdict(rawValue: $0.text(0)) ?? .undecided, $0.optionalText(1)) }
  }

  /// Gives the solution that a completion is, if it is one, a new verdict and answer.
  public func renewSolution(_ judged: JudgedCompletion) throws(DatabaseError) {
    guard let id = try solutionID(judged.key) else { return }
    try connection.run(
      "UPDATE solution SET verdict = ?, answer = ? WHERE id = ?",
      .text(judged.verdict.rawValue), .optional(judged.answer), .integer(id))
  }

  /// How many labels rest on any of these completions.
  public func labelCount(restingOn completions: [Int64]) throws(DatabaseError) -> Int {
    let list = "[" + completions.map(String.init).joined(separator: ",") + "]"
    return try connection.first(
      """
      SELECT count(DISTINCT label_id) FROM evidence
      WHERE completion_id IN (SELECT value FROM json_each(?))
      """, [.text(list)]
    ) { $0.int(0) } ?? 0
  }

  /// The row id of a judge, which is inserted when it is new.
  private func id(of judge: JudgeIdentity) throws(DatabaseError) -> Int64 {
    var hasher = ContentHasher("judge")
    hasher.add(judge.description)
    let values: [SQLValue] = [.text(judge.name), .int(judge.version), .text(judge.policy)]
    return try cachedID(hasher.key) { () throws(DatabaseError) in
      let sql = "SELECT id FROM judge WHERE name = ? AND version = ? AND policy = ?"
      if let known = try connection.first(sql, values, { $0.int64(0) }) { return known }
      try connection.run(
        "INSERT INTO judge(name, version, policy) VALUES (?, ?, ?)", values[0], values[1],
        values[2])
      return connection.lastInsertedRow
    }
  }
}
