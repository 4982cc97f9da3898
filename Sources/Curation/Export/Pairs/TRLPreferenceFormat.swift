import Corpus
import JSON

/// TRL's preferences: a prompt with a right and a wrong solution, as strings or as conversations.
public struct TRLPreferenceFormat: AnswerPairFormat {
  /// The name on the command line.
  public let name = "trl-preference"
  /// What it is.
  public let summary = "right and wrong solutions in pairs: prompt, chosen, rejected (TRL's DPO)"
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]
  /// As strings or as conversations.
  public let shapes: [FormatOptions.Shape] = [.standard, .conversational]
  /// The shape, and how many pairs a problem gives.
  public let options: FormatOptions

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) { self.options = options }

  /// The line of a pair.
  public func line(_ pair: AnswerPairs.Pair) -> JSONValue {
    [
      "prompt": Utterance.json(pair.chosen.problem.statement, .user, shape),
      "chosen": Utterance.json(pair.chosen.text, .assistant, shape),
      "rejected": Utterance.json(pair.rejected.text, .assistant, shape),
    ]
  }

  /// Reads a line of either shape.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    ExportedLine(
      question: try Utterance.text(try line["prompt"], .user),
      steps: [
        try Utterance.text(try line["chosen"], .assistant),
        try Utterance.text(try line["rejected"], .assistant),
      ], labels: [.positive, .negative])
  }
}
