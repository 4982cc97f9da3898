import Corpus

/// What went with deleted runs.
public struct DeletedRows: Hashable, Sendable {
  /// Runs whose row is gone; one that another run rests on keeps its row, which says what it cost.
  public var runs = 0
  /// Replies.
  public var completions = 0
  /// Replies that stay because something else rests on them.
  public var kept = 0
  /// Labels.
  public var labels = 0
  /// Ends of tasks, which the next run does again.
  public var outcomes = 0
  /// Problems that were made of seed problems.
  public var problems = 0
  /// A person's answers that were given in the runs.
  public var answers = 0
  /// Other runs that the replies that stay are for, in order.
  public var restingRuns: [Int] = []
  /// Runs in which a person judged the replies that stay, in order.
  public var auditRuns: [Int] = []
}

extension StoreTransaction {
  /// Deletes runs, the replies that they paid for and nothing else rests on, and what was computed
  /// from these.
  ///
  /// A reply stays where another run took it from the store, or found a task done that took it,
  /// where a reply that stays goes on from it, where it is a solution of a problem whose solutions
  /// another run labelled or revised, and where a person judged one of its steps in another run.
  /// A person's answers go with the run in which they were given and with nothing else. What
  /// runs took before the store noted it (schema 4) is not known: replies that are older than such
  /// a run all stay.
  func delete(_ runs: [Int]) throws(DatabaseError) -> DeletedRows {
    try connection.execute("DROP TABLE IF EXISTS temp.deleted_run")
    try connection.execute("CREATE TEMP TABLE deleted_run(id INTEGER PRIMARY KEY)")
    for run in runs {
      try connection.run("INSERT OR IGNORE INTO temp.deleted_run VALUES (?)", .int(run))
    }
    var deleted = DeletedRows()
    deleted.answers = try deleteAnswers()
    try chooseReplies()
    deleted.labels = try deleteLabels()
    deleted.outcomes = try deleteOutcomes()
    deleted.completions = try deleteReplies()
    deleted.problems = try deleteProblems()
    deleted.restingRuns = try restingRuns()
    deleted.auditRuns = try connection.rows(
      """
      SELECT DISTINCT a.run_id FROM audit_answer a JOIN completion c ON c.id = a.completion_id
      WHERE a.run_id IS NOT NULL AND c.run_id IN (SELECT id FROM temp.deleted_run) ORDER BY 1
      """
    ) { $0.int(0) }
    deleted.kept =
      try connection.first(
        "SELECT count(*) FROM completion WHERE run_id IN (SELECT id FROM temp.deleted_run)"
      ) { $0.int(0) } ?? 0
    deleted.runs = try deleteBookkeeping()
    if let broken = try connection.first("PRAGMA foreign_key_check", [], { $0.text(0) }) {
      throw .corrupt(path: connection.path, reason: "rows of \(broken) refer to deleted ones")
    }
    return deleted
  }

  /// Deletes what a person said in the runs; what the person said before counts again.
  private func deleteAnswers() throws(DatabaseError) -> Int {
    let judged = try connection.rows(
      """
      SELECT DISTINCT coalesce(o.duplicate_of, o.id) FROM audit_answer a
        JOIN solution o ON o.completion_id = a.completion_id
      WHERE a.run_id IN (SELECT id FROM temp.deleted_run) ORDER BY 1
      """
    ) { $0.int64(0) }
    // First the labels: whose they are, the answers say.
    for solution in judged {
      try connection.run(
        """
        DELETE FROM label WHERE solution_id = ?1 AND labeller_id IN (
          SELECT id FROM labeller WHERE method = ?2)
        """, .integer(solution), .text(AuditAnswer.method))
    }
    try connection.run(
      "DELETE FROM audit_answer WHERE run_id IN (SELECT id FROM temp.deleted_run)")
    let count = connection.changes
    for solution in judged { try restoreAuditLabels(of: solution) }
    return count
  }

