import Answers
import Corpus
import ProblemSets
import TestSupport
import Testing

@Suite("Reading suites")
struct SuiteFileTests {
  private let folder = TemporaryFolder()

  @Test("a bad record is listed with its line and field and costs no other")
  func rejections() throws {
    let path = write(
      """
      {"question": "1+1?", "answer": "1+1=2\\n#### 2"}
      {"question": "", "answer": "#### 2"}

      {"question": "2+2?", "answer": "four"}
      {"question": 5, "answer": "#### 2"}
      {"question": "3+3?"
      {"answer": "#### 2"}
      {"question": "Big?", "answer": "#### 1,234"}
      """, "train.jsonl")
    let read = try SuiteFile(path, reader: GSM8KReader()).read()
    #expect(read.rows.map(\.id) == ["gsm8k-train-1", "gsm8k-train-8"])
    #expect(read.rows.map(\.problem.gold) == ["2", "1,234"])
    #expect(read.rows[0].goldSolution == "1+1=2\n#### 2")
    #expect(
      read.rejections.map { "\($0)".dropFirst(path.count) } == [
        ":2:14: question: the text is empty",
        ":4:32: answer: there is no '#### N' with a number at the end",
        ":5:14: question: expected a string but found the number 5",
        ":6:20: expected ',' or '}' but the text ends here",
        ":7:1: 'question' is missing",
      ])
  }

  @Test("MATH golds are the last box, and ids are kept where they are published")
  func math() throws {
    let path = write(
      #"""
      {"problem":"p","level":"Level ?","type":"Algebra","solution":"\\boxed{1} \\boxed{\\frac{1}{2}}.","unique_id":"t/1"}
      {"problem":"q","level":"Level 1","type":"Algebra","solution":"so $\\fbox{3}$"}
      {"problem":"q","level":"Level 1","type":"Algebra","solution":"so 3"}
      {"problem":"p","level":"Level 1","type":"Algebra","solution":"\\boxed 5","unique_id":"t/1"}
      """#, "test.jsonl")
    let read = try SuiteFile(path, reader: MATHReader()).read()
    #expect(read.rows.map(\.id) == ["t/1", "math-test-2"])
    #expect(read.rows.map(\.problem.gold) == ["\\frac{1}{2}", "3"])
    #expect(read.rows[0].attributes["level"] == "Level ?")
    #expect(read.rows[0].attributes["type"] == "Algebra")
    #expect(read.rows[0].flags == [.unknownGroup, .severalBoxes])
    #expect(read.rows[1].flags == [])
    #expect(
      read.rejections.map(\.reason) == [
        "there is no \\boxed answer", "the id 't/1' occurs before, on line 1",
      ])
  }

  @Test("any columns can be mapped, in JSON lines or one array")
  func columns() throws {
    let map = ColumnMap(
      statement: "input", answer: "target", id: "n", solution: "code",
      attributes: ["kind": "kind", "x": "x"])
    let path = write(
      #"[{"input":"1+1?","target":2.50,"n":7,"code":"y","kind":"add"}, {"input":"?"}]"#, "a.json")
    let read = try SuiteFile(path, reader: ColumnReader(columns: map), suite: "mine").read()
    let row = try #require(read.rows.first)
    #expect(row.id == "7")
    #expect(row.suite == "mine")
    #expect(row.split == "a")
    #expect(row.problem == Problem(statement: "1+1?", gold: "2.50"))
    #expect(row.attributes == ["kind": "add"])
    #expect(row.goldSolution == "y")
    #expect(read.rejections.map(\.field) == ["[1]"])
  }

  @Test("another format is recognised")
  func mismatch() {
    let math = #"{"problem":"p","level":"","type":"","solution":"\\boxed{1}"}"#
    let path = write(math, "m.jsonl")
    let error = #expect(throws: ReadingError.self) {
      try SuiteFile(path, reader: GSM8KReader()).read()
    }
    #expect(error?.description == "\(path): this looks like math, not gsm8k: use --format math")
  }

  @Test("a mistyped format is answered with the nearest")
  func unknownFormat() throws {
    #expect(try SuiteFormats.reader(named: "math").format == "math")
    let near = #expect(throws: ReadingError.self) { try SuiteFormats.reader(named: "gsm8") }
    #expect(near?.description == "there is no format 'gsm8': did you mean 'gsm8k'?")
    let far = #expect(throws: ReadingError.self) { try SuiteFormats.reader(named: "parquet") }
    #expect(
      far?.description.hasPrefix("there is no format 'parquet': choose one of gsm8k, math, ")
        == true)
  }

  @Test("of an array that is cut off the whole records are kept")
  func cutArray() throws {
    let path = write(
      """
      [{"question": "1+1?", "answer": "#### 2"},
       {"question": "2+0?", "answer": "#### 2"}
      , {"quest
      """, "cut.json")
    let file = SuiteFile(path, reader: GSM8KReader())
    let read = try file.read()
    #expect(read.rows.map(\.problem.statement) == ["1+1?", "2+0?"])
    #expect(
      read.rejections.map { "\($0)".dropFirst(path.count) } == [
        ":3:4: [2]: the string is not closed"
      ])
    var rows: [Row] = []
    #expect(try file.forEachRow { rows.append($0) } == read.rejections && rows == read.rows)
  }

  @Test("an empty file, a missing one and a broken array are errors")
  func nothing() {
    let reader = GSM8KReader()
    #expect(throws: ReadingError.empty(file: write("\n", "e.jsonl"))) {
      try SuiteFile(folder.file("e.jsonl"), reader: reader).read()
    }
    #expect(throws: ReadingError.self) { try SuiteFile(folder.file("no"), reader: reader).read() }
    #expect(throws: ReadingError.self) {
      try SuiteFile(write("[{", "b.json"), reader: reader).read()
    }
  }

  private func write(_ text: String, _ name: String) -> String {
    folder.write(Array(text.utf8), to: name)
  }
}

@Suite("Reading the published suites", .enabled(if: SharedData.isPresent, SharedData.absence))
struct PublishedSuiteTests {
  @Test(
    "every record of GSM8K and MATH gives a row",
    arguments: [
      ("gsm8k", "train", 7473), ("gsm8k", "test", 1319), ("math", "train", 7500),
      ("math", "test", 5000),
    ])
  func counts(format: String, split: String, count: Int) throws {
    let reader = try SuiteFormats.reader(named: format)
    let path = SharedData.path("\(format)/\(split).jsonl.gz")
    let read = try SuiteFile(path, reader: reader).read()
    #expect(read.rows.count == count)
    #expect(read.rejections.isEmpty)
    #expect(read.rows.allSatisfy { $0.split == split })
    #expect(
      read.rows.count { $0.problem.gold.isEmpty } == (format == "math" && split == "train" ? 2 : 0))
    guard format == "gsm8k" else { return }
    let judge = Judge()
    #expect(
      read.rows.allSatisfy {
        judge.judge($0.goldSolution ?? "", gold: $0.problem.gold).verdict == .correct
      })
    guard split == "test" else { return }
    // The lines before the last one that are not blank, counted in the file by other means.
    let steps = Dictionary(read.rows.map { ($0.attributes["steps"] ?? "", 1) }, uniquingKeysWith: +)
    #expect(
      steps == [
        "2": 326, "3": 371, "4": 297, "5": 175, "6": 87, "7": 40, "8": 20, "9": 2, "11": 1,
      ])
  }

  @Test("steps of real solutions join to the solution, byte for byte")
  func steps() throws {
    for (format, split) in [("gsm8k", "test"), ("math", "test")] {
      let reader = try SuiteFormats.reader(named: format)
      let read = try SuiteFile(SharedData.path("\(format)/\(split).jsonl.gz"), reader: reader)
        .read()
      for row in read.rows.prefix(1500) {
        let solution = row.goldSolution ?? ""
        for rule in StepSplitter.Rule.allCases {
          let ranges = StepSplitter(rule).ranges(solution)
          #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == solution.utf8.count)
          #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        }
      }
    }
  }
}
