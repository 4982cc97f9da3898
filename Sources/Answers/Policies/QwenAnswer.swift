/// The normalisation `strip_string` of Qwen2.5-Math.
enum QwenAnswer {
  /// The answer without units, with TeX shorthand written out.
  static func stripped(_ answer: Scalars) -> Scalars {
    var text = notation(answer.strippingSpace().replacing("\n").strippingEnd("."))
    let withoutUnit = removingTextAtEnd(text).strippingSpace()
    if !withoutUnit.isEmpty { text = withoutUnit }
    text = QwenUnits.removing(from: text)
    text = text.replacing("^{\\circ}").replacing("^\\circ").replacing("\\$").replacing("$")
      .replacing("\\(").replacing("\\)")
    text = NumberWords.converting(text)
    text = replacingCommand("\\text{", in: text, keepsContent: true)
    for key in [
      "x=", "y=", "z=", "x\\in", "y\\in", "z\\in", "x\\to", "y\\to", "z\\to",
    ] as [StaticString] { text = text.replacing(key) }
    text = text.replacing("\\emptyset", with: "{}")
      .replacing("(-\\infty,\\infty)", with: "\\mathbb{R}")
      .replacing("\\%").replacing("%").replacing(" .", with: " 0.").replacing("{.", with: "{0.")
      .replacing("infinity", with: "\\infty")
    if !text.contains("\\infty") { text = text.replacing("inf", with: "\\infty") }
    text = text.replacing("+\\inity", with: "\\infty").replacing("and").replacing("\\mathbf")
    text = replacingCommand("\\mbox{", in: text, keepsContent: false)
    if text.contains("j"), !text.contains("i") { text = text.replacing("j", with: "i") }
    text = removingZeroDecimals(text)
    if text.isEmpty { return text }
    if text[0] == "." { text.insert("0", at: 0) }
    text = bracingRoots(TeXShorthand.withoutShortLeftSide(text)).replacing(" ")
    text = TeXShorthand.bracingFractions(text, acceptsEmpty: true) ?? text
    if case .fraction(let fraction) = TeXShorthand.slash(text, keepsRoots: true) { return fraction }
    return text
  }

  /// Matrices, fractions, relations and brackets in one notation.
  private static func notation(_ text: Scalars) -> Scalars {
    arrays(text.replacing("\\!")).replacing("\\end{array}", with: "\\end{pmatrix}")
      .replacing("bmatrix", with: "pmatrix").replacing("tfrac", with: "frac")
      .replacing("dfrac", with: "frac").replacing("\\neq", with: "\\ne")
      .replacing("\\leq", with: "\\le").replacing("\\geq", with: "\\ge")
      .replacing("\\left").replacing("\\right")
      .replacing("\\{", with: "{").replacing("\\}", with: "}")
  }

  /// `\\begin\{array\}\{.*?\}` becomes `\begin{pmatrix}`.
  private static func arrays(_ text: Scalars) -> Scalars {
    let opening: StaticString = "\\begin{array}{"
    var result: Scalars = []
    var start = 0
    while let open = text.firstIndex(of: opening, from: start),
      let close = text[(open + opening.utf8CodeUnitCount)...].firstIndex(of: "}")
    {
      result += text[start..<open]
      result += Scalars("\\begin{pmatrix}")
      start = close + 1
    }
    return result + text[start...]
  }

  /// `\\text{.*?}$` is deleted: from the first `\text{` on when a brace ends the text.
  private static func removingTextAtEnd(_ text: Scalars) -> Scalars {
    guard text.last == "}", let start = text.firstIndex(of: "\\text{") else { return text }
    return Scalars(text[..<start])
  }

  /// A command is replaced by its argument up to the first closing brace, or by nothing.
  private static func replacingCommand(
    _ command: StaticString, in text: Scalars, keepsContent: Bool
  ) -> Scalars {
    var result: Scalars = []
    var start = 0
    while let open = text.firstIndex(of: command, from: start) {
      let first = open + command.utf8CodeUnitCount
      guard let close = text[first...].firstIndex(of: "}") else { break }
      result += text[start..<open]
      if keepsContent { result += text[first..<close] }
      start = close + 1
    }
    return result + text[start...]
  }

  /// `(\d+)\.0*([^\d])` becomes `\1\2`, then `(\d+)\.0*$` becomes `\1`.
  private static func removingZeroDecimals(_ text: Scalars) -> Scalars {
    var result: Scalars = []
    var index = 0
    while index < text.count {
      guard text[index] == ".", index > 0, text[index - 1].isPythonDecimal else {
        result.append(text[index])
        index += 1
        continue
      }
      var end = index + 1
      while end < text.count, text[end] == "0" { end += 1 }
      if end < text.count, !text[end].isPythonDecimal {
        // The character behind belongs to the match: what follows it starts afresh.
        result.append(text[end])
        index = end + 1
      } else {
        result.append(".")
        index += 1
      }
    }
    var end = result.count
    while end > 0, result[end - 1] == "0" { end -= 1 }
    guard end >= 2, result[end - 1] == ".", result[end - 2].isPythonDecimal else { return result }
    return Scalars(result[..<(end - 1)])
  }

  /// `\\sqrt(\w+)` becomes `\sqrt{\1}`.
  private static func bracingRoots(_ text: Scalars) -> Scalars {
    var result: Scalars = []
    var start = 0
    var search = 0
    while let root = text.firstIndex(of: "\\sqrt", from: search) {
      let first = root + 5
      var end = first
      while end < text.count, text[end].isPythonWord { end += 1 }
      search = max(end, first)
      guard end > first else { continue }
      result += text[start..<first]
      result += ["{"] + text[first..<end] + ["}"]
      start = end
    }
    return result + text[start...]
  }
}
