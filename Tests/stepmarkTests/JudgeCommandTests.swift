import Glibc
import JSON
import TestSupport
import Testing

@Suite("Judging from the command line", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct JudgeCommandTests {
  private let tool = BuiltTool()

  private let cases = #"""
    {"id":"a","gold":"5","pred":"5.0","expect":true,"source":"x","whatever":[1]}
    {"id":"b","gold":"5"}
    {"id":3,"gold":"\\frac12","pred":"so it is \\boxed{0.5}.","mode":"text","expect":false}
    {"id":"d","gold":"5"
    {"gold":7,"pred":8,"mode":"txt"}

    {"gold":7,"pred":8}
    """#

  @Test("verdicts come in the order of the cases, and bad lines are named and cost no other")
  func badLines() throws {
    tool.write(cases, to: "c.jsonl")
    let result = try tool.run("judge", "--cases", "c.jsonl", "--json")
    #expect(result.code == 4)
    let lines = try result.output.split(separator: "\n").map { try JSONValue.parse(String($0)) }
    #expect(try lines.map { try $0["id"].serialized() } == [#""a""#, "3", "null"])
    #expect(
      try lines.map { try $0["verdict"].string() } == ["correct", "correct", "incorrect"])
    #expect(try lines.map { try $0["extracted"].string() } == ["5.0", "0.5", "8"])
    #expect(result.errors.contains("c.jsonl:2:1: 'pred' is missing"))
    #expect(result.errors.contains("c.jsonl:4:21: expected"))
    #expect(
      result.errors.contains("c.jsonl:5:27: mode: there is no mode 'txt': did you mean 'text'?"))
    #expect(result.errors.contains(#""cases":3,"correct":2,"incorrect":1"#))
    #expect(result.errors.contains(#""agreement":{"cases":2,"share":0.5,"false_positives":1"#))
  }

  @Test("with --out, verdicts go to the file and the summary to standard output")
  func outputFile() throws {
    tool.write(#"{"id":1,"gold":"x+1","pred":"1+x"}"#, to: "c.jsonl")
    let result = try tool.run("judge", "--cases", "c.jsonl", "-o", "v.jsonl", "--json")
    #expect(result.code == 0)
    #expect(try JSONValue.parse(result.output)["correct"].int() == 1)
    let again = try tool.run("judge", "--cases", "c.jsonl", "--threads", "3")
    #expect(again.output.hasPrefix(#"{"id":1,"verdict":"correct","reason":""#))
    let missing = try tool.run("judge", "--cases", "none.jsonl")
    #expect(missing.code != 0)
    #expect(missing.errors.contains("none.jsonl: there is no such file"))
  }

  @Test("re-judging stores the new verdicts beside the old ones and says what flipped")
  func rejudge() throws {
    tool.write(
      #"""
      {"question":"1+1?","answer":"1+1 = 2\n#### 2"}
      {"question":"2+2?","answer":"2+2 = 4\n#### 4"}
      """#, to: "p.jsonl")
    tool.write(
      #"""
      {"question":"1+1?","ground_truth":"A: 2","m":{"is_correct":true,"solution":"1+1 = 2\nA: 2"}}
      {"question":"2+2?","ground_truth":"A: 4","m":{"is_correct":true,"solution":"so\n#### 4"}}
      """#, to: "o.jsonl")
    let imported = [
      try tool.run("problems", "import", "--format", "gsm8k", "--split", "test", "p.jsonl"),
      try tool.run("import", "--format", "gsm8k-openai", "o.jsonl"),
    ]
    #expect(imported.map(\.code) == [0, 0])
    let same = try JSONValue.parse(tool.run("rejudge", "--json").output)
    #expect(try same["completions"].int() == 2)
    #expect(try same["flipped"].int() == 0)
    let strict = try tool.run("rejudge", "--policy", "gsm8k-strict", "--json")
    #expect(strict.code == 0)
    let report = try JSONValue.parse(strict.output)
    #expect(try report["flipped"].int() == 1)
    let change = try report["groups"].array()[0]["changes"].array().map { $0.serialized() }
    #expect(
      change == [
        #"{"old":"correct","new":"correct","completions":1}"#,
        #"{"old":"correct","new":"unanswered","completions":1}"#,
      ])
    #expect(try report["examples"].array().count == 1)
    let again = try tool.run("rejudge", "--policy", "gsm8k-strict", "--json")
    #expect(again.output == strict.output)
  }
  @Test("re-judging a store that is not there is refused, and none is made")
  func rejudgeMissingStore() throws {
    let result = try tool.run("rejudge", "--store", "none.db")
    #expect(result.code == 5)
    #expect(result.errors.contains("none.db: there is no such store"))
    #expect(access(tool.folder.file("none.db"), F_OK) != 0)
  }
}
