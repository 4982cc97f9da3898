/// How much of a store a table takes.
public struct TableSize: Hashable, Sendable {
  /// What a table holds.
  public enum Kind: String, Sendable {
    /// What was said and asked: cannot be had again.
    case facts
    /// What is computed from facts.
    case derived
    /// Runs and what they did.
    case bookkeeping
  }

  /// The table.
  public let name: String
  /// What it holds.
  public let kind: Kind
  /// Its rows.
  public let rows: Int
  /// Its bytes.
  public let bytes: Int
  /// The bytes of its indexes.
  public let indexBytes: Int
}

/// How much a stage's replies take.
public struct StageSize: Hashable, Sendable {
  /// The stage.
  public let stage: String
  /// Its runs.
  public let runs: Int
  /// The replies that they paid for.
  public let completions: Int
  /// The bytes of their texts.
  public let textBytes: Int
}

extension StoreTransaction {
  /// The size of every table, largest first.
  public func tableSizes() throws(DatabaseError) -> [TableSize] {
    let pages = try connection.rows(
      """
      SELECT s.tbl_name, sum(CASE WHEN s.type = 'table' THEN d.pgsize ELSE 0 END),
        sum(CASE WHEN s.type = 'index' THEN d.pgsize ELSE 0 END)
      FROM dbstat d JOIN sqlite_schema s ON s.name = d.name WHERE d.aggregate = 1
      GROUP BY s.tbl_name
      """
    ) { (name: $0.text(0), bytes: $0.int(1), indexBytes: $0.int(2)) }
    let bookkeeping = ["run", "event", "task", "reuse", "derived"]
    var sizes: [TableSize] = []
    for table in pages {
      let rows = try connection.first("SELECT count(*) FROM \"\(table.name)\"") { $0.int(0) } ?? 0
      sizes.append(
        TableSize(
          name: table.name,
          kind: DerivedSchema.tables.contains(table.name)
            ? .derived : bookkeeping.contains(table.name) ? .bookkeeping : .facts,
          rows: rows, bytes: table.bytes, indexBytes: table.indexBytes))
    }
    return sizes.sorted {
      ($1.bytes + $1.indexBytes, $0.name) < ($0.bytes + $0.indexBytes, $1.name)
    }
  }

  /// What the replies of every stage take, in the order of the stages' first runs.
  public func stageSizes() throws(DatabaseError) -> [StageSize] {
    try connection.rows(
      """
      SELECT r.stage, count(DISTINCT r.id), count(c.id),
        coalesce(sum(length(CAST(c.text AS BLOB)) + coalesce(length(CAST(c.reasoning AS BLOB)), 0)), 0)
      FROM run r LEFT JOIN completion c ON c.run_id = r.id GROUP BY r.stage ORDER BY min(r.id)
      """
    ) {
      StageSize(
        stage: $0.text(0), runs: $0.int(1), completions: $0.int(2), textBytes: $0.int(3))
    }
  }
}
