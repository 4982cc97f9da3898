import Corpus

extension StoreTransaction {
  /// Deletes the labels of a solution by a labeller where one rests on a reply that goes, those that
  /// were derived from such labels (cut at a false equation, or agreed with by witnesses), and the
  /// beliefs that were fitted to them.
  ///
  /// Some labels rest on no reply, as those of a first step with a false equation. They go where no
  /// run is left that labelled their problem.
  func deleteLabels() throws(DatabaseError) -> Int {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.deleted_label;
      CREATE TEMP TABLE deleted_label(id INTEGER PRIMARY KEY);
      INSERT OR IGNORE INTO temp.deleted_label
      SELECT o.id FROM temp.deleted_completion d JOIN evidence e ON e.completion_id = d.id
        JOIN label l ON l.id = e.label_id
        JOIN label o ON o.solution_id = l.solution_id AND o.labeller_id = l.labeller_id;
      INSERT OR IGNORE INTO temp.deleted_label
      SELECT l.id FROM temp.deleted_completion d JOIN solution s ON s.completion_id = d.id
        JOIN label l ON l.solution_id = s.id;

      DROP TABLE IF EXISTS temp.deleted_labelling;
      CREATE TEMP TABLE deleted_labelling(solution_id, labeller_id,
        PRIMARY KEY(solution_id, labeller_id)) WITHOUT ROWID;
      INSERT OR IGNORE INTO temp.deleted_labelling
      SELECT l.solution_id, l.labeller_id FROM temp.deleted_label d JOIN label l ON l.id = d.id;
      INSERT OR IGNORE INTO temp.deleted_labelling
      SELECT l.solution_id, l.labeller_id FROM solution s JOIN label l ON l.solution_id = s.id
        JOIN labeller g ON g.id = l.labeller_id
      WHERE s.problem_id IN (SELECT t.problem_id FROM task t JOIN run r ON r.id = t.run_id
          WHERE r.stage = 'label' AND r.id IN (SELECT id FROM temp.deleted_run))
        AND s.problem_id NOT IN (SELECT t.problem_id FROM task t JOIN run r ON r.id = t.run_id
          WHERE r.stage = 'label' AND r.id NOT IN (SELECT id FROM temp.deleted_run))
        AND s.problem_id NOT IN (SELECT c.problem_id FROM completion c
          WHERE c.run_id IN (SELECT id FROM temp.deleted_run) AND c.purpose = 'rollout'
            AND c.id NOT IN (SELECT id FROM temp.deleted_completion))
        AND g.settings ->> 'completer_key' IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM label o JOIN evidence e ON e.label_id = o.id
          WHERE o.solution_id = l.solution_id AND o.labeller_id = l.labeller_id);

      DROP TABLE IF EXISTS temp.derived_labeller;
      CREATE TEMP TABLE derived_labeller(base_id, id, PRIMARY KEY(base_id, id)) WITHOUT ROWID;
      INSERT INTO temp.derived_labeller
      SELECT g.id, o.id FROM labeller g JOIN labeller o ON o.id <> g.id AND (
        (o.settings = g.settings AND substr(o.method, 1, length(g.method) + 1) = g.method || '+')
        OR (o.settings ->> 'of' = g.method AND o.settings -> 'settings' = json(g.settings))
        OR EXISTS (SELECT 1 FROM json_each(o.settings, '$.witnesses') w WHERE w.value = g.method));
      """)
    repeat {
      try connection.run(
        """
        INSERT OR IGNORE INTO temp.deleted_labelling
        SELECT x.solution_id, r.id FROM temp.deleted_labelling x
          JOIN temp.derived_labeller r ON r.base_id = x.labeller_id
        """)
    } while connection.changes > 0
    try connection.execute(
      """
      INSERT OR IGNORE INTO temp.deleted_label
      SELECT l.id FROM temp.deleted_labelling x JOIN label l
        ON l.solution_id = x.solution_id AND l.labeller_id = x.labeller_id;

      DELETE FROM fitted_prior WHERE settings ->> 'labels' IN (
        SELECT g.settings FROM temp.deleted_label d JOIN label l ON l.id = d.id
          JOIN labeller g ON g.id = l.labeller_id);
      DELETE FROM tree_node WHERE EXISTS (
        SELECT 1 FROM temp.deleted_label d JOIN label l ON l.id = d.id
          JOIN solution s ON s.id = l.solution_id
        WHERE l.labeller_id = tree_node.labeller_id AND s.problem_id = tree_node.problem_id);
      DELETE FROM evidence WHERE label_id IN (SELECT id FROM temp.deleted_label);
      """)
    try connection.run("DELETE FROM label WHERE id IN (SELECT id FROM temp.deleted_label)")
    return connection.changes
  }

  /// Deletes the ends of tasks that no other run did, with what became of the problems that they
  /// made.
  func deleteOutcomes() throws(DatabaseError) -> Int {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.deleted_outcome;
      CREATE TEMP TABLE deleted_outcome(key BLOB PRIMARY KEY, made TEXT) WITHOUT ROWID;
      INSERT OR IGNORE INTO temp.deleted_outcome
      SELECT o.key, CASE WHEN o.reason = 'attempted' THEN replace(o.detail, 'problem ', '') END
      FROM task t JOIN outcome o ON o.key = t.key
      WHERE t.run_id IN (SELECT id FROM temp.deleted_run) AND NOT EXISTS (
        SELECT 1 FROM task n WHERE n.key = t.key
          AND n.run_id NOT IN (SELECT id FROM temp.deleted_run));

      DROP TABLE IF EXISTS temp.unmade;
      CREATE TEMP TABLE unmade(id INTEGER PRIMARY KEY);
      INSERT OR IGNORE INTO temp.unmade
      SELECT p.id FROM temp.deleted_outcome d JOIN problem p ON lower(hex(p.key)) = d.made
      WHERE NOT EXISTS (SELECT 1 FROM outcome o WHERE o.reason = 'attempted'
        AND o.detail = 'problem ' || d.made
        AND o.key NOT IN (SELECT key FROM temp.deleted_outcome));
      """)
    try connection.run("DELETE FROM outcome WHERE key IN (SELECT key FROM temp.deleted_outcome)")
    let tasks = connection.changes
    try connection.execute(
      """
      DELETE FROM outcome WHERE problem_id IN (SELECT id FROM temp.unmade)
        AND stage IN (\(newProblemStages))
      """)
    return tasks
  }
}
