import Answers

/// An equation of a step: a calculation and the number that it is said to give.
struct StepEquation: Hashable {
  /// The calculation.
  let expression: StepExpression
  /// The number after the equals sign.
  let result: Rational
  /// The decimals that the result is written with.
  let decimals: Int
  /// Whether the calculation gives this number, but for decimals that are not written.
  let holds: Bool
  /// What the result is said to count or measure.
  let unit: StatedUnit

  init(
    expression: StepExpression, result: Rational, decimals: Int, holds: Bool,
    unit: StatedUnit = StatedUnit(isMoney: false, stems: [])
  ) {
    self.expression = expression
    self.result = result
    self.decimals = decimals
    self.holds = holds
    self.unit = unit
  }

  /// The equations of a step in the order in which they are written; `nil` when one of them cannot
  /// be read as a calculation and its result.
  ///
  /// A false equation of two calculations has no result: it is read as its left side and what the
  /// right one really is.
  static func all(in step: String) -> [StepEquation]? {
    let found = read(step)
    guard found?.isEmpty ?? true, let plain = inDollars(step) else { return found }
    return read(plain)
  }

  /// A text with `5 dollars` for each `$5`, where two such signs could be those around a formula;
  /// `nil` where there are no two.
  private static func inDollars(_ step: String) -> String? {
    guard step.contains("=") else { return nil }
    var output = ""
    var rest = step[...]
    var count = 0
    while let sign = rest.firstIndex(of: "$") {
      let number = rest[rest.index(after: sign)...].prefix { $0.isNumber || $0 == "," || $0 == "." }
      var digits = number
      while let last = digits.last, !last.isNumber { digits.removeLast() }
      output += rest[..<sign]
      if output.last == "\\" { output.removeLast() }
      if digits.isEmpty { return nil }
      output += digits + " dollars"
      count += 1
      rest = rest[digits.endIndex...]
    }
    return count > 1 ? output + rest : nil
  }

  private static func read(_ step: String) -> [StepEquation]? {
    if let rounded = rounded(in: step) { return [rounded] }
    var equations: [StepEquation] = []
    // The calculation that a chain of calculations began with.
    var first: (expression: StepExpression, end: Int)?
    let found = ArithmeticWitness().equations(in: step)
    for (place, equation) in found.enumerated() {
      guard let holds = equation.holds,
        let sign = separator(in: equation.text),
        let left = StepExpression(equation.text[..<sign.lowerBound]),
        let right = StepExpression(equation.text[sign.upperBound...])
      else { return nil }
      switch (left, right) {
      case (_, .number(let value, let decimals)) where !left.isNumber:
        let goesOn =
          found.indices.contains(place + 1)
          && found[place + 1].range.lowerBound < equation.range.upperBound
        let isChained = first.map { equation.range.lowerBound < $0.end } ?? false
        equations.append(
          StepEquation(
            expression: isChained ? first?.expression ?? left : left, result: value,
            decimals: decimals, holds: holds,
            unit: goesOn ? StatedUnit(isMoney: false, stems: []) : unit(after: equation, in: step)))
      case (.number(let value, let decimals), _) where !right.isNumber:
        equations.append(
          StepEquation(
            expression: right, result: value, decimals: decimals, holds: holds))
      // `3 * 4 + 5 = 12 + 5` only takes a calculation further.
      default:
        guard !holds else {
          if first.map({ equation.range.lowerBound >= $0.end }) ?? true {
            first = (left, equation.range.upperBound)
          } else {
            first?.end = equation.range.upperBound
          }
          continue
        }
        guard let value = right.value else { return nil }
        equations.append(
          StepEquation(expression: left, result: value, decimals: 0, holds: false))
      }
    }
    return equations
  }

  /// A calculation that a name is said to be, or that is said to be a name, without a result:
  /// `Cost = 3 * 4`; `nil` for anything else.
  static func open(in step: String) -> (equation: StepEquation, name: String)? {
    let sides = step.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2 else { return nil }
    for (name, side) in [(sides[0], sides[1]), (sides[1], sides[0])] {
      guard !name.contains(where: \.isNumber), !isCalculation(name), !hasVariable(side),
        let expression = StepExpression(side), !expression.isNumber, let value = expression.value
      else { continue }
      return (
        StepEquation(expression: expression, result: value, decimals: 0, holds: true),
        Self.name(name)
      )
    }
    return nil
  }

