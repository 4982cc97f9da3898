import Corpus
import JSON

/// The value samples of ReST-MCTS* (arXiv 2406.03816): one line for every prefix, with how far it
/// has come towards a right answer.
///
/// v₀ = 0 and vᵢ = max(0, vᵢ₋₁ + (1 − vᵢ₋₁)·rᵢ/mᵢ), where rᵢ is 1 for a right step and −1 for a
/// wrong one (THUDM/ReST-MCTS, `MCTS/base.py`). mᵢ is the number of steps from step i to a right
/// end: those that the solution itself still has, counted for a wrong step from where it left the
/// right way. So a right solution of K steps has the values 1/K, 2/K … 1.
public struct ReSTMCTSFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "rest-mcts"
  /// What it is.
  public let summary = "one line for every prefix, with its progress as a value (ReST-MCTS*)"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .steps, .hardLabels, .tree]
  private static let start = "Problem:"
  private static let middle = "\nSolution:\n"

  /// A line is a prefix, with its progress.
  public let lineShape: LineShape? = .progress

  /// Makes the format.
  public init() {}

  /// One line for every step.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    guard !holds(solution.problem.statement, Self.middle) else {
      throw .tagInText(format: name, tag: Self.middle, completion: solution.completion)
    }
    return zip(solution.prefixes, Self.values(solution.labels)).map { prefix, value in
      let text = Self.start + solution.problem.statement + Self.middle + prefix
      let json: JSONValue = ["prompt_answer": JSONValue(text), "label": JSONValue(value)]
      return (json, Self.meaning(solution.problem.statement, prefix, value))
    }
  }

  /// The value after each step.
  static func values(_ labels: [LabelValue]) -> [Double] {
    var value = 0.0
    var distance = labels.count + 1
    return labels.map { label in
      let isRight = label == .positive
      // A wrong step is as far from a right end as the step that it was taken from.
      if isRight { distance -= 1 }
      value = max(0, value + (1 - value) * (isRight ? 1 : -1) / Double(max(1, distance)))
      return value
    }
  }

  /// Reads a line; the whole prefix is its one step, and what its label is only the lines before
  /// it tell.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let field = try line["prompt_answer"]
    let text = Array(try field.string().utf8)
    let start = Array(Self.start.utf8)
    guard text.starts(with: start), let middle = text.firstRange(of: Array(Self.middle.utf8)) else {
      throw field.error("the text must be 'Problem:', the problem, 'Solution:' and a prefix")
    }
    return Self.meaning(
      String(decoding: text[start.count..<middle.lowerBound], as: UTF8.self),
      String(decoding: text[middle.upperBound...], as: UTF8.self),
      try softValue(try line["label"]))
  }

  private static func meaning(
    _ question: String, _ prefix: String, _ value: Double
  ) -> ExportedLine {
    ExportedLine(
      question: question, steps: [prefix], labels: [hardLabel(value)], values: [value])
  }
}
