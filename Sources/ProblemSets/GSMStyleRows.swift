import Corpus

extension GSMStyleSuite {
  /// Generates the first `count` rows of a split, in the order of their indices, each graph once,
  /// and hands them over in groups: the same rows as `rows(split:count:)`, in bounded memory.
  ///
  /// What grows with `count` is the set of graphs so far, about 40 bytes a row.
  ///
  /// - Parameters:
  ///   - split: the split.
  ///   - count: how many rows.
  ///   - threads: how many threads generate; the rows do not depend on it.
  ///   - body: takes the next rows.
  public func generateRows(
    split: GSMStyleSplit, count: Int, threads: Int = 1,
    _ body: ([Row]) async throws -> Void
  ) async throws {
    let group = 1024
    var seen: Set<ContentKey> = []
    var found = 0
    var start = 0
    while found < count {
      guard start <= 10_000 + 1_000 * count else {
        throw GSMStyleError.exhausted(split: split, found: found, asked: count)
      }
      var rows: [Row] = []
      for candidates in await candidates(split, from: start, group: group, threads: threads) {
        for (key, row) in candidates where found < count && seen.insert(key).inserted {
          found += 1
          rows.append(row)
        }
      }
      start += group * max(1, threads)
      if !rows.isEmpty { try await body(rows) }
    }
  }

  private func candidates(
    _ split: GSMStyleSplit, from start: Int, group: Int, threads: Int
  ) async -> [[(ContentKey, Row)]] {
    await withTaskGroup(of: (Int, [(ContentKey, Row)]).self) { tasks in
      for worker in 0..<max(1, threads) {
        tasks.addTask {
          let first = start + worker * group
          let problems = (first..<first + group).lazy.map { problem(at: $0) }
          return (worker, problems.filter { $0.split == split }.map { ($0.graphKey, $0.row) })
        }
      }
      var results: [(Int, [(ContentKey, Row)])] = []
      for await result in tasks { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
