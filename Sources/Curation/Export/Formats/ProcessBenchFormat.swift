import Corpus
import JSON
import ProblemSets

/// ProcessBench (arXiv 2412.06559): the steps of a solution and the first wrong one, −1 for none.
///
/// A solution whose answer the judge could not decide on is left out, as `final_answer_correct`
/// must say. `id` is the row's in an imported file, else the solution's key.
public struct ProcessBenchFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "processbench"
  /// What it is.
  public let summary = "the first wrong step of a solution, or -1 (Qwen/ProcessBench)"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .steps, .hardLabels, .verdict, .source]

  /// A line is a solution.
  public let lineShape: LineShape? = .solution

  /// Makes the format.
  public init() {}

  /// One line, or none for an undecided solution.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    guard solution.verdict != .undecided else { return [] }
    let id = solution.row?.id ?? solution.completion.description
    let all = solution.steps + solution.unlabelledSteps
    let error = solution.labels.firstIndex(of: .negative)
    if error == nil, !solution.unlabelledSteps.isEmpty {
      throw .missing(
        format: name, what: "a label for every step before the first wrong one",
        completion: solution.completion)
    }
    let isCorrect = solution.verdict == .correct
    let json: JSONValue = [
      "id": JSONValue(id), "generator": JSONValue(solution.model.name),
      "problem": JSONValue(solution.problem.statement),
      "steps": JSONValue(all.map { JSONValue($0) }),
      "final_answer_correct": JSONValue(isCorrect), "label": JSONValue(error ?? -1),
    ]
    let known = error.map { $0 + 1 } ?? all.count
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: all,
      labels: Array(solution.labels[..<known])
        + Array(repeating: .abstain, count: all.count - known),
      others: [
        "id": id, "generator": solution.model.name,
        "verdict": (isCorrect ? Verdict.correct : .incorrect).rawValue,
      ])
    return [(json, meaning)]
  }

  /// Reads a line; the steps after the first wrong one have no label.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let rated = try ProcessBenchReader().solution(from: line)
    let verdict: Verdict = try line["final_answer_correct"].bool() ? .correct : .incorrect
    return ExportedLine(
      question: try line["problem"].string(), steps: rated.steps,
      labels: rated.ratings.map { $0.map { $0 > 0 ? .positive : .negative } ?? .abstain },
      others: [
        "id": try line["id"].string(), "generator": try line["generator"].string(),
        "verdict": verdict.rawValue,
      ])
  }
}
