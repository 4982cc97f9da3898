import Corpus

/// A verdict with what led to it.
public struct Judgement: Hashable, Sendable {
  /// The verdict.
  public let verdict: Verdict
  /// What decided, in kebab case (`same-integer`, `polynomial`, `no-answer`); Docs/judge.md lists
  /// all.
  public let reason: String
  /// Whether the answers are equal only by an allowance, such as rounding.
  public let isApproximate: Bool
  /// The answer that was found; `nil` when there is none.
  public let answer: Answer?

  /// Makes a judgement.
  public init(
    _ verdict: Verdict, reason: String, isApproximate: Bool = false, answer: Answer? = nil
  ) {
    self.verdict = verdict
    self.reason = reason
    self.isApproximate = isApproximate
    self.answer = answer
  }
}
