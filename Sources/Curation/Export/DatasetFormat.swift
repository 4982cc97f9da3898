import Corpus
import JSON

/// What a line of an exported file says, read back.
public struct ExportedLine: Hashable, Sendable {
  /// The problem's statement.
  public var question: String
  /// The text of every step, as the format keeps it.
  public var steps: [String]
  /// The labels, one for each step or one for the whole prefix; abstain for a step without one.
  public var labels: [LabelValue]
  /// The soft value of every step, in a format that has them.
  public var values: [Double]
  /// Whatever else the line says, by the names of its fields.
  public var others: [String: String]

  /// Makes a line.
  public init(
    question: String, steps: [String], labels: [LabelValue], values: [Double] = [],
    others: [String: String] = [:]
  ) {
    self.question = question
    self.steps = steps
    self.labels = labels
    self.values = values
    self.others = others
  }
}

/// A line that is to be written.
public struct ExportRow: Sendable {
  /// The line.
  public let json: JSONValue
  /// What it must say when it is read back.
  public let meaning: ExportedLine
  /// The completions that it was made of.
  public let solutions: [ContentKey]

  /// Makes a line.
  public init(json: JSONValue, meaning: ExportedLine, solutions: [ContentKey]) {
    self.json = json
    self.meaning = meaning
    self.solutions = solutions
  }
}

/// Something that the store knows and that a format may carry.
public enum ExportedField: String, Sendable, CaseIterable {
  /// The problem's statement.
  case problem
  /// The gold answer.
  case gold = "gold answer"
  /// What the solution says.
  case text = "solution text"
  /// Where each step begins and ends.
  case steps
  /// Whether each step is right.
  case hardLabels = "hard labels"
  /// How likely each step is right.
  case softValues = "soft values"
  /// How many rollouts of each step ended how.
  case counts
  /// The method of the labels.
  case method
  /// Whether the answer is right.
  case verdict
  /// That a step is neither right nor wrong.
  case neutral
  /// That nobody decided on a step.
  case abstention
  /// Which solutions share which beginnings.
  case tree
  /// Who wrote the solution.
  case source
}

/// Which labels a format asks for.
public enum LabelUse: Sendable {
  /// None: solutions are taken as they are.
  case none
  /// Those that there are; a solution without labels is taken too.
  case optional
  /// A solution without labels is not taken.
  case required
}

/// What a format needs beside the solutions and their labels.
public enum GroupExtra: Sendable {
  /// Solutions that were written anew after a critique.
  case revisions
  /// Correct rollouts from before each step.
  case continuations
}

/// A file format: how the solutions of a root problem become lines, and how a line is read.
public protocol DatasetFormat: Sendable {
  /// The name on the command line.
  var name: String { get }
  /// What a person should know of it, in one line.
  var summary: String { get }
  /// Which labels it needs.
  var labelUse: LabelUse { get }
  /// What its lines carry; the rest is lost.
  var fields: Set<ExportedField> { get }
  /// What it needs beside the solutions and their labels.
  var extras: Set<GroupExtra> { get }
  /// Whether labels come to it by the export's policy; else as the labeller made them.
  var appliesPolicy: Bool { get }
  /// How its lines hold solutions; `nil` where they cannot be imported.
  var lineShape: LineShape? { get }

  /// The lines of a root problem's solutions, each with what it must say when it is read back.
  func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow]

  /// Reads one line as a consumer would.
  func read(_ line: JSONValue) throws(JSONError) -> ExportedLine
}

extension DatasetFormat {
  /// Most formats need nothing else.
  public var extras: Set<GroupExtra> { [] }
  /// Labels come by the policy.
  public var appliesPolicy: Bool { true }
  /// It cannot be imported.
  public var lineShape: LineShape? { nil }
  /// Whether an export's policy changes its lines: it takes labels, and not as they were made.
  public var isUnderPolicy: Bool { appliesPolicy && labelUse != .none }
}

/// A format whose lines are made of one solution each.
public protocol SolutionFormat: DatasetFormat {
  /// The lines of a solution, each with what it must say when it is read back.
  func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)]
}

extension SolutionFormat {
  /// The lines of every solution.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    var rows: [ExportRow] = []
    for solution in group.solutions {
      for (json, meaning) in try lines(solution) {
        rows.append(ExportRow(json: json, meaning: meaning, solutions: [solution.completion]))
      }
    }
    return rows
  }
}

/// The formats by name.
public enum DatasetFormats {
  /// All formats, in the order in which help lists them.
  public static let all: [any DatasetFormat] =
    [
      NativeFormat(), MathAPSFormat(), MathAPSStatesFormat(), MathAPSTreeFormat(), OpenRFormat(),
      MathShepherdFormat(), PRM800KFormat(), ProcessBenchFormat(), TRLStepwiseFormat(),
      OpenRLHFFormat(), OpenRLHFFormat(isSoft: true), QwenPRMFormat(), ReSTMCTSFormat(),
      TRLUnpairedFormat(),
    ] + pairs

  /// The formats of whole solutions and of pairs.
  public static let pairs: [any DatasetFormat] = [
    TRLPreferenceFormat(), SFTFormat(), PromptOnlyFormat(), DistilabelDPOFormat(), StepDPOFormat(),
    SelfExploreFormat(), UltraInteractFormat(), UltraInteractTreeFormat(), ScoreFormat(),
    MetaMathFormat(), ReSTMCTSPolicyFormat(), ReSTMCTSDPOFormat(),
  ]

  /// The formats that can be imported.
  public static var imported: [any DatasetFormat] { all.filter { $0.lineShape != nil } }

  /// The format with a name.
  public static func named(_ name: String) -> (any DatasetFormat)? {
    all.first { $0.name == name }
  }
}

func labelText(_ value: LabelValue) -> String { value == .positive ? "+" : "-" }

func labelValue(_ json: JSONValue) throws(JSONError) -> LabelValue {
  switch try json.string() {
  case "+": return .positive
  case "-": return .negative
  case let other: throw json.error("a label is + or -, not \(other.debugDescription)")
  }
}
