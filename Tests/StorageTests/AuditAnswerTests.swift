import Corpus
import TestSupport
import Testing

@testable import Storage

@Suite("A person's answers are facts")
struct AuditAnswerTests {
  private let folder = TemporaryFolder()

  private struct Given {
    let answer: AuditAnswer?
    let number: Int
    var by = Auditor(method: "math-shepherd")
  }

  /// Answers about the labelled steps of a store, by their numbers in the order of keys; in a run of
  /// their own, whose number is returned.
  @discardableResult
  private func audit(_ path: String, _ given: [Given]) async throws -> Int {
    let store = try Store(path: path, access: .write)
    return try await store.write { (store) throws(DatabaseError) in
      let run = try store.startRun(
        stage: "audit", recipe: "{}", seed: 1, version: "0", time: "2026-01-02T00:00:00Z")
      let steps = try store.labelledSteps(model: MergeFixture.model.key, method: "math-shepherd")
      for item in given {
        try store.record(item.answer, of: steps[item.number], by: item.by, run: run)
      }
      try store.finishRun(run, status: .finished, time: "2026-01-02T00:01:00Z")
      return run
    }
  }

  private func rows(_ path: String, _ sql: String) async throws -> [[SQLValue]] {
    let store = try Store(path: path, access: .read)
    return try await store.read { (store) throws(DatabaseError) in try store.table(sql).rows }
  }

  /// What counts: completion, step, who, and the answer, with its label.
  private func counting(_ path: String) async throws -> [[SQLValue]] {
    try await rows(
      path,
      """
      SELECT hex(c.key), a.step, a.method, a.person, a.answer,
        (SELECT l.value FROM label l JOIN labeller g ON g.id = l.labeller_id
          WHERE g.method = 'audit' AND g.settings ->> 'of' = a.method
            AND ifnull(g.settings ->> 'by', '') = a.person
            AND l.solution_id = a.solution AND l.position = a.step)
      FROM audited_step a JOIN solution s ON s.id = a.solution
        JOIN completion c ON c.id = s.completion_id
      ORDER BY 1, 2, 3, 4
      """)
  }

  private func auditLabels(_ path: String) async throws -> Int64 {
    let found = try await rows(
      path,
      """
      SELECT count(*) FROM label l JOIN labeller g ON g.id = l.labeller_id WHERE g.method = 'audit'
      """)
    guard case .integer(let count) = found[0][0] else { return -1 }
    return count
  }

