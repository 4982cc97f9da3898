import Corpus

/// What earlier completions of a model took, for estimates of what more would take.
public struct CompletionHistory: Sendable, Hashable {
  /// How many completions there are.
  public let completions: Int
  /// Their mean number of generated tokens.
  public let meanTokens: Double

  /// Makes a history.
  public init(completions: Int, meanTokens: Double) {
    self.completions = completions
    self.meanTokens = meanTokens
  }
}

/// How fast a run of a stage was.
public struct StageRate: Sendable, Hashable {
  /// The run.
  public let run: Int
  /// Generated tokens a second, from its start to its end.
  public let tokensPerSecond: Double
}

extension StoreTransaction {
  /// What the completions of a model for one purpose took; `nil` without any.
  public func history(
    of model: ContentKey, purpose: Purpose
  ) throws(DatabaseError) -> CompletionHistory? {
    let found = try connection.first(
      """
      SELECT count(*), avg(c.completion_tokens) FROM completion c
        JOIN model m ON m.id = c.model_id
      WHERE m.key = ? AND c.purpose = ?
      """, [.key(model), .text(purpose.rawValue)]
    ) { CompletionHistory(completions: $0.int(0), meanTokens: $0.double(1)) }
    return found.flatMap { $0.completions > 0 ? $0 : nil }
  }

  /// Bytes of a prompt for one token of it, by the last thousand completions of a model whose
  /// prompt is a template with a statement and a prefix; `nil` without any.
  public func promptBytesPerToken(of model: ContentKey) throws(DatabaseError) -> Double? {
    let sums = try connection.first(
      """
      SELECT sum(length(CAST(t.text AS BLOB)) + length(CAST(p.statement AS BLOB))
          + coalesce(f.end_byte, 0)), sum(c.prompt_tokens)
      FROM (SELECT c.* FROM completion c JOIN model m ON m.id = c.model_id
          WHERE m.key = ? AND c.purpose IN ('solve', 'evaluate', 'rollout', 'rephrase')
          ORDER BY c.id DESC LIMIT 1000) c
        JOIN template t ON t.id = c.template_id
        JOIN problem p ON p.id = c.problem_id
        LEFT JOIN prefix f ON f.id = c.prefix_id
      """, [.key(model)]
    ) { (bytes: $0.double(0), tokens: $0.double(1)) }
    guard let sums, sums.tokens > 0, sums.bytes > 0 else { return nil }
    return sums.bytes / sums.tokens
  }

  /// The speed of the last run of a stage with a model that took five seconds or more and whose
  /// end is known.
  public func rate(of model: ContentKey, stage: String) throws(DatabaseError) -> StageRate? {
    try connection.first(
      """
      SELECT r.id, sum(c.completion_tokens) * 1.0
          / (strftime('%s', r.finished_at) - strftime('%s', r.started_at))
      FROM run r
        JOIN completion c ON c.run_id = r.id
        JOIN model m ON m.id = c.model_id
      WHERE m.key = ? AND r.stage = ? AND r.finished_at IS NOT NULL
        AND strftime('%s', r.finished_at) - strftime('%s', r.started_at) >= 5
      GROUP BY r.id ORDER BY r.id DESC LIMIT 1
      """, [.key(model), .text(stage)]
    ) { StageRate(run: $0.int(0), tokensPerSecond: $0.double(1)) }
  }
}
