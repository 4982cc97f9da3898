import CSQLite

/// One connection to an SQLite database, used by one owner at a time.
///
/// Statements are prepared once and kept. A handle never leaves this file and `Statement`.
final class Connection {
  let path: String
  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - frozen: nobody can write where the file is, so SQLite needs none of the files that it would
  ///     make beside it.
  ///   - attaches: whether other files will be attached, by addresses that say how.
  init(
    path: String, readOnly: Bool, frozen: Bool = false, attaches: Bool = false
  ) throws(DatabaseError) {
    self.path = path
    var opened: OpaquePointer?
    let flags =
      (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      | (readOnly || attaches ? SQLITE_OPEN_URI : 0)
    let name = frozen || attaches ? Self.address(path, frozen ? "immutable=1" : "mode=rwc") : path
    let code = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else {
      throw .cannotOpen(path: path, reason: "out of memory")
    }
    handle = opened
    guard code == SQLITE_OK else {
      let reason = String(cString: sqlite3_errmsg(opened))
      sqlite3_close_v2(opened)
      throw .cannotOpen(path: path, reason: reason)
    }
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, 10_000)
  }

  /// The address of a file with what is asked of it, as SQLite reads it.
  private static func address(_ path: String, _ query: String) -> String {
    "file:\(escaped(path))?\(query)"
  }

  /// Attaches a file for reading, under the name `src`.
  func attach(_ path: String, frozen: Bool) throws(DatabaseError) {
    try run("ATTACH ? AS src", .text(Self.address(path, frozen ? "immutable=1" : "mode=ro")))
  }

  /// Lets go of the attached file.
  func detach() throws(DatabaseError) {
    for statement in statements.values { statement.finalize() }
    statements.removeAll()
    try execute("DETACH src")
  }

  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain =
        byte == UInt8(ascii: "/")
        || byte < 0x80
          && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
      return isPlain
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  deinit {
    // Statements first: a connection with open statements stays open as a zombie.
    for statement in statements.values { statement.finalize() }
    sqlite3_close_v2(handle)
  }

  /// Runs statements that return nothing and take no values.
  func execute(_ sql: String) throws(DatabaseError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code, sql: sql) }
  }

  /// The prepared statement of `sql`, reset and without values.
  func statement(_ sql: String) throws(DatabaseError) -> Statement {
    if let known = statements[sql] {
      known.reset()
      return known
    }
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw error(code, sql: sql) }
    let statement = Statement(prepared, sql: sql, of: self)
    statements[sql] = statement
    return statement
  }

  /// Runs a statement to its end with these values.
  func run(_ sql: String, _ values: SQLValue...) throws(DatabaseError) {
    let statement = try statement(sql)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// The rows of a query, each made by `make`.
  func rows<Result>(
    _ sql: String, _ values: [SQLValue] = [],
    _ make: (Statement) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> [Result] {
    let statement = try statement(sql)
    try statement.bind(values)
    var results: [Result] = []
    while try statement.step() { results.append(try make(statement)) }
    return results
  }

  /// The first row of a query, if there is one.
  func first<Result>(
    _ sql: String, _ values: [SQLValue] = [],
    _ make: (Statement) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result? {
    let statement = try statement(sql)
    try statement.bind(values)
    guard try statement.step() else { return nil }
    let result = try make(statement)
    statement.reset()
    return result
  }

  /// Copies all pages to another database, of which nothing else is open.
  ///
  /// Inside a read transaction that has begun the copy is of that state, whoever writes meanwhile.
  ///
  /// - Parameter progress: told how many pages are left, and of how many; `false` ends the copy.
  /// - Returns: whether it is whole.
  func backup(
    to copy: Connection, progress: (_ left: Int, _ pages: Int) -> Bool
  ) throws(DatabaseError) -> Bool {
    guard let backup = sqlite3_backup_init(copy.handle, "main", handle, "main") else {
      throw copy.error(sqlite3_errcode(copy.handle), sql: "backup")
    }
    var code = SQLITE_OK
    while code == SQLITE_OK,
      progress(Int(sqlite3_backup_remaining(backup)), Int(sqlite3_backup_pagecount(backup)))
    {
      code = sqlite3_backup_step(backup, 4096)
    }
    let end = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE || code == SQLITE_OK, end == SQLITE_OK else {
      throw copy.error(end == SQLITE_OK ? code : end, sql: "backup")
    }
    return code == SQLITE_DONE
  }

  /// The rowid of the last row that was inserted.
  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement changed.
  var changes: Int { Int(sqlite3_changes(handle)) }

  func error(_ code: Int32, sql: String) -> DatabaseError {
    let message = String(cString: sqlite3_errmsg(handle))
    switch code & 0xff {
    case SQLITE_FULL: return .full(path: path)
    case SQLITE_READONLY: return .readOnly(path: path)
    case SQLITE_NOTADB: return .notADatabase(path: path)
    case SQLITE_CORRUPT: return .corrupt(path: path, reason: message)
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy(path: path, holder: "SQLite: \(message)")
    case SQLITE_CANTOPEN: return .cannotOpen(path: path, reason: message)
    // A full disk reaches SQLite as a failed write of the log or of its shared memory.
    case SQLITE_IOERR
    where [SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMMAP]
      .contains(code):
      return .full(path: path)
    default: return .sqlite(code: code, message: message, sql: sql)
    }
  }
}

private let SQLITE_IOERR_WRITE = SQLITE_IOERR | 3 << 8
private let SQLITE_IOERR_FSYNC = SQLITE_IOERR | 4 << 8
private let SQLITE_IOERR_SHMSIZE = SQLITE_IOERR | 19 << 8
private let SQLITE_IOERR_SHMMAP = SQLITE_IOERR | 21 << 8
