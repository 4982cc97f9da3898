/// What can go wrong with a store, in terms that a person can act on.
public enum DatabaseError: Error, Equatable, Sendable {
  /// There is no file where one is needed.
  case missing(path: String)
  /// The file is not an SQLite database.
  case notADatabase(path: String)
  /// The file is an SQLite database of another program.
  case foreign(path: String)
  /// The file was written by a newer version of StepMark.
  case newerSchema(path: String, found: Int, known: Int)
  /// Another process is writing to the store.
  case busy(path: String, holder: String)
  /// The file or its folder cannot be written.
  case readOnly(path: String)
  /// The file cannot be opened at all.
  case cannotOpen(path: String, reason: String)
  /// The disk is full; everything committed so far is safe.
  case full(path: String)
  /// The file lies on a network file system, where SQLite's write-ahead log does not work.
  case networkFileSystem(path: String, kind: String)
  /// A file is there already that would be written.
  case exists(path: String)
  /// The file is damaged.
  case corrupt(path: String, reason: String)
  /// Any other complaint of SQLite: its code, its message and the statement.
  case sqlite(code: Int32, message: String, sql: String)
}

extension DatabaseError: CustomStringConvertible {
  /// What happened.
  public var description: String {
    switch self {
    case .missing(let path): "\(path): there is no such store"
    case .notADatabase(let path): "\(path): this file is not an SQLite database"
    case .foreign(let path): "\(path): this SQLite database belongs to another program"
    case .newerSchema(let path, let found, let known):
      "\(path): the store has schema \(found), and this version knows schemas up to \(known)"
    case .busy(let path, let holder):
      "\(path): another process is writing to this store (\(holder))"
    case .readOnly(let path): "\(path): the store cannot be written"
    case .cannotOpen(let path, let reason): "\(path): the store cannot be opened: \(reason)"
    case .full(let path): "\(path): the disk is full"
    case .networkFileSystem(let path, let kind):
      "\(path): the store lies on a network file system (\(kind))"
    case .exists(let path): "\(path): this file is there already"
    case .corrupt(let path, let reason): "\(path): the store is damaged: \(reason)"
    case .sqlite(let code, let message, let sql):
      "SQLite error \(code): \(message) in: \(sql)"
    }
  }

  /// The way out.
  public var advice: String {
    switch self {
    case .missing: "check the path, or make a store with `stepmark problems import` or `run`"
    case .notADatabase, .foreign: "name another file with --store; a new one is made where none is"
    case .newerSchema: "update StepMark, or name another file with --store"
    case .busy: "wait for that process to end, or work on a store of your own with --store"
    case .readOnly: "check the permissions of the file and its folder, or name another with --store"
    case .cannotOpen: "check that the folder exists and can be written"
    case .full: "free some space and run the same command again: it goes on where it stopped"
    case .networkFileSystem:
      "keep the store on a local disk; `stepmark store backup` writes a copy here, and `stepmark "
        + "merge` reads one"
    case .exists: "name another file, or remove that one"
    case .corrupt: "restore a copy; `sqlite3 FILE .recover` saves what can be read"
    case .sqlite: "this is a fault of StepMark: please report the message"
    }
  }
}
