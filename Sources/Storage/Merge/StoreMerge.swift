import Corpus
import Glibc

/// Unites the facts of stores by their keys, and what was computed from them.
///
/// What one machine's store and another's have in common is kept once; where they say different
/// things under one key nothing is guessed. A new store appears under its name when it is whole: a
/// merge that was killed leaves only a file of another name, which the next one throws away. Into a
/// store that is there each store goes in one transaction. Estimates over a suite are no unions of
/// parts: they are made anew by evaluating.
public actor StoreMerge {
  private let sources: [MergeSource]
  private let path: String
  private let queue: DispatchSerialQueueExecutor

  /// The executor that runs this actor's work: a queue of its own.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  /// The stores that are united.
  public nonisolated var stores: [MergeSource] { sources }

  /// How many rows of the large tables there are to read, about.
  public nonisolated var size: Int { sources.reduce(0) { $0 + $1.size } }

  /// Reads what the stores say of themselves.
  ///
  /// - Parameters:
  ///   - paths: the stores, in any order: it changes nothing.
  ///   - target: the store that gets everything; made when there is none.
  public init(of paths: [String], into target: String) throws(MergeError) {
    guard !paths.isEmpty else { throw .nothingToMerge }
    var files: [FileIdentity: String] = [:]
    let own = FileIdentity(target)
    for path in paths {
      guard let identity = FileIdentity(path) else { throw .store(.missing(path: path)) }
      if let other = files[identity] { throw .namedTwice(path: other, other: path) }
      if identity == own { throw .isTarget(path: path) }
      files[identity] = path
    }
    var sources: [MergeSource] = []
    for path in paths { sources.append(try MergeSource(path: path)) }
    self.sources = sources.sorted { ($0.fingerprint, $0.path) < ($1.fingerprint, $1.path) }
    path = target
    queue = DispatchSerialQueueExecutor(label: "stepmark.merge")
  }

  /// Unites them.
  ///
  /// - Parameters:
  ///   - progress: told how many rows of the large tables have been read.
  ///   - shouldStop: asked between two tables; `true` ends the work.
  /// - Returns: how many rows the target holds of each large table, and how many of them are new.
  public func run(
    progress: @Sendable (Int) -> Void = { _ in }, shouldStop: @Sendable () -> Bool = { false }
  ) throws(MergeError) -> [MergedCount] {
    let locks = try lockSources()
    defer { withExtendedLifetime(locks) {} }
    if access(path, F_OK) != 0 {
      return try makeNew(progress, shouldStop)
    }
    let known = try MergeSource(path: path)
    let lock = try MergeError.storing { () throws(DatabaseError) in try WriterLock(store: path) }
    defer { withExtendedLifetime(lock) {} }
    return try MergeError.storing { () throws(DatabaseError) in
      try Connection(path: path, readOnly: false, attaches: true)
    }.merge(sources, into: known, progress, shouldStop)
  }

  /// Nobody may write to a store while it is read: half of a run would be taken for all of it.
  private func lockSources() throws(MergeError) -> [WriterLock] {
    var locks: [WriterLock] = []
    for source in sources where !source.isFrozen {
      locks.append(
        try MergeError.storing { () throws(DatabaseError) in try WriterLock(store: source.path) })
    }
    return locks
  }

  private func makeNew(
    _ progress: @Sendable (Int) -> Void, _ shouldStop: @Sendable () -> Bool
  ) throws(MergeError) -> [MergedCount] {
    let draft = path + ".merging"
    let lock = try MergeError.storing { () throws(DatabaseError) in try WriterLock(store: draft) }
    defer {
      withExtendedLifetime(lock) {}
      for ending in ["", "-journal", "-wal", "-shm", "-lock"] { unlink(draft + ending) }
    }
    for ending in ["", "-journal", "-wal", "-shm"] { unlink(draft + ending) }
    let counts = try fill(draft, progress, shouldStop)
    try MergeError.storing { () throws(DatabaseError) in try publish(draft, as: path) }
    return counts
  }

  private func fill(
    _ draft: String, _ progress: @Sendable (Int) -> Void, _ shouldStop: @Sendable () -> Bool
  ) throws(MergeError) -> [MergedCount] {
    let connection = try MergeError.storing { () throws(DatabaseError) in
      let connection = try Connection(path: draft, readOnly: false, attaches: true)
      try Store.prepare(connection, access: .write)
      // Nobody sees the file before it is whole, so nothing need be undone.
      try connection.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
      try connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
      return connection
    }
    return try connection.merge(sources, into: nil, progress, shouldStop)
  }
}

/// How many rows a table has.
public struct MergedCount: Hashable, Sendable {
  /// The table.
  public let table: String
  /// How many rows it has now.
  public let rows: Int
  /// How many of them were not there before.
  public let new: Int
}

/// Gives a finished file its name, once its bytes are on the disk.
func publish(_ draft: String, as path: String) throws(DatabaseError) {
  let descriptor = open(draft, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0, fsync(descriptor) == 0 else {
    throw .cannotOpen(path: draft, reason: String(cString: strerror(errno)))
  }
  close(descriptor)
  guard rename(draft, path) == 0 else {
    throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
  }
  let folder = open(Store.folder(of: path), O_RDONLY | O_CLOEXEC)
  if folder >= 0 {
    fsync(folder)
    close(folder)
  }
}

/// What tells a file from every other, whatever it is called.
private struct FileIdentity: Hashable {
  let device: UInt64
  let number: UInt64

  init?(_ path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    device = UInt64(information.st_dev)
    number = UInt64(information.st_ino)
  }
}
