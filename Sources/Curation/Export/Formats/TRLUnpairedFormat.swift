import Corpus
import JSON

/// TRL's unpaired preferences (for KTO): a prompt, a completion and whether it is good.
///
/// A solution is good when its answer is correct and bad when it is incorrect or missing; one that
/// the judge could not decide is left out.
public struct TRLUnpairedFormat: SolutionFormat, AdjustableFormat {
  /// The name on the command line.
  public let name = "trl-unpaired"
  /// What it is.
  public let summary = "positives and negatives by answer: prompt, completion, label (TRL's KTO)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]

  /// As strings or as conversations.
  public let shapes: [FormatOptions.Shape] = [.standard, .conversational]
  /// One line for a solution.
  public let hasPairs = false
  /// A line holds a solution with its verdict.
  public let lineShape: LineShape? = .answers
  private let shape: FormatOptions.Shape

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) {
    shape = options.shape == .conversational ? .conversational : .standard
  }

  /// The format with another shape.
  public func adjusted(to options: FormatOptions) -> any DatasetFormat {
    TRLUnpairedFormat(options: options)
  }

  /// One line, or none for an undecided solution.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    guard solution.verdict != .undecided else { return [] }
    let isGood = solution.verdict == .correct
    let json: JSONValue = [
      "prompt": Utterance.json(solution.problem.statement, .user, shape),
      "completion": Utterance.json(solution.text, .assistant, shape), "label": JSONValue(isGood),
    ]
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: [solution.text],
      labels: [isGood ? .positive : .negative])
    return [(json, meaning)]
  }

  /// Reads a line of either shape.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    ExportedLine(
      question: try Utterance.text(try line["prompt"], .user),
      steps: [try Utterance.text(try line["completion"], .assistant)],
      labels: [try line["label"].bool() ? .positive : .negative])
  }
}
