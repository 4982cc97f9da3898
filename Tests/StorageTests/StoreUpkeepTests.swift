import Corpus
import Glibc
import TestSupport
import Testing

@testable import Storage

@Suite("Keeping a store in order")
struct StoreUpkeepTests {
  private let folder = TemporaryFolder()

  @Test(
    "File systems whose processes share no memory are told by the number that statfs gives",
    arguments: [
      (UInt32(0x6969), "NFS"), (0xff53_4d42, "SMB"), (0xfe53_4d42, "SMB"), (0x517b, "SMB"),
      (0x6573_5546, "FUSE"), (0x0bd0_0bd0, "Lustre"), (0x4750_4653, "GPFS"), (0x0102_1997, "9p"),
      (0x00c3_6400, "Ceph"), (0x1983_0326, "BeeGFS"),
      // ext4, XFS, Btrfs, tmpfs, overlayfs, ZFS, F2FS.
      (0xef53, nil), (0x5846_5342, nil), (0x9123_683e, nil), (0x0102_1994, nil),
      (0x794c_7630, nil), (0x2fc1_2fc1, nil), (0xf2f5_2010, nil), (0, nil),
    ] as [(UInt32, String?)])
  func networkFileSystems(magic: UInt32, name: String?) {
    #expect(networkFileSystem(magic: magic) == name)
  }

  @Test("A copy that is made while another process writes is of one state, whole and sound")
  func backup() async throws {
    let (path, copy) = (folder.file("a"), folder.file("copy"))
    try await MergeFixture.make(path, 0..<3)
    let before = try await MergeFixture.content(path)
    let writer = try Store(path: path, access: .write)
    let reader = try Store(path: path, access: .read)
    let isWhole = try await reader.backup(to: copy) { left, _ in
      // A row that is written between two pages of the copy.
      _ = try? runSQL("INSERT INTO event(run_id, kind, detail) VALUES (1, 'x', 'y')", on: path)
      return left >= 0
    }
    #expect(isWhole)
    #expect(try await MergeFixture.content(copy) == before)
    // No write-ahead log is needed to read it: bytes 18 and 19 of the header say so.
    let handle = try #require(fopen(copy, "r"))
    defer { fclose(handle) }
    var header = [UInt8](repeating: 0, count: 20)
    #expect(fread(&header, 1, 20, handle) == 20 && header[18] == 1 && header[19] == 1)
    #expect(access(copy + "-wal", F_OK) != 0 && access(copy + ".partial", F_OK) != 0)
    await #expect(throws: DatabaseError.exists(path: copy)) { try await reader.backup(to: copy) }
    let isStopped = try await !reader.backup(
      to: folder.file("stopped"), progress: { _, _ in false })
    #expect(isStopped)
    #expect(access(folder.file("stopped"), F_OK) != 0)
    withExtendedLifetime(writer) {}
  }

  @Test("A copy is merged like the store that it was made of")
  func mergedCopy() async throws {
    let (path, copy) = (folder.file("a"), folder.file("copy"))
    try await MergeFixture.make(path, 0..<2)
    try await Store(path: path, access: .read).backup(to: copy)
    #expect(try MergeSource(path: copy).runs.count == 1)
    let united = folder.file("c")
    _ = try await MergeFixture.merge([copy], into: united)
    #expect(try await MergeFixture.content(united) == (try await MergeFixture.content(path)))
  }

  @Test("The sizes of tables and indexes are those of the file's pages")
  func sizes() async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, 0..<MergeFixture.problems)
    let store = try Store(path: path, access: .read)
    let (sizes, stages, pages) = try await store.read { (store) throws(DatabaseError) in
      (
        try store.tableSizes(), try store.stageSizes(),
        try store.table("SELECT sum(pgsize) FROM dbstat WHERE name <> 'sqlite_schema'")
          .rows
      )
    }
    let total = sizes.reduce(0) { $0 + $1.bytes + $1.indexBytes }
    #expect(pages == [[.integer(Int64(total))]])
    #expect(sizes.first { $0.name == "problem" }?.rows == MergeFixture.problems)
    #expect(sizes.first { $0.name == "label" }?.kind == .derived)
    #expect(sizes.first { $0.name == "completion" }?.kind == .facts)
    // Three solutions of each problem, two of them different, with two rollouts each.
    #expect(stages.map(\.completions) == [MergeFixture.problems * 7])
  }

  @Test(
    "A sound store is found sound, and every key that can be computed again is",
    arguments: [MergeFixture.template, MergeFixture.chat])
  func soundCheck(template: Template) async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, 0..<3, template: template)
    let store = try Store(path: path, access: .read)
    let found = try await store.read { (store) throws(DatabaseError) in try store.check() }
    #expect(found.faults.isEmpty && found.more == 0 && found.unverifiable == 0)
    #expect(found.verified["completion"] == 21 && found.verified["problem"] == 6)
    #expect(found.verified["prefix"] == 6 && found.verified["sampling"] == 1)
  }

  @Test(
    "What was changed behind the store's back is found",
    arguments: [
      ("UPDATE problem SET statement = 'x' WHERE id = 2", "problem"),
      ("UPDATE completion SET position = 9 WHERE id = 3", "completion"),
      ("UPDATE prefix SET end_byte = end_byte - 1 WHERE id = 1", "prefix"),
      ("UPDATE sampling SET top_p = 0.5", "sampling"),
      ("UPDATE template SET text = 'x{statement}'", "template"),
      ("DELETE FROM step WHERE solution_id = 1 AND position = 1", "solution"),
      ("PRAGMA foreign_keys = OFF; DELETE FROM sampling", "completion"),
    ])
  func damagedCheck(sql: String, table: String) async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, 0..<3)
    try runSQL(sql, on: path)
    let store = try Store(path: path, access: .read)
    let found = try await store.read { (store) throws(DatabaseError) in try store.check() }
    #expect(found.faults.contains { $0.contains(table) }, "\(found)")
  }

  @Test("Damaged pages are found")
  func damagedPages() async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, 0..<MergeFixture.problems)
    try runSQL("PRAGMA wal_checkpoint(TRUNCATE)", on: path)
    let handle = try #require(fopen(path, "r+"))
    var information = stat()
    #expect(stat(path, &information) == 0)
    for page in 4..<Int(information.st_size) / 4096 {
      fseek(handle, page * 4096 + 100, SEEK_SET)
      _ = fwrite([UInt8](repeating: 0xa5, count: 64), 1, 64, handle)
    }
    fclose(handle)
    let found: StoreFindings?
    do throws(DatabaseError) {
      let store = try Store(path: path, access: .read)
      found = try await store.read { (store) throws(DatabaseError) in try store.check() }
    } catch {
      found = nil
    }
    #expect(found?.faults.isEmpty != true)
  }

  @Test("Vacuum gives the room of deleted rows back and keeps the rest")
  func vacuum() async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, 0..<MergeFixture.problems, samples: 60)
    let store = try Store(path: path, access: .write)
    _ = try await store.deleteRuns([1])
    let (before, after) = try await store.vacuum()
    #expect(after < before)
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT count(*) FROM row").rows
    }
    #expect(rows == [[.integer(Int64(MergeFixture.problems))]])
  }
}
