import Corpus
import Glibc
import Storage
import TestSupport
import Testing

/// Eight questions that a user asks of the database, each answered by one SELECT without a join.
@Suite("Questions to the database")
struct QuestionsTests {
  /// The SELECTs as Docs/database.md prints them, in order.
  private func documented() throws -> [String] {
    let text = try documentation()
    return text.components(between: "```sql\n", and: "\n```")
  }

  private func documentation() throws -> String {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let handle = try #require(fopen((root + ["Docs", "database.md"]).joined(separator: "/"), "r"))
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func answer(_ question: Int) async throws -> [[SQLValue]] {
    let queries = try documented()
    try #require(queries.count == 8)
    return try await SmallStore().rows(queries[question - 1])
  }

  private func text(_ values: String...) -> [SQLValue] { values.map { .text($0) } }

  @Test("1: Which steps of this solution are wrong, and why?")
  func wrongSteps() async throws {
    #expect(
      try await answer(1) == [
        [
          .integer(0), .text("2 + 3 = 6"), .text("math-shepherd"), .integer(0), .integer(2),
          .text("no rollout succeeds"),
        ],
        [
          .integer(1), .text("#### 6"), .text("math-shepherd"), .integer(0), .integer(0),
          .text("the answer's verdict"),
        ],
      ])
  }

  @Test("2: What did run 3 cost?")
  func costOfRun() async throws {
    // Six rollouts of ten prompt tokens; of each pair one made four tokens and one five.
    #expect(
      try await answer(2) == [
        [.text("rollout"), .text("tiny"), .integer(6), .integer(60), .integer(27)]
      ])
    let small = try await SmallStore()
    let free = try await small.rows(
      "SELECT completions, completion_tokens FROM cost WHERE run = 4")
    #expect(free == [[.integer(0), .integer(0)]])
    #expect(
      try await small.rows("SELECT run, sum(completion_tokens) FROM cost GROUP BY run")
        == [
          [.integer(1), .integer(24)], [.integer(2), .integer(60)], [.integer(3), .integer(27)],
          [.integer(4), .integer(0)], [.integer(5), .integer(9)],
        ])
  }

  @Test("3: How does pass@k depend on the family?")
  func passAtK() async throws {
    #expect(
      try await answer(3) == [
        [.text("ages"), .integer(1), .real(0.25), .real(0.15), .real(0.35), .integer(4)],
        [.text("sums"), .integer(1), .real(0.5), .real(0.4), .real(0.6), .integer(4)],
        [.text("sums"), .integer(2), .real(0.75), .real(0.65), .real(0.85), .integer(4)],
      ])
  }

  @Test("4: Which problems and rephrasings were dropped, and why?")
  func dropped() async throws {
    #expect(
      try await answer(4) == [
        text(
          "rephrase", "plurality disagrees", "ann", "Ann gives 3 of 2 pens away.",
          "2 of 3 say 1"),
        text(
          "rephrase", "truncated", "bob", "Bob has 3 pens and buys 4. How many?",
          "Bob has and has"),
      ])
  }

  @Test("5: Which rollouts is a step's label made from?")
  func rollouts() async throws {
    #expect(
      try await answer(5) == [
        [.integer(0), .text("\n#### 5"), .text("correct"), .text("5"), .integer(4)],
        [.integer(1), .text("\n#### 6"), .text("incorrect"), .text("6"), .integer(5)],
      ])
  }

  @Test("6: Which solutions with a right answer have a step that is labelled wrong or false?")
  func rightForWrongReasons() async throws {
    #expect(
      try await answer(6) == [
        [.integer(2), .integer(0), .text("2 * 3 = 5"), .text("+"), .text("arithmetic")]
      ])
  }

  @Test("7: Which rephrasings of a problem were kept?")
  func keptRephrasings() async throws {
    #expect(try await answer(7) == [text("How many pens has Ann with 2 and 3?")])
  }

  @Test("8: How often do label and exact truth disagree, by position?")
  func disagreement() async throws {
    // Of the three first steps only 2 * 3 = 5 is labelled right though it is false.
    #expect(
      try await answer(8) == [
        [.text("math-shepherd"), .integer(0), .integer(3), .integer(1)],
        [.text("math-shepherd"), .integer(1), .integer(3), .integer(0)],
      ])
  }

  @Test("Each documented question is one SELECT on one view, without a join")
  func noJoins() async throws {
    let views = try await viewNames()
    for query in try documented() {
      let words = query.split { !$0.isLetter && $0 != "_" }.map { $0.uppercased() }
      #expect(words.count { $0 == "SELECT" } == 1 && words.count { $0 == "FROM" } == 1)
      #expect(!words.contains("JOIN") && !words.contains("WITH"))
      let source = query.split { $0.isWhitespace }.drop { $0.uppercased() != "FROM" }.dropFirst()
        .first
      #expect(views.contains(String(source ?? "")))
    }
  }

  @Test("The document describes every view, and each column of it, by its name")
  func everyViewIsDescribed() async throws {
    let lines = try documentation().split(separator: "\n").filter { $0.hasPrefix("| `") }
    let small = try await SmallStore()
    for view in try await viewNames() {
      let line = try #require(lines.first { $0.hasPrefix("| `\(view)` |") }, "\(view) is missing")
      let columns = try await small.rows("SELECT name FROM pragma_table_info('\(view)')")
      for column in columns {
        guard case .text(let name) = column[0] else { continue }
        #expect(line.contains("`\(name)`"), "\(view).\(name) is not described")
      }
    }
  }

  @Test("Every view can be read in full")
  func everyViewWorks() async throws {
    let small = try await SmallStore()
    for view in try await viewNames() {
      #expect(try await !small.rows("SELECT * FROM \(view)").isEmpty, "\(view) is empty")
    }
  }

  private func viewNames() async throws -> [String] {
    try await SmallStore().rows("SELECT name FROM sqlite_schema WHERE type = 'view'").compactMap {
      guard case .text(let name) = $0[0] else { return nil }
      return name
    }
  }
}

extension String {
  /// The parts of a text between two marks.
  fileprivate func components(between start: String, and end: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let open = rest.firstRange(of: start) {
      let after = rest[open.upperBound...]
      guard let close = after.firstRange(of: end) else { break }
      parts.append(String(after[..<close.lowerBound]))
      rest = after[close.upperBound...]
    }
    return parts
  }
}
