import Corpus
import JSON

/// MetaMathQA's rows (2309.12284): right solutions of problems and of what was made of them, with
/// the way in which it was made.
///
/// `type` is `GSM_` or `MATH_`, or the suite's name, and `AnsAug` for the seed problem's own
/// solutions, `Rephrased`, `FOBAR`, `SV` (self-verification) or `Similar`, which MetaMath has not.
public struct MetaMathFormat: DatasetFormat {
  /// The name on the command line.
  public let name = "metamath"
  /// What it is.
  public let summary =
    "right solutions of seeds and rephrasings: query, response, type (MetaMathQA)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]

  /// Makes the format.
  public init() {}

  /// One line for every right solution.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    guard let original = group.problems.first?.problem.statement else { return [] }
    return group.problems.flatMap { item in
      AnswerPairs.ordered(item.solutions.filter { $0.verdict == .correct }).map { solution in
        let type = Self.type(suite: solution.suite, stage: item.stage)
        let json: JSONValue = [
          "query": JSONValue(item.problem.statement), "response": JSONValue(solution.text),
          "type": JSONValue(type), "original_question": JSONValue(original),
        ]
        return ExportRow(
          json: json,
          meaning: ExportedLine(
            question: item.problem.statement, steps: [solution.text], labels: [.positive],
            others: ["type": type, "original_question": original]),
          solutions: [solution.completion])
      }
    }
  }

  private static func type(suite: String, stage: String?) -> String {
    let name = suite.lowercased()
    let family = name.hasPrefix("gsm") ? "GSM" : name.hasPrefix("math") ? "MATH" : suite
    let way =
      switch stage {
      case nil: "AnsAug"
      case "rephrase": "Rephrased"
      case "fobar": "FOBAR"
      case "self-verification": "SV"
      case "similar": "Similar"
      case let other?: other
      }
    return family + "_" + way
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    ExportedLine(
      question: try line["query"].string(), steps: [try line["response"].string()],
      labels: [.positive],
      others: [
        "type": try line["type"].string(),
        "original_question": try line["original_question"].string(),
      ])
  }
}
