import Corpus
import Glibc
import TestSupport
import Testing

@testable import Storage

@Suite("Uniting stores")
struct StoreMergeTests {
  private let folder = TemporaryFolder()

  private func error(_ paths: [String], into target: String) async -> MergeError? {
    do {
      _ = try await StoreMerge(of: paths, into: target).run()
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "Parts of the work unite to the store of all of it, in whatever order they are named",
    arguments: [[0, 1, 2], [2, 0, 1], [1, 2, 0]])
  func partsUnite(order: [Int]) async throws {
    let whole = folder.file("whole")
    try await MergeFixture.make(whole, 0..<MergeFixture.problems)
    var parts: [String] = []
    for part in 0..<3 {
      parts.append(folder.file("part\(part)"))
      try await MergeFixture.make(
        parts[part], stride(from: part, to: MergeFixture.problems, by: 3),
        recipe: #"{"options":{"shard":"\#(part)/3"}}"#)
    }
    let united = folder.file("united")
    let counts = try await MergeFixture.merge(order.map { parts[$0] }, into: united)
    let expected = try await MergeFixture.content(whole)
    #expect(try await MergeFixture.content(united) == expected)
    #expect(counts.first { $0.table == "run" }?.rows == 3)
    #expect(counts.allSatisfy { $0.rows == $0.new })
    // Once more changes nothing, nor does a copy under another name.
    let again = try await MergeFixture.merge([parts[1]], into: united)
    #expect(again.allSatisfy { $0.new == 0 })
    #expect(try await MergeFixture.content(united) == expected)
  }

  @Test("No column of any table is left behind")
  func everyColumn() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let found = try await store.read { (store) throws(DatabaseError) in
      try store.table(
        """
        SELECT t.name, group_concat(c.name) FROM sqlite_schema t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND c.name <> 'id' GROUP BY t.name
        """
      ).rows
    }
    var columns: [String: Set<String>] = [:]
    for row in found {
      guard case .text(let table) = row[0], case .text(let names) = row[1] else { continue }
      columns[table] = Set(names.split(separator: ",").map(String.init))
    }
    for table in MergedTable.all {
      #expect(columns.removeValue(forKey: table.name) == Set(table.columns.map(\.name)))
    }
    for table in ListedTable.all {
      #expect(columns.removeValue(forKey: table.name) == Set(table.columns))
    }
    // The tables that are copied by statements that name their columns.
    #expect(
      columns["row"]
        == ["suite", "split", "row_id", "position", "problem_id", "attributes", "gold_solution"])
    #expect(
      columns["outcome"]
        == ["key", "stage", "problem_id", "status", "reason", "detail", "tokens"])
    #expect(
      columns["examination"]
        == ["model_id", "template", "prefixes", "reproduced", "findings", "examined_at"])
    #expect(columns["event"] == ["run_id", "kind", "detail"])
    #expect(
      columns["audit_answer"]
        == [
          "key", "completion_id", "start_byte", "end_byte", "method", "person", "round", "answer",
          "run_id",
        ])
    #expect(
      Set(columns.keys) == [
        "row", "outcome", "examination", "event", "verdict", "step", "step_truth", "evidence",
        "tree_node", "fitted_prior", "audit_answer", "task", "reuse", "probe", "estimate",
        "derived",
      ])
  }

  @Test("A store that is there takes in what it lacks")
  func growing() async throws {
    let (whole, first, second) = (folder.file("w"), folder.file("a"), folder.file("b"))
    try await MergeFixture.make(whole, 0..<MergeFixture.problems)
    try await MergeFixture.make(first, 0..<4)
    try await MergeFixture.make(second, 2..<MergeFixture.problems, recipe: #"{"x":1}"#)
    let counts = try await MergeFixture.merge([second], into: first)
    #expect(counts.first { $0.table == "solution" }?.new == 6)
    #expect(try await MergeFixture.content(first) == (try await MergeFixture.content(whole)))
  }

  @Test("Of equal texts from two stores one stands for all, as if they had been sampled in one")
  func duplicatesAcross() async throws {
    let (whole, few, many) = (folder.file("w"), folder.file("a"), folder.file("b"))
    try await MergeFixture.make(whole, [1], samples: 9, rollouts: [])
    try await MergeFixture.make(few, [1], samples: 4, rollouts: [])
    try await MergeFixture.make(many, [1], samples: 9, rollouts: [], recipe: #"{"x":1}"#)
    let united = folder.file("c")
    _ = try await MergeFixture.merge([few, many], into: united)
    #expect(try await MergeFixture.content(united) == (try await MergeFixture.content(whole)))
  }

  @Test("Which labeller is the newest survives, whichever store lacks the older ones")
  func labellerOrder() async throws {
    let (few, all, united) = (folder.file("a"), folder.file("b"), folder.file("c"))
    try await MergeFixture.make(few, [0, 1], rollouts: [8])
    try await MergeFixture.make(all, [2], rollouts: [4, 8], recipe: #"{"x":1}"#)
    for paths in [[few, all], [all, few]] {
      _ = try await MergeFixture.merge(paths, into: united)
      let labellers = try await MergeFixture.content(united)[8]
      #expect(labellers.map { $0[1] } == [.text(#"{"rollouts":4}"#), .text(#"{"rollouts":8}"#)])
      unlink(united)
    }
  }

  @Test("A reply that two stores have and that differs is refused; the target stays as it was")
  func conflict() async throws {
    let (first, second, target) = (folder.file("a"), folder.file("b"), folder.file("c"))
    try await MergeFixture.make(first, 0..<3)
    try await MergeFixture.make(second, 2..<4, change: "!")
    guard case .differs(let conflict)? = await error([first, second], into: target) else {
      Issue.record("contradicting stores were united")
      return
    }
    #expect(conflict.table == "completion" && conflict.column == "text")
    #expect([first, second].contains(conflict.path) && conflict.key.count == 32)
    #expect(access(target, F_OK) != 0 && access(target + ".merging", F_OK) != 0)
    let before = try await MergeFixture.content(first)
    #expect(await error([second], into: first) != nil)
    #expect(try await MergeFixture.content(first) == before)
  }

  @Test(
    "Other rows under one key are refused with table and column",
    arguments: [
      ("UPDATE row SET gold_solution = 'x' WHERE row_id = 'p0'", "row", "gold_solution"),
      ("UPDATE verdict SET verdict = 'incorrect'", "verdict", "verdict"),
      ("UPDATE solution SET verdict = 'incorrect'", "solution", "verdict"),
      ("UPDATE step SET end_byte = end_byte + 1 WHERE position = 1", "step", "end_byte"),
      ("UPDATE label SET correct = 0", "label", "correct"),
      ("UPDATE outcome SET detail = 'x'", "outcome", "detail"),
      ("UPDATE problem SET gold = 'x' WHERE id = 1", "problem", "gold"),
    ])
  func otherConflicts(sql: String, table: String, column: String) async throws {
    let (first, second) = (folder.file("a"), folder.file("b"))
    for path in [first, second] { try await MergeFixture.make(path, 0..<2) }
    try runSQL(sql, on: second)
    guard case .differs(let conflict)? = await error([first, second], into: folder.file("c")) else {
      Issue.record("\(sql): contradicting stores were united")
      return
    }
    #expect((conflict.table, conflict.column) == (table, column))
  }

  @Test("A prior that each store fitted for itself is refused with the way out")
  func priors() async throws {
    let (first, second) = (folder.file("a"), folder.file("b"))
    for (path, work, rate) in [(first, 0..<2, "0.1"), (second, 2..<4, "0.2")] {
      try await MergeFixture.make(path, work)
      try runSQL(
        "INSERT INTO fitted_prior VALUES (zeroblob(16), '{}', '{\"rate\":\(rate)}', 3, -1.5)",
        on: path)
    }
    let found = await error([first, second], into: folder.file("c"))
    #expect(found?.advice?.contains("--shard pilot") == true)
  }

  @Test("An open outcome gives way to one that had its replies")
  func openOutcomes() async throws {
    let (first, second, united) = (folder.file("a"), folder.file("b"), folder.file("c"))
    for path in [first, second] { try await MergeFixture.make(path, 0..<2) }
    try runSQL("UPDATE outcome SET status = 'open', reason = 'replies missing'", on: second)
    for paths in [[second, first], [first, second]] {
      _ = try await MergeFixture.merge(paths, into: united)
      #expect(try await MergeFixture.content(united) == (try await MergeFixture.content(first)))
      unlink(united)
    }
  }

  @Test("A rephrasing that two seeds were made into belongs to the one with the smallest key")
  func sharedRephrasing() async throws {
    let seeds = (0..<3).map { MergeFixture.problem($0) }.sorted { $0.key < $1.key }
    let united = folder.file("c")
    for order in [[0, 1], [1, 0]] {
      var paths: [String] = []
      for number in order {
        let path = folder.file("r\(number)")
        unlink(path)
        try await MergeFixture.make(path, [number])
        let store = try Store(path: path, access: .write)
        let root = seeds[number].key
        try await store.write { (store) throws(DatabaseError) in
          _ = try store.insert(Problem(statement: "Again?", gold: "1", root: root))
        }
        paths.append(path)
      }
      _ = try await MergeFixture.merge(paths, into: united)
      let problems = try await MergeFixture.content(united)[1]
      let again = problems.first { $0[1] == .text("Again?") }
      #expect(again?[2] == .blob(seeds[0].key.bytes))
      unlink(united)
    }
  }

  @Test("Files that are no stores, or of another version, are refused by their name")
  func hostileFiles() async throws {
    let good = folder.file("good")
    try await MergeFixture.make(good, 0..<2)
    let target = folder.file("c")
    let text = folder.write(Array("a,b\n1,2\n".utf8), to: "table.csv")
    #expect(await error([good, text], into: target) == .store(.notADatabase(path: text)))
    let foreign = folder.file("foreign")
    try runSQL("CREATE TABLE bookmarks(url TEXT)", on: foreign)
    #expect(await error([foreign, good], into: target) == .store(.foreign(path: foreign)))
    let missing = folder.file("missing")
    #expect(await error([missing], into: target) == .store(.missing(path: missing)))
    let older = folder.file("older")
    try await MergeFixture.make(older, 2..<3)
    try runSQL("PRAGMA user_version = 2", on: older)
    guard case .otherSchema(older, 2, _)? = await error([good, older], into: target) else {
      Issue.record("an older schema was united")
      return
    }
    try runSQL(
      "PRAGMA user_version = \(FactSchema.version); UPDATE derived SET version = 1", on: older)
    guard case .otherDerivation(older, 1, _)? = await error([good, older], into: target) else {
      Issue.record("labels of an older version were united")
      return
    }
    #expect(access(target, F_OK) != 0)
  }

  @Test("A truncated store is refused as damaged, by its name")
  func truncated() async throws {
    let (good, short, target) = (folder.file("good"), folder.file("short"), folder.file("c"))
    try await MergeFixture.make(good, 0..<2)
    try await MergeFixture.make(short, 2..<MergeFixture.problems)
    try runSQL("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE", on: short)
    var information = stat()
    #expect(stat(short, &information) == 0)
    #expect(truncate(short, information.st_size * 2 / 3) == 0)
    guard case .store(.corrupt(short, _))? = await error([good, short], into: target) else {
      Issue.record("a truncated store was united")
      return
    }
    #expect(access(target, F_OK) != 0)
  }

  @Test("A row that refers to a missing one is refused as damage")
  func dangling() async throws {
    let (broken, target) = (folder.file("a"), folder.file("c"))
    try await MergeFixture.make(broken, 0..<2)
    try runSQL(
      "PRAGMA foreign_keys = OFF; DELETE FROM completion WHERE purpose = 'solve'", on: broken)
    guard case .store(.corrupt(broken, _))? = await error([broken], into: target) else {
      Issue.record("a store with missing rows was united")
      return
    }
  }

  @Test("The same file named twice, or read and written at once, is refused")
  func sameFile() async throws {
    let first = folder.file("a")
    try await MergeFixture.make(first, 0..<2)
    let link = folder.file("link")
    #expect(symlink(first, link) == 0)
    #expect(
      await error([first, link], into: folder.file("c")) == .namedTwice(path: first, other: link))
    #expect(await error([link], into: first) == .isTarget(path: link))
    #expect(await error([], into: first) == .nothingToMerge)
  }

  @Test("A store that a process writes to is not read")
  func busy() async throws {
    let first = folder.file("a")
    try await MergeFixture.make(first, 0..<2)
    let writer = try Store(path: first, access: .write)
    guard case .store(.busy(first, _))? = await error([first], into: folder.file("c")) else {
      Issue.record("a store was read while it was written")
      return
    }
    withExtendedLifetime(writer) {}
  }

  @Test("What a killed merge left behind does not stop the next one")
  func leftovers() async throws {
    let (first, target) = (folder.file("a"), folder.file("c"))
    try await MergeFixture.make(first, 0..<2)
    _ = folder.write([1, 2, 3], to: "c.merging")
    _ = folder.write([1, 2, 3], to: "c.merging-journal")
    _ = try await MergeFixture.merge([first], into: target)
    #expect(try await MergeFixture.content(target) == (try await MergeFixture.content(first)))
    #expect(access(target + ".merging", F_OK) != 0)
  }

  @Test("Nothing is written when the work is stopped")
  func stopped() async throws {
    let (first, target) = (folder.file("a"), folder.file("c"))
    try await MergeFixture.make(first, 0..<2)
    await #expect(throws: MergeError.stopped) {
      try await StoreMerge(of: [first], into: target).run(shouldStop: { true })
    }
    #expect(access(target, F_OK) != 0)
  }
}
