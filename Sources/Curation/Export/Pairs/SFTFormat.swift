import Corpus
import JSON

/// TRL's supervised fine-tuning: right solutions, as prompt and completion, as messages or as one
/// text.
public struct SFTFormat: SolutionFormat, AdjustableFormat {
  private static let head = "Problem: "
  private static let middle = "\n\nSolution: "

  /// The name on the command line.
  public let name = "sft"
  /// What it is.
  public let summary = "right solutions: prompt and completion, messages or text (TRL's SFT)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]
  /// The three shapes that TRL takes.
  public let shapes: [FormatOptions.Shape] = [.standard, .conversational, .text]
  /// One line for a solution.
  public let hasPairs = false
  /// A line holds a solution with its verdict.
  public let lineShape: LineShape? = .answers
  private let shape: FormatOptions.Shape

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) { shape = options.shape ?? .standard }

  /// The format with another shape.
  public func adjusted(to options: FormatOptions) -> any DatasetFormat {
    SFTFormat(options: options)
  }

  /// One line, or none for a solution whose answer is not correct.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    guard solution.verdict == .correct else { return [] }
    let (prompt, text) = (solution.problem.statement, solution.text)
    let json: JSONValue
    switch shape {
    case .standard: json = ["prompt": JSONValue(prompt), "completion": JSONValue(text)]
    case .conversational:
      let turns = [Message(.user, prompt), Message(.assistant, text)]
      json = ["messages": Utterance.conversation(turns)]
    case .text:
      guard !holds(prompt, Self.middle) else {
        throw .tagInText(format: name, tag: Self.middle, completion: solution.completion)
      }
      json = ["text": JSONValue(Self.head + prompt + Self.middle + text)]
    }
    return [(json, ExportedLine(question: prompt, steps: [text], labels: [.positive]))]
  }

  /// Reads a line of any shape.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let prompt: String
    let solution: String
    if let text = try line.member("text") {
      let bytes = Array(try text.string().utf8)
      guard bytes.starts(with: Self.head.utf8),
        let middle = bytes.firstRange(of: Array(Self.middle.utf8))
      else { throw text.error("has no '\(Self.head)' and '\(trimmed(Self.middle))'") }
      prompt = String(decoding: bytes[Self.head.utf8.count..<middle.lowerBound], as: UTF8.self)
      solution = String(decoding: bytes[middle.upperBound...], as: UTF8.self)
    } else if let messages = try line.member("messages") {
      let turns = try Utterance.texts(messages, [.user, .assistant])
      (prompt, solution) = (turns[0], turns[1])
    } else {
      prompt = try line["prompt"].string()
      solution = try line["completion"].string()
    }
    return ExportedLine(question: prompt, steps: [solution], labels: [.positive])
  }
}
