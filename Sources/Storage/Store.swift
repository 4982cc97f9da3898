import CSQLite
import Corpus
import Dispatch
import Glibc

/// A StepMark database: facts, what is computed from them, and the runs that made them.
///
/// One writer, many readers. All SQLite calls run on a queue of the store's own, so that a slow
/// disk never blocks the threads that Swift shares out.
public actor Store {
  /// What a process wants of a store.
  public enum Access: Sendable {
    /// Read only; never waits for a writer and needs no lock.
    case read
    /// Read and write; the file is made when there is none.
    case write
  }

  /// The path that was opened.
  public nonisolated let path: String
  private let queue: DispatchSerialQueueExecutor
  private let transaction: StoreTransaction
  private let lock: WriterLock?

  /// The executor that runs this actor's work: a queue of its own.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  /// The version of the SQLite library that is used.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// Opens a store, making or migrating it where asked to write.
  ///
  /// - Parameters:
  ///   - path: the file; `:memory:` for one that is gone with the process.
  ///   - access: whether this process writes.
  ///   - fault: a fault to inject for tests of recovery.
  /// - Throws: `DatabaseError`, whose cases say what is wrong with the file and the way out.
  public init(path: String, access: Access, fault: CommitFault? = nil) throws(DatabaseError) {
    self.path = path
    queue = DispatchSerialQueueExecutor(label: "stepmark.store")
    let inMemory = path == ":memory:"
    if !inMemory {
      try Store.checkFile(path, access: access)
    }
    if access == .read, !inMemory, Glibc.access(path, W_OK) == 0, try Store.isOlder(path) {
      // A reader that comes first after an update migrates the store, as a writer does.
      _ = try Store(path: path, access: .write)
    }
    lock = access == .write && !inMemory ? try WriterLock(store: path) : nil
    // A write-ahead log needs files beside the store; where none can be made, nobody writes.
    let frozen = access == .read && !inMemory && Store.isFrozen(path)
    let connection = try Connection(path: path, readOnly: access == .read, frozen: frozen)
    try Store.prepare(connection, access: access)
    transaction = StoreTransaction(connection, fault: fault)
  }

  /// Runs `body` inside one write transaction: all of it is committed, or nothing.
  public func write<Result: Sendable>(
    _ body: @Sendable (StoreTransaction) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    try transaction.begin()
    do {
      let result = try body(transaction)
      try transaction.commit()
      return result
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// Runs `body` on one consistent state of the store.
  public func read<Result: Sendable>(
    _ body: @Sendable (StoreTransaction) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    // One lock of the file for all statements, too.
    try transaction.beginReading()
    do {
      let result = try body(transaction)
      try transaction.endReading()
      return result
    } catch {
      try? transaction.endReading()
      throw error
    }
  }

  /// Writes a copy of the store as it is now, whoever writes to it meanwhile.
  ///
  /// The copy has no write-ahead log, so it can lie on a network file system and be read there.
  ///
  /// - Parameters:
  ///   - copy: a file that is not there yet.
  ///   - progress: told how many pages are left, and of how many; `false` ends the work.
  /// - Returns: whether the copy was made.
  @discardableResult
  public func backup(
    to copy: String, progress: @Sendable (_ left: Int, _ pages: Int) -> Bool = { _, _ in true }
  ) throws(DatabaseError) -> Bool {
    guard Glibc.access(copy, F_OK) != 0 else { throw .exists(path: copy) }
    let draft = copy + ".partial"
    let connection = transaction.connection
    defer { for ending in ["", "-journal", "-wal", "-shm"] { unlink(draft + ending) } }
    unlink(draft)
    try connection.execute("BEGIN")
    defer { try? connection.execute("COMMIT") }
    _ = try connection.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) }
    let isWhole: Bool
    do {
      let target = try Connection(path: draft, readOnly: false)
      try target.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
      isWhole = try connection.backup(to: target, progress: progress)
    }
    guard isWhole else { return false }
    do {
      // Locked for itself a process needs no shared memory, so this works everywhere.
      let target = try Connection(path: draft, readOnly: false)
      try target.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE")
    }
    try publish(draft, as: copy)
    return true
  }

  /// Gives the room of deleted rows back to the disk.
  ///
  /// - Returns: the bytes of the file before and after.
  public func vacuum() throws(DatabaseError) -> (before: Int, after: Int) {
    try transaction.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let before = fileSize(path)
    try transaction.connection.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
    return (before, fileSize(path))
  }

  /// Deletes runs with everything that rests on them alone.
  ///
  /// - Throws: `DatabaseError`; nothing is deleted then.
  public func deleteRuns(_ runs: [Int]) throws(DatabaseError) -> DeletedRows {
    let connection = transaction.connection
    // Completions and prefixes refer to each other; all references are checked at the end.
    try connection.execute("PRAGMA foreign_keys = OFF")
    defer { try? connection.execute("PRAGMA foreign_keys = ON") }
    return try write { (store) throws(DatabaseError) in try store.delete(runs) }
  }

  /// Whether nobody can write where a file is, or has it open.
  static func isFrozen(_ path: String) -> Bool {
    Glibc.access(folder(of: path), W_OK) != 0 && Glibc.access(path + "-shm", F_OK) != 0
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func checkFile(_ path: String, access: Access) throws(DatabaseError) {
    let exists = Glibc.access(path, F_OK) == 0
    if !exists, access == .read { throw .missing(path: path) }
    if let kind = networkFileSystem(at: folder(of: path)) {
      throw .networkFileSystem(path: path, kind: kind)
    }
    guard exists else { return }
    try checkHeader(path)
    if access == .write, Glibc.access(path, W_OK) != 0 { throw .readOnly(path: path) }
  }

  /// Refuses a file that is no SQLite database; an empty one becomes one.
  static func checkHeader(_ path: String) throws(DatabaseError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 16)
    let count = Glibc.read(descriptor, &header, 16)
    guard count >= 0 else {
      throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard count == 0 || Array("SQLite format 3\0".utf8) == header else {
      throw .notADatabase(path: path)
    }
  }

  /// Whether a file is a store of an earlier schema.
  private static func isOlder(_ path: String) throws(DatabaseError) -> Bool {
    let connection = try Connection(path: path, readOnly: true)
    let found = try connection.first("PRAGMA user_version") { $0.int(0) } ?? 0
    let application = try connection.first("PRAGMA application_id") { $0.int(0) } ?? 0
    return application == FactSchema.applicationID && found < FactSchema.version
  }

  /// Checks that a database is a store and, for a writer, brings it to the newest schema.
  static func prepare(
    _ connection: Connection, access: Access
  ) throws(DatabaseError) {
    let found = try connection.first("PRAGMA user_version") { $0.int(0) } ?? 0
    let application = try connection.first("PRAGMA application_id") { $0.int(0) } ?? 0
    let tables = try connection.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } ?? 0
    guard application == FactSchema.applicationID || (application == 0 && tables == 0) else {
      throw .foreign(path: connection.path)
    }
    guard found <= FactSchema.version else {
      throw .newerSchema(path: connection.path, found: found, known: FactSchema.version)
    }
    // 64 MB instead of 2: replaying a run reads the same index pages again and again.
    try connection.execute("PRAGMA cache_size = -65536")
    guard access == .write else {
      guard found == FactSchema.version else {
        throw .cannotOpen(
          path: connection.path,
          reason: "it has schema \(found) and is migrated by the next command that writes to it")
      }
      return
    }
    try connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    try connection.execute("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")
    try connection.execute("BEGIN IMMEDIATE")
    for migration in FactSchema.migrations.dropFirst(found) { try connection.execute(migration) }
    if found > 0, found < FactSchema.firstWithAnswers { try connection.carryOverAnswers() }
    try rebuildDerivedSchema(connection, isNew: found == 0)
    try connection.execute(Views.sql)
    try connection.execute("PRAGMA application_id = \(FactSchema.applicationID)")
    try connection.execute("PRAGMA user_version = \(FactSchema.version)")
    try connection.execute("COMMIT")
  }

  private static func rebuildDerivedSchema(
    _ connection: Connection, isNew: Bool
  ) throws(DatabaseError) {
    try connection.execute("CREATE TABLE IF NOT EXISTS derived(version INTEGER NOT NULL) STRICT")
    let built = try connection.first("SELECT max(version) FROM derived") { $0.int(0) } ?? 0
    guard built != DerivedSchema.version else { return }
    for view in try connection.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'view'", [], { $0.text(0) })
    {
      try connection.execute("DROP VIEW \(view)")
    }
    for table in DerivedSchema.tables { try connection.execute("DROP TABLE IF EXISTS \(table)") }
    try connection.execute(DerivedSchema.sql)
    try connection.execute(
      "DELETE FROM derived; INSERT INTO derived VALUES (\(DerivedSchema.version))")
  }
}

/// An executor that runs an actor's jobs one after the other on a Dispatch queue.
final class DispatchSerialQueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    queue.async { unowned.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}

/// A fault that is injected into commits, so that recovery can be tested with real kills.
public enum CommitFault: Sendable, Equatable {
  /// Kills the process (SIGKILL) after the transaction that holds the k-th new completion has been
  /// committed.
  case killAfter(Int)
  /// Kills the process (SIGKILL) when the k-th new completion has been inserted and its
  /// transaction is still open.
  case killInside(Int)
}
