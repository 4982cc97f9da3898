import CSQLite

/// Opens a file with SQLite alone, as another program would.
private func open(_ path: String) throws -> OpaquePointer {
  var handle: OpaquePointer?
  guard sqlite3_open(path, &handle) == SQLITE_OK, let handle else { throw RawSQLiteError() }
  return handle
}

struct RawSQLiteError: Error {}

func runSQL(_ sql: String, on path: String) throws {
  let handle = try open(path)
  defer { sqlite3_close(handle) }
  guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw RawSQLiteError() }
}

func tables(of path: String) throws -> [String] {
  let handle = try open(path)
  defer { sqlite3_close(handle) }
  var statement: OpaquePointer?
  sqlite3_prepare_v2(
    handle, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", -1, &statement,
    nil)
  defer { sqlite3_finalize(statement) }
  var names: [String] = []
  while sqlite3_step(statement) == SQLITE_ROW {
    if let text = sqlite3_column_text(statement, 0) { names.append(String(cString: text)) }
  }
  return names
}
