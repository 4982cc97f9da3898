import Corpus

/// What a run rested on besides the replies that it paid for.
public struct RunUses: Sendable {
  /// Tasks that the run did or found done, with their problems.
  public var tasks: [(key: ContentKey, problem: Problem)] = []
  /// Replies that it took from the store.
  public var replies: [ContentKey] = []
  /// How much there is to write.
  public var count: Int { tasks.count + replies.count }

  /// Nothing yet.
  public init() {}
}

extension StoreTransaction {
  /// Notes what a run rests on, so that another run can be deleted without it.
  public func record(_ uses: RunUses, run: Int) throws(DatabaseError) {
    for task in uses.tasks {
      try connection.run(
        "INSERT OR IGNORE INTO task(key, run_id, problem_id) VALUES (?, ?, ?)",
        .key(task.key), .int(run), .integer(try insert(task.problem)))
    }
    for key in uses.replies {
      try connection.run(
        """
        INSERT OR IGNORE INTO reuse(completion_id, run_id)
        SELECT id, ?2 FROM completion WHERE key = ?1 AND run_id <> ?2
        """, .key(key), .int(run))
    }
  }
}
