import Corpus
import JSON

/// The rows on which ReST-MCTS* (2406.03816) trains its policy: every solution with whether its
/// answer is right, and the gold answer.
public struct ReSTMCTSPolicyFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "rest-mcts-policy"
  /// What it is.
  public let summary = "solutions with their verdicts and gold answers (ReST-MCTS*'s policy)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict, .gold]

  /// A line holds a solution with its verdict.
  public let lineShape: LineShape? = .answers

  /// Makes the format.
  public init() {}

  /// One line, or none for an undecided solution.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    guard solution.verdict != .undecided else { return [] }
    let isRight = solution.verdict == .correct
    let problem = solution.problem
    let json: JSONValue = [
      "content": JSONValue(problem.statement), "summary": JSONValue(solution.text),
      "label": JSONValue(isRight ? 1 : 0), "real_answer": JSONValue(problem.gold),
    ]
    let meaning = ExportedLine(
      question: problem.statement, steps: [solution.text],
      labels: [isRight ? .positive : .negative], others: ["gold": problem.gold])
    return [(json, meaning)]
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let label: LabelValue
    switch try line["label"].int() {
    case 1: label = .positive
    case 0: label = .negative
    default: throw try line["label"].error("is neither 0 nor 1")
    }
    return ExportedLine(
      question: try line["content"].string(), steps: [try line["summary"].string()],
      labels: [label], others: ["gold": try line["real_answer"].string()])
  }
}

/// The pairs of ReST-MCTS* (2406.03816).
public struct ReSTMCTSDPOFormat: AnswerPairFormat {
  /// The name on the command line.
  public let name = "rest-mcts-dpo"
  /// What it is.
  public let summary = "prompt, response_chosen, response_rejected (ReST-MCTS*'s DPO)"
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]
  /// As strings only.
  public let shapes: [FormatOptions.Shape] = [.standard]
  /// How many pairs a problem gives.
  public let options: FormatOptions

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) { self.options = options }

  /// The line of a pair.
  public func line(_ pair: AnswerPairs.Pair) -> JSONValue {
    [
      "prompt": JSONValue(pair.chosen.problem.statement),
      "response_chosen": JSONValue(pair.chosen.text),
      "response_rejected": JSONValue(pair.rejected.text),
    ]
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    ExportedLine(
      question: try line["prompt"].string(),
      steps: [
        try line["response_chosen"].string(), try line["response_rejected"].string(),
      ], labels: [.positive, .negative])
  }
}
