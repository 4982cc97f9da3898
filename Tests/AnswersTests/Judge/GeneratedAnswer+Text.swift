import Corpus

extension GeneratedAnswer {
  /// One of the ways to write the value.
  func text(_ stream: inout RandomStream) -> String {
    switch self {
    case .fraction(let value): return value.text(&stream)
    case .surd(let a, let b, let c): return Self.surd(a, b, c, &stream)
    case .multipleOfPi(let value):
      guard value.denominator > 1 else {
        return (value.numerator == 1 ? "" : value.numerator == -1 ? "-" : "\(value.numerator)")
          + "\\pi"
      }
      let sign = value.numerator < 0 ? "-" : ""
      let top = abs(value.numerator)
      return Bool.random(using: &stream)
        ? "\(sign)\\frac{\(top == 1 ? "" : "\(top)")\\pi}{\(value.denominator)}"
        : "\(sign)\\frac{\(top)}{\(value.denominator)}\\pi"
    case .tuple(let items):
      let list = items.map { $0.text(&stream, isInList: true) }.joined(separator: ", ")
      return Bool.random(using: &stream) ? "(\(list))" : "\\left(\(list)\\right)"
    case .set(let items):
      var ordered = items.sorted {
        ($0.numerator, $0.denominator) < ($1.numerator, $1.denominator)
      }
      ordered.shuffle(using: &stream)
      let list = ordered.map { $0.text(&stream, isInList: true) }.joined(separator: ", ")
      return Bool.random(using: &stream) ? "\\{\(list)\\}" : "\\left\\{\(list)\\right\\}"
    case .interval(let low, let high, let lower, let upper):
      return (lower ? "[" : "(") + low.text(&stream, isInList: true) + ","
        + high.text(&stream, isInList: true) + (upper ? "]" : ")")
    case .polynomial(let coefficients): return Self.polynomial(coefficients, &stream)
    case .matrix(let entries, let columns):
      let rows = stride(from: 0, to: entries.count, by: columns).map { start in
        entries[start..<start + columns].map { Fraction($0).text(&stream, isInList: true) }
          .joined(separator: " & ")
      }
      let name = Bool.random(using: &stream) ? "pmatrix" : "bmatrix"
      return "\\begin{\(name)}\(rows.joined(separator: " \\\\ "))\\end{\(name)}"
    case .power(let base, let exponent, let offset):
      let power: String
      switch Int.random(in: 0..<3, using: &stream) {
      case 0: power = "\(base)^{\(exponent)}"
      case 1: power = "\(base)\\cdot \(base)^{\(exponent - 1)}"
      default: power = "\\frac{\(base)^{\(exponent + 2)}}{\(base * base)}"
      }
      return offset == 0 ? power : "\(power)\(offset < 0 ? "-" : "+")\(abs(offset))"
    }
  }

  private static func surd(
    _ a: Fraction, _ b: Fraction, _ c: Int, _ stream: inout RandomStream
  ) -> String {
    let sign = b.numerator < 0 ? "-" : "+"
    let size = Fraction(abs(b.numerator), b.denominator)
    let root: String
    switch (size.denominator, size.numerator) {
    case (1, 1): root = "\\sqrt{\(c)}"
    case (1, let factor):
      root =
        Bool.random(using: &stream)
        ? "\(factor)\\sqrt{\(c)}" : "\\sqrt{\(factor * factor * c)}"
    case (let bottom, let top):
      root =
        Bool.random(using: &stream)
        ? "\\frac{\(top == 1 ? "" : "\(top)")\\sqrt{\(c)}}{\(bottom)}"
        : "\\frac{\(top * c)}{\(bottom)\\sqrt{\(c)}}"
    }
    let plain = a.text(&stream, isInList: true, mayBeMixed: false)
    if a.numerator == 0, Bool.random(using: &stream) { return sign == "-" ? "-" + root : root }
    return sign == "+" && Bool.random(using: &stream)
      ? "\(root)\(plain.hasPrefix("-") ? "" : "+")\(plain)" : plain + sign + root
  }

  private static func polynomial(_ coefficients: [Int], _ stream: inout RandomStream) -> String {
    var terms = coefficients.enumerated().filter { $0.element != 0 }.map { power, factor in
      let letter = power == 0 ? "" : power == 1 ? "x" : "x^\(power)"
      let size = abs(factor) == 1 && power > 0 ? "" : "\(abs(factor))"
      return (sign: factor < 0 ? "-" : "+", text: size + letter)
    }
    terms.shuffle(using: &stream)
    let text = terms.enumerated().map { index, term in
      (index == 0 && term.sign == "+" ? "" : term.sign) + term.text
    }.joined()
    // A factor that cancels keeps the value.
    switch Int.random(in: 0..<4, using: &stream) {
    case 0: return "\\frac{2(\(text))}{2}"
    case 1: return "-(\(text))\\cdot(-1)"
    default: return text
    }
  }
}

extension Fraction {
  /// One of the ways to write the fraction.
  func text(
    _ stream: inout RandomStream, isInList: Bool = false, mayBeMixed: Bool = true
  ) -> String {
    let sign = numerator < 0 ? "-" : ""
    let top = abs(numerator)
    if denominator == 1 {
      switch Int.random(in: 0..<5, using: &stream) {
      case 0: return "\(numerator).0"
      case 1: return "\(sign)\\frac{\(top * 3)}{3}"
      case 2 where top >= 1000 && top < 1_000_000 && !isInList:
        let rest = "\(top % 1000)"
        return "\(sign)\(top / 1000),\(String(repeating: "0", count: 3 - rest.count))\(rest)"
      default: return "\(numerator)"
      }
    }
    switch Int.random(in: 0..<5, using: &stream) {
    case 0: return "\(sign)\\dfrac{\(top)}{\(denominator)}"
    case 1: return "\(numerator)/\(denominator)"
    case 2 where mayBeMixed && top > denominator:
      return "\(sign)\(top / denominator)\\frac{\(top % denominator)}{\(denominator)}"
    case 3 where 1000 % denominator == 0:
      let thousandths = "\(top * 1000 / denominator)"
      let padded = String(repeating: "0", count: max(0, 4 - thousandths.count)) + thousandths
      return sign + padded.dropLast(3) + "." + padded.suffix(3)
    default: return "\\frac{\(numerator * 2)}{\(denominator * 2)}"
    }
  }
}
