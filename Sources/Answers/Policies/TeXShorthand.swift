/// The rewriting of TeX shorthand that the MATH authors' code and its copies share.
enum TeXShorthand {
  /// What becomes of `a/b`.
  enum Slash {
    /// Both are whole numbers in plain digits.
    case fraction(Scalars)
    /// There is not exactly one slash, or the numbers are written otherwise.
    case unchanged
    /// One side is not a whole number for Python.
    case failed
  }

  /// Without the left side of the only equals sign, when that has two characters at most.
  static func withoutShortLeftSide(_ text: Scalars) -> Scalars {
    let sides = text.parts(between: "=")
    return sides.count == 2 && sides[0].count <= 2 ? sides[1] : text
  }

  /// `\sqrt3` as `\sqrt{3}`; `nil` where nothing follows a root.
  static func bracingRoots(_ text: Scalars) -> Scalars? {
    let parts = text.parts(between: "\\sqrt")
    var result = parts[0]
    for part in parts.dropFirst() {
      guard let first = part.first else { return nil }
      result += Scalars("\\sqrt")
      result += first == "{" ? part : ["{", first, "}"] + part.dropFirst()
    }
    return result
  }

  /// `\frac12` and `\frac1{2}` as `\frac{1}{2}`; unchanged where a fraction has one character only,
  /// `nil` where it has none.
  ///
  /// - Parameter acceptsEmpty: Whether a fraction without any character leaves the text unchanged.
  static func bracingFractions(_ text: Scalars, acceptsEmpty: Bool = false) -> Scalars? {
    let parts = text.parts(between: "\\frac")
    var result = parts[0]
    for part in parts.dropFirst() {
      guard let first = part.first else { return acceptsEmpty ? text : nil }
      result += Scalars("\\frac")
      if first == "{" {
        result += part
        continue
      }
      guard part.count >= 2 else { return text }
      result += ["{", first, "}"]
      result += part[1] == "{" ? part[1...] : ["{", part[1], "}"] + part[2...]
    }
    return result
  }

  /// `a/b` as `\frac{a}{b}`.
  ///
  /// - Parameter keepsRoots: Whether a side with `sqrt` in it is taken as it is.
  static func slash(_ text: Scalars, keepsRoots: Bool = false) -> Slash {
    let sides = text.parts(between: "/")
    guard sides.count == 2 else { return .unchanged }
    var isPlain = true
    for side in sides where !(keepsRoots && side.contains("sqrt")) {
      guard isWholeNumber(side) else { return .failed }
      isPlain = isPlain && isPlainWholeNumber(side)
    }
    guard isPlain else { return .unchanged }
    return .fraction(Scalars("\\frac{") + sides[0] + Scalars("}{") + sides[1] + ["}"])
  }

  /// Whether Python's `int` reads a text: digits of any script, a sign, single low lines between
  /// digits, white space around; 4,300 digits at most.
  static func isWholeNumber(_ text: Scalars) -> Bool {
    var digits = text.strippingSpace()[...]
    if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
    var count = 0
    var previous: Unicode.Scalar = "_"
    for scalar in digits {
      if scalar.isPythonDecimal {
        count += 1
      } else if scalar != "_" || previous == "_" {
        return false
      }
      previous = scalar
    }
    return count > 0 && previous != "_" && count <= 4300
  }

  /// Whether a whole number is written as Python writes it.
  private static func isPlainWholeNumber(_ text: Scalars) -> Bool {
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    guard let first = digits.first, digits.allSatisfy({ "0"..."9" ~= $0 }) else { return false }
    return first != "0" || text.count == 1
  }
}
