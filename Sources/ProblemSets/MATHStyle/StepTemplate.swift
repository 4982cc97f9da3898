import Answers

/// The words and mathematics of a step, with places for the values it uses and the one it states.
///
/// A place is written `@0` … `@9` for an operand and `@=` for the result. An operand gets parentheses
/// where the signs around it would otherwise take it apart. Between `@` and the digit may stand
/// `( … )` (parentheses around sums and negative numbers in any case), `+` (a signed summand, `+ 3`
/// or `- 3`) or `S` (the elements of a tuple, joined by plus signs).
struct StepTemplate: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  /// The step's text.
  func rendered(_ operands: [MATHValue], result: MATHValue) -> String {
    var output = ""
    var rest = Substring(text)
    while let mark = rest.firstIndex(of: "@") {
      output += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      var format = ""
      while let first = rest.first, !first.isNumber, first != "=" {
        format.append(first)
        rest.removeFirst()
      }
      guard let place = rest.first else { break }
      rest.removeFirst()
      if format == "(" { rest.removeFirst() }
      let value = place == "=" ? result : operands[place.wholeNumberValue ?? 0]
      if place == "=", let side = Self.side(before: output), side.text == result.latex {
        // `= \frac{3}{7} = \frac{3}{7}` says the same twice.
        output = side.before
        continue
      }
      if format.isEmpty, place != "=" { format = Self.format(between: output, and: rest) }
      output += Self.written(value, format)
    }
    return output + rest
  }

  /// The step in other words around the same formulas.
  ///
  /// - Parameter frame: The words, with `#` or `#1` for the first formula, `#2` for the second.
  func reworded(_ frame: String) -> StepTemplate {
    let formulas = MATHStepLine.pieces(of: text).formulas
    var pieces = frame.split(separator: "#", omittingEmptySubsequences: false)
    var output = String(pieces.removeFirst())
    for piece in pieces {
      let number = piece.first?.wholeNumberValue
      let place = (number ?? 1) - 1
      if formulas.indices.contains(place) { output += formulas[place] }
      output += number == nil ? piece : piece.dropFirst()
    }
    return StepTemplate(output)
  }

  /// The side of an equation that ends with the text's last equals sign, and the text up to it.
  private static func side(before text: String) -> (text: String, before: String)? {
    guard text.hasSuffix(" = ") else { return nil }
    let before = text.dropLast(3)
    let opening = before.ranges(of: "\\[ ").last?.upperBound ?? before.startIndex
    let start = max(
      opening, before.lastIndex(of: "$").map { before.index(after: $0) } ?? before.startIndex)
    let formula = before[start...]
    let side = formula.ranges(of: " = ").last.map { formula[$0.upperBound...] } ?? formula
    return (String(side), String(before))
  }

  /// The format that an operand needs between these signs.
  private static func format(between before: String, and after: Substring) -> String {
    let before = String(before.reversed().drop { $0 == " " }.reversed())
    let after = after.drop { $0 == " " }
    if after.hasPrefix("^") || after.hasPrefix("!") { return "^" }
    if before.hasSuffix("\\div") { return "/" }
    let isOperand =
      ["\\cdot", "\\bmod", "+", "-"].contains { before.hasSuffix($0) }
      || ["\\cdot", "\\div"].contains { after.hasPrefix($0) }
    return isOperand ? "(" : ""
  }

  private static func written(_ value: MATHValue, _ format: String) -> String {
    switch format {
    case "(": value.isFactor ? value.latex : value.parenthesized
    case "/":
      value.isPositiveRational || value.expression == nil ? value.latex : value.parenthesized
    case "^": value.isPlainNumber ? value.latex : value.parenthesized
    case "+": value.signed
    case "S":
      value.elements.map { $0.isFactor ? $0.latex : $0.parenthesized }
        .joined(separator: " + ")
    default: value.latex
    }
  }
}

extension MATHValue {
  /// Whether the value is a whole number that is not negative.
  fileprivate var isPlainNumber: Bool {
    rational.map { $0.denominator == 1 && $0.numerator >= 0 } ?? false
  }

  fileprivate var isPositiveRational: Bool { rational.map { $0.numerator >= 0 } ?? false }

  /// Whether the value can stand between dots as it is.
  fileprivate var isFactor: Bool {
    guard let value = expression else { return true }
    return value.terms.count <= 1 && !latex.hasPrefix("-")
  }

  fileprivate var parenthesized: String {
    let text = latex
    return text.contains("\\frac") ? "\\left(\(text)\\right)" : "(\(text))"
  }

  /// A summand after others: `+ 3`, `- 3`.
  fileprivate var signed: String {
    let isNegative = latex.hasPrefix("-")
    return (isNegative ? "- " : "+ ") + (isNegative ? -self : self).latex
  }
}
