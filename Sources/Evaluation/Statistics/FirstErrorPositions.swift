/// Where solutions go wrong against where a model says they do: a confusion matrix by position.
public struct FirstErrorPositions: Hashable, Sendable {
  /// The steps that have a place of their own; those behind share the next one.
  public let steps: Int
  /// How many cases there are: a row for each step, one for all later ones, and one for solutions
  /// without an error; the same columns for what is said, and one more where nothing is.
  public private(set) var counts: [[Int]]

  /// Counts cases.
  ///
  /// - Parameter steps: how many steps are told apart, at least one.
  public init(_ cases: [FirstErrorCase], steps: Int = 5) {
    precondition(steps > 0, "no step would be told apart")
    self.steps = steps
    counts = Array(repeating: Array(repeating: 0, count: steps + 3), count: steps + 2)
    for item in cases {
      let row = item.truth.map { min($0, steps) } ?? steps + 1
      let column =
        switch item.prediction {
        case .step(let step): min(step, steps)
        case .noError: steps + 1
        case .missing: steps + 2
        }
      counts[row][column] += 1
    }
  }

  /// The places in words, counted from 1: `1`, `2`, …, `later`, `none`, and `undecided` for what is
  /// said.
  public var names: [String] { (1...steps).map { "\($0)" } + ["later", "none", "undecided"] }
}
