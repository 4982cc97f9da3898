import Answers

extension MATHValue {
  /// The value as MATH writes it, without dollar signs.
  public var latex: String {
    switch self {
    case .expression(let value): value.latex
    case .degrees(let value): "\(value.latex)^\\circ"
    case .based(let value, let base): "\(String(value, radix: base).uppercased())_{\(base)}"
    case .tuple(let values): "(" + values.map(\.latex).joined(separator: ", ") + ")"
    case .set(let values): "\\{" + values.map(\.latex).joined(separator: ", ") + "\\}"
    case .matrix(let rows):
      "\\begin{pmatrix} "
        + rows.map { $0.map(\.latex).joined(separator: " & ") }.joined(separator: " \\\\ ")
        + " \\end{pmatrix}"
    case .intervals(let parts): parts.map(\.latex).joined(separator: " \\cup ")
    case .text(let words): "\\text{\(words)}"
    case .undefined: "\\text{undefined}"
    }
  }

  /// What kind of value this is, as the suite's card counts answers.
  public var kind: MATHAnswerKind {
    switch self {
    case .expression(let value):
      if value.degree > 0 { return .polynomial }
      if value.isComplex { return .complex }
      if let number = value.rational { return number.denominator == 1 ? .integer : .fraction }
      return value.terms.contains { $0.piPower != 0 } ? .multipleOfPi : .surd
    case .degrees: return .degree
    case .based: return .based
    case .tuple: return .tuple
    case .set: return .set
    case .matrix: return .matrix
    case .intervals(let parts): return parts.count > 1 ? .union : .interval
    case .text, .undefined: return .text
    }
  }
}

/// The kinds of answers.
public enum MATHAnswerKind: String, CaseIterable, Hashable, Sendable {
  /// A whole number.
  case integer
  /// A rational number that is not whole.
  case fraction
  /// A number with a square root.
  case surd
  /// A multiple of π.
  case multipleOfPi = "multiple-of-pi"
  /// A complex number that is not real.
  case complex
  /// A polynomial with a variable.
  case polynomial
  /// One interval.
  case interval
  /// A union of intervals.
  case union
  /// A tuple: a point, a vector, a solution of a system.
  case tuple
  /// A set of solutions.
  case set
  /// A matrix.
  case matrix
  /// An angle in degrees.
  case degree
  /// A number in a base other than ten.
  case based
  /// A word.
  case text
}

extension MATHInterval {
  /// The interval as MATH writes it: `(-\infty, 3]`.
  var latex: String {
    (includesLower ? "[" : "(") + (lower?.latex ?? "-\\infty") + ", "
      + (upper?.latex ?? "\\infty") + (includesUpper ? "]" : ")")
  }
}
