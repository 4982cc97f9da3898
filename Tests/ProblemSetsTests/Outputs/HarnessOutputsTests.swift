import Corpus
import JSON
import ProblemSets
import TestSupport
import Testing

/// Logs that lm-evaluation-harness 0.4.13 and Inspect 0.3.285 wrote against a server of ours, and
/// records in the shapes that OpenR and search-and-learn document.
@Suite("Reading what harnesses logged")
struct HarnessOutputsTests {
  private let folder = TemporaryFolder()

  private func read(
    _ text: String, _ format: PublishedOutputs.Format, name: String = "f.jsonl",
    columns: String? = nil
  ) throws -> (outputs: [PublishedOutputs], rejections: [RecordRejection]) {
    try PublishedOutputs.read(
      folder.write(Array(text.utf8), to: name), format: format, model: "m",
      columns: columns.map { try OutputColumns(parsing: $0) } ?? OutputColumns())
  }

  @Test("lm-eval: all repeats of a document, once for all filters")
  func repeats() throws {
    let (outputs, rejections) = try PublishedOutputs.read(
      OutputFixtures.path("lm-eval-repeats.jsonl"), format: .lmEval, model: "mock")
    try #require(outputs.count == 1 && rejections.isEmpty)
    let items = outputs[0].items
    #expect(items.map(\.line) == [1, 1, 2, 2, 3, 3])
    #expect(items[0].statements.contains("Tom has 3 pens and buys 4 more. How many pens?"))
    #expect(items[0].solution == "There are 3 pens and then 4 more: 3 + 4 = 7.\n#### 7")
    #expect(items[1].solution.hasSuffix("#### 8"))
    #expect(items[4].question == "Zoé has 5 pens and finds 6 more. How many pens?")
    #expect(items.map(\.gold) == ["7", "7", "21", "21", "11", "11"])
    #expect(items.allSatisfy { $0.recordedCorrect == nil && $0.index == nil })
  }

