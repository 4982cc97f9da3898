import Corpus

/// A labelled step, as an audit draws it.
public struct LabelledStep: Sendable, Hashable {
  /// The solution's row id.
  public let solution: Int64
  /// The completion that is the solution.
  public let completion: ContentKey
  /// The step, from 0.
  public let step: Int
  /// How many steps the solution has.
  public let steps: Int
  /// What the labeller says.
  public let value: LabelValue

  /// Makes a step.
  public init(
    solution: Int64, completion: ContentKey, step: Int, steps: Int, value: LabelValue
  ) {
    self.solution = solution
    self.completion = completion
    self.step = step
    self.steps = steps
    self.value = value
  }
}

/// What a person needs to see to judge a step.
public struct AuditedText: Sendable, Hashable {
  /// The problem.
  public let statement: String
  /// The gold answer.
  public let gold: String
  /// The solution's text.
  public let text: String
  /// The byte range of every step.
  public let steps: [Range<Int>]

  /// Makes a text.
  public init(statement: String, gold: String, text: String, steps: [Range<Int>]) {
    self.statement = statement
    self.gold = gold
    self.text = text
    self.steps = steps
  }
}

extension StoreTransaction {
  /// The steps that a method's newest labeller of a model's solutions called right or wrong, ordered
  /// by the key of the solution's completion and by step.
  ///
  /// A last line that does nothing but state the answer (`####`) is left out: its label is the verdict.
  public func labelledSteps(
    model: ContentKey, method: String
  ) throws(DatabaseError) -> [LabelledStep] {
    try connection.rows(
      """
      SELECT s.id, c.key, l.position, s.steps, l.value
      FROM label l
        JOIN solution s ON s.id = l.solution_id
        JOIN completion c ON c.id = s.completion_id
        JOIN model m ON m.id = s.model_id
      WHERE m.key = ?1 AND l.value IN ('+', '-') AND l.labeller_id = (
        SELECT g.id FROM labeller g
        WHERE g.method = ?2 AND EXISTS (
          SELECT 1 FROM label k JOIN solution t ON t.id = k.solution_id
            JOIN model n ON n.id = t.model_id
          WHERE k.labeller_id = g.id AND n.key = ?1)
        ORDER BY g.id DESC LIMIT 1)
        AND NOT (l.position = s.steps - 1 AND EXISTS (
          SELECT 1 FROM step a WHERE a.solution_id = s.id AND a.position = l.position
            AND ltrim(CAST(substr(CAST(c.text AS BLOB), a.start_byte + 1,
              a.end_byte - a.start_byte) AS TEXT), char(9, 10, 13, 32)) LIKE '####%'))
      ORDER BY c.key, l.position
      """, [.key(model), .text(method)]
    ) { (row) throws(DatabaseError) in
      LabelledStep(
        solution: row.int64(0), completion: try row.key(1), step: row.int(2), steps: row.int(3),
        value: LabelValue(rawValue: row.text(4)) ?? .abstain)
    }
  }

  /// The text of a solution with its problem.
  public func auditedText(_ solution: Int64) throws(DatabaseError) -> AuditedText? {
    let found = try connection.first(
      """
      SELECT p.statement, p.gold, c.text FROM solution s
        JOIN completion c ON c.id = s.completion_id JOIN problem p ON p.id = s.problem_id
      WHERE s.id = ?
      """, [.integer(solution)]
    ) { (statement: $0.text(0), gold: $0.text(1), text: $0.text(2)) }
    guard let found else { return nil }
    return AuditedText(
      statement: found.statement, gold: found.gold, text: found.text,
      steps: try steps(of: solution))
  }
}
