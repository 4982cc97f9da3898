import JSON
import Storage
import Terminal

/// `stepmark status`.
enum StatusCommand {
  static let command = Command(
    name: "status",
    summary: "Say what a store holds and what its runs did.",
    examples: [Example("stepmark status --store demo/stepmark.db", "the demo's store")],
    options: [CommonOptions.store, CommonOptions.json]
  ) { invocation in
    let store = try invocation.openedStore()
    for (title, sql) in queries {
      let (columns, rows) = try await store.read { (store) throws(DatabaseError) in
        try store.table(sql)
      }
      if invocation.flag("json") {
        let objects = rows.map { row in
          JSONValue(zip(columns, row).map { JSONMember($0, json($1)) })
        }
        let line: JSONValue = ["table": JSONValue(title), "rows": JSONValue(objects)]
        Console.writeLine(line.serialized())
        continue
      }
      guard !rows.isEmpty else { continue }
      Console.writeLine(title)
      var table = TextTable(
        columns.map { .init($0, isNumeric(rows, $0, columns) ? .right : .left) })
      for row in rows { table.add(row.map(text)) }
      Console.write(table.rendered(width: Console.width()))
      Console.writeLine()
    }
    return .success
  }

  private static let queries = [
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
      SELECT g.method, g.settings ->> 'rollouts' AS rollouts, l.value AS label, count(*) AS steps
      FROM label l JOIN labeller g ON g.id = l.labeller_id
      GROUP BY g.id, l.value ORDER BY g.method, g.id, l.value
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
      SELECT run.id AS run, run.stage, run.status, run.started_at, run.finished_at,
        count(c.id) AS completions, coalesce(sum(c.completion_tokens), 0) AS tokens
      FROM run LEFT JOIN completion c ON c.run_id = run.id
      GROUP BY run.id ORDER BY run.id DESC LIMIT 20
      """
    ),
  ]

  private static func isNumeric(_ rows: [[SQLValue]], _ name: String, _ columns: [String]) -> Bool {
    guard let column = columns.firstIndex(of: name) else { return false }
    return rows.allSatisfy {
      switch $0[column] {
      case .integer, .real: true
      default: false
      }
    }
  }

  static func text(_ value: SQLValue) -> String {
    switch value {
    case .null: "–"
    case .integer(let number): Quantity.grouped(Int(number))
    case .real(let number): Quantity.fixed(number, decimals: 3)
    case .text(let text): text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }

  private static func json(_ value: SQLValue) -> JSONValue {
    switch value {
    case .null, .blob: .null
    case .integer(let number): JSONValue(number)
    case .real(let number): JSONValue(number)
    case .text(let text): JSONValue(text)
    }
  }
}
