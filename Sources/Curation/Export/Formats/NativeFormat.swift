import Corpus
import JSON
import Storage

/// StepMark's own lines: a solution with everything that the store knows of it but its rollouts.
///
/// Labels are written as the labeller made them, whatever the policy; ids are the store's keys, so
/// that an import into another store gives the same solutions.
public struct NativeFormat: DatasetFormat {
  /// The name on the command line.
  public let name = "native"
  /// What it is.
  public let summary = "all but the rollouts: counts, intervals, verdict, ids (StepMark's own)"
  /// It needs labels.
  public let labelUse = LabelUse.required
  /// What it carries: everything.
  public let fields = Set(ExportedField.allCases)
  /// Labels stay as they are.
  public let appliesPolicy = false

  /// A line is a record.
  public let lineShape: LineShape? = .record

  /// Makes the format.
  public init() {}

  /// One line for every solution.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    var rows: [ExportRow] = []
    for problem in group.problems {
      let origin = problem.stage.flatMap { stage in
        group.problems.first.map { NativeRecord.Origin(root: $0.problem, stage: stage) }
      }
      for solution in problem.solutions {
        guard let stored = solution.stored else {
          throw .missing(format: name, what: "the stored record", completion: solution.completion)
        }
        let record = NativeRecord(
          problem: problem.problem, origin: origin, row: solution.row ?? problem.row,
          completion: solution.completion, model: solution.model, purpose: stored.purpose,
          text: stored.solution.text, finish: stored.solution.finish,
          steps: stored.solution.steps, verdict: solution.verdict, answer: solution.answer,
          method: stored.method, settings: stored.settings,
          labels: solution.evidence.compactMap { $0 },
          truths: stored.truths)
        rows.append(
          ExportRow(
            json: record.json, meaning: record.meaning(record.json),
            solutions: [solution.completion]))
      }
    }
    return rows
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let record = try NativeRecord(line)
    return record.meaning(record.json)
  }
}