  /// Lists the replies that go.
  private func chooseReplies() throws(DatabaseError) {
    let others = "NOT IN (SELECT id FROM temp.deleted_run)"
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.shared_task;
      CREATE TEMP TABLE shared_task(run_id, root_id, PRIMARY KEY(run_id, root_id)) WITHOUT ROWID;
      INSERT OR IGNORE INTO temp.shared_task
      SELECT t.run_id, coalesce(p.root_id, p.id) FROM task t JOIN problem p ON p.id = t.problem_id
      WHERE t.run_id IN (SELECT id FROM temp.deleted_run) AND EXISTS (
        SELECT 1 FROM task o WHERE o.key = t.key AND o.run_id \(others));

      DROP TABLE IF EXISTS temp.read_problem;
      CREATE TEMP TABLE read_problem(id INTEGER PRIMARY KEY);
      INSERT OR IGNORE INTO temp.read_problem
      SELECT t.problem_id FROM task t JOIN run r ON r.id = t.run_id
      WHERE r.id \(others) AND r.stage IN ('label', 'judge-steps', 'revise');

      DROP TABLE IF EXISTS temp.deleted_completion;
      CREATE TEMP TABLE deleted_completion(id INTEGER PRIMARY KEY);
      INSERT INTO temp.deleted_completion
      SELECT c.id FROM completion c JOIN problem p ON p.id = c.problem_id
      WHERE c.run_id IN (SELECT id FROM temp.deleted_run)
        AND NOT EXISTS (SELECT 1 FROM reuse u WHERE u.completion_id = c.id AND u.run_id \(others))
        AND NOT EXISTS (SELECT 1 FROM temp.shared_task x WHERE x.root_id = coalesce(p.root_id, p.id)
          AND (x.run_id = c.run_id OR EXISTS (
            SELECT 1 FROM reuse u WHERE u.completion_id = c.id AND u.run_id = x.run_id)))
        AND NOT EXISTS (SELECT 1 FROM run r WHERE r.id > c.run_id AND r.id \(others)
          AND r.stage IN ('rephrase', 'sample', 'label', 'evaluate', 'judge-steps', 'revise')
          AND r.status <> 'failed' AND NOT EXISTS (SELECT 1 FROM task t WHERE t.run_id = r.id))
        AND NOT (c.purpose IN ('solve', 'published', 'revise')
          AND EXISTS (SELECT 1 FROM temp.read_problem x WHERE x.id = c.problem_id))
        AND NOT EXISTS (SELECT 1 FROM audit_answer a WHERE a.completion_id = c.id);
      """)
    // A reply from which one that stays goes on stays too, and so on up the chain.
    repeat {
      try connection.run(
        """
        DELETE FROM temp.deleted_completion WHERE id IN (
          SELECT f.completion_id FROM prefix f JOIN temp.deleted_completion d
            ON d.id = f.completion_id
          WHERE EXISTS (SELECT 1 FROM completion c WHERE c.prefix_id = f.id
            AND c.id NOT IN (SELECT id FROM temp.deleted_completion)))
        """)
    } while connection.changes > 0
  }

  /// Deletes the replies with their verdicts, solutions and steps.
  private func deleteReplies() throws(DatabaseError) -> Int {
    let gone =
      "SELECT s.id FROM solution s JOIN temp.deleted_completion d ON d.id = s.completion_id"
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.relinked;
      CREATE TEMP TABLE relinked(problem_id, model_id, PRIMARY KEY(problem_id, model_id));
      INSERT OR IGNORE INTO temp.relinked
      SELECT s.problem_id, s.model_id FROM temp.deleted_completion d
        JOIN solution s ON s.completion_id = d.id;
      DELETE FROM estimate WHERE model_id IN (
        SELECT c.model_id FROM temp.deleted_completion d JOIN completion c ON c.id = d.id
        WHERE c.purpose = 'evaluate');
      DELETE FROM step WHERE solution_id IN (\(gone));
      DELETE FROM step_truth WHERE solution_id IN (\(gone));
      UPDATE solution SET duplicate_of = NULL WHERE duplicate_of IN (\(gone));
      DELETE FROM solution WHERE completion_id IN (SELECT id FROM temp.deleted_completion);
      DELETE FROM verdict WHERE completion_id IN (SELECT id FROM temp.deleted_completion);
      DELETE FROM reuse WHERE completion_id IN (SELECT id FROM temp.deleted_completion);
      """)
    try connection.run(
      "DELETE FROM completion WHERE id IN (SELECT id FROM temp.deleted_completion)")
    let count = connection.changes
    try connection.execute(
      "DELETE FROM prefix WHERE NOT EXISTS (SELECT 1 FROM completion c WHERE c.prefix_id = prefix.id)"
    )
    for (problem, model) in try connection.rows(
      "SELECT problem_id, model_id FROM temp.relinked", [], { ($0.int64(0), $0.int64(1)) })
    {
      try linkDuplicates(problem: problem, model: model)
    }
    return count
  }

  /// Deletes problems that the runs made of seed problems and nothing is left of.
  private func deleteProblems() throws(DatabaseError) -> Int {
    try connection.run(
      """
      DELETE FROM problem WHERE id IN (SELECT id FROM temp.unmade)
        AND NOT EXISTS (SELECT 1 FROM completion c WHERE c.problem_id = problem.id)
        AND NOT EXISTS (SELECT 1 FROM row r WHERE r.problem_id = problem.id)
        AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.problem_id = problem.id)
        AND NOT EXISTS (SELECT 1 FROM task t WHERE t.problem_id = problem.id
          AND t.run_id NOT IN (SELECT id FROM temp.deleted_run))
      """)
    let count = connection.changes
    forgetIDs()
    return count
  }

  /// The other runs for which replies stay: those that took them, or found the task done that did,
  /// that went on from them, or that labelled or revised the solutions that they are.
  private func restingRuns() throws(DatabaseError) -> [Int] {
    try connection.rows(
      """
      WITH kept AS (SELECT id, problem_id, purpose, run_id FROM completion
        WHERE run_id IN (SELECT id FROM temp.deleted_run))
      SELECT run_id FROM reuse WHERE completion_id IN (SELECT id FROM kept)
      UNION SELECT o.run_id FROM task t JOIN task o ON o.key = t.key
        WHERE t.run_id IN (SELECT run_id FROM kept)
      UNION SELECT c.run_id FROM prefix f JOIN completion c ON c.prefix_id = f.id
        WHERE f.completion_id IN (SELECT id FROM kept)
      UNION SELECT r.id FROM run r JOIN task t ON t.run_id = r.id
        WHERE r.stage IN ('label', 'judge-steps', 'revise') AND t.problem_id IN (
          SELECT problem_id FROM kept WHERE purpose IN ('solve', 'published', 'revise'))
      UNION SELECT r.id FROM run r WHERE r.id > (SELECT min(run_id) FROM kept)
        AND r.stage IN ('rephrase', 'sample', 'label', 'evaluate', 'judge-steps', 'revise')
        AND r.status <> 'failed' AND NOT EXISTS (SELECT 1 FROM task t WHERE t.run_id = r.id)
      EXCEPT SELECT id FROM temp.deleted_run
      ORDER BY 1
      """
    ) { $0.int(0) }
  }

  private func deleteBookkeeping() throws(DatabaseError) -> Int {
    try connection.execute(
      """
      -- A run that stays without its tasks would pass for one of before the store noted them.
      DELETE FROM temp.deleted_run WHERE id IN (SELECT run_id FROM completion);
      DELETE FROM task WHERE run_id IN (SELECT id FROM temp.deleted_run);
      DELETE FROM reuse WHERE run_id IN (SELECT id FROM temp.deleted_run);
      DELETE FROM event WHERE run_id IN (SELECT id FROM temp.deleted_run);
      """)
    try connection.run("DELETE FROM run WHERE id IN (SELECT id FROM temp.deleted_run)")
    let count = connection.changes
    for table in ["template", "sampling"] {
      try connection.execute(
        """
        DELETE FROM \(table) WHERE NOT EXISTS (
          SELECT 1 FROM completion c WHERE c.\(table)_id = \(table).id)
        """)
    }
    return count
  }
}
