import Corpus
import JSON
import Storage

/// Two turns of self-correction (SCoRe, 2409.12917): a solution, the request to write it again, the
/// second solution, with the reward of each.
public struct ScoreFormat: AdjustableFormat {
  /// The name on the command line.
  public let name = "score"
  /// What it is.
  public let summary = "a solution and its correction as a conversation, with both rewards (SCoRe)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]
  /// It takes revisions where there are any.
  public let extras: Set<GroupExtra> = [.revisions]
  /// As conversations only.
  public let shapes: [FormatOptions.Shape] = [.conversational]
  /// As many lines as there are corrections.
  public let hasPairs = true
  private let options: FormatOptions

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) { self.options = options }

  /// The format with another number of lines.
  public func adjusted(to options: FormatOptions) -> any DatasetFormat {
    ScoreFormat(options: options)
  }

  /// One line for every correction.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    group.problems.flatMap { problem in
      Correction.of(problem, most: options.pairs).map { item in
        let statement = problem.problem.statement
        let turns = [
          Message(.user, statement), Message(.assistant, item.first.text),
          Message(.user, Correction.request), Message(.assistant, item.second.text),
        ]
        let json: JSONValue = [
          "messages": Utterance.conversation(turns), "r1": JSONValue(item.first.reward),
          "r2": JSONValue(item.second.reward), "transition": JSONValue(item.transition),
          "source": JSONValue(item.source.rawValue),
        ]
        return ExportRow(
          json: json,
          meaning: ExportedLine(
            question: statement, steps: [item.first.text, item.second.text],
            labels: [item.first, item.second].map { $0.reward == 1 ? .positive : .negative },
            others: ["transition": item.transition, "source": item.source.rawValue]),
          solutions: [item.first.completion, item.second.completion])
      }
    }
  }

  /// Reads a line; the transition must be what the rewards say.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let texts = try Utterance.texts(
      try line["messages"], [.user, .assistant, .user, .assistant])
    var labels: [LabelValue] = []
    for name in ["r1", "r2"] {
      switch try line[name].int() {
      case 1: labels.append(.positive)
      case 0: labels.append(.negative)
      default: throw try line[name].error("is neither 0 nor 1")
      }
    }
    let transition = labels.map { $0 == .positive ? "c" : "i" }.joined(separator: "2")
    guard try line["transition"].string() == transition else {
      throw try line["transition"].error("wants \(transition) by the rewards")
    }
    return ExportedLine(
      question: texts[0], steps: [texts[1], texts[3]], labels: labels,
      others: ["transition": transition, "source": try line["source"].string()])
  }
}
