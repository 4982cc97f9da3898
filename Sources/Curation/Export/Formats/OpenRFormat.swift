import Corpus
import JSON

/// OpenR's first generator: one line for every prefix, with the share of its rollouts that were
/// correct.
///
/// The keys are those of openreasoner/openr's `data/gen_data.py`.
public struct OpenRFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "openr-v1"
  /// What it is.
  public let summary = "one line for every prefix, with its share of correct rollouts (OpenR v1)"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .steps, .softValues, .tree]

  /// A line is a prefix.
  public let lineShape: LineShape? = .prefix

  /// Makes the format.
  public init() {}

  /// One line for every step.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    let values = try solution.softValues(for: self)
    return zip(solution.prefixes, values).map { prefix, value in
      let json: JSONValue = [
        "question": JSONValue(solution.problem.statement), "partial_answer": JSONValue(prefix),
        "mc_score": JSONValue(value),
      ]
      let meaning = ExportedLine(
        question: solution.problem.statement, steps: [prefix], labels: [hardLabel(value)],
        values: [value])
      return (json, meaning)
    }
  }

  /// Reads a line; the whole prefix is its one step.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let value = try softValue(try line["mc_score"])
    return ExportedLine(
      question: try line["question"].string(), steps: [try line["partial_answer"].string()],
      labels: [hardLabel(value)], values: [value])
  }
}
