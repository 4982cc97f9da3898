/// A way to change a problem and keep what it is a variant of, so that robustness is measured on
/// pairs.
///
/// The first eight are the kinds of GSM-Plus (2402.19255), the others those of GSM-Symbolic
/// (2410.05229).
public enum Perturbation: String, CaseIterable, Hashable, Sendable {
  /// Other numbers with as many digits.
  case numericalSubstitution = "numerical-substitution"
  /// Numbers with one digit more.
  case digitExpansion = "digit-expansion"
  /// Whole numbers become fractional where their unit can be split.
  case fractionConversion = "integer-decimal-fraction-conversion"
  /// One operation more.
  case addingOperation = "adding-operation"
  /// A given number and the answer change places.
  case reversingOperation = "reversing-operation"
  /// The same problem in other words.
  case problemUnderstanding = "problem-understanding"
  /// A sentence on the topic that the question does not need.
  case distractorInsertion = "distractor-insertion"
  /// A needed number is not told: the gold answer is `None`.
  case criticalThinking = "critical-thinking"
  /// Other names.
  case names
  /// Other numbers.
  case numbers
  /// Other names and other numbers.
  case namesAndNumbers = "names-and-numbers"
  /// One clause more that has to be computed with.
  case oneClauseMore = "p1"
  /// Two clauses more that have to be computed with.
  case twoClausesMore = "p2"
  /// A clause that seems to matter and does not.
  case irrelevantClause = "no-op"

  /// The eight kinds of GSM-Plus.
  public static let gsmPlus: [Perturbation] = [
    .numericalSubstitution, .digitExpansion, .fractionConversion, .addingOperation,
    .reversingOperation, .problemUnderstanding, .distractorInsertion, .criticalThinking,
  ]

  /// The kinds of GSM-Symbolic.
  public static let gsmSymbolic: [Perturbation] = [
    .names, .numbers, .namesAndNumbers, .oneClauseMore, .twoClausesMore, .irrelevantClause,
  ]

  /// The steps that are added.
  var extraSteps: Int {
    switch self {
    case .addingOperation, .oneClauseMore: 1
    case .twoClausesMore: 2
    default: 0
    }
  }

  var changesNumbers: Bool {
    switch self {
    case .numericalSubstitution, .digitExpansion, .fractionConversion, .numbers, .namesAndNumbers:
      true
    default: false
    }
  }

  var changesNames: Bool { self == .names || self == .namesAndNumbers }
}
