/// Which step of a solution is the first wrong one, as far as labels say so.
///
/// A right step implies that all before it are right: the solution could still be completed there.
/// The last step implies nothing, because its label is the verdict of the answer, and an answer can
/// be right by luck. Neutral steps are not wrong. So a step is the first wrong one only where the
/// step right before it is called right, and a solution is without an error only where its last two
/// steps are; anything else that nobody looked at leaves it undecided, as an abstention does.
public enum FirstWrongStep: Hashable, Sendable {
  /// This step is.
  case step(Int)
  /// No step is wrong.
  case noError
  /// The labels do not say.
  case undecided

  /// Reads the labels of a solution.
  ///
  /// - Parameters:
  ///   - labels: steps and what is said of them, in the order of the steps, each step once at most.
  ///   - steps: how many steps the solution has.
  public init(_ labels: some Sequence<(step: Int, value: LabelValue)>, of steps: Int) {
    var right = -1
    for (step, value) in labels {
      switch value {
      case .positive, .neutral:
        if step < steps - 1 || step == right + 1 { right = step }
      case .negative:
        self = step == right + 1 ? .step(step) : .undecided
        return
      case .abstain:
        self = .undecided
        return
      }
    }
    self = steps > 0 && right == steps - 1 ? .noError : .undecided
  }

  /// Reads the labels of a solution, in the order of its steps.
  ///
  /// - Parameter steps: how many steps the solution has; the last label's is its last unless given.
  public init(_ labels: [Label], of steps: Int? = nil) {
    self.init(
      labels.lazy.map { (step: $0.step, value: $0.value) },
      of: steps ?? labels.last.map { $0.step + 1 } ?? 0)
  }
}
