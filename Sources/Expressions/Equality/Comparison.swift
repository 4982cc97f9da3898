/// What comparing an answer with the gold answer found.
public enum Comparison: Hashable, Sendable {
  /// They are equal, as the rule says; `remarks` says what a strict reader would object to.
  case equal(ComparisonRule, remarks: ComparisonRemarks)
  /// They are different, as the rule says.
  case different(ComparisonRule)
  /// Neither could be shown within the limits.
  case undecided(UndecidedReason)

  /// Whether they are equal.
  public var isEqual: Bool { if case .equal = self { true } else { false } }

  /// Whether they are equal because a decimal was rounded.
  public var isApproximate: Bool {
    if case .equal(_, let remarks) = self { remarks.contains(.approximate) } else { false }
  }
}

/// Which consideration decided a comparison.
public enum ComparisonRule: String, Hashable, Sendable, CaseIterable {
  /// The exact values, rational numbers, are equal or not.
  case exactValue = "exact-value"
  /// The expressions are or are not the same in the field of fractions over the algebraic numbers.
  ///
  /// Two that are not pass for the same with a probability below 2⁻¹⁰⁰.
  case algebraicIdentity = "algebraic-identity"
  /// The decimal is or is not the other value, rounded to the digits written.
  case roundedDecimal = "rounded-decimal"
  /// Enclosures of the values do not meet.
  case enclosures
  /// The values are algebraic and closer than different ones can be.
  case rootSeparation = "root-separation"
  /// The values agree to more than 1,000 bits, at each of several points if there are variables.
  case manyDigits = "many-digits"
  /// The elements correspond, or one has no counterpart.
  case elements
  /// The statements say the same, or not.
  case statements
  /// The words are the same, or not.
  case words
  /// The units agree, or not.
  case units
  /// The nodes correspond one by one, or not.
  case structure
  /// They are different kinds of things (a number, a set, a matrix, a word).
  case kind
}

/// Why a comparison found neither equality nor difference.
public enum UndecidedReason: String, Hashable, Sendable, CaseIterable, Error {
  /// The step budget was spent.
  case stepLimit = "step-limit"
  /// A number outgrew the limit of bits.
  case bitLimit = "bit-limit"
  /// The nesting was too deep.
  case depthLimit = "depth-limit"
  /// A side has no value (a division by zero).
  case undefinedValue = "undefined-value"
  /// The values agree to all digits computed, and no theorem says how many are enough.
  case zeroTest = "zero-test"
  /// No method covers these expressions.
  case noMethod = "no-method"
  /// A side is empty.
  case nothing

  init(_ interruption: Interruption) {
    self =
      switch interruption {
      case .steps: .stepLimit
      case .bits: .bitLimit
      case .depth: .depthLimit
      case .undefined: .undefinedValue
      case .imprecise: .zeroTest
      case .unsupported: .noMethod
      }
  }
}

/// What a strict reader would object to in an answer that counts as equal.
public struct ComparisonRemarks: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt16
  /// Makes a set of remarks from its bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A decimal stands for a number that it only approximates.
  public static let approximate = ComparisonRemarks(rawValue: 1)
  /// A fraction is not in lowest terms.
  public static let unreduced = ComparisonRemarks(rawValue: 2)
  /// Only one side has a percent sign on the same number.
  public static let percentSign = ComparisonRemarks(rawValue: 4)
  /// Only one side has a unit.
  public static let unitOmitted = ComparisonRemarks(rawValue: 8)
  /// The units differ and were converted.
  public static let unitConverted = ComparisonRemarks(rawValue: 16)
  /// A list, set or tuple is written as another of these.
  public static let brackets = ComparisonRemarks(rawValue: 32)
  /// An angle is given in degrees on one side and in radians on the other.
  public static let angleUnit = ComparisonRemarks(rawValue: 64)
  /// Only one side names what it gives the value of (`x = 5` and `5`).
  public static let nameOmitted = ComparisonRemarks(rawValue: 128)

  /// The names of the remarks, in kebab case.
  public var names: [String] {
    let all = [
      "approximate", "unreduced", "percent-sign", "unit-omitted", "unit-converted", "brackets",
      "angle-unit", "name-omitted",
    ]
    return all.enumerated().filter { rawValue >> $0.offset & 1 == 1 }.map(\.element)
  }
}
