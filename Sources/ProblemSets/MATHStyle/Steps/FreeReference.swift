import Answers
import Expressions

/// What the formulas of free text are compared with: the values of a derivation, what the statement
/// writes, and the unknowns of a problem that asks for them.
struct FreeReference: Sendable {
  /// A step's value.
  struct Value: Sendable {
    let quantity: Int
    let side: FormulaSide
    /// The whole numbers that its operands are written with.
    let numbers: Set<String>
    /// Whether hardly another calculation gives the same by chance.
    let isDistinctive: Bool
  }

  /// The values of the gold steps.
  let values: [Value]
  /// The formulas of the statement, without white space.
  let told: Set<String>
  /// The whole numbers of the statement and those that everybody knows.
  let numbers: Set<String>
  /// The letters that a value is asked for, each solution with their values; empty where the problem
  /// has no unknown.
  let solutions: [[String: String]]
  /// Whether an equation between polynomials is an identity.
  let hasIdentities: Bool

  init(_ problem: MATHStyleProblem) {
    let derivation = problem.derivation
    values = derivation.steps.compactMap { quantity in
      let value = derivation.values[quantity]
      guard let side = FormulaSide(value.latex) else { return nil }
      let operands = derivation.rules[quantity]?.operands ?? []
      return Value(
        quantity: quantity, side: side,
        numbers: Set(operands.flatMap { LaTeXEvaluator.numbers(in: derivation.values[$0].latex) }),
        isDistinctive: Self.isDistinctive(value))
    }
    let formulas = MATHStepLine.pieces(of: problem.statement).formulas
    told = Set(formulas.map(Self.bare))
    numbers = Set(LaTeXEvaluator.numbers(in: problem.statement)).union([
      "0", "1", "2", "3", "4", "90", "100", "180", "360",
    ])
    hasIdentities = [
      .polynomialsFromRoots, .polynomialDivision, .remainderTheorem, .composition, .derivatives,
    ].contains(problem.family)
    solutions = Self.solutions(of: problem)
  }

  /// Whether hardly another calculation gives a value by chance.
  private static func isDistinctive(_ value: MATHValue) -> Bool {
    if case .degrees = value { return false }
    return value.int.map { $0.magnitude > 60 } ?? (value.latex.utf8.count > 6)
  }

  private static func solutions(of problem: MATHStyleProblem) -> [[String: String]] {
    let answer = problem.answerValue
    switch (problem.family, answer) {
    case (.linearEquations, .expression), (.exponentialEquations, .expression):
      return [["x": answer.latex]]
    case (.linearSystems, .tuple(let pair)) where pair.count == 2:
      return [["x": pair[0].latex, "y": pair[1].latex]]
    case (.quadraticEquations, .set(let roots)): return roots.map { ["x": $0.latex] }
    default: return []
    }
  }

  /// A formula without what makes no difference to the eye.
  static func bare(_ formula: String) -> String {
    var text = formula.filter { !$0.isWhitespace }
    for mark in ["\\displaystyle", "\\left", "\\right", "\\,", "\\;"] {
      text = text.replacing(mark, with: "")
    }
    while let last = text.last, ".,?;".contains(last) { text.removeLast() }
    return text
  }

  /// Whether the statement writes a formula.
  func isTold(_ formula: FreeFormula) -> Bool {
    let text = Self.bare(formula.text)
    return told.contains(text) || text.utf8.count > 4 && told.contains { $0.contains(text) }
  }

  /// The letters of the unknowns.
  var unknowns: Set<String> { Set(solutions.first?.keys.map(\.self) ?? []) }
}
