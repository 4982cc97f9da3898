import Corpus
import Evaluation
import ProblemSets
import Storage

/// How one labeller's labels agree with exact truth.
public struct LabelNoise: Sendable {
  /// The labeller's name in tables, for example `math-shepherd, N = 8`.
  public let name: String
  /// By which standard a step is true.
  public let standard: TruthStandard
  /// How well the first wrong step is found (ProcessBench, 2412.06559).
  public let score: FirstErrorScore?
  /// What kinds of answers were given.
  public let confusion: FirstErrorConfusion
  /// Where the first wrong step is, against where it is said to be.
  public let positions: FirstErrorPositions
  /// The share of the solutions with a wrong answer whose first wrong step is found.
  ///
  /// A right answer gives much away. Every solution counts the same, as in `score`.
  public let wrongAnswerExact: Estimate?
  /// Steps called wrong against steps that are wrong, the answer line left out: its label is the
  /// verdict.
  public let steps: BinaryConfusion
  /// Solutions that were compared.
  public let solutions: Int
  /// Solutions of which the labeller leaves the first wrong step open (``FirstWrongStep``).
  public let abstained: Int
  /// Rollouts that the labels rest on.
  public let rollouts: Int
  /// Tokens generated for them, as if no other labeller had paid for any.
  public let tokens: Int
  /// Steps whose label is right, the answer line left out.
  public let rightLabels: Int
  /// Of the rollouts of prefixes with a wrong step, the share that ends with the right answer
  /// nevertheless; `nil` without such rollouts.
  ///
  /// Where rollouts stop at a success it is biased upwards.
  public let luckyRecoveries: Estimate?
  /// The calibration of the stated chance that no step up to here is wrong: the posterior, else the
  /// share of a fixed number of rollouts, else 0 or 1.
  public let calibration: Calibration?

  /// Rollouts for each step whose label is right; `nil` where there is none.
  public var rolloutsPerRightLabel: Double? {
    rightLabels > 0 ? Double(rollouts) / Double(rightLabels) : nil
  }

  /// Tokens for each step whose label is right; `nil` where there is none.
  public var tokensPerRightLabel: Double? {
    rightLabels > 0 ? Double(tokens) / Double(rightLabels) : nil
  }
}
