import Glibc
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
    // A later call takes back what an earlier one was told; what is taken back is open again.
    let none = try audit("b\nq\n")
    #expect(try none["answered"].int() == 0 && none["unsure"].int() == 0)
    // After the last step, too, its answer can be taken back.
    let all = try audit("u\nnonsense\ny\nn\nn\nb\ny\n")
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

  @Test("People who name themselves answer each for themselves, and it is told how far they agree")
  func people() throws {
    try imported()
    _ = try audit("y\nn\nu\ny\n", "--by", "anna")
    let ben = try audit("y\ny\ny\nq\n", "--by", "ben")
    #expect(try ben["by"].string() == "ben" && ben["answered"].int() == 3)
    let other = try #require(try ben["others"].array().first)
    #expect(try other["by"].string() == "anna" && other["answered"].int() == 4)
    #expect(try other["both"].int() == 2 && other["alike"].int() == 1)
    let nobody = try audit("q\n")
    #expect(try nobody["answered"].int() == 0 && nobody["others"].array().count == 2)
    let anna = try audit("", "--by", "anna")
    #expect(try anna["answered"].int() == 4 && anna["unsure"].int() == 1)
    let text = try tool.run(
      "audit", "--of", "published", "--method", "published", "--n", "0", "--by", "anna")
    #expect(text.output.contains("ben: 3 steps answered; of 2 that both decided 1 alike"))
  }

  @Test(
    "An audit that is ended between two answers has lost none", arguments: [SIGKILL, SIGINT])
  func ended(signal: Int32) throws {
    try imported()
    try #require(mkfifo(tool.folder.file("answers"), 0o600) == 0)
    let command =
      "cd \(tool.folder.path) && exec \(BuiltTool.path) audit --of published --method published "
      + "--n 4 < answers > out 2> asked"
    let words = ["sh", "-c", command]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, "/bin/sh", nil, nil, &arguments, environ)
    try #require(code == 0)
    let pipe = open(tool.folder.file("answers"), O_WRONLY)
    #expect(write(pipe, "y\nn\n", 4) == 4)
    // Until the third step is asked about.
    for _ in 0..<600 where !tool.contents(of: "asked").contains("[3 of 4]") { usleep(50_000) }
    kill(child, signal)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    close(pipe)
    #expect(signal == SIGKILL ? status & 0x7f == SIGKILL : status >> 8 == 130)
    let left = try audit("q\n")
    #expect(try left["answered"].int() == 2)
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
