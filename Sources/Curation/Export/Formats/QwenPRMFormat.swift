import Corpus
import JSON

/// The input of Qwen's process reward models with labels: a conversation whose last turn has the
/// token `<extra_0>` after each step, and one label for each.
///
/// The system prompt and the token are those of the Qwen2.5-Math-PRM-7B model card, which reads one
/// score at each token; `labels` is 1 for a right step and 0 for a wrong one.
public struct QwenPRMFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "qwen-prm"
  /// What it is.
  public let summary = "a conversation, <extra_0> after each step, 1 or 0 for each (Qwen's PRMs)"
  static let tag = "<extra_0>"
  static let system =
    "Please reason step by step, and put your final answer within \\boxed{}."
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
    for text in solution.steps + [solution.problem.statement] where holds(text, Self.tag) {
      throw .tagInText(format: name, tag: Self.tag, completion: solution.completion)
    }
    let json: JSONValue = [
      "messages": [
        ["role": "system", "content": JSONValue(Self.system)],
        ["role": "user", "content": JSONValue(solution.problem.statement)],
        [
          "role": "assistant",
          "content": JSONValue(solution.steps.map { $0 + Self.tag }.joined()),
        ],
      ], "labels": JSONValue(solution.labels.map { $0 == .positive ? 1 : 0 }),
    ]
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: solution.steps, labels: solution.labels)
    return [(json, meaning)]
  }

  /// Reads a line, which must end with the token and have a label for each.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let messages = try line["messages"]
    let turns = try messages.array()
    var question: JSONValue?
    for turn in turns.reversed() where try turn["role"].string() == "user" { question = turn }
    guard let question, let answer = turns.last, try answer["role"].string() == "assistant" else {
      throw messages.error("there must be a turn of the user and a last one of the assistant")
    }
    let text = try answer["content"]
    var steps = try text.string().components(separatedBy: Self.tag)
    guard steps.count > 1, steps.removeLast().isEmpty else {
      throw text.error("the text must end with \(Self.tag)")
    }
    let list = try line["labels"]
    let labels = try elements(list) { (label) throws(JSONError) -> LabelValue in
      switch try label.int() {
      case 1: return .positive
      case 0: return .negative
      default: throw label.error("a label is 1 or 0")
      }
    }
    guard labels.count == steps.count else {
      throw list.error("\(labels.count) labels for \(steps.count) tokens")
    }
    return ExportedLine(
      question: try question["content"].string(), steps: steps, labels: labels)
  }
}

extension String {
  /// The parts between the places where the bytes of a separator stand.
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = Array(utf8)[...]
    let separator = Array(separator.utf8)
    while let place = rest.firstRange(of: separator) {
      parts.append(String(decoding: rest[..<place.lowerBound], as: UTF8.self))
      rest = rest[place.upperBound...]
    }
    return parts + [String(decoding: rest, as: UTF8.self)]
  }
}
