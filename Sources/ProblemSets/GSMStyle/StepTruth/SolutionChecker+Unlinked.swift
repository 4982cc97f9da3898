import Answers

/// True calculations that give no quantity of the problem.
extension SolutionChecker {
  /// Numbers that may be in a calculation without being told.
  static let common: Set<Rational> = Set(
    [1, 2, 3, 4, 5, 7, 10, 12, 24, 30, 52, 60, 100, 365, 1000, 3600].map { Rational($0) })

  /// The truth of a true equation that computes no quantity of the problem.
  func unlinked(
    _ equation: StepEquation, _ readings: [QuantityLinks.Reading], _ named: [Int],
    _ state: inout State
  ) -> StepTruth {
    if !named.isEmpty {
      state.falseValues.insert(equation.result)
      return .false(isContradiction(named, equation, state) ? .contradiction : .wrongOperand)
    }
    let operands = Self.numbers(of: equation.expression)
    let linked = Set(
      graph.nodes.indices.filter { state.known[$0] }.map { graph.nodes[$0].value })
    let strange = operands.filter { operand in
      !linked.contains(operand) && !state.links.parts.contains { $0.value == operand }
    }
    if readings.contains(where: state.links.isTold), isConversion(equation.expression, state) {
      return .correct
    }
    let certain = readings.filter { !$0.usesLiteral }
    if let useful = certain.first(where: state.links.isUseful) {
      // A part such as 63 * 2 of 63 * 2 / 7 may be meant as the whole: it is true when the answer
      // that is built on it is.
      state.links.learn(equation.result, useful.polynomial)
      state.doubtfulValues.insert(equation.result)
      state.hasPart = true
      return .unreadable
    }
    if strange.contains(where: {
      state.falseValues.contains($0) && !state.doubtfulValues.contains($0)
    }) {
      state.falseValues.insert(equation.result)
      return .false(.wrongOperand)
    }
    // Everything is told or computed, and no reading could be a part of what is needed.
    let isHopeless = strange.isEmpty && !certain.isEmpty
    if isHopeless || isFromNowhere(strange, state) {
      state.falseValues.insert(equation.result)
      return .false(.wrongOperand)
    }
    state.doubtfulValues.insert(equation.result)
    return .unreadable
  }

  /// What is computed within a right calculation is known from then on: the 9 + 36 of 2 * (9 + 36).
  func noteParts(of expression: StepExpression, _ state: inout State) {
    guard case .operation(_, let left, let right) = expression else { return }
    for part in [left, right] where !part.isNumber {
      noteParts(of: part, &state)
      let readings = state.links.readings(of: part, known: state.known).filter { !$0.usesLiteral }
      for quantity in readings.flatMap(state.links.quantities)
      where graph.nodes[quantity].value == part.value {
        state.known[quantity] = true
      }
    }
  }

  /// Whether a calculation can only write a part in another way: `40/100`, `100 - 40`, and none of
  /// its numbers is a computed quantity.
  private func isConversion(_ expression: StepExpression, _ state: State) -> Bool {
    guard case .operation(let operation, .number(let left, _), .number(let right, _)) = expression,
      operation != .multiply
    else { return false }
    return !graph.steps.contains { index in
      state.known[index] && [left, right].contains(graph.nodes[index].value)
    }
  }

  /// `17 / 5 = 3` where the quotient is rounded: a right value that this does not give.
  func roundedSilently(
    _ equation: StepEquation, _ readings: [QuantityLinks.Reading], _ state: inout State
  ) -> (StepTruth, [Int])? {
    let rounded = Set(readings.flatMap(state.links.quantities)).sorted().filter {
      state.links.quotients[$0] != nil && graph.nodes[$0].value == equation.result
    }
    guard !rounded.isEmpty else { return nil }
    for quantity in rounded { state.known[quantity] = true }
    return (.false(.unfaithful), rounded)
  }

  /// Calculations whose result is given as the answer, and is not the answer, are false.
  func settleLastSteps(_ steps: inout [JudgedStep], _ state: State) {
    guard let answer = state.answer, isSolvable, answer != graph.answer,
      !graph.nodes.contains(where: { $0.value == answer })
    else { return }
    for index in steps.indices where steps[index].truth == .unreadable {
      guard !steps[(index + 1)...].contains(where: { !$0.quantities.isEmpty }),
        Self.givesLast(answer, Self.trimmed(steps[index].text))
      else { continue }
      steps[index].truth = .false(.wrongOperand)
    }
  }

  /// Whether a calculation gives a number, or a line is only this number under a name.
  private static func givesLast(_ answer: Rational, _ line: String) -> Bool {
    if let equation = StepEquation.all(in: line)?.last ?? StepEquation.open(in: line)?.equation {
      return equation.result == answer && equation.holds
    }
    let sides = line.split(separator: "=", omittingEmptySubsequences: false)
    return sides.count == 2 && !sides[0].contains(where: \.isNumber)
      && !StepEquation.hasVariable(sides[1]) && StepExpression(sides[1])?.isNumber ?? false
      && StepExpression(sides[1])?.value == answer
  }

  /// Whether a calculation uses a number that is nowhere: not told, not known to everybody, not
  /// computed, and not what two such numbers make.
  func isFromNowhere(_ strange: [Rational], _ state: State) -> Bool {
    guard !strange.isEmpty, !state.hasUnreadable else { return false }
    let values = graph.nodes.map(\.value) + Self.common
    return strange.contains { number in
      guard !Self.common.contains(number), !state.doubtfulValues.contains(number) else {
        return false
      }
      for one in values {
        for two in values {
          let made = [
            one.adding(two), one.subtracting(two), one.multiplied(by: two), one.divided(by: two),
          ]
          if made.contains(number) { return false }
        }
      }
      return true
    }
  }
}
