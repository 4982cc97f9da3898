/// The judgement of an answer against the gold answer.
public enum Verdict: String, Sendable, CaseIterable {
  /// The answers are equal.
  case correct
  /// The answers differ.
  case incorrect
  /// There is no answer.
  case unanswered
  /// The judge cannot tell; the caller decides what that means.
  case undecided
}

/// Which judge gave a verdict, and by which rules.
public struct JudgeIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The judge's name.
  public let name: String
  /// Grows whenever some verdict may differ from before.
  public let version: Int
  /// The name of what counts as equal and how answers are found.
  public let policy: String

  /// Makes an identity.
  public init(name: String, version: Int, policy: String) {
    self.name = name
    self.version = version
    self.policy = policy
  }

  /// The identity as `name/version/policy`.
  public var description: String { "\(name)/\(version)/\(policy)" }
}
