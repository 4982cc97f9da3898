import CZlib
import Corpus
import Curation
import Glibc
import JSON
import ProblemSets
import Storage
import TestSupport
import Testing

@Suite("Imports of labelled data")
struct LabelledImportTests {
  private let good =
    #"{"prompt":"2 + 2?","completions":["2+2 = 4","so 4"],"labels":[true,true]}"#

  private func imports(
    _ text: String, _ name: String = "trl-stepwise"
  ) async throws -> (LabelledImport.Result, ImportingStore) {
    try await imports(Array(text.utf8), name)
  }

  private func imports(
    _ bytes: [UInt8], _ name: String
  ) async throws -> (LabelledImport.Result, ImportingStore) {
    let folder = TemporaryFolder()
    let path = folder.write(bytes, to: "data.jsonl")
    let store = try await ImportingStore()
    let format = try #require(DatasetFormats.named(name))
    // The folder must live until the file was read.
    defer { withExtendedLifetime(folder) {} }
    return (try await store.imports(path, format), store)
  }

  private func count(_ sql: String, _ store: ImportingStore) async throws -> [SQLValue] {
    try await store.store.read { (store) throws(DatabaseError) in
      try store.table(sql).rows.flatMap { $0 }
    }
  }

  @Test(
    "A bad line is named with line, field and reason, and the good lines around it are kept",
    arguments: [
      (#"{"prompt":"3 + 3?","completions":["6"],"lab"#, "", ""),
      (#"{"prompt":"3 + 3?","completions":["6"],"labels":[true,false]}"#, "labels", "2 labels"),
      (#"{"prompt":"3 + 3?","completions":["6"],"labels":[0.8]}"#, "labels[0]", "true or false"),
      (#"{"prompt":"3 + 3?","completions":["6"],"labels":"yes"}"#, "labels", "an array"),
      (#"{"prompt":7,"completions":["6"],"labels":[true]}"#, "prompt", "a string"),
      (#"{"prompt":" ","completions":["6"],"labels":[true]}"#, "", "the problem is empty"),
      (#"{"prompt":"3 + 3?","completions":[],"labels":[]}"#, "", "no steps"),
      (#"{"input":"q Step 1: a ки","label":"q Step 1: a +","task":"t"}"#, "", "missing"),
      (#"[1,2,3]"#, "", "an object"), ("null", "", "an object"),
      (String(repeating: "[", count: 5000), "", "deep"),
      ("\u{0000}\u{0001}", "", ""),
    ] as [(String, String, String)])
  func badLines(line: String, field: String, reason: String) async throws {
    let (result, store) = try await imports(
      good + "\n" + line + "\n" + good.replacing("2 + 2?", with: "1 + 3?") + "\n")
    #expect(result.records == 2 && result.solutions == 2 && result.rejected == 1)
    let rejection = try #require(result.rejections.first)
    #expect(rejection.line == 2)
    #expect(field.isEmpty || rejection.field == field, "\(rejection)")
    #expect(!rejection.reason.isEmpty && rejection.reason.contains(reason), "\(rejection)")
    #expect(try await count("SELECT count(*) FROM label", store) == [.integer(4)])
    #expect(
      try await count("SELECT count(*) FROM event WHERE kind = 'record rejected'", store)
        == [.integer(1)])
  }

  @Test("Bytes that are no UTF-8 cost their line alone, and NUL in a text is kept")
  func hostileBytes() async throws {
    let folder = TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    var bytes = Array((good + "\n").utf8)
    bytes += Array(#"{"prompt":"x","completions":[""#.utf8) + [0xff, 0xfe] + Array("\"]}\n".utf8)
    bytes += Array(#"{"prompt":"a\u0000b","completions":["c\u0000d"],"labels":[false]}"#.utf8)
    let (result, store) = try await imports(bytes, "trl-stepwise")
    #expect(result.solutions == 2 && result.rejected == 1)
    #expect(result.rejections[0].line == 2)
    let file = try await store.export(TRLStepwiseFormat(), to: folder.file("o.jsonl"))
    let text = String(decoding: try FileBytes.read(file.path), as: UTF8.self)
    #expect(text.contains(#""a\u0000b","completions":["c\u0000d"]"#))
  }

  @Test("A file's first record tells which formats it has")
  func recognised() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 3)
    try await curation.everything()
    for format in DatasetFormats.imported {
      let path = folder.file(format.name + ".jsonl")
      _ = try await curation.export(format, to: path).run()
      #expect(LabelledImport.formats(of: path).map(\.name).contains(format.name))
    }
    let stepwise = LabelledImport.formats(of: folder.file("trl-stepwise.jsonl"))
    #expect(stepwise.map(\.name) == ["trl-stepwise"])
    #expect(LabelledImport.formats(of: folder.write(Array("{}".utf8), to: "x")).isEmpty)
    #expect(LabelledImport.formats(of: folder.file("none")).isEmpty)
  }

  @Test("A pair that answers earlier turns is rejected, and the pairs around it are kept")
  func turns() async throws {
    func line(_ turns: [String], _ id: Int) -> String {
      let trajectory = turns.enumerated().map { number, turn -> JSONValue in
        ["from": JSONValue(number % 2 == 0 ? "user" : "assistant"), "value": JSONValue(turn)]
      }
      let line: JSONValue = [
        "task": "Math_CoT", "dataset": "x", "trajectory": JSONValue(trajectory),
        "chosen": JSONValue("2+3=5 (\(id))"), "rejected": JSONValue("2+3=6 (\(id))"),
        "id": JSONValue("a_\(id)"), "parent_id": "-1",
      ]
      return line.serialized()
    }
    let lines = [
      line(["2+3?"], 1), line(["2+3?", "Try 1", "Wrong"], 2), line(["2+3?"], 3),
    ]
    let (result, _) = try await imports(lines.joined(separator: "\n"), "ultrainteract")
    #expect(result.records == 2 && result.solutions == 4 && result.rejected == 1)
    let rejection = try #require(result.rejections.first)
    #expect(rejection.line == 2 && rejection.field == "trajectory")
    #expect(rejection.reason.contains("earlier turns"))
  }

  @Test("Of a compressed file that is cut off or damaged the whole lines before that are kept")
  func cutOff() async throws {
    let folder = TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    var stream = RandomStream(seed: 3, "texts that do not compress")
    let lines = (0..<4000).map { number in
      good.replacing("2 + 2?", with: "\(number) \(stream.next())\(stream.next())")
    }
    let path = folder.file("data.jsonl.gz")
    let file = try #require(gzopen(path, "wb"))
    for line in lines { _ = gzputs(file, line + "\n") }
    gzclose(file)
    let bytes = try #require(try? Self.raw(path))
    var damaged = bytes
    for place in (bytes.count / 2)..<(bytes.count / 2 + 64) { damaged[place] ^= 0x5a }
    for (name, content, reason) in [
      ("cut.gz", Array(bytes[..<(bytes.count / 2)]), "truncated"),
      ("damaged.gz", damaged, "damaged"),
    ] {
      let store = try await ImportingStore()
      let result = try await store.imports(
        folder.write(content, to: name), TRLStepwiseFormat())
      // Half of the bytes are nearly half of the lines. Damage may be told only by the sum at the end.
      #expect((1500...2200).contains(result.solutions), "\(name): \(result.solutions)")
      #expect(result.rejected <= 2 || reason == "damaged")
      let last = try #require(result.rejections.last)
      #expect(last.reason.contains("the rest of the file is lost") && last.reason.contains(reason))
      // What damage left may hold empty lines.
      #expect(last.line >= result.records + result.rejected)
    }
  }

  @Test(
    "Of an array that is cut off or damaged the whole records before that are kept",
    arguments: [
      (#"{"prompt":"3 + 3?","lab" "#, "[2000].lab", "the text ends here"),
      (#"{"prompt":"3 + 3?" 7}, {}, {}]"#, "[2000]", "',' or '}'"),
      (#"{"prompt":7,"completions":["6"],"labels":[true]}]"#, "[2000].prompt", "a string"),
    ])
  func cutArray(end: String, field: String, reason: String) async throws {
    let records = (0..<2000).map { good.replacing("2 + 2?", with: "\($0) + 2?") }
    let (result, store) = try await imports("[" + (records + [end]).joined(separator: ",\n"))
    #expect(result.records == 2000 && result.solutions == 2000 && result.rejected == 1)
    let rejection = try #require(result.rejections.first)
    #expect(rejection.line == 2001 && rejection.field == field)
    #expect(rejection.reason.contains(reason), "\(rejection)")
    #expect(
      try await count("SELECT count(*), count(DISTINCT position) FROM row", store)
        == [.integer(2000), .integer(2000)])
  }

  @Test("An array whose first record cannot be read gives nothing", arguments: ["[", #"[{"a""#])
  func brokenArray(text: String) async throws {
    await #expect(throws: ReadingError.self) { try await imports(text) }
  }

  private static func raw(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
  }

  @Test(
    "A line that is too long ends the reading, and what came before is kept",
    arguments: [1, 1 << 20, 8 << 20])
  func longLine(more: Int) async throws {
    let long =
      [UInt8](repeating: UInt8(ascii: "x"), count: RecordStream.longestLine + more)
      + [0x0a]
    let (result, _) = try await imports(Array((good + "\n").utf8) + long, "trl-stepwise")
    #expect(result.solutions == 1 && result.rejected == 1)
    #expect(result.rejections[0].reason.contains("longer than 16 MiB"))
  }

  @Test("A solution that occurs again is counted; with other labels it is rejected")
  func duplicates() async throws {
    let other = good.replacing("[true,true]", with: "[true,false]")
    let (result, store) = try await imports([good, good, other, good].joined(separator: "\n"))
    #expect(result.solutions == 1 && result.repeated == 2 && result.rejected == 1)
    #expect(result.rejections[0].line == 3)
    #expect(result.rejections[0].reason.contains("line 1"))
    #expect(
      try await count("SELECT value FROM label ORDER BY position", store)
        == [.text("+"), .text("+")])
    #expect(try await count("SELECT count(*) FROM row", store) == [.integer(1)])
  }

  @Test("A file of another format, an empty one and one that is missing give nothing")
  func nothing() async throws {
    let (result, _) = try await imports(#"{"question":"q","answer":"a"}"#)
    #expect(result.records == 0 && result.rejected == 1)
    await #expect(throws: ReadingError.self) { try await imports("\n\n") }
    let store = try await ImportingStore()
    await #expect(throws: ReadingError.self) {
      try await store.imports("/no/such/file.jsonl", TRLStepwiseFormat())
    }
  }

  @Test(
    "Counts of tags and labels that differ are told in every format that has tags",
    arguments: [
      (
        "math-shepherd",
        #"{"input":"q Step 1: a ки\nStep 2: b ки","label":"q Step 1: a +\nStep 2: b","task":"t"}"#
      ),
      ("openrlhf-prm", #"{"input":"q Step 1: a ки\nStep 2: b ки","value":["+"]}"#),
      (
        "qwen-prm",
        #"{"messages":[{"role":"user","content":"q"},"#
          + #"{"role":"assistant","content":"a<extra_0>b<extra_0>"}],"labels":[1]}"#
      ),
      ("prm800k", #"{"problem":"q","steps":["a","b"],"ratings":[1]}"#),
    ])
  func mislabelled(name: String, line: String) async throws {
    let (result, _) = try await imports(line, name)
    #expect(result.solutions == 0 && result.rejected == 1)
    #expect(result.rejections[0].line == 1 && !result.rejections[0].field.isEmpty)
  }

  @Test("Prefixes that stand line by line become solutions, also where beginnings are shared")
  func prefixes() async throws {
    func line(_ prefix: String, _ label: String) -> String {
      #"{"question":"q","process":"\#(prefix) \n\n\n\n\n","label":["\#(label)"]}"#
    }
    let lines = [
      line("a", "+"), line(#"a\nb"#, "+"), line(#"a\nb\nc"#, "-"), line(#"a\nd"#, "-"),
      line("e", "-"), line("e", "-"),
    ]
    let (result, store) = try await imports(lines.joined(separator: "\n"), "math-aps")
    #expect(result.solutions == 3 && result.rows == 1 && result.rejected == 0)
    let found = try await count(
      """
      SELECT c.text || '|' || (SELECT group_concat(value, '') FROM (
        SELECT value FROM label WHERE solution_id = s.id ORDER BY position))
      FROM solution s JOIN completion c ON c.id = s.completion_id ORDER BY 1
      """, store)
    #expect(found == [.text("a\nb\nc|++-"), .text("a\nd|+-"), .text("e|-")])
  }

  @Test(
    "A prefix that ends inside a number or sentence of another is no step of it",
    arguments: ["math-aps", "math-aps-v2", "openr-v1", "rest-mcts"].flatMap { name in
      ["Total is 1", "Total is 16"].map { (name, $0) }
    })
  func boundaries(name: String, cut: String) async throws {
    // Two solutions of one problem each: of the second one's first step the first's is a beginning.
    let prefixes = [
      (cut, true), (cut + "\nSo 1.", false), ("Total is 16 books.", true),
      ("Total is 16 books. So 16.", true),
    ]
    // 1/2 then 1/2: what ReST-MCTS* writes of a wrong step after a right one is no growth.
    let values = name == "rest-mcts" ? [0.5, 0, 0.5, 1] : [1, 0, 1, 1]
    let states = zip(prefixes, values).map { item, value -> JSONValue in
      ["solution_prefix": JSONValue("q\n\n" + item.0), "mc_value": JSONValue(value)]
    }
    let lines: [JSONValue] =
      name == "math-aps-v2"
      ? [
        [
          "question": "q", "final_answer": "16", "question_id": 0,
          "reasoning_steps": JSONValue([["solution_prefix": "q", "mc_value": 0.5]] + states),
        ]
      ]
      : zip(prefixes, values).map { item, value -> JSONValue in
        switch name {
        case "math-aps":
          [
            "question": "q", "process": JSONValue(item.0 + " \n\n\n\n\n"),
            "label": [item.1 ? "+" : "-"],
          ]
        case "openr-v1":
          ["question": "q", "partial_answer": JSONValue(item.0), "mc_score": JSONValue(value)]
        default:
          [
            "prompt_answer": JSONValue("Problem:q\nSolution:\n" + item.0),
            "label": JSONValue(value),
          ]
        }
      }
    let (result, store) = try await imports(
      lines.map { $0.serialized() }.joined(separator: "\n"), name)
    #expect(result.solutions == 2 && result.positive == 3 && result.negative == 1)
    let texts = try await count(
      """
      SELECT c.text || '|' || (SELECT group_concat(value, '') FROM (
        SELECT value FROM label WHERE solution_id = s.id ORDER BY position))
      FROM solution s JOIN completion c ON c.id = s.completion_id ORDER BY 1
      """, store)
    #expect(
      texts == [.text(cut + "\nSo 1.|+-"), .text("Total is 16 books. So 16.|++")])
  }

  @Test("StepMark's own lines are refused where their parts do not fit together")
  func nativeRecords() async throws {
    let folder = TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let curation = try await ScriptedCuration(problems: 1)
    try await curation.sample(1)
    try await curation.label()
    let (files, _) = try await curation.export(NativeFormat(), to: folder.file("n.jsonl")).run()
    let line = String(decoding: try FileBytes.read(files[0].path), as: UTF8.self)
    for (from, to, field) in [
      (#""value":"+""#, #""value":"good""#, "labels"),
      (#""steps":[["#, #""steps":[[-1,2],["#, "steps"),
      (#""verdict":"correct""#, #""verdict":1"#, "verdict"),
      (#""purpose":"solve""#, #""purpose":"anything""#, "purpose"),
      (#""settings":"{"#, #""settings":"[{"#, "settings"),
      (#""completion":""#, #""completion":"x"#, "completion"),
      (#""step":0"#, #""step":9"#, "step"),
    ] {
      try #require(line.contains(from), "\(from)")
      let (result, _) = try await imports(
        line.replacing(from, with: to, maxReplacements: 1), "native")
      #expect(result.rejected == 1 && result.solutions == 0)
      #expect(result.rejections[0].field.contains(field), "\(result.rejections)")
    }
  }
}
