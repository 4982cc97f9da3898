import Answers

extension SolutionChecker {
  static func trimmed(_ text: String) -> String {
    var text = text[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// Whether a solution ends within a formula, as one that was cut off does.
  static func isBrokenOff(_ steps: [JudgedStep]) -> Bool {
    // A number at the end may have more digits.
    if let last = steps.last.map({ trimmed($0.text) }), last.last?.isNumber ?? false,
      !last.contains("="), steps.count > 1
    {
      return true
    }
    return opensFormula(steps)
  }

  private static func opensFormula(_ steps: [JudgedStep]) -> Bool {
    [("\\[", "\\]"), ("\\(", "\\)")].contains { open, close in
      steps.reduce(0) { $0 + $1.text.ranges(of: open).count - $1.text.ranges(of: close).count } > 0
    }
  }

  static func numbers(of expression: StepExpression) -> [Rational] {
    switch expression {
    case .number(let value, _): [value]
    case .operation(_, let left, let right): numbers(of: left) + numbers(of: right)
    }
  }

  /// The numbers of a text, the number of a list's item left out.
  static func numbers(in text: String) -> [Rational] {
    let item = text.prefix { $0.isNumber }
    let rest = text.dropFirst(item.count)
    let isItem = !item.isEmpty && (rest.first == "." || rest.first == ")")
    return (isItem ? rest : text[...]).split { !($0.isNumber || $0 == "." || $0 == ",") }
      .compactMap { piece in
        var piece = piece.filter { $0 != "," }[...]
        while piece.last == "." { piece.removeLast() }
        return Rational(decimal: piece)
      }
  }
}
