import Corpus

extension Connection {
  /// Takes in every store.
  ///
  /// - Parameter known: what this store says of itself; `nil` for one that is empty.
  func merge(
    _ sources: [MergeSource], into known: MergeSource?, _ progress: (Int) -> Void,
    _ shouldStop: () -> Bool
  ) throws(MergeError) -> [MergedCount] {
    let before = try MergeError.storing { () throws(DatabaseError) in
      // Within the memory that a store may take, the indexes by key stay where they are read.
      try execute("PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144")
      try execute("PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -32768")
      try execute(
        "CREATE TEMP TABLE relinked(problem_id, model_id, PRIMARY KEY(problem_id, model_id))")
      return try counts()
    }
    let numbers = Self.numbers(of: sources, after: known)
    var done = 0
    for source in sources {
      if shouldStop() { throw .stopped }
      do throws(DatabaseError) {
        try attach(source.path, frozen: source.isFrozen)
        try execute("PRAGMA src.cache_size = -32768; BEGIN IMMEDIATE")
      } catch {
        throw .store(Self.placed(error, at: source.path))
      }
      do throws(MergeError) {
        try take(source, numbers: numbers) {
          done += $0; progress(done); return shouldStop()
        }
        try MergeError.storing { () throws(DatabaseError) in
          try relink()
          try StoreTransaction(self, fault: nil).restoreAuditLabels()
          try execute("COMMIT")
          try detach()
        }
      } catch {
        try? execute("ROLLBACK")
        throw error
      }
    }
    return try MergeError.storing { () throws(DatabaseError) in
      var merged: [MergedCount] = []
      for (count, old) in zip(try counts(), before) {
        merged.append(MergedCount(table: count.table, rows: count.rows, new: count.rows - old.rows))
      }
      return merged
    }
  }

  /// The numbers of the small tables' rows, by table and key: what is there keeps its own.
  private static func numbers(
    of sources: [MergeSource], after known: MergeSource?
  ) -> [String: [String: Int64]] {
    var numbers: [String: [String: Int64]] = [:]
    for table in ListedTable.all.map(\.name) {
      let old = known?.listed[table] ?? []
      var own = Dictionary(old.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
      var next = (old.map(\.id).max() ?? 0) + 1
      let lists = [old] + sources.map { $0.listed[table] ?? [] }
      for key in mergedOrder(lists) where own[key] == nil {
        own[key] = next
        next += 1
      }
      numbers[table] = own
    }
    return numbers
  }

  /// A complaint about damage is about the file that was read.
  static func placed(_ error: DatabaseError, at path: String) -> DatabaseError {
    switch error {
    case .corrupt(_, let reason): .corrupt(path: path, reason: reason)
    case .notADatabase: .notADatabase(path: path)
    case .cannotOpen(_, let reason): .cannotOpen(path: path, reason: reason)
    default: error
    }
  }

  private func counts() throws(DatabaseError) -> [(table: String, rows: Int)] {
    var counts: [(table: String, rows: Int)] = []
    for table in MergedTable.all.map(\.name) + ["row", "run", "audit_answer"] {
      counts.append(
        (table, try first("SELECT count(*) FROM main.\(table)") { $0.int(0) } ?? 0))
    }
    return counts
  }

  /// Of solutions with one text that came from different stores, one stands for all.
  private func relink() throws(DatabaseError) {
    let store = StoreTransaction(self, fault: nil)
    let pairs = try rows("SELECT problem_id, model_id FROM temp.relinked") {
      ($0.int64(0), $0.int64(1))
    }
    for (problem, model) in pairs { try store.linkDuplicates(problem: problem, model: model) }
    try execute("DELETE FROM temp.relinked")
  }
}

extension Connection {
  /// Takes in the store that is attached as `src`.
  ///
  /// - Parameter read: told how many rows of large tables were read; `true` ends the work.
  fileprivate func take(
    _ source: MergeSource, numbers: [String: [String: Int64]], read: (Int) -> Bool
  ) throws(MergeError) {
    var copy = StoreCopy(self, source: source)
    try copy.checkReferences()
    for table in ListedTable.all {
      let numbers = numbers[table.name] ?? [:]
      try copy.storing { () throws(DatabaseError) in try copy.list(table, numbers: numbers) }
    }
    for table in MergedTable.all {
      try copy.pair(table)
      try copy.compare(table)
    }
    try copy.compareOthers()
    for table in MergedTable.all {
      let rows = try copy.storing { () throws(DatabaseError) in try copy.insert(table) }
      if read(rows) { throw .stopped }
    }
    try copy.storing { () throws(DatabaseError) in try copy.insertOthers() }
  }
}
