extension StoreTransaction {
  /// What the store holds and what its last runs did, as tables for a person.
  public func overview() throws(DatabaseError) -> [(
    title: String, columns: [String], rows: [[SQLValue]]
  )] {
    var tables: [(title: String, columns: [String], rows: [[SQLValue]])] = []
    // What labels decide is a rule that SQL is handed the results of.
    let undecided = try undecidedSolutions().map { "\"\($0.key)\": \($0.value)" }
    let counts = "{\(undecided.joined(separator: ", "))}"
    for (title, sql) in Self.overviewQueries {
      let (columns, rows) = try table(sql, sql.contains("?1") ? [.text(counts)] : [])
      tables.append((title, columns, rows))
    }
    return tables
  }

  /// What SQLite finds wrong with the file; `nil` when it is sound.
  public func damage() throws(DatabaseError) -> String? {
    let result = try connection.first("PRAGMA quick_check") { $0.text(0) }
    return result == "ok" ? nil : result ?? "SQLite gave no answer"
  }

  private static let overviewQueries = [
    (
      "problems",
      """
      SELECT suite, split, count(*) AS rows,
        sum((SELECT count(*) FROM problem q WHERE q.root_id = row.problem_id)) AS rephrasings
      FROM row GROUP BY suite, split ORDER BY suite, split
      """
    ),
    (
      "solutions",
      """
      SELECT m.name AS model, s.verdict, count(*) AS solutions,
        sum(s.duplicate_of IS NULL) AS "distinct", sum(s.steps) AS steps
      FROM solution s JOIN model m ON m.id = s.model_id
      GROUP BY m.name, s.verdict ORDER BY m.name, s.verdict
      """
    ),
    (
      "labels",
      """
      SELECT g.method,
        coalesce(g.settings ->> 'rollouts', g.settings ->> '$.settings.rollouts') AS rollouts,
        coalesce((SELECT group_concat(t.key || ' ' || t.atom, ', ') FROM json_tree(g.settings) t
          WHERE t.atom IS NOT NULL AND t.key NOT IN ('rollouts', 'completer_key')
            AND t.path IN ('$', '$.settings') AND EXISTS (
              SELECT 1 FROM labeller o WHERE o.method = g.method AND o.id <> g.id
                AND json_extract(o.settings, t.fullkey) IS NOT t.atom
                AND EXISTS (SELECT 1 FROM label x WHERE x.labeller_id = o.id))),
          iif(EXISTS (SELECT 1 FROM labeller o JOIN label x ON x.labeller_id = o.id
            WHERE o.method = g.method AND o.id <> g.id
              AND coalesce(o.settings ->> 'rollouts', o.settings ->> '$.settings.rollouts')
                IS coalesce(g.settings ->> 'rollouts', g.settings ->> '$.settings.rollouts')),
            'labeller ' || g.id, NULL)) AS settings,
        count(DISTINCT l.solution_id) AS solutions, sum(l.value <> 'abstain') AS decided,
        sum(l.value = '+') AS "right", sum(l.value = '-') AS wrong,
        sum(l.value = 'neutral') AS neutral, sum(l.value = 'abstain') AS abstained,
        count(DISTINCT l.solution_id)
          - coalesce((SELECT value FROM json_each(?1) WHERE key = '' || g.id), 0)
          AS kept_solutions
      FROM label l JOIN labeller g ON g.id = l.labeller_id
      GROUP BY g.id ORDER BY g.method, g.id
      """
    ),
    (
      "dropped",
      """
      SELECT stage, reason, count(*) AS count FROM dropped GROUP BY stage, reason
      ORDER BY stage, count DESC
      """
    ),
    (
      "runs",
      """
      SELECT run, stage, status, stopped_by, started_at, finished_at,
        sum(completions) AS completions, sum(completion_tokens) AS tokens, sum(price) AS price
      FROM cost GROUP BY run ORDER BY run DESC LIMIT 20
      """
    ),
    (
      "cost",
      """
      SELECT stage, model, runs, completions, prompt_tokens, completion_tokens, price
      FROM stage_cost ORDER BY stage, model
      """
    ),
  ]
}
