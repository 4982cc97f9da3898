import Corpus
import Glibc
import Storage
import TestSupport
import Testing

@Suite("Opening a store")
struct StoreOpeningTests {
  private func error(_ path: String, _ access: Store.Access = .write) -> DatabaseError? {
    do {
      _ = try Store(path: path, access: access)
      return nil
    } catch {
      return error
    }
  }

  @Test("A store that is missing is made for a writer and refused to a reader")
  func missing() {
    let folder = TemporaryFolder()
    let path = folder.file("a.db")
    #expect(error(path, .read) == .missing(path: path))
    #expect(error(path, .write) == nil)
    #expect(error(path, .read) == nil)
  }

  @Test("A file that is no database is refused and left as it is")
  func notADatabase() {
    let folder = TemporaryFolder()
    let path = folder.write(Array("question,answer\n1,2\n".utf8), to: "table.csv")
    #expect(error(path) == .notADatabase(path: path))
    #expect(error(path, .read) == .notADatabase(path: path))
  }

  @Test("A database of another program is refused and gets no table of ours")
  func foreign() throws {
    let folder = TemporaryFolder()
    let path = folder.file("other.db")
    try runSQL("CREATE TABLE bookmarks(url TEXT)", on: path)
    #expect(error(path) == .foreign(path: path))
    #expect(try tables(of: path) == ["bookmarks"])
  }

  @Test("A store with a newer schema is refused and says which is known")
  func newerSchema() throws {
    let folder = TemporaryFolder()
    let path = folder.file("new.db")
    #expect(error(path) == nil)
    try runSQL("PRAGMA user_version = 99", on: path)
    guard case .newerSchema(_, let found, let known) = error(path) else {
      Issue.record("a newer schema was opened")
      return
    }
    #expect(found == 99 && known >= 1)
  }

  @Test("A store of the first schema is migrated by whoever opens it first, a reader too")
  func olderSchema() async throws {
    let folder = TemporaryFolder()
    for access in [Store.Access.read, .write] {
      let path = folder.file("\(access).db")
      #expect(error(path) == nil)
      // What schemas 2 to 5 added is taken away.
      try runSQL(
        """
        DROP VIEW label_cost; DROP VIEW stage_cost; DROP VIEW completion_cost; DROP VIEW cost;
        DROP VIEW audited_step; DROP TABLE audit_answer;
        DROP TABLE examination; DROP TABLE probe; DROP TABLE reuse; DROP TABLE task
        """, on: path)
      for column in [
        "completion DROP COLUMN reasoning", "completion DROP COLUMN charged_prompt_tokens",
        "run DROP COLUMN price_in", "run DROP COLUMN price_out", "run DROP COLUMN stopped_by",
        "run DROP COLUMN reproducible",
      ] {
        try runSQL("ALTER TABLE \(column)", on: path)
      }
      try runSQL("PRAGMA user_version = 1", on: path)
      let store = try Store(path: path, access: access)
      let rows = try await store.read { (store) throws(DatabaseError) in
        try store.table("SELECT count(price) FROM cost").rows
      }
      #expect(rows == [[.integer(0)]])
      #expect(Set(try tables(of: path)).isSuperset(of: ["probe", "examination"]))
    }
  }

  @Test("A second writer is refused and told who writes; a reader is let in")
  func twoWriters() throws {
    let folder = TemporaryFolder()
    let path = folder.file("busy.db")
    let first = try Store(path: path, access: .write)
    #expect(error(path) == .busy(path: path, holder: "process \(getpid())"))
    #expect(error(path, .read) == nil)
    withExtendedLifetime(first) {}
  }

  @Test("A folder that is missing is named")
  func missingFolder() {
    let folder = TemporaryFolder()
    let path = folder.file("no/such/folder/a.db")
    guard case .cannotOpen(let named, _) = error(path) else {
      Issue.record("a store in a missing folder was opened")
      return
    }
    #expect(named == path)
  }

  @Test("A damaged store is reported as damaged, not as a fault of the program")
  func damaged() throws {
    let folder = TemporaryFolder()
    let path = folder.file("damaged.db")
    #expect(error(path) == nil)
    let handle = fopen(path, "r+")
    fseek(handle, 100, SEEK_SET)
    fwrite([UInt8](repeating: 0xab, count: 3000), 1, 3000, handle)
    fclose(handle)
    let found = error(path)
    guard case .corrupt = found else {
      Issue.record("\(String(describing: found))")
      return
    }
  }

  @Test("When what is derived has an older version it is rebuilt and the facts stay")
  func rebuildsDerived() async throws {
    let folder = TemporaryFolder()
    let path = folder.file("old.db")
    let problem = Problem(statement: "1 + 1?", gold: "2")
    do {
      let store = try Store(path: path, access: .write)
      try await store.write { (store) throws(DatabaseError) in
        try store.insert(
          Row(id: "a", suite: "s", split: "t", problem: problem), position: 0)
        try store.record(
          Outcome(.kept), key: ContentKey(hashing: "x"), stage: "sample", problem: problem)
      }
    }
    try runSQL("UPDATE derived SET version = 0; DROP TABLE verdict", on: path)
    let store = try Store(path: path, access: .write)
    let (rows, outcome) = try await store.read { (store) throws(DatabaseError) in
      (
        try store.rowCount(suite: "s", split: "t"),
        try store.outcome(ContentKey(hashing: "x"))
      )
    }
    #expect(rows == 1)
    #expect(outcome == nil)
  }

  @Test("A row that is there gets the attributes of a newer reader, and nothing else changes")
  func attributesOfKnownRow() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let problem = Problem(statement: "1 + 1?", gold: "2")
    let other = Problem(statement: "1 + 2?", gold: "3")
    let rows = try await store.write { (store) throws(DatabaseError) in
      func row(_ problem: Problem, _ attributes: [String: String]) -> Row {
        Row(id: "a", suite: "s", split: "t", problem: problem, attributes: attributes)
      }
      #expect(try store.insert(row(problem, [:]), position: 3))
      #expect(try !store.insert(row(problem, ["steps": "1"]), position: 4))
      #expect(try !store.insert(row(other, ["steps": "9"]), position: 5))
      return try store.problems(suite: "s", split: "t", from: 0, limit: 9)
    }
    #expect(rows.map(\.attributes) == [#"{"steps":"1"}"#])
    #expect(rows.map(\.problem) == [problem])
  }

  @Test("A body that throws leaves nothing behind")
  func rollsBack() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let problem = Problem(statement: "1 + 1?", gold: "2")
    await #expect(throws: DatabaseError.self) {
      try await store.write { (store) throws(DatabaseError) in
        try store.insert(problem)
        throw .missing(path: "made up")
      }
    }
    let count = try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT count(*) FROM problem").rows[0][0]
    }
    #expect(count == .integer(0))
    let inserted = try await store.write { (store) throws(DatabaseError) in
      try store.insert(problem)
    }
    #expect(inserted == 1)
  }
}
