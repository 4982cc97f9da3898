import Corpus
import Curation
import JSON
import ProblemSets
import TestSupport
import Testing

@Suite("Dataset formats")
struct DatasetFormatTests {
  private func labelled(
    _ statement: String = "What is 3*4+1?", steps: [String] = ["3*4 = 12.", "12+1 = 14."],
    labels: [LabelValue] = [.positive, .negative], verdict: Verdict = .incorrect
  ) -> LabelledSolution {
    LabelledSolution(
      problem: Problem(statement: statement, gold: "13"),
      completion: ContentKey(hashing: statement), suite: "GSM8K", steps: steps,
      prefixes: steps.indices.map { steps[...$0].joined(separator: "\n") }, labels: labels,
      verdict: verdict, text: steps.joined(separator: "\n"))
  }

  private func rows(
    _ format: any DatasetFormat, _ solution: LabelledSolution
  ) throws -> [ExportRow] {
    try format.lines(
      SolutionGroup(
        root: solution.problem.key,
        problems: [ProblemGroup(problem: solution.problem, solutions: [solution])]))
  }

  private func lines(_ format: any DatasetFormat, _ solution: LabelledSolution) throws -> [String] {
    try rows(format, solution).map { $0.json.serialized() }
  }

  /// The types of an object's members: what a consumer's columns are.
  private func shape(_ value: JSONValue) -> String {
    switch value.kind {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .string: "text"
    case .array(let items): "[" + Set(items.map(shape)).sorted().joined(separator: "|") + "]"
    case .object(let members):
      "{" + members.map { "\($0.name): \(shape($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  @Test("MATH-APS has one line for every prefix, with the step tag and one label in a list")
  func mathAPS() throws {
    let lines = try lines(MathAPSFormat(), labelled())
    #expect(
      lines == [
        #"{"question":"What is 3*4+1?","process":"3*4 = 12. \n\n\n\n\n","label":["+"]}"#,
        #"{"question":"What is 3*4+1?","process":"3*4 = 12.\n12+1 = 14. \n\n\n\n\n","label":["-"]}"#,
      ])
    let published = #"{"question":"3*4+1?","process":"3*4 = 12 \n\n\n\n\n","label":["+"]}"#
    for line in lines {
      #expect(
        shape(try JSONValue.parse(Array(line.utf8)))
          == shape(try JSONValue.parse(Array(published.utf8))))
    }
  }

  @Test("Math-Shepherd numbers the steps, tags them in input and marks the tags in label")
  func mathShepherd() throws {
    let statement = "Tom has 3 bags of 4 pens. How many pens?"
    let lines = try lines(
      MathShepherdFormat(),
      labelled(statement, steps: ["3 * 4 = 12", "#### 12"], labels: [.positive, .positive]))
    let published =
      #"{"input":"Tom has 3 bags of 4 pens. How many pens? Step 1: 3 * 4 = 12 ки\n"#
      + #"Step 2: The answer is: 12 ки","label":"Tom has 3 bags of 4 pens. How many pens? "#
      + #"Step 1: 3 * 4 = 12 +\nStep 2: The answer is: 12 +","task":"GSM8K"}"#
    #expect(lines == [published])
  }

  @Test("TRL's stepwise format lists steps and Booleans, its unpaired format texts and one")
  func trl() throws {
    #expect(
      try lines(TRLStepwiseFormat(), labelled())
        == [
          #"{"prompt":"What is 3*4+1?","completions":["3*4 = 12.","12+1 = 14."],"#
            + #""labels":[true,false]}"#
        ])
    #expect(
      try lines(TRLUnpairedFormat(), labelled(verdict: .correct))
        == [
          #"{"prompt":"What is 3*4+1?","completion":"3*4 = 12.\n12+1 = 14.","label":true}"#
        ])
  }

  @Test(
    "An unpaired label is the verdict; a solution that the judge could not decide is left out",
    arguments: [
      (Verdict.correct, true), (.incorrect, false), (.unanswered, false), (.undecided, nil),
    ] as [(Verdict, Bool?)])
  func unpaired(verdict: Verdict, isGood: Bool?) throws {
    let lines = try TRLUnpairedFormat().lines(labelled(verdict: verdict))
    #expect(lines.count == (isGood == nil ? 0 : 1))
    #expect(try lines.first?.json["label"].bool() == isGood)
  }

  @Test(
    "Every line reads back as what it was written from, whatever the text holds",
    arguments: [
      "math-aps", "math-shepherd", "trl-stepwise", "openrlhf-prm", "qwen-prm", "trl-unpaired",
    ])
  func roundTrip(name: String) throws {
    let format = try #require(DatasetFormats.named(name))
    let steps = [
      "plain", #"quotes " and \ and tabs\#t"#, "two\nlines", "ends with +", "Step 2: inside",
      "- минус и плюс + ✓", "\u{1F600} e\u{301}", "line\u{2028}separator", "+", "-",
    ]
    var stream = RandomStream(seed: 3, "formats")
    for count in 1...steps.count {
      for _ in 0..<5 {
        let solution = labelled(
          "Is 1 < 2? Step 9: no \u{00A0}– \"x\"",
          steps: Array(steps.shuffled(using: &stream)[..<count]),
          labels: (0..<count).map { _ in stream.nextUnit() < 0.5 ? .positive : .negative })
        let lines = try rows(format, solution)
        #expect(!lines.isEmpty)
        for line in lines {
          let bytes = line.json.serializedBytes()
          #expect(!bytes.contains(0x0a))
          let read = try format.read(try JSONValue.parse(bytes))
          #expect(read == line.meaning)
          #expect(read.question == solution.problem.statement)
        }
        let labels = lines.flatMap(\.meaning.labels)
        #expect(labels == (format.labelUse != .none ? solution.labels : [.negative]))
      }
    }
  }

  @Test(
    "A text that holds the step tag is refused and named, by bytes and not by characters",
    arguments: [
      ("math-shepherd", "ки"), ("math-shepherd", "книги ки\u{301} x"),
      ("math-shepherd", "a Step 1: b"), ("openrlhf-prm", "книги ки\u{301} x"),
      ("openrlhf-prm", "a Step 1: b"), ("qwen-prm", "a<extra_0>"),
      ("math-aps", "a\n\n\n\n\nb"), ("math-aps", "a\r\n\n\n\n\nb"),
    ])
  func tagInText(name: String, text: String) throws {
    let format = try #require(DatasetFormats.named(name))
    let solution = labelled(steps: ["fine", text])
    #expect {
      try rows(format, solution)
    } throws: { error in
      guard case ExportError.tagInText(let format, _, let completion) = error else { return false }
      return format == name && completion == solution.completion
    }
    // The formats that list texts carry the same solution as it is.
    let line = try TRLStepwiseFormat().lines(solution)[0]
    #expect(try TRLStepwiseFormat().read(line.json).steps == ["fine", text])
  }

  @Test("A tag in the statement is refused too")
  func tagInStatement() {
    #expect(throws: ExportError.self) {
      try MathShepherdFormat().lines(labelled("Сколько книг? ки"))
    }
  }

  @Test(
    "A damaged line is refused with the field at fault",
    arguments: [
      ("math-shepherd", #"{"input":"q Step 1: a ки","label":"q Step 1: a *","task":"t"}"#, "label"),
      ("math-shepherd", #"{"input":"q Step 1: a ки","label":"q Step 1: b +","task":"t"}"#, "label"),
      ("math-shepherd", #"{"input":"q Step 1: a ки","label":"q Step 1: ","task":"t"}"#, "label"),
      (
        "math-shepherd", #"{"input":"q Step 1: a ки b","label":"q Step 1: a + b","task":"t"}"#,
        "label"
      ),
      ("math-shepherd", #"{"input":"q Step 2: a ки","label":"q Step 2: a +","task":"t"}"#, "input"),
      ("math-aps", #"{"question":"q","process":"a","label":["+"]}"#, "process"),
      ("math-aps", #"{"question":"q","process":"a \n\n\n\n\n","label":[1]}"#, "label[0]"),
      ("trl-stepwise", #"{"prompt":"q","completions":["a","b"],"labels":[true]}"#, "labels"),
      ("trl-stepwise", #"{"prompt":"q","completions":["a"],"labels":[1]}"#, "labels[0]"),
      ("trl-unpaired", #"{"prompt":"q","completion":"a"}"#, "label"),
    ])
  func damaged(name: String, line: String, field: String) throws {
    let format = try #require(DatasetFormats.named(name))
    let error = #expect(throws: JSONError.self) {
      try format.read(try JSONValue.parse(Array(line.utf8)))
    }
    let found = try #require(error)
    #expect(
      found.path == field || found.reason.contains("'\(field)'") || found.reason.contains(field))
  }

  @Test(
    "Published Math-Shepherd lines are read: as many steps as tags, labels at their places",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func published() throws {
    let path = SharedData.path("openr_prm_samples/samples_math-shepherd.jsonl")
    var lines = 0
    for line in JSONLines(try FileBytes.read(path), source: path) {
      let value = try line.result.get()
      let read = try MathShepherdFormat().read(value)
      let input = try value["input"].string()
      #expect(
        read.steps.count == input.split(separator: "ки", omittingEmptySubsequences: false).count - 1
      )
      #expect(read.labels.count == read.steps.count)
      #expect(input.hasPrefix(read.question + " Step 1: "))
      #expect(shape(value) == "{input: text, label: text, task: text}")
      lines += 1
    }
    #expect(lines > 3)
  }
}
