import Corpus
import JSON

/// Math-Shepherd's format: the problem and all steps in one text, with a tag after every step.
///
/// `input` holds the tag `ки` where `label` holds `+` or `-` (peiyi9979/Math-Shepherd). Steps are
/// numbered `Step 1:` … and the last says `The answer is: N`, as there.
public struct MathShepherdFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "math-shepherd"
  /// What it is.
  public let summary = "all steps in one text, a tag after each (peiyi9979/Math-Shepherd)"
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
    let steps = solution.steps.map(Self.answerLine)
    let task = solution.row?.attributes["task"] ?? solution.suite
    let json: JSONValue = [
      "input": JSONValue(try TaggedSteps.text(of: solution, steps: steps, format: name)),
      "label": JSONValue(
        try TaggedSteps.text(
          of: solution, steps: steps, marks: solution.labels.map(labelText), format: name)),
      "task": JSONValue(task),
    ]
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: steps, labels: solution.labels,
      others: ["task": task])
    return [(json, meaning)]
  }

  /// Finds the tags in `input` and the marks at their places in `label`, as trainers do.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let pieces = Array(try line["input"].string().utf8)[...]
      .pieces(between: Array(TaggedSteps.tag.utf8))
    let label = Array(try line["label"].string().utf8)
    var labels: [LabelValue] = []
    var place = 0
    for (number, piece) in pieces.enumerated() {
      guard label.count - place >= piece.count else {
        throw try line["label"].error("the text is shorter than input")
      }
      guard label[place..<place + piece.count] == piece else {
        throw try line["label"].error("the text differs from input outside the tags")
      }
      place += piece.count
      guard number < pieces.count - 1 else { break }
      guard place < label.count else {
        throw try line["label"].error("the text is shorter than input")
      }
      switch label[place] {
      case UInt8(ascii: "+"): labels.append(.positive)
      case UInt8(ascii: "-"): labels.append(.negative)
      default:
        throw try line["label"].error("there is no + or - at the place of tag \(number + 1)")
      }
      place += 1
    }
    let texts = pieces.dropLast().map { String(decoding: $0, as: UTF8.self) }
    guard place == label.count, pieces.last?.isEmpty == true else {
      throw try line["label"].error("the text goes on after the last tag")
    }
    let (question, steps) = try TaggedSteps(pieces: texts).split(try line["input"])
    return ExportedLine(
      question: question, steps: steps, labels: labels,
      others: try line.member("task").map { (task) throws(JSONError) in
        ["task": try task.string()]
      } ?? [:])
  }

  /// Math-Shepherd ends its last step with "The answer is: N".
  private static func answerLine(_ step: String) -> String {
    step.hasPrefix("#### ") ? "The answer is: " + step.dropFirst(5) : step
  }
}
