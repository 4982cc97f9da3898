import Corpus
import JSON

/// The pairs of argilla-io/distilabel (`FormatTextGenerationDPO`): whole conversations with their
/// models and ratings, here 1 for a right answer and 0 for a wrong one.
public struct DistilabelDPOFormat: AnswerPairFormat {
  /// The name on the command line.
  public let name = "distilabel-dpo"
  /// What it is.
  public let summary = "the same with prompt_id, models and ratings (argilla-io/distilabel)"
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict, .source]
  /// As conversations only.
  public let shapes: [FormatOptions.Shape] = [.conversational]
  /// The shape, and how many pairs a problem gives.
  public let options: FormatOptions

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) { self.options = options }

  /// The line of a pair.
  public func line(_ pair: AnswerPairs.Pair) -> JSONValue {
    let prompt = pair.chosen.problem.statement
    return [
      "prompt": JSONValue(prompt), "prompt_id": JSONValue(Self.id(prompt)),
      "chosen": Self.turns(prompt, pair.chosen), "chosen_model": JSONValue(pair.chosen.model.name),
      "chosen_rating": 1.0,
      "rejected": Self.turns(prompt, pair.rejected),
      "rejected_model": JSONValue(pair.rejected.model.name), "rejected_rating": 0.0,
    ]
  }

  /// The models.
  public func others(_ pair: AnswerPairs.Pair) -> [String: String] {
    ["chosen_model": pair.chosen.model.name, "rejected_model": pair.rejected.model.name]
  }

  /// distilabel's prompt id: the SHA-256 of the prompt.
  private static func id(_ prompt: String) -> String {
    SHA256Digest.hexadecimal(of: Array(prompt.utf8))
  }

  private static func turns(_ prompt: String, _ solution: LabelledSolution) -> JSONValue {
    Utterance.conversation([Message(.user, prompt), Message(.assistant, solution.text)])
  }

  /// Reads a line; the prompt must stand in both conversations and have its id.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let prompt = try line["prompt"].string()
    guard try line["prompt_id"].string() == Self.id(prompt) else {
      throw try line["prompt_id"].error("is not the SHA-256 of the prompt")
    }
    var texts: [String] = []
    var others: [String: String] = [:]
    for side in ["chosen", "rejected"] {
      let turns = try Utterance.texts(try line[side], [.user, .assistant])
      guard turns[0] == prompt else { throw try line[side].error("begins with another prompt") }
      texts.append(turns[1])
      others["\(side)_model"] = try line["\(side)_model"].string()
    }
    guard try line["chosen_rating"].double() > line["rejected_rating"].double() else {
      throw try line["chosen_rating"].error("is not above rejected_rating")
    }
    return ExportedLine(
      question: prompt, steps: texts, labels: [.positive, .negative], others: others)
  }
}
