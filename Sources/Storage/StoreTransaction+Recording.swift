import Corpus

/// A stored completion with what it answers, without the texts of prompts.
public struct RecordedCompletion: Sendable, Hashable {
  /// The completion's row id.
  public let id: Int64
  /// The request's key.
  public let key: ContentKey
  /// What it was made for.
  public let purpose: Purpose
  /// The problem's key.
  public let problem: ContentKey
  /// The template's name.
  public let template: String
  /// How it was sampled.
  public let temperature: Double
  /// The most tokens that it could have.
  public let maxTokens: Int
  /// Which of the completions of its prompt.
  public let index: Int
  /// The seed that was sent.
  public let seed: UInt64?
  /// What the model said.
  public let completion: Completion
}

extension StoreTransaction {
  /// A model's completions whose row ids follow `id`, in the order in which they came.
  ///
  /// - Parameter run: only those that this run paid for; `nil` for all.
  public func recordedCompletions(
    of model: ContentKey, run: Int? = nil, after id: Int64, limit: Int
  ) throws(DatabaseError) -> [RecordedCompletion] {
    try connection.rows(
      """
      SELECT c.id, c.key, c.purpose, p.key, t.name, s.temperature, s.max_tokens, c.position, c.seed,
        c.text, c.reasoning, c.prompt_tokens, coalesce(c.charged_prompt_tokens, c.prompt_tokens),
        c.completion_tokens, c.finish_reason
      FROM completion c
        JOIN problem p ON p.id = c.problem_id
        JOIN template t ON t.id = c.template_id
        JOIN sampling s ON s.id = c.sampling_id
        JOIN model m ON m.id = c.model_id
      WHERE m.key = ?1 AND c.id > ?2 AND (?3 IS NULL OR c.run_id = ?3)
      ORDER BY c.id LIMIT ?4
      """,
      [.key(model), .integer(id), run.map { .int($0) } ?? .null, .int(limit)]
    ) { (row) throws(DatabaseError) in
      RecordedCompletion(
        id: row.int64(0), key: try row.key(1), purpose: Purpose(rawValue: row.text(2)) ?? .solve,
        problem: try row.key(3), template: row.text(4), temperature: row.double(5),
        maxTokens: row.int(6), index: row.int(7),
        seed: row.isNull(8) ? nil : UInt64(bitPattern: row.int64(8)),
        completion: Completion(
          text: row.text(9), reasoning: row.optionalText(10), promptTokens: row.int(11),
          chargedPromptTokens: row.int(12), completionTokens: row.int(13),
          finishReason: FinishReason(rawValue: row.text(14)) ?? .length))
    }
  }

  /// The templates by which a model was spoken to, oldest first.
  public func templates(of model: ContentKey) throws(DatabaseError) -> [Template] {
    try connection.rows(
      """
      SELECT DISTINCT t.id, t.name, t.text FROM template t
        JOIN completion c ON c.template_id = t.id
        JOIN model m ON m.id = c.model_id
      WHERE m.key = ? ORDER BY t.id
      """, [.key(model)]
    ) { Template(name: $0.text(1), text: $0.text(2)) }
  }
}
