import Corpus
import JSON

/// MATH-APS as OpenR's second generator writes it: one line for every problem, with all prefixes
/// and the share of correct rollouts of each.
///
/// The first entry is the bare problem with the share of its correct samples; every other one
/// repeats the problem, then two line feeds, then the prefix (openreasoner/openr,
/// `data/omegaPRM_v2`, and its `preprocess/tests/samples_math-aps-v2.jsonl`).
public struct MathAPSStatesFormat: DatasetFormat {
  /// The name on the command line.
  public let name = "math-aps-v2"
  /// What it is.
  public let summary = "one line for every problem, with the value of each prefix (OpenR v2, flat)"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .gold, .steps, .softValues, .tree]
  static let separator = "\n\n"

  /// A line holds prefixes.
  public let lineShape: LineShape? = .prefixes

  /// Makes the format.
  public init() {}

  /// One line for every problem with a solution.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    var rows: [ExportRow] = []
    for problem in group.problems where !problem.solutions.isEmpty {
      let statement = problem.problem.statement
      let root = try problem.rootValue(for: self)
      var states: [JSONValue] = [
        ["solution_prefix": JSONValue(statement), "mc_value": JSONValue(root)]
      ]
      var meaning = ExportedLine(
        question: statement, steps: [], labels: [], values: [],
        others: problem.others(rootValue: root))
      var seen: Set<State> = []
      for solution in problem.solutions {
        let values = try solution.softValues(for: self)
        for (prefix, value) in zip(solution.prefixes, values)
        where seen.insert(State(prefix: prefix, value: value)).inserted {
          states.append([
            "solution_prefix": JSONValue(statement + Self.separator + prefix),
            "mc_value": JSONValue(value),
          ])
          meaning.add(prefix, value)
        }
      }
      rows.append(
        ExportRow(
          json: problem.line(reasoningSteps: JSONValue(states)), meaning: meaning,
          solutions: problem.solutions.map(\.completion)))
    }
    return rows
  }

  /// Reads a line; each prefix is a step.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let question = try line["question"].string()
    let states = try line["reasoning_steps"].array()
    guard let root = states.first, try root["solution_prefix"].string() == question else {
      throw try line["reasoning_steps"].error("the first prefix must be the question")
    }
    var read = ExportedLine(
      question: question, steps: [], labels: [], values: [],
      others: try ProblemGroup.others(
        line, rootValue: try softValue(try root["mc_value"])))
    for state in states.dropFirst() {
      let text = try state["solution_prefix"]
      let start = Array((question + Self.separator).utf8)
      let bytes = Array(try text.string().utf8)
      guard bytes.starts(with: start) else {
        throw text.error("a prefix must begin with the question and two line feeds")
      }
      read.add(
        String(decoding: bytes[start.count...], as: UTF8.self),
        try softValue(try state["mc_value"]))
    }
    return read
  }

  private struct State: Hashable {
    let prefix: String
    let value: Double
  }
}

extension ExportedLine {
  /// Adds a step or prefix that only has a soft value.
  mutating func add(_ step: String, _ value: Double) {
    steps.append(step)
    labels.append(hardLabel(value))
    values.append(value)
  }
}

/// What OpenR's second generator writes beside the steps.
extension ProblemGroup {
  /// The share of the problem's correct samples, or what an imported file said.
  func rootValue(for format: any DatasetFormat) throws(ExportError) -> Double {
    if let value = row?.attributes["root_value"].flatMap({ Double($0) }) ?? successRate {
      return value
    }
    throw .missing(
      format: format.name, what: "a sample that the judge can decide on",
      completion: solutions.first?.completion ?? problem.key)
  }

  func others(rootValue: Double) -> [String: String] {
    [
      "gold": problem.gold, "position": "\(row?.position ?? 0)",
      "root_value": rootValue.description,
    ]
  }

  static func others(
    _ line: JSONValue, rootValue: Double
  ) throws(JSONError) -> [String: String] {
    [
      "gold": try line["final_answer"].string(), "position": "\(try line["question_id"].int())",
      "root_value": rootValue.description,
    ]
  }

  func line(reasoningSteps: JSONValue) -> JSONValue {
    [
      "question": JSONValue(problem.statement), "final_answer": JSONValue(problem.gold),
      "reasoning_steps": reasoningSteps, "question_id": JSONValue(row?.position ?? 0),
    ]
  }
}
