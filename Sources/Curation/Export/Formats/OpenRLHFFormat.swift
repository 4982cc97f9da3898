import Corpus
import JSON

/// OpenRLHF's process rewards: the problem and all steps in one text with a placeholder after each
/// step, and a list of values, one for each placeholder.
///
/// The values are the reward tokens `+` and `-`, or numbers (OpenRLHF's
/// `openrlhf/datasets/process_reward_dataset.py`, with `--input_key input --label_key value
/// --placeholder_token ки --reward_tokens + -`). A first value that is a string makes all of them
/// strings there, so that a line never mixes the two.
public struct OpenRLHFFormat: SolutionFormat {
  /// The name on the command line.
  public var name: String { isSoft ? "openrlhf-prm-soft" : "openrlhf-prm" }
  /// What it is.
  public var summary: String {
    isSoft
      ? "all steps in one text, and a number for each (OpenRLHF's PRM trainer, soft)"
      : "all steps in one text, and + or - for each (OpenRLHF's PRM trainer)"
  }
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public var fields: Set<ExportedField> {
    [.problem, .text, .steps, isSoft ? .softValues : .hardLabels]
  }
  /// A line is a solution.
  public let lineShape: LineShape? = .solution
  private let isSoft: Bool

  /// Makes the format with reward tokens, or with numbers.
  public init(isSoft: Bool = false) { self.isSoft = isSoft }

  /// One line for the whole solution.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    let values = isSoft ? try solution.softValues(for: self) : []
    let text = try TaggedSteps.text(of: solution, steps: solution.steps, format: name)
    let json: JSONValue = [
      "input": JSONValue(text),
      "value": isSoft
        ? JSONValue(values.map { JSONValue($0) })
        : JSONValue(solution.labels.map { JSONValue(labelText($0)) }),
    ]
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: solution.steps,
      labels: isSoft ? values.map(hardLabel) : solution.labels, values: values)
    return [(json, meaning)]
  }

  /// Reads a line, whose values must be of one kind and as many as placeholders.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let input = try line["input"]
    let (question, steps) = try TaggedSteps(input).split(input)
    let list = try line["value"]
    let values = isSoft ? try elements(list, softValue) : []
    let labels = isSoft ? values.map(hardLabel) : try elements(list, labelValue)
    guard labels.count == steps.count else {
      throw list.error("\(labels.count) values for \(steps.count) placeholders")
    }
    return ExportedLine(question: question, steps: steps, labels: labels, values: values)
  }
}
