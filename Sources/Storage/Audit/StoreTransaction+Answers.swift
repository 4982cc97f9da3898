import Corpus

extension StoreTransaction {
  /// Writes what a person says of a step, or that the person takes the last answer back.
  ///
  /// Every answer is a fact and stays; of one person's answers about a step the last one counts.
  /// The labels of the method `audit` follow.
  ///
  /// - Parameters:
  ///   - answer: what the person says; `nil` takes back what the person said last.
  ///   - step: the step.
  ///   - auditor: who answers about whose labels.
  ///   - run: the run in which the person was asked.
  public func record(
    _ answer: AuditAnswer?, of step: LabelledStep, by auditor: Auditor, run: Int
  ) throws(DatabaseError) {
    let place: [SQLValue] = [.integer(step.solution), .int(step.step)]
    let judged = try connection.first(
      """
      SELECT c.id, c.key, c.text, t.start_byte, t.end_byte FROM solution s
        JOIN completion c ON c.id = s.completion_id
        JOIN step t ON t.solution_id = s.id AND t.position = ?2
      WHERE s.id = ?1
      """, place
    ) { (row) throws(DatabaseError) in
      JudgedStep(
        completion: row.int64(0), key: try row.key(1), text: row.text(2),
        range: row.int(3)..<row.int(4))
    }
    guard let judged else {
      throw .corrupt(
        path: connection.path, reason: "solution \(step.solution) has no step \(step.step + 1)")
    }
    let round = try connection.first(
      """
      SELECT coalesce(max(a.round) + 1, 0) FROM audit_answer a
        JOIN solution o ON o.completion_id = a.completion_id
        JOIN step t ON t.solution_id = ?1 AND t.position = ?2 AND t.start_byte = a.start_byte
          AND t.end_byte = a.end_byte
      WHERE coalesce(o.duplicate_of, o.id) = ?1 AND a.method = ?3 AND a.person = ?4
      """, place + [.text(auditor.method), .text(auditor.person)]
    ) { $0.int(0) }
    try connection.insert(judged, answer: answer, by: auditor, round: round ?? 0, run: run)
    try restoreAuditLabels(of: step.solution)
  }

  /// The steps that an auditor has judged, in the order of the last answers.
  public func auditedSteps(by auditor: Auditor) throws(DatabaseError) -> [AuditedStep] {
    try connection.rows(
      """
      SELECT solution, step, answer FROM audited_step WHERE method = ? AND person = ?
      ORDER BY newest
      """, [.text(auditor.method), .text(auditor.person)]
    ) {
      AuditedStep(
        solution: $0.int64(0), step: $0.int(1),
        answer: $0.optionalText(2).flatMap(AuditAnswer.init(rawValue:)))
    }
  }

  /// Everybody who judged steps that a method labelled, by name.
  public func auditors(of method: String) throws(DatabaseError) -> [Auditor] {
    try connection.rows(
      "SELECT DISTINCT person FROM audit_answer WHERE method = ? ORDER BY person", [.text(method)]
    ) { Auditor(person: $0.text(0), method: method) }
  }

  /// Of an auditor's steps those that no solution has as it is cut now.
  public func unplacedAnswers(by auditor: Auditor) throws(DatabaseError) -> Int {
    try connection.first(
      """
      SELECT count(*) FROM (
        SELECT DISTINCT a.completion_id, a.start_byte, a.end_byte FROM audit_answer a
        WHERE a.method = ? AND a.person = ? AND NOT EXISTS (
          SELECT 1 FROM solution o JOIN step t ON t.solution_id = coalesce(o.duplicate_of, o.id)
          WHERE o.completion_id = a.completion_id AND t.start_byte = a.start_byte
            AND t.end_byte = a.end_byte))
      """, [.text(auditor.method), .text(auditor.person)]
    ) { $0.int(0) } ?? 0
  }

