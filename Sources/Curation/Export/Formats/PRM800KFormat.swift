import Corpus
import JSON
import ProblemSets

/// PRM800K as OpenAI publishes it (phase 2): the problem, the solution that was rated, and a rating
/// for each step through the first wrong one.
///
/// Ratings are 1, 0 and −1, and null for a step that nobody rated (openai/prm800k, README).
/// `labeler` names the method; there are no times. Steps after the first wrong one stand in
/// `pre_generated_steps` alone, as there.
public struct PRM800KFormat: SolutionFormat {
  /// The name on the command line.
  public let name = "prm800k"
  /// What it is.
  public let summary = "ratings 1, 0 and -1 of each step through the first wrong one (PRM800K)"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [
    .problem, .text, .gold, .steps, .hardLabels, .method, .neutral, .abstention,
  ]

  /// A line is a solution.
  public let lineShape: LineShape? = .solution

  /// Makes the format.
  public init() {}

  /// One line for the whole solution.
  public func lines(
    _ solution: LabelledSolution
  ) throws(ExportError) -> [(json: JSONValue, meaning: ExportedLine)] {
    let error = solution.labels.firstIndex(of: .negative)
    let rated = error.map { $0 + 1 } ?? solution.steps.count
    let labeler =
      solution.row?.attributes["labeler"] ?? solution.evidence.lazy.compactMap { $0 }.first?.method
    let steps = solution.steps[..<rated].indices.map { step -> JSONValue in
      [
        "completions": [
          [
            "text": JSONValue(solution.steps[step]), "rating": Self.rating(solution.labels[step]),
            "flagged": false,
          ]
        ], "human_completion": nil,
        "chosen_completion": solution.labels[step] == .negative ? nil : 0,
      ]
    }
    let all = solution.steps + solution.unlabelledSteps
    let json: JSONValue = [
      "labeler": JSONValue(labeler.map { JSONValue($0) }), "timestamp": nil, "generation": nil,
      "is_quality_control_question": false, "is_initial_screening_question": false,
      "question": [
        "problem": JSONValue(solution.problem.statement), "ground_truth_solution": nil,
        "ground_truth_answer": JSONValue(solution.problem.gold),
        "pre_generated_steps": JSONValue(all.map { JSONValue($0) }),
        "pre_generated_answer": JSONValue(solution.answer.map { JSONValue($0) }),
        "pre_generated_verifier_score": nil,
      ],
      "label": [
        "steps": JSONValue(steps), "total_time": nil,
        "finish_reason": error == nil ? "solution" : "found_error",
      ],
    ]
    let meaning = ExportedLine(
      question: solution.problem.statement, steps: all,
      labels: Array(solution.labels[..<rated])
        + Array(repeating: .abstain, count: all.count - rated),
      others: Self.others(gold: solution.problem.gold, labeler: labeler))
    return [(json, meaning)]
  }

  private static func rating(_ label: LabelValue) -> JSONValue {
    switch label {
    case .positive: 1
    case .neutral: 0
    case .negative: -1
    case .abstain: nil
    }
  }

  private static func others(gold: String, labeler: String?) -> [String: String] {
    labeler.map { ["gold": gold, "labeler": $0] } ?? ["gold": gold]
  }

  /// Reads a line of any of PRM800K's shapes; steps that were generated beyond the rated ones have
  /// no rating.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let reader = PRM800KReader()
    let row = try reader.row(from: line, at: RecordPlace(suite: name, split: "all", line: 0))
    let rated = try reader.solution(from: line)
    var steps = rated.steps
    var labels = rated.ratings.map { rating -> LabelValue in
      guard let rating else { return .abstain }
      return rating > 0 ? .positive : rating < 0 ? .negative : .neutral
    }
    if let question = try line.member("question"), case .object = question.kind,
      let generated = try question.member("pre_generated_steps"), !generated.isNull
    {
      let all = try texts(generated)
      if all.starts(with: steps) {
        labels += Array(repeating: .abstain, count: all.count - steps.count)
        steps = all
      }
    }
    return ExportedLine(
      question: row.problem.statement, steps: steps, labels: labels,
      others: Self.others(gold: row.problem.gold, labeler: row.attributes["labeler"]))
  }
}
