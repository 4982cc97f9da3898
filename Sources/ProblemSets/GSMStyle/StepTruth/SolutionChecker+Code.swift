import Answers

/// Lines of a program in a fence of Markdown.
extension SolutionChecker {
  /// Judges a line of a program, or a fence; `nil` for a line of prose.
  ///
  /// An assignment of a calculation claims its value; everything else in a program, such as a
  /// number that is given a name, claims nothing.
  func judgeCode(_ step: String, _ trimmed: String, _ state: inout State) -> JudgedStep? {
    let silent = judged(step, .correct, claims: false)
    if trimmed.hasPrefix("```") {
      let language = trimmed.drop { $0 == "`" }
      state.isCode = !state.isFenced && !["", "output", "plaintext", "text"].contains(language)
      state.isFenced.toggle()
      return silent
    }
    guard state.isCode else { return nil }
    let line = trimmed.prefix { $0 != "#" }
    guard let sign = line.firstIndex(of: "="), sign > line.startIndex else { return silent }
    var name = line[..<sign]
    while name.last == " " { name.removeLast() }
    let operation = name.last.flatMap { "+-*/".contains($0) ? $0 : nil }
    if operation != nil { name.removeLast() }
    while name.last == " " { name.removeLast() }
    guard Self.isIdentifier(name) else { return silent }
    let right = String(line[line.index(after: sign)...])
    let formula = operation.map { "\(name) \($0) (\(right))" } ?? right
    let numbers = Self.replacingNames(in: formula, by: state.variables)
    guard let numbers, let expression = StepExpression(numbers), let value = expression.value else {
      state.variables[String(name)] = nil
      return silent
    }
    state.variables[String(name)] = value
    guard !expression.isNumber else { return silent }
    let equation = StepEquation(expression: expression, result: value, decimals: 0, holds: true)
    let (truth, quantities) = judge(equation, trimmed, StepWords(""), named: [], &state)
    state.last = State.Result(
      value: value, truth: truth, quantities: quantities, operands: Self.numbers(of: expression))
    return judged(step, truth, claims: true, quantities)
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    text.first.map { $0.isLetter || $0 == "_" } ?? false
      && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// A formula with numbers in the place of names; `nil` where one has no value.
  private static func replacingNames(in formula: String, by values: [String: Rational]) -> String? {
    var output = ""
    var rest = formula[...]
    while let first = rest.first {
      guard first.isLetter || first == "_" else {
        output.append(first)
        rest.removeFirst()
        continue
      }
      let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      guard let value = values[String(name)] else { return nil }
      output += value.denominator == 1 ? value.description : "(\(value.description))"
      rest = rest.dropFirst(name.count)
    }
    return output
  }
}
