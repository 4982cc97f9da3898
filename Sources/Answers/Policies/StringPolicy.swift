/// A published way of scoring answers, reproduced so that its numbers can be compared.
///
/// A policy repeats what the original does with strings and numbers, its faults included. Where the
/// original asks SymPy whether two formulas are equal, the policy asks the function it is given.
public protocol StringPolicy: Sendable {
  /// The policy's name, as options and reports write it.
  var name: String { get }
  /// Whether the original also compares formulas with SymPy.
  var asksForSymbolicEquality: Bool { get }

  /// The answer that the original takes from a model's text; `nil` when it finds none.
  func extract(from solution: String) -> String?
  /// The answer that the original takes from a reference solution; `nil` when it finds none.
  func extractGold(from solution: String) -> String?
  /// An answer as the original writes it before it compares.
  func normalise(_ answer: String) -> String
  /// Whether the original finds two answers equal, both as they were extracted.
  ///
  /// - Parameter symbolic: Decides, for two formulas, what the original leaves to SymPy.
  func equals(_ answer: String, _ gold: String, symbolic: (String, String) -> Bool) -> Bool
}

extension StringPolicy {
  /// Whether two answers are equal as strings and numbers alone.
  public func equals(_ answer: String, _ gold: String) -> Bool {
    equals(answer, gold) { _, _ in false }
  }
}

/// The policies by name.
public enum PublishedPolicy: String, Hashable, Sendable, CaseIterable {
  /// GSM8K in lm-evaluation-harness, `strict-match`.
  case gsm8kStrict = "gsm8k-strict"
  /// GSM8K in lm-evaluation-harness, `flexible-extract`.
  case gsm8kFlexible = "gsm8k-flexible"
  /// MATH as its authors score it: the last box, compared as a string.
  case hendrycks
  /// MATH in lm-evaluation-harness's `hendrycks_math`: what stands between the first and the last
  /// dollar sign, compared as a string.
  case hendrycksDollars = "hendrycks-dollars"
  /// MATH as Minerva scores it.
  case minerva
  /// MATH and GSM8K as Qwen2.5-Math scores them.
  case qwen

  /// The policy.
  public var policy: any StringPolicy {
    switch self {
    case .gsm8kStrict: GSM8KPolicy(filter: .strict)
    case .gsm8kFlexible: GSM8KPolicy(filter: .flexible)
    case .hendrycks: HendrycksPolicy(extraction: .lastBox)
    case .hendrycksDollars: HendrycksPolicy(extraction: .betweenDollars)
    case .minerva: MinervaPolicy()
    case .qwen: QwenPolicy()
    }
  }
}
