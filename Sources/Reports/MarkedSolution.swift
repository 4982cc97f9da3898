import Evaluation

/// A solution whose steps carry labels.
public struct MarkedSolution: Hashable, Sendable {
  /// What a step is said to be.
  public enum Mark: String, Hashable, Sendable, CaseIterable {
    /// The step is right.
    case positive
    /// The step is wrong.
    case negative
    /// The step neither helps nor harms.
    case neutral
    /// It was looked at, and the evidence does not decide.
    case abstain
    /// It was not looked at.
    case none

    /// The sign that stands for it, so that colour never stands alone.
    public var symbol: String {
      switch self {
      case .positive: "+"
      case .negative: "−"
      case .neutral: "○"
      case .abstain: "?"
      case .none: "·"
      }
    }

    /// The word for it.
    public var word: String {
      switch self {
      case .positive: "right"
      case .negative: "wrong"
      case .neutral: "neutral"
      case .abstain: "undecided"
      case .none: "not labelled"
      }
    }
  }

  /// One step.
  public struct Step: Hashable, Sendable {
    /// What the model wrote.
    public var text: String
    /// The label.
    public var mark: Mark
    /// What the label rests on, such as `5/8`.
    public var counts: String?
    /// The chance that a rollout from here is correct.
    public var interval: Interval?
    /// What is true, where somebody knows.
    public var truth: Mark?
    /// A remark.
    public var note: String?

    /// Makes a step.
    public init(
      _ text: String, _ mark: Mark, counts: String? = nil, interval: Interval? = nil,
      truth: Mark? = nil, note: String? = nil
    ) {
      self.text = text
      self.mark = mark
      self.counts = counts
      self.interval = interval
      self.truth = truth
      self.note = note
    }
  }

  /// What is shown, such as the row's id.
  public var title: String
  /// The problem, where it may be shown.
  public var statement: String?
  /// The steps.
  public var steps: [Step]
  /// The final answer and what the judge says of it.
  public var outcome: String?

  /// Makes a solution.
  public init(
    _ title: String, statement: String? = nil, steps: [Step], outcome: String? = nil
  ) {
    self.title = title
    self.statement = statement
    self.steps = steps
    self.outcome = outcome
  }

  /// The position of the first step with a negative label.
  public var firstError: Int? { steps.firstIndex { $0.mark == .negative } }
}
