import Corpus
import JSON
import Storage

/// UltraInteract's rows for fine-tuning (2404.02078): the right actions of every tree, each with
/// the action that it followed.
///
/// `id` is the hash of the statement, the depth and the place of the action among those of its depth;
/// wrong actions have places too, so that the parent of a right revision is the wrong solution that
/// it revises. The instruction of a revision is all that was said before it.
public struct UltraInteractTreeFormat: DatasetFormat {
  /// The name on the command line.
  public let name = "ultrainteract-tree"
  /// What it is.
  public let summary = "right actions with their places in the tree (openbmb/UltraInteract_sft)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]
  /// It takes revisions where there are any.
  public let extras: Set<GroupExtra> = [.revisions]

  /// Makes the format.
  public init() {}

  /// One line for every right action.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    group.problems.flatMap { problem in
      let statement = problem.problem.statement
      let key = ContentKey(hashing: statement)
      var rows: [ExportRow] = []
      var places: [ContentKey: Int] = [:]
      let suite = problem.solutions.first?.suite ?? ""
      for (place, solution) in AnswerPairs.ordered(problem.solutions).enumerated() {
        places[solution.completion] = place
        guard solution.verdict == .correct else { continue }
        rows.append(row("\(key)_0_\(place)", parent: "-1", suite, statement, solution.turn))
      }
      var place = 0
      for (first, seconds) in UltraInteractFormat.revisions(problem) {
        let instruction = [statement, first.text, Correction.request].joined(separator: "\n\n")
        for second in seconds {
          defer { place += 1 }
          guard second.verdict == .correct else { continue }
          let parent = places[first.completion].map { "\(key)_0_\($0)" } ?? "-1"
          rows.append(row("\(key)_1_\(place)", parent: parent, suite, instruction, second))
        }
      }
      return rows
    }
  }

  private func row(
    _ id: String, parent: String, _ suite: String, _ instruction: String,
    _ action: StoredRevision.Turn
  ) -> ExportRow {
    ExportRow(
      json: [
        "task": JSONValue(UltraInteractFormat.task), "dataset": JSONValue(suite),
        "instruction": JSONValue(instruction), "response": JSONValue(action.text),
        "id": JSONValue(id), "parent_id": JSONValue(parent),
      ],
      meaning: ExportedLine(
        question: instruction, steps: [action.text], labels: [.positive],
        others: ["id": id, "parent_id": parent]),
      solutions: [action.completion])
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    ExportedLine(
      question: try line["instruction"].string(), steps: [try line["response"].string()],
      labels: [.positive],
      others: ["id": try line["id"].string(), "parent_id": try line["parent_id"].string()])
  }
}
