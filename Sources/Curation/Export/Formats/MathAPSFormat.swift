import Corpus
import JSON

/// MATH-APS as openreasoner publishes it: one line for every prefix, with one label.
///
/// `process` is the solution up to and with a step, then a space and the step tag, five newlines;
/// `label` is a list of one label, which says whether the prefix can still be completed correctly
/// (openreasoner/openr, `preprocess/src/preprocessors/math_aps.py`). Their own conversion calls a
/// prefix right when more than half of its rollouts are; here the labels are the labeller's, and
/// `--threshold` moves them.
public struct MathAPSFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "math-aps"
  /// What it is.
  public let summary = "one line for every prefix, with one label (openreasoner/MATH-APS)"
  static let tag = "\n\n\n\n\n"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .steps, .hardLabels, .tree]

  /// A line is a prefix.
  public let lineShape: LineShape? = .prefix

  /// Makes the format.
  public init() {}

  /// One line for every step.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    var lines: [(json: JSONValue, meaning: ExportedLine)] = []
    for (prefix, label) in zip(solution.prefixes, solution.labels) {
      guard !holds(prefix, Self.tag) else {
        throw .tagInText(format: name, tag: Self.tag, completion: solution.completion)
      }
      let json: JSONValue = [
        "question": JSONValue(solution.problem.statement),
        "process": JSONValue(prefix + " " + Self.tag),
        "label": [JSONValue(labelText(label))],
      ]
      let meaning = ExportedLine(
        question: solution.problem.statement, steps: [prefix], labels: [label])
      lines.append((json, meaning))
    }
    return lines
  }

  /// Reads a line; the whole prefix is its one step.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let process = try line["process"].string()
    let end = " " + Self.tag
    guard process.hasSuffix(end) else {
      throw try line["process"].error("the text must end with a space and the step tag")
    }
    var labels: [LabelValue] = []
    for label in try line["label"].array() { labels.append(try labelValue(label)) }
    let prefix = String(process.dropLast(end.count))
    return ExportedLine(question: try line["question"].string(), steps: [prefix], labels: labels)
  }
}
