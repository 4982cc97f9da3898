import Corpus
import Storage

/// What people have answered about labelled steps so far.
public struct StoredAudit: Sendable {
  /// What somebody else answered.
  public struct Other: Sendable {
    /// The name that the person goes by; empty for one without a name.
    public let person: String
    /// The answers.
    public let answers: [LabelledStep: AuditAnswer]
  }

  /// Who answers about whose labels.
  public let auditor: Auditor
  /// The answers of that person.
  public let answers: [LabelledStep: AuditAnswer]
  /// The steps that the person answered, the last one at the end.
  public let history: [LabelledStep]
  /// Steps of which united stores hold different answers under that name: they are open again.
  public let contradictory: Int
  /// Answers about steps that no solution has as it is cut now.
  public let unplaced: Int
  /// The other people, by name.
  public let others: [Other]

  /// Reads the answers about these steps.
  public init(
    of labelled: [LabelledStep], by auditor: Auditor, in store: Store
  ) async throws(DatabaseError) {
    self.auditor = auditor
    let steps = Dictionary(
      labelled.map { (Place(solution: $0.solution, step: $0.step), $0) },
      uniquingKeysWith: { first, _ in first })
    let (stored, unplaced) = try await store.read { (store) throws(DatabaseError) in
      var stored: [(auditor: Auditor, steps: [AuditedStep])] = []
      let people = try store.auditors(of: auditor.method)
      for person in people { stored.append((person, try store.auditedSteps(by: person))) }
      return (stored, try store.unplacedAnswers(by: auditor))
    }
    var answers: [LabelledStep: AuditAnswer] = [:]
    var history: [LabelledStep] = []
    var others: [Other] = []
    var contradictory = 0
    for (person, audited) in stored {
      var given: [LabelledStep: AuditAnswer] = [:]
      var order: [LabelledStep] = []
      for item in audited {
        guard let step = steps[Place(solution: item.solution, step: item.step)] else { continue }
        if let answer = item.answer {
          given[step] = answer
          order.append(step)
        } else if person == auditor {
          contradictory += 1
        }
      }
      if person == auditor {
        (answers, history) = (given, order)
      } else if !given.isEmpty {
        others.append(Other(person: person.person, answers: given))
      }
    }
    (self.answers, self.history, self.others) = (answers, history, others)
    (self.contradictory, self.unplaced) = (contradictory, unplaced)
  }

  /// What a person should know of the answers that do not count.
  public var remarks: [String] {
    var remarks: [String] = []
    if contradictory > 0 {
      remarks.append(
        "of \(contradictory) steps the united stores hold different answers under one name; they "
          + "are asked about again")
    }
    if unplaced > 0 {
      remarks.append(
        "\(unplaced) answers are about steps that no solution has as it is cut now; they are kept")
    }
    return remarks
  }

  private struct Place: Hashable {
    let solution: Int64
    let step: Int
  }
}
