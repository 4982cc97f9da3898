/// The decisions where mathematics leaves open what counts as the same answer.
///
/// `decisions` lists all of them, also those without an option.
public struct ComparisonPolicy: Hashable, Sendable {
  /// Whether two ways to write something are the same.
  public enum Equivalence: String, Hashable, Sendable, CaseIterable {
    /// They are the same, with a remark.
    case equal
    /// They are different.
    case different
  }

  /// Whether a sign behind a number may be left out.
  public enum Sign: String, Hashable, Sendable, CaseIterable {
    /// The bare number is equal too, with a remark.
    case mayDrop = "may-drop"
    /// Only what has the same value is equal.
    case value
  }

  /// What a number in a base is equal to.
  public enum Bases: String, Hashable, Sendable, CaseIterable {
    /// The same value in the same base alone.
    case tag
    /// Whatever has the same value.
    case value
  }

  /// How a list and a tuple compare.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// Equal where the elements are equal in this order.
    case sameOrder = "same-order"
    /// Different.
    case different
  }

  /// Whether it counts how often an element occurs.
  public enum Duplicates: String, Hashable, Sendable, CaseIterable {
    /// It counts where both sides are lists without braces, as roots have multiplicities; not in
    /// lists of tuples: a solution that is named twice is one solution.
    case countInLists = "count-in-lists"
    /// It never counts.
    case ignore
  }

  /// What decimals in the gold answer stand for.
  public enum Decimals: String, Hashable, Sendable, CaseIterable {
    /// Exactly what is written.
    case exact
    /// All numbers within half a unit in the last place.
    case rounded
  }

  /// Whether capital letters count in words and choices.
  public enum LetterCase: String, Hashable, Sendable, CaseIterable {
    case ignored, counts
  }

  /// What `log` without a base means.
  public enum PlainLogarithm: String, Hashable, Sendable, CaseIterable {
    case natural, ten
    /// The natural or the decimal one, the same in both answers, whichever makes them equal.
    case either
  }

  /// Of what greatest common divisors and least common multiples are taken.
  public enum Divisors: String, Hashable, Sendable, CaseIterable {
    /// Of the numbers that letters stand for: gcd(a, b) is unknown.
    case numbers
    /// Of polynomials, as computer algebra systems print them: letters, π, e and square roots are
    /// independent indeterminates, so gcd(a, b) = 1 and lcm(a, b) = ab. What is equal only by this
    /// convention is no statement about numbers.
    case polynomials
  }

  /// Whether `50%` and `50` are equal; 0.5 and `50%` always are, 0.5 and 50 never.
  public var percentSign = Sign.mayDrop
  /// Whether `60°` and `60` are equal; `60°` and π/3 always are.
  public var degreeSign = Sign.mayDrop
  /// The significant digits a decimal needs to stand for a number that has no finite decimal.
  ///
  /// It must be that number rounded to the digits written, whatever their number.
  public var significantDigits = 4
  /// What decimals in the gold answer stand for.
  public var goldDecimals = Decimals.exact
  /// Whether `(2, 3)` and `{2, 3}` with the same elements are equal.
  public var tupleAndSet = Equivalence.different
  /// How `2, 3` and `(2, 3)` compare; a list equals a set in any order.
  public var tupleAndList = Order.sameOrder
  /// Whether it counts how often an element occurs; in sets it never does.
  public var duplicates = Duplicates.countInLists
  /// Whether `[-2, 7]` and `-2 ≤ x ≤ 7` are equal: the inequality must be solved for one variable.
  public var intervalAndInequality = Equivalence.equal
  /// Which numbers equal one that is written in a base.
  ///
  /// By default the base must match too, since the base is what such a question asks for.
  public var bases = Bases.tag
  /// Whether 3:4 and 3/4 are equal.
  public var ratioAndFraction = Equivalence.equal
  /// Whether a column or row and a tuple are equal.
  public var vectorAndTuple = Equivalence.equal
  /// Whether a number without a unit equals the same number with one.
  ///
  /// Two units must agree, or convert into each other exactly.
  public var omittedUnit = Equivalence.equal
  /// Whether capital letters count in words and choices.
  public var letterCase = LetterCase.ignored
  /// What `log` without a base means.
  public var plainLogarithm = PlainLogarithm.either
  /// Of what greatest common divisors and least common multiples are taken.
  public var divisors = Divisors.numbers

  /// The default decisions.
  public init() {}

  /// The decisions for a gold answer that a computer algebra system printed.
  public static let printed: ComparisonPolicy = {
    var policy = ComparisonPolicy()
    policy.divisors = .polynomials
    return policy
  }()
}
