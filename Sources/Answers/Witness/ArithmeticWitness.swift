/// What arithmetic says about a step.
public enum ArithmeticVerdict: Hashable, Sendable {
  /// All equations of the step hold; how many there are.
  case holds(Int)
  /// The first equation that does not hold, and what its left side really is.
  case broken(equation: String, computed: String)
  /// The step has no equation that can be checked.
  case none
  /// An equation divides by zero or its numbers do not fit.
  case undecided
}

/// Checks the arithmetic that a step writes down.
///
/// An equation is an equals sign with numbers on both sides and an operation on at least one of
/// them: `5 x 3 = 15 apples`, `<<5*3=15>>`, `\frac{1}{4} \times 20 = 5`, `20% of $50 = $10`. A chain
/// `a = b = c` is two of them. Values are exact; a written decimal is compared to the digits that
/// are written, so `10/3 = 3.33` holds. Whatever is not plainly an equation of numbers is left
/// alone: the witness would rather say nothing than raise a false alarm.
///
/// - Complexity: O(length of the step) for every text, as sides are at most 200 tokens long.
public struct ArithmeticWitness: Hashable, Sendable {
  /// An equation of a text.
  public struct Equation: Hashable, Sendable {
    /// Whether it holds; `nil` when that cannot be computed.
    public let holds: Bool?
    /// The UTF-8 bytes of the text that it is written in.
    public let range: Range<Int>
    /// The equation as it is written.
    public let text: String
    /// What the left side is.
    public let computed: String
  }

  /// The longest step that is looked at, in bytes; a longer one has no equations.
  public static let maximumLength = 1 << 20

  /// Makes a witness.
  public init() {}

  /// What arithmetic says about a step.
  public func verdict(on step: String) -> ArithmeticVerdict {
    var isUndecided = false
    let equations = equations(in: step)
    for equation in equations {
      switch equation.holds {
      case false?: return .broken(equation: equation.text, computed: equation.computed)
      case nil: isUndecided = true
      case true?: break
      }
    }
    if isUndecided { return .undecided }
    return equations.isEmpty ? .none : .holds(equations.count)
  }

  /// The first step with an equation that does not hold, from 0; `nil` when there is none.
  public func firstBroken(in steps: [String]) -> Int? {
    steps.firstIndex { step in
      if case .broken = verdict(on: step) { true } else { false }
    }
  }

