import Corpus
import Glibc
import JSON
import ProblemSets
import Storage
import TestSupport
import Testing

/// `stepmark problems` as a user runs it.
@Suite("Problems", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct ProblemsCommandTests {
  private let tool = BuiltTool()

  private func json(_ words: String...) throws -> JSONValue {
    let result = try tool.run(words + ["--json"])
    #expect(result.code == 0, "\(result.errors)")
    return try JSONValue.parse(result.output)
  }

  @Test("check recognises the format and names what is doubtful")
  func check() throws {
    tool.write(
      #"{"input": "1+1?", "target": 2}"# + "\n" + #"{"input": "1+1?", "target": 2}"# + "\n",
      to: "m.jsonl")
    let found = try json("problems", "check", "m.jsonl")
    #expect(try found["format"].string() == "mawps")
    #expect(try found["problems"].int() == 2)
    #expect(try found["flags"]["duplicate"].int() == 1)
    #expect(try found["published"].bool() == false)
    tool.write("n,question,target\n1,one?,1\n2,two?\n", to: "t.csv")
    let result = try tool.run(
      "problems", "check", "--columns", "problem=question,gold=target,id=n", "t.csv")
    #expect(result.code == 4)
    #expect(result.errors.contains("t.csv:3:1: 2 cells where the header has 3"))
  }

  @Test(
    "check without a file is a table of the published ones",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func checkAll() throws {
    // A folder of its own with one file, so that the test is fast.
    #expect(mkdir(tool.folder.file("aime24"), 0o755) == 0)
    tool.write(
      String(decoding: try FileBytes.read(SharedData.path("aime24/test.jsonl")), as: UTF8.self),
      to: "aime24/test.jsonl")
    let data = ["STEPMARK_DATA=" + tool.folder.path]
    let result = try tool.run(["problems", "check", "--json"], environment: data)
    #expect(result.code == 0, "\(result.errors)")
    let files = try JSONValue.parse(result.output)["files"].array()
    #expect(files.count == 1)
    #expect(try files[0]["suite"].string() == "aime24")
    #expect(try files[0]["problems"].int() == 30 && files[0]["equal_golds"].int() == 30)
    let table = try tool.run(["problems", "check"], environment: data)
    #expect(table.output.contains("30 of 30"))
    #expect(try tool.run(["problems", "check"], environment: ["STEPMARK_DATA="]).code == 3)
  }

  @Test("list needs no store, and shows where a suite is from")
  func list() throws {
    let found = try json("problems", "list")
    #expect(try found["published"].array().count == SuiteCard.all.count)
    let result = try tool.run("problems", "list", "gsm8k")
    #expect(
      result.output.contains("3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14"))
    let wrong = try tool.run("problems", "list", "gsm9k")
    #expect(wrong.code == 3)
    #expect(wrong.errors.contains("did you mean gsm8k?"))
  }

  @Test("a download that is not the published file, or none at all, keeps nothing")
  func fetchFailures() throws {
    tool.write("something else", to: "other.jsonl")
    let wrong = try tool.run(
      "problems", "fetch", "gsm8k/test", "--out", "data", "--from",
      "file://" + tool.folder.file("other.jsonl"))
    #expect(wrong.code == 4)
    #expect(wrong.errors.contains("expected 3730d312"))
    #expect(wrong.errors.contains("nothing is kept"))
    #expect(access(tool.folder.file("data"), F_OK) != 0)
    // Port 9 is the discard service: nobody listens.
    let offline = try tool.run(
      "problems", "fetch", "gsm8k/test", "--out", "data", "--from", "http://127.0.0.1:9/x.jsonl")
    #expect(offline.code == 3)
    #expect(offline.errors.contains("http://127.0.0.1:9/x.jsonl"))
    #expect(offline.errors.contains("expected SHA-256 3730d312"))
    let assembled = try tool.run("problems", "fetch", "math/test", "--out", "data")
    #expect(assembled.code == 3)
    #expect(assembled.errors.contains("has no address of its own"))
    #expect(access(tool.folder.file("data"), F_OK) != 0)
  }

  @Test(
    "a download with the card's hash is kept, decompressed, and found again",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func fetch() throws {
    let source = "file://" + SharedData.path("gsm8k/test.jsonl.gz")
    let first = try tool.run("problems", "fetch", "gsm8k/test", "--out", "data", "--from", source)
    #expect(first.code == 0, "\(first.errors)")
    let content = try FileContent(file: tool.folder.file("data/gsm8k/test.jsonl"))
    #expect(content.digest == SuiteCard.named("gsm8k")?.files.last?.digest)
    let again = try tool.run(
      "problems", "fetch", "gsm8k/test", "--out", "data", "--from", "http://127.0.0.1:9/")
    #expect(again.code == 0)
  }

  @Test("generated rows are the same in a file, in the store and on any number of threads")
  func generate() throws {
    for (name, threads) in [("a.jsonl", "1"), ("b.jsonl", "3")] {
      let result = try tool.run(
        "problems", "generate", "--families", "basic", "--count", "1500", "--out", name,
        "--threads", threads)
      #expect(result.code == 0, "\(result.errors)")
    }
    let a = try FileBytes.read(tool.folder.file("a.jsonl"))
    #expect(try FileBytes.read(tool.folder.file("b.jsonl")) == a)
    let rows = try BasicSuite(seed: 1).rows(split: .train, count: 1500)
    #expect(String(decoding: a, as: UTF8.self) == rows.map { $0.line + "\n" }.joined())
    let stored = try json("problems", "generate", "--families", "basic", "--count", "1500")
    #expect(try stored["new"].int() == 1500)
  }

  @Test("dedupe and contamination say which, keep the reason and write what is left")
  func overlap() async throws {
    let rows = try BasicSuite(seed: 1).rows(split: .train, count: 60)
    let lines = rows.map(\.line)
    func twin(of row: Int, _ id: String) -> String {
      let twin: JSONValue = [
        "id": JSONValue(id), "problem": JSONValue(rows[row].problem.statement.uppercased()),
        "answer": "1", "suite": "mine", "split": "train",
      ]
      return twin.serialized()
    }
    let repeated = lines + [twin(of: 7, "twin")]
    tool.write(lines[40...].joined(separator: "\n"), to: "test.jsonl")
    tool.write(repeated.joined(separator: "\n"), to: "train.jsonl")
    let twins = try json("problems", "dedupe", "train.jsonl", "--tiers", "exact")
    #expect(try twins["overlapping"].int() == 1)
    let pair = try #require(try twins["pairs"].array().first)
    #expect(try pair["problem"]["id"].string() == "twin")
    #expect(try pair["reference"]["id"].string() == rows[7].id)
    let further = (10..<15).map { twin(of: $0, "twin-\($0)") }
    tool.write((repeated + further).joined(separator: "\n"), to: "many.jsonl")
    for (limit, shown) in [("2", 2), ("0", 6), ("9", 6)] {
      let many = try json(
        "problems", "dedupe", "many.jsonl", "--tiers", "exact", "--limit", limit)
      #expect(try many["overlapping"].int() == 6 && many["pairs"].array().count == shown)
    }
    let leaks = try json(
      "problems", "contamination", "train.jsonl", "--against", "test.jsonl", "--tiers", "exact",
      "--out", "clean.jsonl")
    #expect(try leaks["overlapping"].int() == 20)
    #expect(try SuiteFile(recognising: tool.folder.file("clean.jsonl")).read().rows.count == 41)

    #expect(try tool.run("problems", "import", "--suite", "mine", "train.jsonl").code == 0)
    let stored = try json(
      "problems", "contamination", "--suite", "mine", "--against", "test.jsonl", "--tiers", "exact")
    #expect(try stored["overlapping"].int() == 20)
    let store = try Store(path: tool.folder.file("stepmark.db"), access: .read)
    let dropped = try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT reason, detail FROM dropped WHERE stage = 'contamination'").rows
    }
    #expect(dropped.count == 20)
    // A later run says what its own tiers say, and nothing of an earlier one is left.
    tool.write(
      (lines[50...] + [rows[3].line.replacing(rows[3].problem.statement, with: "Why?")])
        .joined(separator: "\n"), to: "other.jsonl")
    for (reference, tiers, reasons) in [
      ("test.jsonl", "near", ["overlaps: near"]), ("other.jsonl", "exact", ["overlaps: exact"]),
    ] {
      let found = try json(
        "problems", "contamination", "--suite", "mine", "--against", reference, "--tiers", tiers)
      let stored = try await Store(path: tool.folder.file("stepmark.db"), access: .read).read {
        (store) throws(DatabaseError) in
        try store.table("SELECT reason FROM dropped WHERE stage = 'contamination'").rows.map {
          Self.text($0[0])
        }
      }
      #expect(try stored.count == found["overlapping"].int() && Set(stored) == Set(reasons))
      #expect(!stored.isEmpty)
    }
    let nothing = try tool.run("problems", "contamination", "train.jsonl", "--against", "gsm8k")
    #expect(nothing.code == 3)
    #expect(nothing.errors.contains("SHA-256 3730d312"))
  }

  @Test("rated solutions are stored step by step as they were published")
  func rated() async throws {
    tool.write(
      #"""
      {"id": "x-0", "generator": "g", "problem": "p?", "steps": ["a b ", "c\n\nd", "e"], "final_answer_correct": false, "label": 1}
      {"id": "x-1", "generator": "g", "problem": "p?", "steps": ["a", "b"], "final_answer_correct": true, "label": -1}
      """#, to: "p.jsonl")
    let found = try json("problems", "import", "--format", "processbench", "p.jsonl")
    #expect(try found["solutions"].int() == 2)
    let again = try json("problems", "import", "--format", "processbench", "p.jsonl")
    #expect(try again["solutions"].int() == 2)
    let store = try Store(path: tool.folder.file("stepmark.db"), access: .read)
    let labels = try await store.read { (store) throws(DatabaseError) in
      try store.table(
        """
        SELECT step || label || verdict || method FROM step_label WHERE label IS NOT NULL
        ORDER BY solution, step
        """
      ).rows.map { Self.text($0[0]) }
    }
    #expect(
      labels == [
        "0+incorrectpublished", "1-incorrectpublished", "0+correctpublished", "1+correctpublished",
      ])
    let texts = try await store.read { (store) throws(DatabaseError) in
      try store.table(
        """
        SELECT CAST(substr(CAST(c.text AS BLOB), t.start_byte + 1, t.end_byte - t.start_byte) AS TEXT)
        FROM step t JOIN solution s ON s.id = t.solution_id JOIN completion c ON c.id = s.completion_id
        ORDER BY s.id, t.position
        """
      ).rows.map { Self.text($0[0]) }
    }
    #expect(texts == ["a b ", "c\n\nd", "e", "a", "b"])
  }

  @Test("Of two ratings of one solution both imports keep the first and say how many differ")
  func contradiction() async throws {
    let lines = [("x-0", 1), ("x-1", -1), ("x-2", 1), ("x-3", 0)].map { id, label in
      #"{"id": "\#(id)", "generator": "g", "problem": "p?", "steps": ["a", "b"], "#
        + #""final_answer_correct": false, "label": \#(label)}"#
    }
    tool.write(lines.joined(separator: "\n"), to: "p.jsonl")
    for command in [["problems", "import"], ["import"]] {
      let store = "\(command.count).db"
      let words = command + ["--format", "processbench", "p.jsonl", "--store", store]
      let result = try tool.run(words + ["--json"])
      let found = try JSONValue.parse(Array(result.output.utf8))
      #expect(try found["solutions"].int() == 1 && found["conflicting"].int() == 2, "\(result)")
      #expect(result.errors.contains("x-1") || result.errors.contains(":2"), "\(result.errors)")
      #expect(try tool.run(words).output.contains("2 again with other"))
      let labels = try await Store(path: tool.folder.file(store), access: .read).read {
        (store) throws(DatabaseError) in
        try store.table("SELECT value FROM label ORDER BY position").rows.map {
          Self.text($0[0])
        }
      }
      #expect(labels == ["+", "-"])
    }
  }

  private static func text(_ value: SQLValue) -> String {
    if case .text(let text) = value { text } else { "\(value)" }
  }

  @Test(
    "A published file has its card's split, whether its format is named or not",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func publishedSplit() async throws {
    let path = SharedData.path("processbench/gsm8k.json.gz")
    for (options, splits) in [
      ([], ["gsm8k"]), (["--format", "processbench"], ["gsm8k"]),
      (["--format", "processbench", "--split", "mine"], ["mine"]),
      (["--format", "processbench", "--suite", "mine"], ["test"]),
    ] as [([String], [String])] {
      let tool = BuiltTool()
      let found = try tool.run(["problems", "import", path, "--store", "s.db"] + options)
      #expect(found.code == 0, "\(found.errors)")
      let store = try Store(path: tool.folder.file("s.db"), access: .read)
      let rows = try await store.read { (store) throws(DatabaseError) in
        try store.table("SELECT DISTINCT split FROM problem_row").rows
      }
      #expect(rows == splits.map { [.text($0)] }, "\(options)")
    }
  }
}