  @Test("The last answer counts, one that is taken back does not, and each has its label")
  func lastOne() async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, 0..<3)
    try await audit(
      path,
      [
        Given(answer: .right, number: 0), Given(answer: .wrong, number: 1),
        Given(answer: nil, number: 1), Given(answer: .unsure, number: 2),
        Given(answer: nil, number: 0), Given(answer: .wrong, number: 0),
      ])
    let found = try await counting(path)
    #expect(found.map { $0[4] } == [.text("wrong"), .text("unsure")])
    #expect(found.map { $0[5] } == [.text("-"), .text("abstain")])
    #expect(try await auditLabels(path) == 2)
    #expect(try await rows(path, "SELECT count(*) FROM audit_answer") == [[.integer(6)]])
    let store = try Store(path: path, access: .read)
    let order = try await store.read { (store) throws(DatabaseError) in
      try store.auditedSteps(by: Auditor(method: "math-shepherd")).map(\.answer)
    }
    #expect(order == [.unsure, .wrong])
  }

  @Test("Answers outlive the derived tables, and their labels come back with the solutions")
  func derivedAnew() async throws {
    let path = folder.file("a")
    let numbers = 0..<MergeFixture.problems
    try await MergeFixture.make(path, numbers)
    let anna = Auditor(person: "anna", method: "math-shepherd")
    try await audit(
      path,
      [
        Given(answer: .right, number: 0), Given(answer: .wrong, number: 1),
        Given(answer: .wrong, number: 0, by: anna), Given(answer: .unsure, number: 5),
      ])
    let before = try await counting(path)
    #expect(before.count == 4)
    try runSQL("UPDATE derived SET version = version - 1", on: path)
    _ = try Store(path: path, access: .write)
    #expect(try await rows(path, "SELECT count(*) FROM label") == [[.integer(0)]])
    #expect(try await rows(path, "SELECT count(*) FROM audit_answer") == [[.integer(4)]])
    try await MergeFixture.make(path, numbers)
    #expect(try await counting(path) == before)
    #expect(try await auditLabels(path) == 4)
  }

  @Test(
    "Labels that an older store holds of a person become answers before anything is dropped",
    arguments: [6, 7, DerivedSchema.version])
  func carriedOver(derived: Int) async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, 0..<3)
    do {
      let store = try Store(path: path, access: .write)
      try await store.write { (store) throws(DatabaseError) in
        let steps = try store.labelledSteps(model: MergeFixture.model.key, method: "math-shepherd")
        for (step, answer) in zip(steps, AuditAnswer.allCases) {
          let label = Label(
            step: step.step, value: answer.value, method: "audit", reason: "a person")
          try store.record(
            [label], solution: step.solution, method: "audit",
            settings: #"{"of":"math-shepherd"}"#)
        }
      }
    }
    // What schema 5 added is taken away.
    try runSQL(
      """
      DROP VIEW audited_step; DROP TABLE audit_answer; PRAGMA user_version = 4;
      UPDATE derived SET version = \(derived)
      """, on: path)
    // Whoever opens it first, a reader too.
    _ = try Store(path: path, access: .read)
    let kept = try await auditLabels(path)
    #expect(kept == (derived == DerivedSchema.version ? 3 : 0))
    try await MergeFixture.make(path, 0..<3)
    let found = try await counting(path)
    #expect(
      found.map { [$0[3], $0[4], $0[5]] } == [
        [.text(""), .text("right"), .text("+")], [.text(""), .text("wrong"), .text("-")],
        [.text(""), .text("unsure"), .text("abstain")],
      ])
    #expect(try await auditLabels(path) == 3)
    // They are answers like any other: the next one of that person counts.
    try await audit(path, [Given(answer: .wrong, number: 0)])
    #expect(try await counting(path)[0][4] == .text("wrong"))
    let findings = try await Store(path: path, access: .read).read {
      (store) throws(DatabaseError) in try store.check()
    }
    #expect(findings.faults.isEmpty && findings.verified["audit_answer"] == 4)
  }

  @Test("What a person said of a text holds for the solution that comes to stand for it")
  func duplicates() async throws {
    let path = folder.file("a")
    let numbers = 0..<MergeFixture.problems
    try await MergeFixture.make(path, numbers, samples: 2)
    try await audit(path, numbers.map { Given(answer: .right, number: 2 * $0) })
    try await audit(path, numbers.map { Given(answer: .wrong, number: 2 * $0 + 1) })
    let answered = try await rows(path, "SELECT DISTINCT solution FROM audited_step")
    try await MergeFixture.make(path, numbers, samples: 3)
    let moved = try await rows(
      path,
      """
      SELECT count(*) FROM audit_answer a JOIN solution s ON s.completion_id = a.completion_id
      WHERE s.duplicate_of IS NOT NULL
      """)
    #expect(moved != [[.integer(0)]])
    let labels = try await rows(
      path,
      """
      SELECT s.duplicate_of, count(*) FROM label l JOIN labeller g ON g.id = l.labeller_id
        JOIN solution s ON s.id = l.solution_id WHERE g.method = 'audit' GROUP BY 1
      """)
    #expect(labels == [[.null, .integer(Int64(answered.count))]])
    #expect(answered.count == 2 * MergeFixture.problems)
  }

  @Test(
    "United stores hold what every person said; where one name said two things it is open again",
    arguments: [false, true])
  func united(isSwapped: Bool) async throws {
    let (first, second, target) = (folder.file("a"), folder.file("b"), folder.file("c"))
    try await MergeFixture.make(first, 0..<3)
    try await audit(first, [Given(answer: .right, number: 3)])
    try await Store(path: first, access: .read).backup(to: second)
    let anna = Auditor(person: "anna", method: "math-shepherd")
    let ben = Auditor(person: "ben", method: "math-shepherd")
    try await audit(
      first,
      [
        Given(answer: .right, number: 0, by: anna), Given(answer: .right, number: 1),
        Given(answer: .right, number: 2), Given(answer: nil, number: 3),
        Given(answer: .wrong, number: 3),
      ])
    try await audit(
      second,
      [
        Given(answer: .wrong, number: 0, by: ben), Given(answer: .right, number: 1),
        Given(answer: .wrong, number: 2),
      ])
    let paths = isSwapped ? [second, first] : [first, second]
    let counts = try await MergeFixture.merge(paths, into: target)
    #expect(counts.first { $0.table == "audit_answer" }?.rows == 8)
    let found = try await counting(target)
    #expect(
      found.map { [$0[3], $0[4], $0[5]] } == [
        [.text("anna"), .text("right"), .text("+")], [.text("ben"), .text("wrong"), .text("-")],
        [.text(""), .text("right"), .text("+")], [.text(""), .null, .null],
        // A later answer counts also where the other store knows only the one before.
        [.text(""), .text("wrong"), .text("-")],
      ])
    #expect(try await auditLabels(target) == 4)
    // Once more changes nothing.
    let content = try await MergeFixture.content(target)
    let again = try await MergeFixture.merge([second], into: target)
    #expect(again.allSatisfy { $0.new == 0 })
    #expect(try await MergeFixture.content(target) == content)
    // The person is asked again, and what is said then counts.
    try await audit(target, [Given(answer: .unsure, number: 2)])
    #expect(try await counting(target)[3][4] == .text("unsure"))
  }

  @Test("Replies that a person judged stay; answers go with the run in which they were given")
  func deletion() async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, 0..<2, rollouts: [2])
    let early = try await audit(path, [Given(answer: .right, number: 0)])
    let late = try await audit(
      path, [Given(answer: .wrong, number: 0), Given(answer: .wrong, number: 1)])
    func delete(_ runs: [Int]) async throws -> DeletedRows {
      try await Store(path: path, access: .write).deleteRuns(runs)
    }
    let replies = try await delete([1])
    #expect(replies.runs == 0 && replies.kept >= 2 && replies.answers == 0)
    #expect(replies.auditRuns == [early, late])
    #expect(try await rows(path, "SELECT count(*) FROM audit_answer") == [[.integer(3)]])
    #expect(try await auditLabels(path) == 2)
    // What the person said before counts again.
    let undone = try await delete([late])
    #expect(undone.answers == 2 && undone.runs == 1)
    let left = try await counting(path)
    #expect(left.map { $0[4] } == [.text("right")] && left[0][5] == .text("+"))
    #expect(try await auditLabels(path) == 1)
    let all = try await delete([1, early])
    #expect(all.runs == 2 && all.kept == 0 && all.answers == 1)
    #expect(try await rows(path, "SELECT count(*) FROM completion") == [[.integer(0)]])
    #expect(try await auditLabels(path) == 0)
  }

  @Test(
    "A check notices what was changed behind an answer, and the answer itself",
    arguments: [
      "UPDATE completion SET text = 'Step' || substr(text, 5) WHERE purpose = 'solve'",
      "UPDATE audit_answer SET answer = 'wrong'", "UPDATE audit_answer SET person = 'ben'",
      "UPDATE audit_answer SET end_byte = end_byte - 1",
    ])
  func damage(sql: String) async throws {
    let path = folder.file("a")
    try await MergeFixture.make(path, [0], rollouts: [1])
    try await audit(path, [Given(answer: .right, number: 0), Given(answer: .right, number: 1)])
    try runSQL(sql, on: path)
    let findings = try await Store(path: path, access: .read).read {
      (store) throws(DatabaseError) in try store.check()
    }
    #expect(findings.faults.count { $0.contains("audit_answer") } == 2, "\(findings.faults)")
  }
}
