import Corpus
import JSON

/// TRL's stepwise supervision: the problem, its steps and one Boolean for each.
///
/// The labels are Booleans because TRL's PRMTrainer calls `int()` on them, which turns a soft
/// label of 0.8 into 0.
public struct TRLStepwiseFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "trl-stepwise"
  /// What it is.
  public let summary = "prompt, completions and a Boolean for each (TRL's PRMTrainer)"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .steps, .hardLabels]

  /// A line is a solution.
  public let lineShape: LineShape? = .solution

  /// Makes the format.
  public init() {}

  /// One line for the whole solution.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    let json: JSONValue = [
      "prompt": JSONValue(solution.problem.statement),
      "completions": JSONValue(solution.steps.map { JSONValue($0) }),
      "labels": JSONValue(solution.labels.map { JSONValue($0 == .positive) }),
    ]
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: solution.steps, labels: solution.labels)
    return [(json, meaning)]
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    var steps: [String] = []
    for step in try line["completions"].array() { steps.append(try step.string()) }
    var labels: [LabelValue] = []
    for label in try line["labels"].array() {
      labels.append(try label.bool() ? .positive : .negative)
    }
    guard steps.count == labels.count else {
      throw try line["labels"].error("\(labels.count) labels for \(steps.count) steps")
    }
    return ExportedLine(question: try line["prompt"].string(), steps: steps, labels: labels)
  }
}