  /// Whether a line is an equation of names with a calculation: `Total = bags * 12`.
  static func isFormula(_ line: String) -> Bool {
    let sides = line.split(separator: "=")
    return sides.count > 1 && sides.contains(where: isCalculation)
  }

  /// Whether a side has a calculation with letters and is no name: `A + B`.
  private static func isCalculation(_ side: Substring) -> Bool {
    let content = StepText.content(of: String(side))
    return ["+", " * ", "\\frac", "\\times", "\\cdot", "×", " - ", " / "].contains {
      content.contains($0)
    }
  }

  /// Whether a side has a letter that stands for a number, as `6D` and `T + 4` have.
  ///
  /// The words of units and the sign of `3 x 4` are none.
  static func hasVariable(_ side: Substring) -> Bool {
    var plain = String(side)
    for command in ["\\text{", "\\mathrm{", "\\textbf{"] {
      while let start = plain.firstRange(of: command) {
        let end = plain[start.upperBound...].firstIndex(of: "}") ?? plain.endIndex
        plain.replaceSubrange(start.lowerBound..<end, with: " ")
      }
    }
    var rest = plain[...]
    while let first = rest.first {
      if first == "\\" {
        rest = rest.dropFirst().drop { $0.isLetter }
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter || $0 == "'" || $0 == "’" }
        rest = rest[word.endIndex...]
        let isSign =
          first.lowercased() == "x" && rest.first { $0 != " " && $0 != "$" }?.isNumber ?? false
        if word.count == 1, first != "a", !isSign { return true }
      } else {
        rest = rest.dropFirst()
      }
    }
    return false
  }

  /// The words of a side without numbers.
  static func name(_ side: Substring) -> String {
    StepText(String(side)).sentences.flatMap(\.words).joined(separator: " ")
  }

  /// What the result at the end of an equation is said to count or measure.
  private static func unit(after equation: ArithmeticWitness.Equation, in step: String)
    -> StatedUnit
  {
    let bytes = step.utf8
    let end = bytes.index(bytes.startIndex, offsetBy: equation.range.upperBound)
    let start = bytes.index(bytes.startIndex, offsetBy: equation.range.lowerBound)
    let digits = step[start..<end].reversed().prefix { $0.isNumber || $0 == "." || $0 == "," }
    let number = step.index(end, offsetBy: -digits.count)
    return StatedUnit(before: step[start..<number], after: step[end...])
  }

  private static func separator(in text: String) -> Range<String.Index>? {
    for sign in ["=", "\\approx", "≈", "\\simeq", "equals"] {
      if let range = text.firstRange(of: sign) { return range }
    }
    return nil
  }

  /// `floor(17 / 5) = 3`.
  private static func rounded(in step: String) -> StepEquation? {
    guard let start = step.firstRange(of: "floor(") ?? step.firstRange(of: "ceil(") else {
      return nil
    }
    return StepEquation(step[start.lowerBound...])
  }

  /// The equation of a sentence of the suite: everything from its first number on.
  init?(inOwnSentence step: String) {
    let start =
      step.firstRange(of: "floor(")?.lowerBound ?? step.firstRange(of: "ceil(")?.lowerBound
      ?? step.firstIndex { $0.isNumber }
    guard let start else { return nil }
    self.init(step[start...])
  }

  /// Reads `calculation = number`, whatever follows.
  private init?(_ text: Substring) {
    guard let sign = text.firstRange(of: "="),
      let expression = StepExpression(text[..<sign.lowerBound]), !expression.isNumber
    else { return nil }
    let rest = text[sign.upperBound...].drop { $0 == " " }
    var digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "," }
    while let last = digits.last, !last.isNumber { digits.removeLast() }
    guard let result = Rational(decimal: digits.filter { $0 != "," }) else { return nil }
    let places = digits.split(separator: ".", omittingEmptySubsequences: false)
    self.init(
      expression: expression, result: result, decimals: places.count > 1 ? places[1].count : 0,
      holds: expression.value == result)
  }

}
