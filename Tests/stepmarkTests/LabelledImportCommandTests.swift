import ProblemSets
import TestSupport
import Testing

/// Step-labelled data in and out of the tool.
@Suite("Import of labelled data", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct LabelledImportCommandTests {
  private let tool = BuiltTool()
  private let good =
    #"{"input":"2 + 2? Step 1: 2 + 2 = 4 ки\nStep 2: The answer is: 5 ки","#
    + #""label":"2 + 2? Step 1: 2 + 2 = 4 +\nStep 2: The answer is: 5 -","task":"GSM8K"}"#

  @Test("A file comes in with its bad lines named and goes out again as the same bytes")
  func thereAndBack() throws {
    tool.write(
      good + "\n" + #"{"input":"q Step 1: a ки","label":"q","task":"t"}"# + "\n", to: "m.jsonl")
    let result = try tool.run(
      "import", "--format", "math-shepherd", "--as", "mistral", "--store", "s.db", "--json",
      "m.jsonl")
    #expect(result.code == 0, "\(result.errors)")
    #expect(
      result.output
        == #"{"suite":"math-shepherd","split":"m","records":1,"rows":1,"solutions":1,"#
        + #""positive":1,"negative":1,"repeated":0,"conflicting":0,"rejected":1}"# + "\n")
    #expect(result.errors.contains("m.jsonl:2:") && result.errors.contains("label"))
    let export = try tool.run(
      "export", "--format", "math-shepherd", "--suite", "math-shepherd", "--split", "m", "--method",
      "published", "--order", "rows", "--store", "s.db", "--out", "o.jsonl")
    #expect(export.code == 0, "\(export.errors)")
    #expect(try FileBytes.read(tool.folder.file("o.jsonl")) == Array((good + "\n").utf8))
  }

  @Test("A file without a good line, a missing file and a wrong option end with their codes")
  func failures() throws {
    tool.write("{}\n", to: "bad.jsonl")
    let bad = try tool.run(
      "import", "--format", "trl-stepwise", "--store", "s.db", "bad.jsonl")
    #expect(bad.code == 4 && bad.errors.contains("bad.jsonl:1:"))
    let missing = try tool.run(
      "import", "--format", "trl-stepwise", "--store", "s.db", "no.jsonl")
    #expect(missing.code == 3)
    tool.write(good, to: "m.jsonl")
    let other = try tool.run("import", "--format", "trl-stepwise", "--store", "s.db", "m.jsonl")
    #expect(other.code == 4 && other.errors.contains("--format math-shepherd"))
    let map = try tool.run(
      "import", "--format", "jsonl", "--columns", "q", "--as", "x", "--store", "s.db", "m.jsonl")
    #expect(map.code == 2 && map.errors.contains("completion="))
    let wrong = try tool.run(
      "import", "--format", "math-shepherd", "--columns", "a=b", "--store", "s.db", "m.jsonl")
    #expect(wrong.code == 2 && wrong.errors.contains("--columns"))
    let loss = try tool.run(
      "export", "--format", "math-aps", "--allow-loss", "everything", "--out", "o.jsonl", "--store",
      "s.db")
    #expect(loss.code == 2 && loss.errors.contains("soft,neutral,mask"))
  }
}
