import Corpus
import JSON

/// TRL's unpaired preferences (for KTO): a prompt, a completion and whether it is good.
///
/// A solution is good when its answer is correct and bad when it is incorrect or missing; one that
/// the judge could not decide is left out.
public struct TRLUnpairedFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "trl-unpaired"
  /// What it is.
  public let summary = "positives and negatives by answer: prompt, completion, label (TRL's KTO)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .verdict]

  /// Makes the format.
  public init() {}

  /// One line, or none for an undecided solution.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    guard solution.verdict != .undecided else { return [] }
    let isGood = solution.verdict == .correct
    let json: JSONValue = [
      "prompt": JSONValue(solution.problem.statement), "completion": JSONValue(solution.text),
      "label": JSONValue(isGood),
    ]
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: [solution.text],
      labels: [isGood ? .positive : .negative])
    return [(json, meaning)]
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    ExportedLine(
      question: try line["prompt"].string(), steps: [try line["completion"].string()],
      labels: [try line["label"].bool() ? .positive : .negative])
  }
}
