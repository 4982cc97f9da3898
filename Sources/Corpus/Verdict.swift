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
