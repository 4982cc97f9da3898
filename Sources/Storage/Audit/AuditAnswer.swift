import Corpus

/// What a person says of a step.
public enum AuditAnswer: String, Hashable, Sendable, CaseIterable {
  /// The step is right.
  case right
  /// The step is wrong.
  case wrong
  /// Nobody could say.
  case unsure

  /// The label that stands for it.
  public var value: LabelValue {
    switch self {
    case .right: .positive
    case .wrong: .negative
    case .unsure: .abstain
    }
  }

  /// The answer that a label stands for; `nil` for a neutral one, which nobody is offered.
  init?(_ value: LabelValue) {
    guard let answer = Self.allCases.first(where: { $0.value == value }) else { return nil }
    self = answer
  }

  /// The method of the labels that are made of answers.
  public static let method = "audit"
}

/// Who answers about whose labels.
public struct Auditor: Hashable, Sendable {
  /// The name that the person goes by; empty for one without a name.
  public let person: String
  /// The method whose labelled steps the person is asked about.
  public let method: String

  /// Makes an auditor.
  public init(person: String = "", method: String) {
    self.person = person
    self.method = method
  }
}

/// A step that a person judged, and the answer that counts: the person's last one.
public struct AuditedStep: Hashable, Sendable {
  /// The solution's row id.
  public let solution: Int64
  /// The step, from 0.
  public let step: Int
  /// The answer; `nil` where united stores hold different ones under one name, so that the person
  /// must be asked again.
  public let answer: AuditAnswer?
}
