import Corpus
import Glibc

/// What can be asked of a store and written to it; handed to the bodies of `Store.read` and
/// `Store.write`.
///
/// The only place where Swift values and SQL meet. Facts are inserted once and never changed.
public final class StoreTransaction {
  let connection: Connection
  private let fault: CommitFault?
  private var newCompletions = 0
  /// Row ids of what is referred to again and again, by content key.
  private var ids: [ContentKey: Int64] = [:]

  init(_ connection: Connection, fault: CommitFault?) {
    self.connection = connection
    self.fault = fault
  }

  func begin() throws(DatabaseError) { try connection.execute("BEGIN IMMEDIATE") }

  func beginReading() throws(DatabaseError) { try connection.execute("BEGIN") }

  func endReading() throws(DatabaseError) { try connection.execute("COMMIT") }

  func commit() throws(DatabaseError) {
    try connection.execute("COMMIT")
    if case .killAfter(let count) = fault, newCompletions >= count { kill(getpid(), SIGKILL) }
  }

  func rollback() {
    // Ids of rows that the rollback takes away must not be used again.
    ids.removeAll()
    try? connection.execute("ROLLBACK")
  }

  /// Looks row ids up anew: rows were deleted.
  func forgetIDs() { ids.removeAll() }

  /// The row id of a value with a content key, from memory or the table, else by inserting it.
  func id(
    of key: ContentKey, in table: String, insert: () throws(DatabaseError) -> Void
  ) throws(DatabaseError) -> Int64 {
    try cachedID(key) { () throws(DatabaseError) in
      let found = try connection.first("SELECT id FROM \(table) WHERE key = ?", [.key(key)]) {
        $0.int64(0)
      }
      if let found { return found }
      try insert()
      return connection.lastInsertedRow
    }
  }

  /// A row id from memory, else found as `find` says.
  func cachedID(
    _ key: ContentKey, find: () throws(DatabaseError) -> Int64
  ) throws(DatabaseError) -> Int64 {
    if let known = ids[key] { return known }
    // Bounds the memory of runs over millions of problems.
    if ids.count > 200_000 { ids.removeAll(keepingCapacity: true) }
    let id = try find()
    ids[key] = id
    return id
  }

  func countNewCompletion() {
    newCompletions += 1
    if case .killInside(let count) = fault, newCompletions >= count { kill(getpid(), SIGKILL) }
  }

  /// Runs any query that only reads, for `stepmark` commands that show tables as they are.
  ///
  /// - Parameter limit: the most rows that are returned.
  public func table(
    _ sql: String, _ values: [SQLValue] = [], limit: Int = 10_000
  ) throws(DatabaseError) -> (columns: [String], rows: [[SQLValue]]) {
    let statement = try connection.statement(sql)
    try statement.bind(values)
    var columns: [String] = []
    var rows: [[SQLValue]] = []
    while rows.count < limit, try statement.step() {
      let row = statement.values()
      if columns.isEmpty { columns = row.map(\.name) }
      rows.append(row.map(\.value))
    }
    statement.reset()
    return (columns, rows)
  }
}
