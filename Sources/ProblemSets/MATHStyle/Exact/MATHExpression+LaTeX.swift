import Answers

extension MATHExpression {
  /// The expression as MATH writes it: `-\frac{3}{4}`, `\frac{1 + \sqrt{5}}{2}`, `2x^2 - 3x + 1`.
  var latex: String {
    guard !terms.isEmpty else { return "0" }
    if degree == 0, terms.count > 1 || terms[0].isIrrational, let common = overCommonDenominator {
      return common
    }
    return joined(terms.map(\.latex))
  }

  /// Numbers with roots over one denominator; `nil` where the denominator is 1.
  private var overCommonDenominator: String? {
    var denominator: Int128 = 1
    for term in terms {
      let next = term.coefficient.denominator
      var (left, right) = (denominator, next)
      while right != 0 { (left, right) = (right, left % right) }
      denominator = denominator / left * next
      guard denominator < 1 << 62 else { return nil }
    }
    guard denominator > 1, !isComplex || terms.contains(where: { $0.radicand > 1 }) else {
      return nil
    }
    let scaled = terms.compactMap { term -> ExactTerm? in
      guard let value = term.coefficient.multiplied(by: Rational(Int(denominator))) else {
        return nil
      }
      var term = term
      term.coefficient = value
      return term
    }
    guard scaled.count == terms.count else { return nil }
    let isNegative = scaled.count == 1 && scaled[0].coefficient.numerator < 0
    if isNegative {
      return "-\\frac{\(scaled[0].latex.dropFirst())}{\(denominator)}"
    }
    return "\\frac{\(joined(scaled.map(\.latex)))}{\(denominator)}"
  }

  private func joined(_ parts: [String]) -> String {
    parts.dropFirst().reduce(parts[0]) { text, part in
      part.hasPrefix("-") ? "\(text) - \(part.dropFirst())" : "\(text) + \(part)"
    }
  }
}

extension Rational {
  /// The number as MATH writes it: `-\frac{3}{4}`.
  var latex: String {
    denominator == 1
      ? "\(numerator)"
      : "\(numerator < 0 ? "-" : "")\\frac{\(numerator.magnitude)}{\(denominator)}"
  }

  var isOne: Bool { numerator == 1 && denominator == 1 }
}

extension ExactTerm {
  fileprivate var isIrrational: Bool { radicand > 1 || piPower != 0 }

  /// The term with its sign; a factor 1 is left out.
  fileprivate var latex: String {
    var factors = ""
    if isImaginary, radicand == 1 { factors += "i" }
    if piPower == 1 { factors += "\\pi" }
    if piPower > 1 { factors += "\\pi^\(piPower.latexExponent)" }
    if radicand > 1 { factors += "\\sqrt{\(radicand)}" }
    if isImaginary, radicand > 1 { factors = "i" + factors }
    if degree == 1 { factors += "x" }
    if degree > 1 { factors += "x^\(degree.latexExponent)" }
    if factors.isEmpty { return coefficient.latex }
    if coefficient.magnitude.isOne { return (coefficient.numerator < 0 ? "-" : "") + factors }
    if coefficient.denominator > 1, degree == 0 {
      let top = coefficient.numerator.magnitude == 1 ? "" : "\(coefficient.numerator.magnitude)"
      return "\(coefficient.numerator < 0 ? "-" : "")\\frac{\(top)\(factors)}"
        + "{\(coefficient.denominator)}"
    }
    return coefficient.latex + factors
  }
}

extension Int {
  /// The exponent as it stands after `^`: one digit bare, more in braces.
  var latexExponent: String { 0...9 ~= self ? "\(self)" : "{\(self)}" }
}
