import JSON
import Storage
import TestSupport
import Testing

@Suite("audit, from a pipe", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct AuditCommandTests {
  private let tool = BuiltTool()

  /// Five rated steps of two solutions: three called right, one wrong, one not rated.
  private func imported() throws {
    tool.write(
      #"""
      {"id": "x-0", "generator": "g", "problem": "p?", "steps": ["a", "b", "c"], "final_answer_correct": false, "label": 1}
      {"id": "x-1", "generator": "h", "problem": "q?", "steps": ["d", "e"], "final_answer_correct": true, "label": -1}
      """#, to: "p.jsonl")
    let found = try tool.run("problems", "import", "--format", "processbench", "p.jsonl")
    #expect(found.code == 0, "\(found.errors)")
  }

  private func audit(_ input: String, _ more: String...) throws -> JSONValue {
    let words = ["audit", "--of", "published", "--method", "published", "--n", "4", "--json"]
    let result = try tool.run(words + more, input: input)
    #expect(result.code == 0, "\(result.errors)")
    return try JSONValue.parse(Array(result.output.utf8))
  }

  @Test("Answers are kept one by one, may be taken back, and a later call goes on")
  func answers() throws {
    try imported()
    let first = try audit("n\nb\nu\nq\n")
    #expect(try first["answered"].int() == 1 && first["unsure"].int() == 1)
    let all = try audit("nonsense\ny\nn\ny\n")
    #expect(try all["answered"].int() == 4 && all["unsure"].int() == 1)
    // Nothing is left to ask, and the end of the input ends nothing that counts.
    let again = try audit("")
    #expect(again == all)
    let steps = try ["right", "wrong"].map { name in
      let part = try all[name]
      return part.isNull ? 0 : try part["steps"].int()
    }
    #expect(steps.reduce(0, +) == 3)
  }

  @Test("Whoever calls every step wrong disagrees with all that are called right")
  func disagreement() throws {
    try imported()
    let result = try audit("n\nn\nn\nn\n")
    #expect(try result["right"]["precision"].double() == 0 && result["right"]["steps"].int() == 3)
    #expect(try result["wrong"]["precision"].double() == 1 && result["wrong"]["steps"].int() == 1)
    let other = try tool.run("audit", "--of", "g", "--method", "binary")
    #expect(other.code == 3 && other.errors.contains("stepmark label"))
  }

  @Test("Golds from another file make imported solutions' rollouts judgeable")
  func golds() async throws {
    tool.write(
      #"{"question": "p?", "answer": "It is so.\n#### 7"}"# + "\n", to: "golds.jsonl")
    tool.write(
      #"{"id": "x-0", "generator": "g", "problem": " p? ", "steps": ["a"], "final_answer_correct": false, "label": 0}"#
        + "\n"
        + #"{"id": "x-1", "generator": "g", "problem": "q?", "steps": ["a"], "final_answer_correct": true, "label": -1}"#,
      to: "p.jsonl")
    let found = try tool.run(
      "problems", "import", "--format", "processbench", "--golds", "golds.jsonl", "p.jsonl",
      "--json")
    #expect(found.code == 0, "\(found.errors)")
    let json = try JSONValue.parse(Array(found.output.utf8))
    #expect(try json["golds_filled"].int() == 1)
    let store = try Store(path: tool.folder.file("stepmark.db"), access: .read)
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT gold, attributes FROM problem_row ORDER BY row_id").rows
    }
    #expect(rows.map { $0[0] } == [.text("7"), .text("")])
    let flags = rows.map { row in
      if case .text(let text) = row[1] { text.contains("empty") } else { false }
    }
    #expect(flags == [false, true])
  }
}
