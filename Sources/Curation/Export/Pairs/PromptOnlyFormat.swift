import Corpus
import JSON

/// TRL's prompts without completions (for GRPO): every problem, solved or not, with its gold
/// answer, which reward functions get as a column.
public struct PromptOnlyFormat: AdjustableFormat {
  /// The name on the command line.
  public let name = "prompt-only"
  /// What it is.
  public let summary = "problems with their gold answers: prompt, answer (TRL's GRPO)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .gold]
  /// As conversations or as strings.
  public let shapes: [FormatOptions.Shape] = [.conversational, .standard]
  /// One line for a problem.
  public let hasPairs = false
  private let shape: FormatOptions.Shape

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) {
    shape = options.shape == .standard ? .standard : .conversational
  }

  /// The format with another shape.
  public func adjusted(to options: FormatOptions) -> any DatasetFormat {
    PromptOnlyFormat(options: options)
  }

  /// One line for every problem.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    group.problems.map { item in
      let problem = item.problem
      return ExportRow(
        json: [
          "prompt": Utterance.json(problem.statement, .user, shape),
          "answer": JSONValue(problem.gold),
        ],
        meaning: ExportedLine(
          question: problem.statement, steps: [], labels: [], others: ["answer": problem.gold]),
        solutions: item.solutions.map(\.completion))
    }
  }

  /// Reads a line of either shape.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    ExportedLine(
      question: try Utterance.text(try line["prompt"], .user), steps: [], labels: [],
      others: ["answer": try line["answer"].string()])
  }
}
