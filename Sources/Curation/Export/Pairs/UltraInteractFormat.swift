import Corpus
import JSON
import Storage

/// The pairs of UltraInteract (2404.02078): a right and a wrong action after the same trajectory.
///
/// Pairs of first solutions follow the instruction alone; where solutions were revised, pairs of
/// revisions follow the instruction, the solution that they revise and the request. `id` is the
/// hash of the statement, the depth in the tree and a number; `parent_id` is the first pair that rejects
/// the revised solution, or −1.
public struct UltraInteractFormat: AdjustableFormat {
  static let task = "Math_CoT"

  /// The name on the command line.
  public let name = "ultrainteract"
  /// What it is.
  public let summary = "pairs of actions after a trajectory (openbmb/UltraInteract_pair)"
  /// It says nothing about steps.
  public let labelUse = LabelUse.none
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]
  /// It takes revisions where there are any.
  public let extras: Set<GroupExtra> = [.revisions]
  /// As its own turns only.
  public let shapes: [FormatOptions.Shape] = [.conversational]
  /// A line for every pair.
  public let hasPairs = true
  /// A line holds a right and a wrong solution, the last ones of its trajectory.
  public let lineShape: LineShape? = .answers
  private let options: FormatOptions

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) { self.options = options }

  /// The format with another number of pairs.
  public func adjusted(to options: FormatOptions) -> any DatasetFormat {
    UltraInteractFormat(options: options)
  }

  /// One line for every pair.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    group.problems.flatMap { problem in
      let statement = problem.problem.statement
      let tree = ContentKey(hashing: statement)
      var rows: [ExportRow] = []
      var rejecting: [ContentKey: String] = [:]
      for pair in AnswerPairs.of(problem.solutions, most: options.pairs) {
        let id = "\(tree)_0_\(rows.count)"
        if rejecting[pair.rejected.completion] == nil { rejecting[pair.rejected.completion] = id }
        rows.append(
          row(
            id, parent: "-1", pair.chosen.suite, [Message(.user, statement)], pair.chosen.turn,
            pair.rejected.turn))
      }
      let suite = problem.solutions.first?.suite ?? ""
      var number = 0
      for (first, seconds) in Self.revisions(problem) {
        let right = seconds.filter { $0.verdict == .correct }
        let wrong = seconds.filter { $0.verdict == .incorrect || $0.verdict == .unanswered }
        let turns = [
          Message(.user, statement), Message(.assistant, first.text),
          Message(.user, Correction.request),
        ]
        for (chosen, rejected) in zip(right, wrong) where number < options.pairs {
          rows.append(
            row(
              "\(tree)_1_\(number)", parent: rejecting[first.completion] ?? "-1",
              suite, turns, chosen, rejected))
          number += 1
        }
      }
      return rows
    }
  }

  /// The revisions of every wrong solution, both in the order of their keys.
  static func revisions(
    _ problem: ProblemGroup
  ) -> [(first: StoredRevision.Turn, seconds: [StoredRevision.Turn])] {
    var groups: [(first: StoredRevision.Turn, seconds: [StoredRevision.Turn])] = []
    for revision in problem.revisions where revision.first.verdict != .correct {
      if groups.last?.first.completion != revision.first.completion {
        groups.append((revision.first.withoutMargins, []))
      }
      groups[groups.count - 1].seconds.append(revision.second.withoutMargins)
    }
    return groups
  }

  private func row(
    _ id: String, parent: String, _ suite: String, _ turns: [Message],
    _ chosen: StoredRevision.Turn, _ rejected: StoredRevision.Turn
  ) -> ExportRow {
    let trajectory = turns.map { turn -> JSONValue in
      ["from": JSONValue(turn.role.rawValue), "value": JSONValue(turn.content)]
    }
    return ExportRow(
      json: [
        "task": JSONValue(Self.task), "dataset": JSONValue(suite),
        "trajectory": JSONValue(trajectory), "chosen": JSONValue(chosen.text),
        "rejected": JSONValue(rejected.text), "id": JSONValue(id),
        "parent_id": JSONValue(parent),
      ],
      meaning: ExportedLine(
        question: turns[0].content,
        steps: turns.dropFirst().map(\.content) + [chosen.text, rejected.text],
        labels: [.positive, .negative], others: ["id": id, "parent_id": parent]),
      solutions: [chosen.completion, rejected.completion])
  }

  /// Reads a line; the trajectory begins and ends with a user.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    var turns: [String] = []
    let trajectory = try line["trajectory"].array()
    for (number, turn) in trajectory.enumerated() {
      let role: Message.Role = number % 2 == 0 ? .user : .assistant
      guard try turn["from"].string() == role.rawValue else {
        throw try turn["from"].error("wants \(role.rawValue)")
      }
      turns.append(try turn["value"].string())
    }
    guard turns.count % 2 == 1 else {
      throw try line["trajectory"].error("does not end with a user")
    }
    return ExportedLine(
      question: turns[0],
      steps: turns.dropFirst()
        + [try line["chosen"].string(), try line["rejected"].string()],
      labels: [.positive, .negative],
      others: ["id": try line["id"].string(), "parent_id": try line["parent_id"].string()])
  }
}
