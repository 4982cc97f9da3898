import Corpus

/// The rows without numbers of their own: verdicts, steps, evidence, outcomes, trees and beliefs.
extension StoreCopy {
  /// Refuses a source whose rows refer to rows that it does not have.
  func checkReferences() throws(MergeError) {
    let broken = try storing { () throws(DatabaseError) in
      try connection.first("PRAGMA src.foreign_key_check") { ($0.text(0), $0.text(2)) }
    }
    if let broken {
      throw .store(
        .corrupt(path: source.path, reason: "a row of \(broken.0) refers to a missing \(broken.1)"))
    }
  }

  /// Refuses rows of which the stores say different things.
  func compareOthers() throws(MergeError) {
    try refuse(
      "row", label: "m.suite || '/' || m.split || ' ' || m.row_id",
      columns: [
        ("problem", problem("s.problem_id"), "m.problem_id"),
        ("position", "s.position", "m.position"),
        ("attributes", "s.attributes", "m.attributes"),
        ("gold_solution", "s.gold_solution", "m.gold_solution"),
      ],
      from: """
        src.row s JOIN main.row m ON m.suite = s.suite AND m.split = s.split
          AND m.row_id = s.row_id
        """)
    try refuse(
      "fitted_prior", label: "lower(hex(m.key))",
      columns: ["parameters", "solutions", "log_likelihood"].map { ($0, "s.\($0)", "m.\($0)") },
      from: "src.fitted_prior s JOIN main.fitted_prior m ON m.key = s.key")
    if shared.contains("completion") {
      try refuse(
        "verdict", label: completionKey("m.completion_id"),
        columns: ["verdict", "answer", "reason"].map { ($0, "s.\($0)", "m.\($0)") },
        from: """
          temp.completion_map d JOIN src.verdict s ON s.completion_id = d.src
            JOIN temp.judge_map j ON j.src = s.judge_id
            JOIN main.verdict m ON m.completion_id = d.id AND m.judge_id = j.id
          """)
    }
    if shared.contains("solution") {
      try refuse(
        "step",
        label: """
          (SELECT lower(hex(c.key)) || ' step ' || m.position FROM main.solution o
            JOIN main.completion c ON c.id = o.completion_id WHERE o.id = m.solution_id)
          """,
        columns: ["start_byte", "end_byte"].map { ($0, "s.\($0)", "m.\($0)") },
        from: """
          temp.solution_map d JOIN src.step s ON s.solution_id = d.src
            JOIN main.step m ON m.solution_id = d.id AND m.position = s.position
          """)
    }
    guard shared.contains("problem") else { return }
    // One that lacked replies gives way to one that had them.
    try refuse(
      "outcome", label: "lower(hex(m.key))",
      columns: [
        ("problem", problem("s.problem_id"), "m.problem_id"), ("status", "s.status", "m.status"),
        ("reason", "s.reason", "m.reason"), ("detail", "s.detail", "m.detail"),
        ("tokens", "s.tokens", "m.tokens"),
      ],
      from: "src.outcome s JOIN main.outcome m ON m.key = s.key",
      where: "s.status <> 'open' AND m.status <> 'open'")
    try refuse(
      "tree_node", label: "'problem ' || m.problem_id || ' node ' || m.position",
      columns: ["parent", "text", "correct", "incorrect", "visits"].map {
        ($0, "s.\($0)", "m.\($0)")
      },
      from: """
        temp.problem_map d JOIN src.tree_node s ON s.problem_id = d.src
          JOIN temp.labeller_map g ON g.src = s.labeller_id
          JOIN main.tree_node m ON m.labeller_id = g.id AND m.problem_id = d.id
            AND m.position = s.position
        """)
  }

