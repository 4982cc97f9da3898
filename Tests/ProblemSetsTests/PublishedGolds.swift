import Answers
import JSON
import ProblemSets
import TestSupport
import Testing

/// The gold answers of the published suites, as their files write them.
struct PublishedGolds: CustomTestStringConvertible, Sendable {
  /// The suite and, where there are several files, which one.
  let name: String
  /// The file below the shared data.
  let file: String
  /// The gold answers of a record.
  let golds: @Sendable (JSONValue) throws -> [String]

  var testDescription: String { name }

  /// The distinct golds of the file, sorted.
  func distinct() throws -> [String] {
    let path = SharedData.path(file)
    let bytes = try FileBytes.read(path)
    let records =
      bytes.first { $0 > 0x20 } == UInt8(ascii: "[")
      ? try JSONValue.parse(bytes, source: path).array()
      : try JSONLines(bytes, source: path).map { try $0.result.get() }
    return Set(try records.flatMap(golds)).sorted()
  }

  static let all: [PublishedGolds] =
    ["train", "test"].flatMap { split in
      [
        PublishedGolds(name: "gsm8k \(split)", file: "gsm8k/\(split).jsonl.gz") { record in
          let solution = try record["answer"].string()
          return solution.split(separator: "####").last.map { [trimmed($0)] } ?? []
        },
        PublishedGolds(name: "math \(split)", file: "math/\(split).jsonl.gz") { record in
          // Two training solutions end in an empty box.
          let gold = AnswerExtractor.lastBoxed(in: try record["solution"].string()) ?? ""
          return gold.isEmpty ? [] : [gold]
        },
      ]
    } + [
      PublishedGolds(name: "math-500", file: "math500/test.jsonl.gz", field: "answer"),
      PublishedGolds(name: "svamp", file: "svamp/SVAMP.json.gz", field: "Answer"),
      PublishedGolds(name: "mawps", file: "mawps/test.jsonl.gz", field: "target"),
      PublishedGolds(name: "gsm-plus", file: "gsm_plus/gsmplus_testmini.jsonl.gz", field: "answer"),
      PublishedGolds(name: "gsm-hard", file: "gsm_hard/gsmhardv2.jsonl.gz", field: "target"),
      PublishedGolds(name: "aime24", file: "aime24/test.jsonl", field: "answer"),
      PublishedGolds(name: "amc23", file: "amc23/test.jsonl", field: "answer"),
      PublishedGolds(
        name: "olympiadbench", file: "olympiadbench/test.jsonl.gz", field: "final_answer"),
      PublishedGolds(name: "minerva-math", file: "minerva_math/test.jsonl.gz") { record in
        AnswerExtractor.lastBoxed(in: try record["solution"].string()).map { [$0] } ?? []
      },
      PublishedGolds(name: "theoremqa", file: "theoremqa/theoremqa_test.json.gz") { record in
        let answer = try record["Answer"]
        guard case .array(let items) = answer.kind else { return try texts(answer) }
        return [try items.map { try texts($0).joined(separator: ", ") }.joined(separator: ", ")]
      },
      PublishedGolds(name: "qwen-example", file: "qwen_maj_example/math_cot_100.jsonl.gz") {
        [try $0["answer"].string()]
      },
    ]

  init(
    name: String, file: String, golds: @escaping @Sendable (JSONValue) throws -> [String]
  ) {
    self.name = name
    self.file = file
    self.golds = golds
  }

  private init(name: String, file: String, field: String) {
    self.init(name: name, file: file) { try texts($0[field]) }
  }
}

/// The text of a value, or of every element of an array.
private func texts(_ value: JSONValue) throws -> [String] {
  switch value.kind {
  case .number(let lexeme): [lexeme]
  case .bool(let value): [value ? "True" : "False"]
  case .array(let elements): try elements.flatMap(texts)
  default: [try value.string()]
  }
}

private func trimmed(_ text: Substring) -> String {
  text.split { $0.isWhitespace }.joined(separator: " ")
}
