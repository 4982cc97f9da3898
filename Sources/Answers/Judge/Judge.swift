import Corpus
import Expressions

/// Decides whether a response gives the gold answer.
///
/// A judge is pure and total: it has a judgement on every text, in bounded time and memory, the
/// same on every machine. What it decides where that is open, and why, is in Docs/judge.md.
public struct Judge: Sendable {
  /// How answers are found and what counts as equal.
  public let policy: JudgePolicy
  /// What a policy of others does with strings.
  let strings: (any StringPolicy)?
  /// Whether equal texts are equal answers without being read.
  ///
  /// Only a matter of speed: tests switch it off to see that every gold is equal to itself.
  public var usesTextShortcut = true
  /// Reads both sides.
  let reader = ExpressionReader()
  /// Compares them.
  let comparer = ExpressionComparer()
  /// Compares with what a program printed.
  let printedComparer = ExpressionComparer(policy: .printed)

  /// Makes a judge.
  public init(policy: JudgePolicy = .standard) {
    self.policy = policy
    strings = policy.strings
  }

  /// The judge's name, version and policy, as stored with every verdict.
  public var identity: JudgeIdentity {
    // Grows whenever some verdict may differ from before.
    JudgeIdentity(name: "stepmark", version: 1, policy: policy.rawValue)
  }

  /// Reads a gold answer, once for all responses to its problem.
  public func prepare(_ gold: String, mode: JudgeMode = .text) -> PreparedGold {
    PreparedGold(gold, mode: mode, judge: self)
  }

  /// Judges a response or an answer, as the gold's mode says.
  public func judge(_ response: String, gold: PreparedGold) -> Judgement {
    var worker = JudgeWorker(self)
    return worker.judge(response, gold: gold)
  }

  /// Judges a response or an answer.
  public func judge(_ response: String, gold: String, mode: JudgeMode = .text) -> Judgement {
    judge(response, gold: prepare(gold, mode: mode))
  }
}
