/// The decisions where mathematics leaves open what counts as the same answer.
public struct ComparisonPolicy: Hashable, Sendable {
  /// What a number in a base is equal to.
  public enum Bases: String, Hashable, Sendable, CaseIterable {
    /// The same digits in the same base alone.
    case tag
    /// Whatever has the same value.
    case value
  }

  /// Which numbers equal one that is written in a base.
  ///
  /// By default the base must match too, since the base is what such a question asks for.
  public var bases = Bases.tag
  /// The significant digits a decimal needs to stand for a number that has no finite decimal, to
  /// which it must be rounded correctly.
  public var significantDigits = 4
  /// Whether decimals in the gold answer are rounded, and so stand for all numbers within half a
  /// unit in the last place.
  public var goldDecimalsAreRounded = false
  /// Whether `50%` and `50` are equal.
  public var percentSignMayDrop = true
  /// Whether a tuple and a list in the same order are equal.
  public var listMayBeTuple = true
  /// Whether a tuple and a set or unordered list with the same elements are equal.
  public var tupleMayBeSet = false

  /// The base of a logarithm without a written base.
  public var plainLogarithm = PlainLogarithm.ten

  /// What `log` without a base means.
  public enum PlainLogarithm: String, Hashable, Sendable, CaseIterable {
    case natural, ten
  }

  /// The default decisions.
  public init() {}
}
