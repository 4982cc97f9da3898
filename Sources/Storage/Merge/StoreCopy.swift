import Corpus

/// Brings the rows of an attached store into the main one under new numbers.
struct StoreCopy {
  let connection: Connection
  let source: MergeSource
  /// What is added to a row's number, by table.
  private var offsets: [String: Int64] = [:]
  /// Tables of which the main store has some of the rows already.
  private(set) var shared: Set<String> = []

  init(_ connection: Connection, source: MergeSource) {
    self.connection = connection
    self.source = source
  }

  /// Passes a database's complaint on; damage is the source's.
  func storing<Result>(
    _ body: () throws(DatabaseError) -> Result
  ) throws(MergeError) -> Result {
    do throws(DatabaseError) {
      return try body()
    } catch {
      throw .store(Connection.placed(error, at: source.path))
    }
  }

  /// Lists all rows of a small table with their new numbers; what is not there yet is inserted.
  ///
  /// - Parameter numbers: the number that each row gets, by its key.
  func list(_ table: ListedTable, numbers: [String: Int64]) throws(DatabaseError) {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.\(table.name)_map;
      CREATE TEMP TABLE \(table.name)_map(src INTEGER PRIMARY KEY, id INTEGER NOT NULL)
      """)
    let columns = table.columns.joined(separator: ", ")
    for row in source.listed[table.name] ?? [] {
      guard let number = numbers[row.key] else { continue }
      try connection.run(
        "INSERT INTO temp.\(table.name)_map VALUES (?, ?)", .integer(row.id), .integer(number))
      try connection.run(
        """
        INSERT INTO main.\(table.name)(id, \(columns))
        SELECT ?2, \(columns) FROM src.\(table.name) WHERE id = ?1
          AND NOT EXISTS (SELECT 1 FROM main.\(table.name) WHERE id = ?2)
        """, .integer(row.id), .integer(number))
      if table.name == "run", connection.changes == 1 {
        try connection.run(
          """
          INSERT INTO main.event(run_id, kind, detail)
          SELECT ?2, kind, detail FROM src.event WHERE run_id = ?1 ORDER BY id
          """, .integer(row.id), .integer(number))
      }
    }
  }

  /// Finds which rows of a large table both stores have.
  mutating func pair(_ table: MergedTable) throws(MergeError) {
    let name = table.name
    let (offset, pairs) = try storing { () throws(DatabaseError) in
      try connection.execute(
        """
        DROP TABLE IF EXISTS temp.\(name)_map;
        CREATE TEMP TABLE \(name)_map(src INTEGER PRIMARY KEY, id INTEGER NOT NULL)
        """)
      let offset =
        try connection.first("SELECT coalesce(max(id), 0) FROM main.\(name)") { $0.int64(0) } ?? 0
      if offset > 0 {
        let taken = table.remade.map { " WHERE NOT (\($0))" } ?? ""
        try connection.execute("INSERT INTO temp.\(name)_map \(table.pairs)\(taken)")
      }
      let pairs =
        try connection.first("SELECT EXISTS (SELECT 1 FROM temp.\(name)_map)") { $0.int(0) } ?? 0
      return (offset, pairs)
    }
    offsets[name] = offset
    if pairs != 0 { shared.insert(name) }
  }

  /// Refuses a row of which the stores say different things.
  func compare(_ table: MergedTable) throws(MergeError) {
    guard shared.contains(table.name) else { return }
    try refuse(
      table.name, label: table.label,
      columns: table.compared.map { column in
        let reference = table.columns.first { $0.name == column }?.refersTo
        return (column, translated("s.\(column)", reference), "m.\(column)")
      },
      from: """
        temp.\(table.name)_map d JOIN src.\(table.name) s ON s.id = d.src
        JOIN main.\(table.name) m ON m.id = d.id
        """)
  }

  /// Refuses the first pair of rows `s` and `m` that differ.
  func refuse(
    _ table: String, label: String, columns: [(name: String, source: String, main: String)],
    from pairs: String, where condition: String = "1"
  ) throws(MergeError) {
    let differing = columns.map { "\($0.source) IS NOT \($0.main)" }.joined(separator: " OR ")
    let name = columns.map { "WHEN \($0.source) IS NOT \($0.main) THEN '\($0.name)'" }
      .joined(separator: " ")
    let found = try storing { () throws(DatabaseError) in
      try connection.first(
        """
        SELECT \(label), CASE \(name) END FROM \(pairs)
        WHERE (\(condition)) AND (\(differing)) LIMIT 1
        """
      ) { (key: $0.text(0), column: $0.text(1)) }
    }
    if let found {
      throw .differs(
        MergeConflict(path: source.path, table: table, key: found.key, column: found.column))
    }
  }

  /// The new number of what a column of the source refers to.
  func translated(_ column: String, _ reference: MergedReference?) -> String {
    switch reference {
    case nil: return column
    case .listed(let table):
      return "(SELECT x.id FROM temp.\(table)_map x WHERE x.src = \(column))"
    case .numbered(let table):
      let moved = "\(column) + \(offsets[table] ?? 0)"
      guard shared.contains(table) else { return moved }
      return "coalesce((SELECT x.id FROM temp.\(table)_map x WHERE x.src = \(column)), \(moved))"
    }
  }

  /// Inserts the rows of a large table that the main store lacks.
  ///
  /// - Returns: the highest number that was read.
  func insert(_ table: MergedTable) throws(DatabaseError) -> Int {
    let name = table.name
    if name == "solution" { try noteRelinked() }
    let columns = table.columns.map(\.name).joined(separator: ", ")
    let values = table.columns.map { translated("s.\($0.name)", $0.refersTo) }
      .joined(separator: ", ")
    var taken = table.remade.map { ["NOT (\($0))"] } ?? []
    if shared.contains(name) {
      taken.append("NOT EXISTS (SELECT 1 FROM temp.\(name)_map x WHERE x.src = s.id)")
    }
    let condition = taken.isEmpty ? "" : "WHERE " + taken.joined(separator: " AND ")
    try connection.execute(
      """
      INSERT INTO main.\(name)(id, \(columns))
      SELECT s.id + \(offsets[name] ?? 0), \(values) FROM src.\(name) s \(condition) ORDER BY s.id
      """)
    if name == "problem" { try settleRoots() }
    return try connection.first("SELECT coalesce(max(id), 0) FROM src.\(name)") { $0.int(0) } ?? 0
  }

  /// A text that several seed problems were rephrased to belongs to the one with the smallest key,
  /// and a seed problem to none.
  private func settleRoots() throws(DatabaseError) {
    guard shared.contains("problem") else { return }
    try connection.execute(
      """
      UPDATE main.problem SET root_id = NULL WHERE root_id IS NOT NULL AND id IN (
        SELECT d.id FROM temp.problem_map d JOIN src.problem s ON s.id = d.src
        WHERE s.root_id IS NULL);
      UPDATE main.problem SET root_id = x.root FROM (
        SELECT d.id, r.id AS root, r.key FROM temp.problem_map d
          JOIN src.problem s ON s.id = d.src AND s.root_id IS NOT NULL
          JOIN main.problem r ON r.id = \(translated("s.root_id", .numbered("problem")))) x
      WHERE problem.id = x.id AND x.key < (
        SELECT o.key FROM main.problem o WHERE o.id = problem.root_id)
      """)
  }

  /// Notes the problems whose solutions come from both stores.
  private func noteRelinked() throws(DatabaseError) {
    guard shared.contains("problem"), offsets["solution"] != 0 else { return }
    try connection.execute(
      """
      INSERT OR IGNORE INTO temp.relinked
      SELECT p.id, g.id FROM temp.problem_map p JOIN src.solution s ON s.problem_id = p.src
        JOIN temp.model_map g ON g.src = s.model_id
      WHERE NOT EXISTS (SELECT 1 FROM temp.solution_map x WHERE x.src = s.id)
        AND EXISTS (SELECT 1 FROM main.solution m WHERE m.problem_id = p.id AND m.model_id = g.id)
      """)
  }
}