  /// Makes the labels of the method `audit` of one solution anew from the answers about its text.
  func restoreAuditLabels(of solution: Int64) throws(DatabaseError) {
    let given = try connection.rows(
      """
      SELECT DISTINCT a.method, a.person FROM solution o
        JOIN audit_answer a ON a.completion_id = o.completion_id
      WHERE o.id = ?1 OR o.duplicate_of = ?1 ORDER BY a.method, a.person
      """, [.integer(solution)]
    ) { Auditor(person: $0.text(1), method: $0.text(0)) }
    for auditor in given {
      let labels = try connection.rows(
        """
        SELECT step, answer FROM audited_step
        WHERE solution = ? AND method = ? AND person = ? AND answer IS NOT NULL ORDER BY step
        """, [.integer(solution), .text(auditor.method), .text(auditor.person)]
      ) {
        Label(
          step: $0.int(0), value: AuditAnswer(rawValue: $0.text(1))?.value ?? .abstain,
          method: AuditAnswer.method, reason: "a person")
      }
      let settings = try connection.first(
        """
        SELECT iif(?2 = '', json_object('of', ?1), json_object('of', ?1, 'by', ?2))
        """, [.text(auditor.method), .text(auditor.person)]
      ) { $0.text(0) }
      try record(
        labels, solution: solution, method: AuditAnswer.method, settings: settings ?? "{}")
    }
  }

  /// Makes the labels of the method `audit` anew of all solutions that a person judged, in the order
  /// of their keys.
  func restoreAuditLabels() throws(DatabaseError) {
    let solutions = try connection.rows(
      """
      SELECT DISTINCT s.id, c.key FROM audit_answer a JOIN solution o ON o.completion_id = a.completion_id
        JOIN solution s ON s.id = coalesce(o.duplicate_of, o.id)
        JOIN completion c ON c.id = s.completion_id
      ORDER BY c.key
      """
    ) { $0.int64(0) }
    for solution in solutions { try restoreAuditLabels(of: solution) }
  }
}

/// A step as a person sees it: the text up to its end.
struct JudgedStep {
  let completion: Int64
  let key: ContentKey
  /// The solution's text.
  let text: String
  /// The step's bytes.
  let range: Range<Int>

  /// The key of an answer: what was judged, who says what, and in which round; `nil` answers are
  /// taken back.
  func answerKey(_ answer: AuditAnswer?, by auditor: Auditor, round: Int) -> ContentKey {
    var hasher = ContentHasher("audit answer")
    hasher.add(key)
    hasher.add(ContentKey(hashing: text.utf8.prefix(range.upperBound)))
    hasher.add(range.lowerBound)
    hasher.add(range.upperBound)
    hasher.add(auditor.method)
    hasher.add(auditor.person)
    hasher.add(round)
    hasher.add(answer?.rawValue)
    return hasher.key
  }
}

extension Connection {
  func insert(
    _ judged: JudgedStep, answer: AuditAnswer?, by auditor: Auditor, round: Int, run: Int?
  ) throws(DatabaseError) {
    try self.run(
      """
      INSERT OR IGNORE INTO audit_answer(key, completion_id, start_byte, end_byte, method, person,
        round, answer, run_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .key(judged.answerKey(answer, by: auditor, round: round)), .integer(judged.completion),
      .int(judged.range.lowerBound), .int(judged.range.upperBound), .text(auditor.method),
      .text(auditor.person), .int(round), .text(answer?.rawValue ?? "withdrawn"),
      run.map { .int($0) } ?? .null)
  }

  /// Writes the labels of the method `audit` that an older store holds as answers of a person
  /// without a name.
  ///
  /// Such labels stood in the derived tables from their version 6 on; in which run the answers were
  /// given is not known.
  func carryOverAnswers() throws(DatabaseError) {
    let built =
      try first("SELECT max(version) FROM derived", [], { $0.isNull(0) ? 0 : $0.int(0) }) ?? 0
    guard built >= 6 else { return }
    let answers = try rows(
      """
      SELECT c.id, c.key, c.text, t.start_byte, t.end_byte, l.value,
        coalesce(g.settings ->> 'of', '')
      FROM label l JOIN labeller g ON g.id = l.labeller_id AND g.method = ?
        JOIN solution s ON s.id = l.solution_id JOIN completion c ON c.id = s.completion_id
        JOIN step t ON t.solution_id = s.id AND t.position = l.position
      ORDER BY l.id
      """, [.text(AuditAnswer.method)]
    ) { (row) throws(DatabaseError) in
      (
        step: JudgedStep(
          completion: row.int64(0), key: try row.key(1), text: row.text(2),
          range: row.int(3)..<row.int(4)),
        answer: LabelValue(rawValue: row.text(5)).flatMap(AuditAnswer.init),
        auditor: Auditor(method: row.text(6))
      )
    }
    for (step, answer, auditor) in answers where answer != nil {
      try insert(step, answer: answer, by: auditor, round: 0, run: nil)
    }
  }
}