  /// The equations of a text in the order in which they are written.
  public func equations(in text: String) -> [Equation] {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.maximumLength else { return [] }
    return EquationTokenizer(bytes).streams.flatMap { stream in
      let finder = EquationFinder(stream)
      return finder.equations().compactMap { sides in
        EquationCheck(sides, tokens: finder.tokens, bytes: bytes).equation
      }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// Compares the two sides of an equation.
private struct EquationCheck {
  private let left: ArraySlice<EquationToken>
  private let right: ArraySlice<EquationToken>
  /// The words that follow the right side.
  private let following: [String]
  private let isApproximate: Bool
  private let bytes: [UInt8]

  init(_ sides: EquationFinder.Sides, tokens: [EquationToken], bytes: [UInt8]) {
    left = tokens[sides.left]
    right = tokens[sides.right]
    following = tokens[sides.right.upperBound...].prefix(8).compactMap(\.word)
    isApproximate = sides.isApproximate
    self.bytes = bytes
  }

  /// The equation, if the sides are expressions of which one has an operation.
  var equation: ArithmeticWitness.Equation? {
    guard !isBare(left) || !isBare(right), !mixesUnits(left), let first = left.first,
      let last = right.last
    else {
      return nil
    }
    let range = first.range.lowerBound..<last.range.upperBound
    let text = String(decoding: bytes[range], as: UTF8.self)
    do throws(ExpressionValue.Failure) {
      let holds = try dropsRemainder() ? nil : compare()
      return ArithmeticWitness.Equation(
        holds: holds, range: range, text: text,
        computed: try ExpressionValue.of(left).description)
    } catch {
      guard error == .arithmetic else { return nil }
      return ArithmeticWitness.Equation(holds: nil, range: range, text: text, computed: "")
    }
  }

  private func compare() throws(ExpressionValue.Failure) -> Bool {
    for leftReading in readings(left) {
      let leftValue = try ExpressionValue.of(left, leftReading)
      for rightReading in readings(right) {
        let rightValue = try ExpressionValue.of(right, rightReading)
        if try isEqual(leftValue, rightValue, leftReading, rightReading) { return true }
      }
    }
    if try isRunning() { return true }
    return try isInCents()
  }

  private func readings(_ side: ArraySlice<EquationToken>) -> [ExpressionReading] {
    let hasPercent = side.contains { token in
      if case .number(let number) = token.kind { number.isPercent } else { token.word == "percent" }
    }
    let hasQuotients = side.count { $0.kind == .divide } > 1
    return (hasPercent ? [true, false] : [true]).flatMap { percent in
      (hasQuotients ? [true, false] : [true]).map { spaces in
        ExpressionReading(percentIsHundredth: percent, spacesGroup: spaces)
      }
    }
  }

  private func isEqual(
    _ leftValue: Rational, _ rightValue: Rational, _ leftReading: ExpressionReading,
    _ rightReading: ExpressionReading
  ) throws(ExpressionValue.Failure) -> Bool {
    guard leftValue != rightValue else { return true }
    if try isNear(left, leftReading, leftValue, rightValue) { return true }
    return try isNear(right, rightReading, rightValue, leftValue)
  }

  /// Whether a side is what the other one is, but for the decimals that are not written.
  ///
  /// A number that is written as a decimal may have been rounded or cut off at its last digit, and a
  /// calculation with many decimals goes on with numbers that were.
  private func isNear(
    _ side: ArraySlice<EquationToken>, _ reading: ExpressionReading, _ value: Rational,
    _ other: Rational
  ) throws(ExpressionValue.Failure) -> Bool {
    let numbers = side.compactMap { token in
      if case .number(let number) = token.kind { number } else { nil }
    }
    let decimals = numbers.map(\.decimals).max() ?? 0
    let isWritten = isBare(side) && (decimals > 0 || isApproximate)
    guard decimals < 18, isWritten || decimals >= 3 else { return false }
    guard let difference = value.subtracting(other)?.magnitude else { throw .arithmetic }
    guard isWritten, let number = numbers.first else {
      let tolerance = powerOfTenth(decimals).flatMap { value.magnitude.multiplied(by: $0) }
      return tolerance.flatMap { difference.isLess(than: $0) } ?? false
    }
    let digits = decimals + (number.isPercent && reading.percentIsHundredth ? 2 : 0)
    guard let unit = powerOfTenth(digits), let doubled = difference.adding(difference),
      let isBeyondHalf = unit.isLess(than: doubled),
      let isBelowUnit = difference.isLess(than: unit),
      let isCut = value.magnitude.isLess(than: other.magnitude)
    else { throw .arithmetic }
    return !isBeyondHalf || isCut && isBelowUnit
  }

  private func powerOfTenth(_ exponent: Int) -> Rational? {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return Rational(1, over: power)
  }

  /// Whether a side is a single number with its unit.
  private func isBare(_ side: ArraySlice<EquationToken>) -> Bool {
    let content = side.filter { $0.word == nil && $0.kind != .open && $0.kind != .close }
    return content.count { $0.kind != .minus } == 1
      && content.allSatisfy { token in
        if case .number = token.kind { true } else { token.kind == .minus }
      }
  }

  /// Whether the sign joins two calculations, the second going on with the value of the first:
  /// `3 * 5 = 15 - 3 = 12`.
  private func isRunning() throws(ExpressionValue.Failure) -> Bool {
    let values = try readings(left).map { (reading) throws(ExpressionValue.Failure) in
      try ExpressionValue.of(left, reading)
    }
    for end in right.indices where end > right.startIndex && right[end].isOperator {
      for reading in readings(right[..<end]) {
        if let value = try? ExpressionValue.of(right[..<end], reading), values.contains(value) {
          return true
        }
      }
    }
    return false
  }

  /// Whether a whole number is the quotient without its remainder, and the text says so.
  private func dropsRemainder() throws(ExpressionValue.Failure) -> Bool {
    guard isBare(right), following.contains(where: EquationWords.remainders.contains) else {
      return false
    }
    let leftValue = try ExpressionValue.of(left)
    let rightValue = try ExpressionValue.of(right)
    guard leftValue.denominator > 1, rightValue.denominator == 1,
      let difference = leftValue.subtracting(rightValue)?.magnitude
    else { return false }
    return difference.isLess(than: Rational(1)) ?? false
  }

  /// Whether pounds and ounces, or other such units, are added as they stand.
  private func mixesUnits(_ side: ArraySlice<EquationToken>) -> Bool {
    guard side.contains(where: { $0.kind == .plus || $0.kind == .minus }),
      !side.contains(where: { $0.kind == .times || $0.kind == .divide })
    else { return false }
    return Set(side.compactMap(\.word)).intersection(EquationWords.measures).count > 1
  }

  /// Whether one side is in cents and the other in dollars.
  private func isInCents() throws(ExpressionValue.Failure) -> Bool {
    let words = left.compactMap(\.word) + right.compactMap(\.word) + following.prefix(1)
    guard words.contains(where: { $0 == "cents" || $0 == "cent" }) else { return false }
    let leftValue = try ExpressionValue.of(left)
    let rightValue = try ExpressionValue.of(right)
    return leftValue.multiplied(by: Rational(100)) == rightValue
      || rightValue.multiplied(by: Rational(100)) == leftValue
  }
}
