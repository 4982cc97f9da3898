import Answers
import Corpus

/// Labels from the arithmetic of the steps alone: free, and blind to everything but false
/// equations.
public enum WitnessLabels {
  /// The method's name in labels.
  public static let method = "arithmetic"

  /// A label for every step with an equation: wrong where one is false, right where all hold.
  ///
  /// A step without an equation gets none; one whose equations cannot be computed is undecided.
  public static func labels(_ steps: [String]) -> [Label] {
    let witness = ArithmeticWitness()
    return steps.enumerated().compactMap { step, text in
      switch witness.verdict(on: text) {
      case .holds: Label(step: step, value: .positive, method: method)
      case .broken(let equation, let computed):
        Label(
          step: step, value: .negative, method: method,
          reason: "\(equation) is false: it makes \(computed)")
      case .undecided:
        Label(step: step, value: .abstain, method: method, reason: "cannot be computed")
      case .none: nil
      }
    }
  }

  /// The name of a method whose solutions are cut at the first false equation.
  public static func combined(with method: String) -> String { "\(method)+\(Self.method)" }

  /// A labeller's labels, cut at the first false equation: that step is wrong, and no rollout of it
  /// or of a later step would have been made.
  ///
  /// What the labeller states of earlier steps stays. The cut step is taken to be wrong, so that the
  /// chance that it is right is 0; it has no advantage, which would rest on its rollouts.
  public static func cut(_ labels: [Label], at witness: [Label]) -> [Label] {
    let first = witness.first { $0.value == .negative }
    return labels.compactMap { label -> Label? in
      if let first, label.step > first.step { return nil }
      let method = combined(with: label.method)
      guard let first, label.step == first.step else { return label.with(method: method) }
      return Label(
        step: label.step, value: .negative, method: method, posterior: 0, reason: first.reason)
    }
  }
}
