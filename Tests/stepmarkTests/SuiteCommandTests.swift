import Corpus
import JSON
import ProblemSets
import TestSupport
import Testing

/// The commands of `stepmark problems` that make and describe problems of our own suites.
@Suite("Our own suites", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct SuiteCommandTests {
  private let tool = BuiltTool()

  private func json(_ words: String...) throws -> JSONValue {
    let result = try tool.run(words + ["--json"])
    #expect(result.code == 0, "\(result.errors)")
    return try JSONValue.parse(result.output)
  }

  private func rows(_ name: String) throws -> [Row] {
    let file = try SuiteFile(recognising: tool.folder.file(name))
    #expect(file.reader.format == "rows")
    let read = try file.read()
    #expect(read.rejections.isEmpty, "\(read.rejections)")
    return read.rows
  }

  @Test("math-style problems are those of the selection, in a file and in the store")
  func mathStyle() throws {
    let words = [
      "problems", "generate", "--suite", "math-style", "--levels", "2,3", "--subjects",
      "prealgebra,Number Theory", "--split", "test", "--count", "30",
    ]
    let result = try tool.run(words + ["--out", "m.jsonl"])
    #expect(result.code == 0, "\(result.errors)")
    let rows = try rows("m.jsonl")
    #expect(rows.count == 30)
    for row in rows {
      #expect(try #require(MATHStyleProblem(id: row.id)).row == row)
      #expect(row.split == "test" && ["Level 2", "Level 3"].contains(row.attributes["level"]))
      #expect(["Prealgebra", "Number Theory"].contains(row.attributes["type"]))
    }
    let stored = try tool.run(words + ["--json"])
    #expect(try JSONValue.parse(stored.output)["new"].int() == 30)
    #expect(try json("problems", "import", "m.jsonl")["new"].int() == 0, "they are the same rows")
  }

  @Test("variants follow their problem and name it")
  func perturbations() throws {
    let made = try json(
      "problems", "generate", "--count", "4", "--steps", "2-4", "--split", "all", "--perturb",
      "gsm-symbolic", "--perturb", "distractor-insertion", "--out", "pairs.jsonl")
    let rows = try rows("pairs.jsonl")
    #expect(try made["problems"].int() == rows.count)
    let seeds = rows.filter { $0.attributes["perturbation"] == nil }
    #expect(seeds.count == 4)
    var seed = ""
    for row in rows {
      if let kind = row.attributes["perturbation"] {
        #expect(row.attributes["seed_id"] == seed)
        #expect(kind == "distractor-insertion" || Perturbation(rawValue: kind) != nil)
      } else {
        seed = row.id
      }
    }
    #expect(rows.count > 4 * 5)
  }

  @Test("an option of the other suite is an error of usage that names it")
  func foreignOptions() throws {
    for words in [
      ["--levels", "3"], ["--subjects", "Algebra"], ["--suite", "math-style", "--steps", "2-3"],
      ["--suite", "math-style", "--perturb", "all"], ["--families", "basic", "--perturb", "all"],
      ["--suite", "math-style", "--split", "hard"],
      ["--suite", "math-style", "--families", "ages"],
      ["--suite", "math-style", "--families", "dice", "--levels", "5"],
    ] {
      let result = try tool.run(["problems", "generate", "--count", "1"] + words)
      #expect(result.code == 2, "\(words)")
      let named = words.filter { $0.hasPrefix("--") && $0 != "--suite" }
      #expect(named.contains { result.errors.contains($0) }, "\(words): \(result.errors)")
    }
  }

  @Test("wrong solutions have the label that the suite's checker gives")
  func corrupt() throws {
    for suite in ["gsm-style", "math-style"] {
      let made = try json(
        "problems", "corrupt", "--suite", suite, "--count", "40", "--out", suite + ".jsonl")
      #expect(try made["solutions"].int() == 40)
      let bytes = try FileBytes.read(tool.folder.file(suite + ".jsonl"))
      var classes: Set<String> = []
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let item = try JSONValue.parse(String(line))
        let id = try item["problem_id"].string()
        let steps = try item["steps"].array().map { try $0.string() }
        let truths =
          if let problem = MATHStyleProblem(id: id) {
            MATHStepChecker(problem).check(solutionText: steps.joined(separator: "\n")).truths
          } else {
            SolutionChecker(try #require(GSMStyleProblem(id: id))).check(steps).truths
          }
        let first = truths.firstIndex { $0 != .correct }
        #expect(try (first ?? -1) == item["label"].int(), "\(id)")
        let name = try item["class"].string()
        if let first { #expect(truths[first] == StepFault(rawValue: name).map { .false($0) }) }
        classes.insert(name)
      }
      #expect(classes.count > 5 && classes.contains("correct"))
      let read = try json("problems", "check", "--format", "processbench", suite + ".jsonl")
      #expect(try read["problems"].int() == 40)
    }
    let wrong = try tool.run("problems", "corrupt", "--classes", "wrongType")
    #expect(wrong.code == 2)
    #expect(wrong.errors.contains("wrongType"))
  }

  @Test("report recognises what a file is, generated or published")
  func report() throws {
    _ = try json(
      "problems", "generate", "--suite", "math-style", "--count", "12", "--out", "m.jsonl")
    let generated = try json("problems", "report", "m.jsonl", "--out", "m.html")
    #expect(try generated["format"].string() == "rows")
    #expect(try generated["problems"].int() == 12)
    let page = String(
      decoding: try FileBytes.read(tool.folder.file("m.md")), as: UTF8.self)
    #expect(page.contains("The problems of math-style"))
    tool.write(
      #"{"question": "2+3?", "answer": "2+3=<<2+3=5>>5\n#### 5"}"# + "\n", to: "g.jsonl")
    let published = try json("problems", "report", "g.jsonl")
    #expect(try published["format"].string() == "gsm8k")
  }
}
