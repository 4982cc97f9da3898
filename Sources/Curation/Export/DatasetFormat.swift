import Corpus
import JSON

/// What a line of an exported file says, read back.
public struct ExportedLine: Hashable, Sendable {
  /// The problem's statement.
  public let question: String
  /// The text of every step, as the format keeps it.
  public let steps: [String]
  /// The labels, one for each step or one for the whole prefix.
  public let labels: [LabelValue]

  /// Makes a line.
  public init(question: String, steps: [String], labels: [LabelValue]) {
    self.question = question
    self.steps = steps
    self.labels = labels
  }
}

/// A file format for labelled solutions: how a solution becomes lines, and how a line is read.
public protocol DatasetFormat: Sendable {
  /// The name on the command line.
  var name: String { get }
  /// What a person should know of it, in one line.
  var summary: String { get }
  /// Whether it carries a label for every step.
  var hasStepLabels: Bool { get }

  /// The lines of a solution, each with what it must say when it is read back.
  func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)]

  /// Reads one line as a consumer would.
  func read(_ line: JSONValue) throws(JSONError) -> ExportedLine
}

/// The formats by name.
public enum DatasetFormats {
  /// All formats, in the order in which help lists them.
  public static let all: [any DatasetFormat] = [
    MathAPSFormat(), MathShepherdFormat(), TRLStepwiseFormat(), TRLUnpairedFormat(),
  ]

  /// The format with a name.
  public static func named(_ name: String) -> (any DatasetFormat)? {
    all.first { $0.name == name }
  }
}

/// Whether a text holds the bytes of a tag.
///
/// Swift compares characters, so that it does not find `ки` before a combining accent or five line
/// feeds after a carriage return; consumers, which compare bytes or code points, do.
func holds(_ text: String, _ tag: String) -> Bool {
  Array(text.utf8).firstRange(of: Array(tag.utf8)) != nil
}

func labelText(_ value: LabelValue) -> String { value == .positive ? "+" : "-" }

func labelValue(_ json: JSONValue) throws(JSONError) -> LabelValue {
  switch try json.string() {
  case "+": return .positive
  case "-": return .negative
  case let other: throw json.error("a label is + or -, not \(other.debugDescription)")
  }
}
