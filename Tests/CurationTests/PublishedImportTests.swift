import Answers
import Corpus
import Curation
import Evaluation
import Generation
import JSON
import ProblemSets
import Storage
import TestSupport
import Testing

@Suite("Importing completions of a named model")
struct PublishedImportTests {
  private let folder = TemporaryFolder()

  private func store() async throws -> (store: Store, run: Int) {
    let store = try Store(path: ":memory:", access: .write)
    let run = try await store.write { (store) throws(DatabaseError) in
      for number in 0..<4 {
        let problem = Problem(statement: "\(number)\n+ 1?", gold: "\(number + 1)")
        try store.insert(
          Row(id: "r\(number)", suite: "s", split: "t", problem: problem), position: number)
      }
      return try store.startRun(
        stage: "import", recipe: "{}", seed: 0, version: "0", time: "2026-01-01T00:00:00Z")
    }
    return (store, run)
  }

  private func outputs(_ lines: String, columns: String? = nil) throws -> PublishedOutputs {
    let read = try PublishedOutputs.read(
      folder.write(Array(lines.utf8), to: "theirs.jsonl"), format: .jsonl, model: "theirs",
      columns: columns.map { try OutputColumns(parsing: $0) } ?? OutputColumns())
    return try #require(read.outputs.first)
  }

  private func completions(_ store: Store) async throws -> [[SQLValue]] {
    try await store.read { (store) throws(DatabaseError) in
      try store.table(
        """
        SELECT p.gold, c.position, c.text, c.completion_tokens FROM completion c
          JOIN problem p ON p.id = c.problem_id ORDER BY p.gold, c.position
        """
      ).rows
    }
  }

  private static let several = #"""
    {"problem":"0 + 1?","completion":["#### 1","#### 2","#### 1"]}
    {"problem":"1 + 1?","completion":"#### 2"}
    {"problem":"1  +  1?","completion":"#### 3"}
    {"problem":"9 + 9?","completion":"#### 18"}
    """#

  @Test("Several completions of a problem keep their indices, and a second import adds nothing")
  func twice() async throws {
    let (store, run) = try await store()
    let outputs = try outputs(Self.several)
    let work = PublishedImport(store: store, judge: .standard, run: run)
    let first = try await work.run(outputs, suite: "s", split: "t")
    #expect(first.imported == 5 && first.new == 5 && first.problems == 2 && first.unmatched == 1)
    #expect(first.verdicts == [.correct: 3, .incorrect: 2])
    #expect(first.rejections.map(\.line) == [4])
    #expect(first.rejections[0].reason == "the problem is not in s t")
    let stored = try await completions(store)
    #expect(
      stored.map { $0[1] } == [.integer(0), .integer(1), .integer(2), .integer(0), .integer(1)])
    #expect(stored[2][2] == .text("#### 1") && stored[4][2] == .text("#### 3"))
    let second = try await work.run(outputs, suite: "s", split: "t")
    #expect(second.imported == 5 && second.new == 0)
    #expect(try await completions(store) == stored)
  }

  @Test("All imported samples are measured, as far as there are any")
  func measured() async throws {
    let (store, run) = try await store()
    _ = try await PublishedImport(store: store, judge: .standard, run: run).run(
      try outputs(Self.several), suite: "s", split: "t")
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.problems(suite: "s", split: "t", from: 0, limit: 10)
    }
    let result = try await SuiteReader(store: store, judge: .standard).result(
      suite: "s", split: "t", model: ModelIdentity(name: "theirs", kind: .published),
      settings: "{}", rows: rows, attributes: { _ in [:] },
      requests: { problem in (0..<16).map { PublishedImport.request(problem, index: $0) } })
    #expect(result.rows.map(\.samples.count) == [3, 2] && result.missing == 2)
    #expect(result.rows.map(\.correct) == [2, 1])
  }

  @Test("Another text under an index that the store has is refused, and the first one kept")
  func conflict() async throws {
    let (store, run) = try await store()
    let work = PublishedImport(store: store, judge: .standard, run: run)
    _ = try await work.run(
      try outputs("{\"problem\":\"0 + 1?\",\"completion\":\"#### 1\"}"), suite: "s", split: "t")
    let other = try outputs("{\"problem\":\"0 + 1?\",\"completion\":\"#### 7\"}")
    let refused = try await work.run(other, suite: "s", split: "t")
    #expect(refused.imported == 0 && refused.rejections.count == 1)
    #expect(refused.rejections[0].reason.contains("another text as completion 0"))
    let shifted = PublishedImport(store: store, judge: .standard, run: run, firstIndex: 1)
    #expect(try await shifted.run(other, suite: "s", split: "t").new == 1)
    let texts = try await completions(store).map { $0[2] }
    #expect(texts == [.text("#### 1"), .text("#### 7")])
  }

  @Test("An index that comes twice in a file is told with both lines")
  func twiceInAFile() async throws {
    let (store, run) = try await store()
    let outputs = try outputs(
      #"""
      {"row":"r0","k":0,"completion":"#### 1","n":9}
      {"row":"r0","k":0,"completion":"#### 1","n":9}
      {"row":"r0","k":0,"completion":"#### 2","n":9}
      {"row":"r0","k":2,"completion":"#### 2","n":9}
      {"row":"r7","k":2,"completion":"#### 2","n":9}
      """#, columns: "id=row,index=k,completion=completion,tokens=n")
    let result = try await PublishedImport(store: store, judge: .standard, run: run).run(
      outputs, suite: "s", split: "t")
    #expect(result.imported == 2 && result.rejections.map(\.line) == [2, 3, 5])
    #expect(result.rejections[0].reason.hasSuffix("line 1 already, with the same text"))
    #expect(result.rejections[1].reason.hasSuffix("line 1 already, with another text"))
    let stored = try await completions(store)
    #expect(stored.map { $0[1] } == [.integer(0), .integer(2)])
    #expect(stored.allSatisfy { $0[3] == .integer(9) })
  }
}
