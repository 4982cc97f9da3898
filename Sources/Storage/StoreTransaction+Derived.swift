import Corpus

/// How a procedure ended for its problem.
public struct Outcome: Sendable, Hashable {
  /// What became of it.
  public enum Status: String, Sendable {
    /// Its result goes on to the next stage.
    case kept
    /// Its result was set aside, for the reason given.
    case dropped
    /// It ended without all its replies and is tried again by the next run.
    case open
  }

  /// What became of it.
  public let status: Status
  /// Why, in a few words that group well: `plurality disagrees`.
  public let reason: String
  /// Particulars, for a person to read.
  public let detail: String
  /// The generated tokens of all replies that it took, replayed or not.
  public var tokens = 0

  /// Makes an outcome.
  public init(_ status: Status, reason: String = "", detail: String = "") {
    self.status = status
    self.reason = reason
    self.detail = detail
  }
}

/// A judged completion, as it is stored.
public struct JudgedCompletion: Sendable, Hashable {
  /// The completion's key.
  public let key: ContentKey
  /// The judgement.
  public let verdict: Verdict
  /// What decided, as the judge names it.
  public let reason: String
  /// Whether the answers are equal only by rounding or another allowance.
  public let isApproximate: Bool
  /// The answer that was found in the text.
  public let answer: String?
  /// How the answer was found.
  public let rule: String?

  /// Makes a judged completion.
  public init(
    key: ContentKey, verdict: Verdict, reason: String, isApproximate: Bool = false,
    answer: String?, rule: String?
  ) {
    self.key = key
    self.verdict = verdict
    self.reason = reason
    self.isApproximate = isApproximate
    self.answer = answer
    self.rule = rule
  }
}

extension StoreTransaction {
  /// The status of a finished procedure; `nil` when it has not finished.
  public func outcome(_ key: ContentKey) throws(DatabaseError) -> Outcome? {
    try connection.first(
      "SELECT status, reason, detail, tokens FROM outcome WHERE key = ?", [.key(key)]
    ) { row in
      var outcome = Outcome(
        Outcome.Status(rawValue: row.text(0)) ?? .open, reason: row.text(1), detail: row.text(2))
      outcome.tokens = row.int(3)
      return outcome
    }
  }

