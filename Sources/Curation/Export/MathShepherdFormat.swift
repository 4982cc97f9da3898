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
  static let tag = "ки"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .steps, .hardLabels]

  /// Makes the format.
  public init() {}

  /// One line for the whole solution.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    for text in solution.steps + [solution.problem.statement]
    where holds(text, Self.tag) || holds(text, " Step 1: ") {
      throw .tagInText(format: name, tag: Self.tag, completion: solution.completion)
    }
    let steps = solution.steps.map(Self.answerLine)
    func text(_ marks: [String]) -> String {
      let lines = zip(steps, marks).enumerated().map { number, step in
        "Step \(number + 1): \(step.0) \(step.1)"
      }
      return solution.problem.statement + " " + lines.joined(separator: "\n")
    }
    let json: JSONValue = [
      "input": JSONValue(text(steps.map { _ in Self.tag })),
      "label": JSONValue(text(solution.labels.map(labelText))),
      "task": JSONValue(solution.suite),
    ]
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: steps, labels: solution.labels)
    return [(json, meaning)]
  }

  /// Finds the tags in `input` and the marks at their places in `label`, as trainers do.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let input = Array(try line["input"].string().unicodeScalars)
    let label = Array(try line["label"].string().unicodeScalars)
    let tag = Array(Self.tag.unicodeScalars)
    var labels: [LabelValue] = []
    var texts: [String] = []
    var text = String.UnicodeScalarView()
    var left = 0
    var right = 0
    while left < input.count {
      guard right < label.count else {
        throw try line["label"].error("the text is shorter than input")
      }
      if input[left...].starts(with: tag) {
        switch label[right] {
        case "+": labels.append(.positive)
        case "-": labels.append(.negative)
        default:
          throw try line["label"].error(
            "there is no + or - at the place of tag \(labels.count + 1)")
        }
        texts.append(String(text))
        text = String.UnicodeScalarView()
        left += tag.count
        right += 1
      } else {
        guard input[left] == label[right] else {
          throw try line["label"].error("the text differs from input outside the tags")
        }
        text.append(input[left])
        left += 1
        right += 1
      }
    }
    guard right == label.count, text.isEmpty else {
      throw try line["label"].error("the text goes on after the last tag")
    }
    return try split(texts, labels, line)
  }

  private func split(
    _ texts: [String], _ labels: [LabelValue], _ line: JSONValue
  ) throws(JSONError) -> ExportedLine {
    var steps: [String] = []
    var question = ""
    for (number, text) in texts.enumerated() {
      let marker = (number == 0 ? " " : "\n") + "Step \(number + 1): "
      guard let start = text.firstRange(of: marker), text.hasSuffix(" ") else {
        throw try line["input"].error("step \(number + 1) does not begin with its number")
      }
      if number == 0 { question = String(text[..<start.lowerBound]) }
      steps.append(String(text[start.upperBound...].dropLast()))
    }
    return ExportedLine(question: question, steps: steps, labels: labels)
  }

  /// Math-Shepherd ends its last step with "The answer is: N".
  private static func answerLine(_ step: String) -> String {
    step.hasPrefix("#### ") ? "The answer is: " + step.dropFirst(5) : step
  }
}