  @Test("lm-eval: with one response, whether a filter finds it correct")
  func recorded() throws {
    let path = OutputFixtures.path("lm-eval-greedy.jsonl")
    let (outputs, _) = try PublishedOutputs.read(path, format: .lmEval, model: "mock")
    // A document is correct when any of its lines, one for each filter, says so.
    var wanted: [Int: Bool] = [:]
    for line in JSONLines(try FileBytes.read(path), source: path) {
      let json = try line.result.get()
      let id = try json["doc_id"].int()
      wanted[id] = try wanted[id] == true || json["exact_match"].double() > 0
    }
    #expect(
      outputs[0].items.map(\.recordedCorrect) == wanted.sorted { $0.key < $1.key }.map(\.value))
    #expect(wanted.count == 3 && outputs[0].items.count == 3)
  }

  @Test("Inspect: the archive and the document give the same samples", arguments: [true, false])
  func inspect(isArchive: Bool) throws {
    let name = isArchive ? "inspect.eval" : "inspect.json"
    let (outputs, rejections) = try PublishedOutputs.read(
      OutputFixtures.path(name), format: .inspect)
    try #require(outputs.map(\.model) == ["openai-api/mock/mock"] && rejections.isEmpty)
    let items = outputs[0].items.sorted {
      ($0.question, $0.index ?? 0) < ($1.question, $1.index ?? 0)
    }
    #expect(items.map(\.index) == [0, 1, 0, 1, 0, 1])
    #expect(items[0].question == "Ann has 12 pens and gets 9 more. How many pens?")
    #expect(Set(items.map(\.gold)) == ["7", "21", "11"])
    for item in items {
      #expect(item.solution.contains(" and then "))
      #expect(item.tokens.prompt == 30 && item.tokens.completion >= 20)
      // The mock's answer is right or one more than right, and the scorer knows.
      let isRight = item.solution.contains("#### \(item.gold ?? "?")")
      #expect(item.recordedCorrect == isRight)
    }
  }

  @Test("Inspect: samples that are whole are read from an archive that was cut or is damaged")
  func damagedArchive() throws {
    let bytes = try OutputFixtures.read("inspect.eval")
    let cut = folder.write(Array(bytes[..<9000]), to: "cut.eval")
    let read = try PublishedOutputs.read(cut, format: .inspect)
    #expect(read.outputs[0].items.count == 3)
    #expect(read.rejections.map(\.reason).contains { $0.contains("cut before its directory") })
    #expect(read.rejections.contains { $0.file.contains("samples/") && $0.reason.contains("ends") })
    // A byte in the second sample's data.
    var other = bytes
    other[4500] ^= 0x55
    let damaged = try PublishedOutputs.read(
      folder.write(other, to: "damaged.eval"), format: .inspect)
    #expect(damaged.outputs[0].items.count == 5 && damaged.rejections.count == 1)
    #expect(damaged.rejections[0].file.hasSuffix("/samples/2_epoch_1.json"))
  }

  private static let header = #"{"eval":{"model":"org/m"}}"#

  private static func sample(
    epoch: Int = 1, input: String = #""1+1?""#, content: String = #""2""#, more: String = ""
  ) -> String {
    #"{"id":1,"epoch":\#(epoch),"input":\#(input),"target":"2","output":{"choices":"#
      + #"[{"message":{"content":\#(content)},"stop_reason":"max_tokens"}]}\#(more)}"#
  }

  private func archive(
    _ samples: [String], damaged: Set<String> = [], hasDirectory: Bool = true
  ) throws -> (outputs: [PublishedOutputs], rejections: [RecordRejection]) {
    var files = [("header.json", Self.header)]
    for (number, sample) in samples.enumerated() {
      files.append(("samples/\(number).json", sample))
    }
    let bytes = OutputFixtures.archive(files, damaged: damaged, hasDirectory: hasDirectory)
    return try PublishedOutputs.read(folder.write(bytes, to: "a.eval"), format: .inspect)
  }

  @Test("Inspect: parts, attachments, reasoning, NaN scores and the last entry of a name")
  func shapes() throws {
    let parts = #"[{"type":"reasoning","reasoning":"hm"},{"type":"text","text":"attachment://x"}]"#
    let turns = #"[{"role":"system","content":"s"},{"role":"user","content":"1+1?"}]"#
    let more = #","attachments":{"x":"is 2"},"scores":{"a":{"value":NaN},"b":{"value":1.0}}"#
    let read = try archive([Self.sample(epoch: 3, input: turns, content: parts, more: more)])
    let item = try #require(read.outputs.first?.items.first)
    #expect(read.outputs[0].model == "org/m" && read.rejections.isEmpty)
    #expect(item.solution == "is 2" && item.reasoning == "hm" && item.index == 2)
    #expect(item.question == "1+1?" && item.finish == .length && item.recordedCorrect == true)
    let bytes = OutputFixtures.archive([
      ("samples/1.json", Self.sample(content: #""old""#)), ("header.json", Self.header),
      ("samples/1.json", Self.sample(content: #""new""#)),
    ])
    let again = try PublishedOutputs.read(
      folder.write(bytes, to: "b.eval"), format: .inspect)
    #expect(again.outputs[0].items.map(\.solution) == ["new"])
  }

  @Test("Inspect: what is wrong with a sample is said with file, line and field; the rest is kept")
  func hostileSamples() throws {
    let good = Self.sample()
    let bad = [
      (#"{"id":1,"epoch":0,"input":"q","target":"2","output":{"choices":[]}}"#, "epoch"),
      (Self.sample(content: "17"), "output.choices[0].message.content"),
      (#"{"id":1,"epoch":1,"input":"q","target":"2","output":{"choices":[]}}"#, "output.choices"),
      (Self.sample(input: #"[{"role":"system","content":"s"}]"#), "input"),
      (#"{"id":1,"epoch":1,"error":{"message":"no server"}}"#, "error"),
      (String(good.dropLast(9)), ""),
      ("\u{0}", ""),
    ]
    let read = try archive([good] + bad.map(\.0) + [good])
    #expect(read.outputs[0].items.count == 2)
    #expect(read.rejections.count == bad.count)
    for (number, item) in bad.enumerated() {
      let rejection = read.rejections[number]
      #expect(rejection.file.hasSuffix("a.eval/samples/\(number + 1).json"))
      #expect(rejection.line == 1 && !rejection.reason.isEmpty)
      if !item.1.isEmpty { #expect(rejection.field == item.1) }
    }
    let damaged = try archive([good, good, good], damaged: ["samples/1.json"])
    #expect(damaged.outputs[0].items.count == 2)
    #expect(damaged.rejections.map(\.reason).contains { $0.contains("checksum") })
    let cut = try archive([good, good], hasDirectory: false)
    #expect(cut.outputs[0].items.count == 2 && cut.rejections.count == 1)
  }

  @Test("Archives of random damage are read or refused, and never crash")
  func fuzzedArchives() throws {
    let bytes = OutputFixtures.archive([
      ("header.json", Self.header), ("samples/1.json", Self.sample()),
      ("samples/2.json", Self.sample(epoch: 2)),
    ])
    var stream = RandomStream(seed: 11, "archives")
    for _ in 0..<400 {
      var other = bytes
      for _ in 0..<Int.random(in: 1...4, using: &stream) {
        other[Int.random(in: 0..<other.count, using: &stream)] = UInt8.random(
          in: 0...255, using: &stream)
      }
      if Bool.random(using: &stream) {
        other.removeLast(Int.random(in: 1..<other.count, using: &stream))
      }
      let path = folder.write(other, to: "fuzz.eval")
      let read = try? PublishedOutputs.read(path, format: .inspect)
      #expect(read.map { $0.outputs.reduce(0) { $0 + $1.items.count } <= 2 } ?? true)
    }
  }

  @Test("OpenR's records and search-and-learn's rows keep their indices and tokens")
  func searches() throws {
    let openR =
      #"{"question":"3*4+1?","groundtruth":"13","result":{"majority_vote":1},"output":["#
      + #"{"path_idx":1,"text":"14","value":[0.1],"completion_tokens":40},"#
      + #"{"path_idx":0,"text":"13","value":[0.9,0.8],"completion_tokens":41}]}"#
    let first = try read(openR, .openRRecord)
    #expect(first.outputs[0].items.map(\.index) == [1, 0])
    #expect(first.outputs[0].items.map(\.tokens.completion) == [40, 41])
    #expect(first.outputs[0].items.map(\.gold) == ["13", "13"])
    let row =
      #"{"problem":"3*4+1?","answer":"13","completions":["a 13","b 14"],"scores":[[0.9],[0.1]],"#
      + #""completion_tokens":[40,41],"pred":"a 13"}"#
    let second = try read(row, .searchAndLearn)
    #expect(second.outputs[0].items.map(\.solution) == ["a 13", "b 14"])
    #expect(second.outputs[0].items.map(\.index) == [0, 1])
    let beam = try read(
      row.replacing("[40,41]", with: "-1"), .searchAndLearn, name: "beam.jsonl")
    #expect(beam.outputs[0].items.map(\.tokens.completion) == [0, 0])
  }

  @Test("Any JSON lines: one completion or a list, told by statement or by id")
  func columns() throws {
    let lines = """
      {"q":"1+1?","a":["2","3"]}
      {"q":"2+2?","a":"4"}
      """
    let lists = try read(lines, .jsonl, columns: "problem=q,completion=a")
    #expect(lists.outputs[0].items.map(\.solution) == ["2", "3", "4"])
    #expect(lists.outputs[0].items.map(\.index) == [0, 1, nil])
    let told = try read(
      #"{"row":7,"out":"2","k":3,"ok":true,"n":12,"why":"length"}"#, .jsonl, name: "g.jsonl",
      columns: "id=row,completion=out,index=k,correct=ok,tokens=n,finish=why")
    let item = told.outputs[0].items[0]
    #expect(item.rowID == "7" && item.statements.isEmpty && item.index == 3)
    #expect(item.recordedCorrect == true && item.tokens.completion == 12 && item.finish == .length)
    #expect(throws: ReadingError.outputColumns("x=y")) {
      try OutputColumns(parsing: "problem=a,x=y")
    }
  }

  @Test("Bad lines are told with their line and field, and good ones kept")
  func hostileLines() throws {
    let lines = #"""
      {"doc_id":0,"doc":{"question":"1+1?"},"target":"2","resps":[["2"]]}
      {"doc_id":0,"doc":{"question":"1+1?"},"target":"2","resps":[["3"]]}
      {"doc_id":1,"doc":{"question":"1+1?"},"target":"2","resps":[[[-1.5,false]]]}
      {"doc_id":2,"doc":[],"target":"2","resps":[["2"]]}
      {"doc_id":3,"doc":{"question":"1+1?"},"target":"2"}
      {"doc_id":4,"doc":{"question":"1+1?"},"target":"2","resps":[[]]}
      {"doc_id":-5,"doc":{"question":"1+1?"},"target":"2","resps":[["2"]]}
      {"question":"another format"}
      {"doc_id":6,"doc":{"question":"1+1?"},"target":"2","resps":[["a\ud800b"]]}
      {"doc_id":7,"doc":{"question":"1+1?"},"target":"2","resps":[["2"
      {"doc_id":8,"doc":{"question":"2+2?"},"target":"4","resps":[["4"]]}
      """#
    let read = try read(lines, .lmEval)
    #expect(read.outputs[0].items.map(\.solution) == ["2", "4"])
    #expect(read.rejections.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 9, 10])
    #expect(
      read.rejections.map(\.field).prefix(7) == [
        "resps", "resps[0][0]", "doc", "", "resps", "doc_id", "",
      ])
    #expect(read.rejections.allSatisfy { !$0.reason.isEmpty && $0.file.hasSuffix("f.jsonl") })
    let bytes = Array(lines.prefix { $0 != "\n" }.utf8) + [0x0a, 0x22, 0xff, 0xfe, 0x22, 0x0a]
    let path = folder.write(bytes, to: "bytes.jsonl")
    let wrong = try PublishedOutputs.read(path, format: .lmEval, model: "m")
    #expect(wrong.outputs[0].items.count == 1 && wrong.rejections.map(\.line) == [2])
  }

  @Test("A file of another format is told by what it looks like")
  func mistaken() throws {
    let row = #"{"problem":"1+1?","completions":["2"]}"#
    #expect {
      try read(row, .lmEval)
    } throws: { error in
      guard case .mismatch(_, "lm-eval", "search-and-learn") = error as? ReadingError else {
        return false
      }
      return true
    }
    #expect(throws: ReadingError.self) { try read("", .lmEval, name: "empty.jsonl") }
    #expect(throws: ReadingError.self) { try read("{\"eval\":{}", .inspect, name: "cut.json") }
    #expect(throws: ReadingError.self) {
      try PublishedOutputs.read(folder.file("none.eval"), format: .inspect)
    }
  }
}