  /// Writes how a procedure ended; a later end replaces an open one.
  public func record(
    _ outcome: Outcome, key: ContentKey, stage: String, problem: Problem
  ) throws(DatabaseError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO outcome(key, stage, problem_id, status, reason, detail, tokens)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .key(key), .text(stage), .integer(try insert(problem)), .text(outcome.status.rawValue),
      .text(outcome.reason), .text(outcome.detail), .int(outcome.tokens))
  }

  /// Takes back how a procedure ended.
  public func forgetOutcome(_ key: ContentKey) throws(DatabaseError) {
    try connection.run("DELETE FROM outcome WHERE key = ?", .key(key))
  }

  /// Writes a completion as a solution with its steps; of one that was stored before only the
  /// verdict and the answer are renewed.
  ///
  /// - Parameters:
  ///   - judged: the completion, whose text is the whole solution.
  ///   - model: who wrote it.
  ///   - problem: what it solves.
  ///   - steps: the byte range of every step in the text, in order.
  /// - Returns: the solution's row id, the old one when it was stored before.
  @discardableResult
  public func insertSolution(
    _ judged: JudgedCompletion, model: ModelIdentity, problem: Problem, steps: [Range<Int>]
  ) throws(DatabaseError) -> Int64 {
    if let known = try solutionID(judged.key) {
      try renewSolution(judged)
      return known
    }
    try connection.run(
      """
      INSERT INTO solution(completion_id, problem_id, model_id, verdict, answer, steps)
      VALUES ((SELECT id FROM completion WHERE key = ?), ?, ?, ?, ?, ?)
      """,
      .key(judged.key), .integer(try insert(problem)), .integer(try insert(model)),
      .text(judged.verdict.rawValue), .optional(judged.answer), .int(steps.count))
    let id = connection.lastInsertedRow
    for (position, range) in steps.enumerated() {
      try connection.run(
        "INSERT INTO step(solution_id, position, start_byte, end_byte) VALUES (?, ?, ?, ?)",
        .integer(id), .int(position), .int(range.lowerBound), .int(range.upperBound))
    }
    try restoreAuditLabels(of: id)
    return id
  }

  /// Marks the solutions of a problem whose text another one has too.
  ///
  /// Of equal texts with the same purpose, the one whose completion has the smallest key stands for
  /// all, and only it keeps truths and labels. Looks at all stored solutions, so that the choice
  /// does not depend on when each of them came.
  public func linkDuplicates(of problem: Problem, model: ModelIdentity) throws(DatabaseError) {
    try linkDuplicates(problem: try insert(problem), model: try insert(model))
  }

  /// The same by the row ids of problem and model.
  func linkDuplicates(problem: Int64, model: Int64) throws(DatabaseError) {
    let values: [SQLValue] = [.integer(problem), .integer(model)]
    let duplicates = """
      SELECT id FROM solution WHERE problem_id = ? AND model_id = ? AND duplicate_of IS NOT NULL
      """
    for sql in [
      """
      UPDATE solution SET duplicate_of = nullif(twins.first, solution.id)
      FROM (
        SELECT s.id, first_value(s.id) OVER (PARTITION BY c.purpose, c.text ORDER BY c.key) AS first
        FROM solution s JOIN completion c ON c.id = s.completion_id
        WHERE s.problem_id = ? AND s.model_id = ?) twins
      WHERE twins.id = solution.id AND duplicate_of IS NOT nullif(twins.first, solution.id)
      """,
      """
      DELETE FROM evidence
      WHERE label_id IN (SELECT l.id FROM label l WHERE l.solution_id IN (\(duplicates)))
      """,
      "DELETE FROM label WHERE solution_id IN (\(duplicates))",
      "DELETE FROM step_truth WHERE solution_id IN (\(duplicates))",
    ] {
      try connection.run(sql, values[0], values[1])
    }
    // What a person said of a text holds for the solution that stands for it now.
    let judged = try connection.rows(
      """
      SELECT DISTINCT coalesce(s.duplicate_of, s.id) FROM solution s
        JOIN audit_answer a ON a.completion_id = s.completion_id
      WHERE s.problem_id = ? AND s.model_id = ? ORDER BY 1
      """, values
    ) { $0.int64(0) }
    for solution in judged { try restoreAuditLabels(of: solution) }
  }

  /// The row id of the solution that a completion is; `nil` when it is none.
  public func solutionID(_ completion: ContentKey) throws(DatabaseError) -> Int64? {
    try connection.first(
      """
      SELECT s.id FROM solution s JOIN completion c ON c.id = s.completion_id WHERE c.key = ?
      """, [.key(completion)]
    ) { $0.int64(0) }
  }

  /// Writes what the exact checker says of a step; `nil` truths are unreadable steps.
  public func recordTruth(
    solution: Int64, step: Int, value: Bool?, strict: Bool?, class name: String
  ) throws(DatabaseError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO step_truth(solution_id, position, value_truth, strict_truth, class)
      VALUES (?, ?, ?, ?, ?)
      """,
      .integer(solution), .int(step), value.map { .integer($0 ? 1 : 0) } ?? .null,
      strict.map { .integer($0 ? 1 : 0) } ?? .null, .text(name))
  }

  /// Writes the labels of one solution by one labeller, replacing those from before.
  ///
  /// - Parameters:
  ///   - labels: one label a step at most.
  ///   - solution: the solution's row id.
  ///   - method: the method's name.
  ///   - settings: everything that decides the labels, as a JSON object.
  public func record(
    _ labels: [Label], solution: Int64, method: String, settings: String
  ) throws(DatabaseError) {
    let labeller = try labellerID(method: method, settings: settings)
    try connection.run(
      """
      DELETE FROM evidence WHERE label_id IN
        (SELECT id FROM label WHERE solution_id = ? AND labeller_id = ?)
      """, .integer(solution), .integer(labeller))
    try connection.run(
      "DELETE FROM label WHERE solution_id = ? AND labeller_id = ?", .integer(solution),
      .integer(labeller))
    for label in labels {
      try connection.run(
        """
        INSERT INTO label(solution_id, position, labeller_id, value, correct, incorrect,
          unanswered, undetermined, stopping, low, high, posterior, advantage, process_value,
          reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .integer(solution), .int(label.step), .integer(labeller), .text(label.value.rawValue),
        .int(label.counts.correct), .int(label.counts.incorrect), .int(label.counts.unanswered),
        .int(label.counts.undetermined), .optional(label.stopping?.rawValue),
        .optional(label.interval?.lowerBound), .optional(label.interval?.upperBound),
        .optional(label.posterior), .optional(label.advantage), .optional(label.processValue),
        .optional(label.reason))
      let id = connection.lastInsertedRow
      for key in label.evidence {
        try connection.run(
          """
          INSERT OR IGNORE INTO evidence(label_id, completion_id)
          VALUES (?, (SELECT id FROM completion WHERE key = ?))
          """, .integer(id), .key(key))
      }
    }
  }

  /// The row id of a labeller, which is inserted when it is new.
  func labellerID(method: String, settings: String) throws(DatabaseError) -> Int64 {
    var hasher = ContentHasher("labeller")
    hasher.add(method)
    hasher.add(settings)
    let key = hasher.key
    return try id(of: key, in: "labeller") { () throws(DatabaseError) in
      try connection.run(
        "INSERT INTO labeller(key, method, settings) VALUES (?, ?, ?)",
        .key(key), .text(method), .text(settings))
    }
  }
}
