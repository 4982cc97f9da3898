import Answers

/// Calculations whose result stands in a later line.
extension SolutionChecker {
  /// The truth of `Cost = 12` after `Cost = 3 * 4`; `nil` for any other line.
  func closing(_ line: String, _ text: StepText, _ state: State) -> StepTruth? {
    let sides = line.split(separator: "=", omittingEmptySubsequences: false)
    guard let name = state.openName, sides.count == 2, StepEquation.name(sides[0]) == name,
      text.numbers.count == 1, let last = state.last, !StepEquation.hasVariable(sides[1])
    else { return nil }
    let number = text.numbers[0]
    guard QuantityLinks.isWritten(number.value, number.decimals, last.value) else {
      return .false(.arithmetic)
    }
    switch last.truth {
    case .false(let fault) where !fault.keepsValue: return .false(.wrongOperand)
    default: return last.truth
    }
  }

  /// Whether a line only gives a told number a letter for a name: `P = 785`.
  func isDefinition(_ line: String, _ text: StepText) -> Bool {
    let sides = line.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2, StepEquation.name(sides[0]).count == 1, text.numbers.count == 1,
      !StepEquation.hasVariable(sides[1]), let value = StepExpression(sides[1])?.value
    else { return false }
    return graph.nodes.contains { node in
      if case .computed = node.source { false } else { node.value == value }
    }
  }
}