  /// Inserts what the main store lacks.
  func insertOthers() throws(DatabaseError) {
    try connection.execute(
      """
      INSERT INTO main.row(suite, split, row_id, position, problem_id, attributes, gold_solution)
      SELECT s.suite, s.split, s.row_id, s.position, \(problem("s.problem_id")), s.attributes,
        s.gold_solution
      FROM src.row s WHERE NOT EXISTS (
        SELECT 1 FROM main.row m WHERE m.suite = s.suite AND m.split = s.split
          AND m.row_id = s.row_id)
      ORDER BY s.id;

      INSERT OR IGNORE INTO main.verdict
      SELECT \(completion("s.completion_id")), \(translated("s.judge_id", .listed("judge"))),
        s.verdict, s.reason, s.approximate, s.answer, s.rule
      FROM src.verdict s;

      INSERT OR IGNORE INTO main.step
      SELECT \(solution("s.solution_id")), s.position, s.start_byte, s.end_byte FROM src.step s;

      INSERT OR IGNORE INTO main.step_truth
      SELECT \(solution("s.solution_id")), s.position, s.value_truth, s.strict_truth, s.class
      FROM src.step_truth s;

      INSERT OR IGNORE INTO main.audit_answer(key, completion_id, start_byte, end_byte, method,
        person, round, answer, run_id)
      SELECT s.key, \(completion("s.completion_id")), s.start_byte, s.end_byte, s.method, s.person,
        s.round, s.answer, \(translated("s.run_id", .listed("run")))
      FROM src.audit_answer s ORDER BY s.id;

      INSERT OR IGNORE INTO main.evidence
      SELECT \(translated("s.label_id", .numbered("label"))), \(completion("s.completion_id"))
      FROM src.evidence s;

      INSERT OR IGNORE INTO main.tree_node
      SELECT \(translated("s.labeller_id", .listed("labeller"))), \(problem("s.problem_id")),
        s.position, s.parent, s.text, s.depth, s.correct, s.incorrect, s.unanswered,
        s.undetermined, s.visits
      FROM src.tree_node s;

      INSERT OR IGNORE INTO main.fitted_prior SELECT * FROM src.fitted_prior;

      INSERT INTO main.outcome(key, stage, problem_id, status, reason, detail, tokens)
      SELECT s.key, s.stage, \(problem("s.problem_id")), s.status, s.reason, s.detail, s.tokens
      FROM src.outcome s WHERE 1
      ON CONFLICT(key) DO UPDATE SET problem_id = excluded.problem_id, status = excluded.status,
        reason = excluded.reason, detail = excluded.detail, tokens = excluded.tokens
      WHERE outcome.status = 'open';

      INSERT OR IGNORE INTO main.task
      SELECT s.key, \(translated("s.run_id", .listed("run"))), \(problem("s.problem_id"))
      FROM src.task s;

      INSERT OR IGNORE INTO main.reuse
      SELECT \(completion("s.completion_id")), \(translated("s.run_id", .listed("run")))
      FROM src.reuse s;
      """)
    try insertFindings()
  }

  /// Inserts what is known of models: probes of those that have none, and every examination once.
  private func insertFindings() throws(DatabaseError) {
    let model = translated("s.model_id", .listed("model"))
    try connection.execute(
      """
      INSERT INTO main.probe
      SELECT \(model), s.endpoint, s.version, s.position, s.prompt, s.text, s.tokens, s.probed_at
      FROM src.probe s WHERE NOT EXISTS (
        SELECT 1 FROM main.probe m WHERE m.model_id = \(model) AND m.endpoint = s.endpoint);

      INSERT INTO main.examination(model_id, template, prefixes, reproduced, findings, examined_at)
      SELECT \(model), s.template, s.prefixes, s.reproduced, s.findings, s.examined_at
      FROM src.examination s WHERE NOT EXISTS (
        SELECT 1 FROM main.examination m WHERE m.model_id = \(model) AND m.template = s.template
          AND m.findings = s.findings AND m.examined_at = s.examined_at)
      ORDER BY s.id
      """)
  }

  private func problem(_ column: String) -> String { translated(column, .numbered("problem")) }

  private func completion(_ column: String) -> String {
    translated(column, .numbered("completion"))
  }

  private func solution(_ column: String) -> String { translated(column, .numbered("solution")) }

  private func completionKey(_ number: String) -> String {
    "(SELECT lower(hex(c.key)) FROM main.completion c WHERE c.id = \(number))"
  }
}
