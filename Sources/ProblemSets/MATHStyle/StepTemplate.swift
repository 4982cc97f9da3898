import Answers

/// The words and mathematics of a step, with places for the values it uses and the one it states.
///
/// An operand gets parentheses where the signs around it would otherwise take it apart. A place is
/// written `@0` … `@9` for an operand and `@=` for the result. Between `@` and the digit may stand `( … )` (parentheses around sums and negative numbers), `^` (around fractions too, as the
/// base of a power needs), `+` (a signed summand, `+ 3` or `- 3`), `c` (a coefficient: 1 is left
/// out), `+c` (both), `S` (elements joined by plus signs), `P` (by dots) or `L` (by commas).
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
      if format.isEmpty, place != "=" { format = Self.format(between: output, and: rest) }
      output += Self.written(value, format)
    }
    return output + rest
  }

  /// The template as it is read for the dollar signs only: what stands outside mathematics.
  static func words(of text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }
      .joined(separator: "$").split(whereSeparator: \.isWhitespace).joined(separator: " ")
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
    case "/": value.isPlainNumber || value.expression == nil ? value.latex : value.parenthesized
    case "^": value.isPlainNumber ? value.latex : value.parenthesized
    case "+": value.signed(isCoefficient: false)
    case "c": value.asCoefficient
    case "+c": value.signed(isCoefficient: true)
    case "S": value.elements.map { $0.isFactor ? $0.latex : $0.parenthesized }
      .joined(separator: " + ")
    case "P": value.elements.map { $0.isFactor ? $0.latex : $0.parenthesized }
      .joined(separator: " \\cdot ")
    case "L": value.elements.map(\.latex).joined(separator: ", ")
    default: value.latex
    }
  }
}

extension MATHValue {
  /// Whether the value is a whole number that is not negative.
  fileprivate var isPlainNumber: Bool {
    rational.map { $0.denominator == 1 && $0.numerator >= 0 } ?? false
  }

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
  fileprivate func signed(isCoefficient: Bool) -> String {
    let isNegative = latex.hasPrefix("-")
    let size = isNegative ? -self : self
    let text = isCoefficient ? size.asCoefficient : size.latex
    return (isNegative ? "-" : "+") + (text.isEmpty ? "" : " ") + text
  }

  /// A factor before a letter: 1 is left out.
  fileprivate var asCoefficient: String {
    guard let number = rational, number.magnitude.isOne else { return latex }
    return number.numerator < 0 ? "-" : ""
  }
}
