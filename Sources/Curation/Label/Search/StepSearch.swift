import Corpus

/// What a search for a solution's wrong steps knows before it draws any rollout.
public struct SolutionOutline: Hashable, Sendable {
  /// How many steps the solution has, at least 1; the last one states the answer.
  public let steps: Int
  /// The judgement of its answer.
  public let verdict: Verdict
  /// The problem's other sampled solutions by how they ended.
  ///
  /// The labelled one is left out: it was chosen by its outcome and is no evidence for itself.
  public let others: RolloutCounts
  /// Those of them that share some of the solution's steps, each behind the last one that it shares:
  /// given that it came there, it was drawn like a rollout from there.
  public let passing: [RolloutCounts]
  /// Tokens of the solution after each step, at least 1: what a rollout from there will cost.
  public let tokensAfter: [Double]
  /// The first step with a false equation; `nil` where there is none or nobody looked.
  public let firstFalseEquation: Int?

  /// Makes an outline.
  ///
  /// - Parameters:
  ///   - passing: one for each step, of which the last is empty; by default all are.
  ///   - tokensAfter: one number a step; by default one token for each later step.
  public init(
    steps: Int, verdict: Verdict, others: RolloutCounts = RolloutCounts(),
    passing: [RolloutCounts]? = nil, tokensAfter: [Double]? = nil, firstFalseEquation: Int? = nil
  ) {
    precondition(steps >= 1, "a solution has a step")
    self.steps = steps
    self.verdict = verdict
    self.others = others
    self.passing = passing ?? Array(repeating: RolloutCounts(), count: steps)
    self.tokensAfter = tokensAfter ?? (0..<steps).map { Double(max(steps - 1 - $0, 1)) }
    self.firstFalseEquation = firstFalseEquation.flatMap { $0 < steps ? $0 : nil }
    precondition(self.tokensAfter.count == steps, "one cost a step")
    precondition(self.passing.count == steps, "one count a step")
  }

  /// The steps from which rollouts can be drawn: all but the last, which leaves nothing to say.
  public var inner: Range<Int> { 0..<steps - 1 }

  /// The solution up to its first false equation, whose step is then the last one; all of it where
  /// none is known.
  var cut: SolutionOutline {
    guard let end = firstFalseEquation else { return self }
    return SolutionOutline(
      steps: end + 1, verdict: verdict, others: others,
      passing: Array(passing[..<end]) + [RolloutCounts()], tokensAfter: Array(tokensAfter[...end]),
      firstFalseEquation: end)
  }

  /// The first step that is known to be wrong without a rollout: that of a false equation, or the
  /// last one of a solution whose answer is wrong; `nil` where nothing is known to be wrong.
  public var knownWrong: Int? {
    let last = verdict == .incorrect || verdict == .unanswered ? steps - 1 : nil
    return [firstFalseEquation, last].compactMap { $0 }.min()
  }
}

/// Rollouts that a search asks for: `indices` of the prefix that ends with `step`.
public struct Draw: Hashable, Sendable {
  /// The step that the prefix ends with, from 0.
  public let step: Int
  /// Which of the prefix's rollouts.
  public let indices: Range<Int>

  /// Makes a draw.
  public init(step: Int, indices: Range<Int>) {
    self.step = step
    self.indices = indices
  }
}

/// How a rollout ended.
public struct RolloutOutcome: Hashable, Sendable {
  /// The judgement of its answer.
  public let verdict: Verdict
  /// Why its text ended.
  public let finish: FinishReason

  /// Makes an outcome.
  public init(_ verdict: Verdict, finish: FinishReason = .stop) {
    self.verdict = verdict
    self.finish = finish
  }
}

/// What a search wants next.
public enum SearchMove: Hashable, Sendable {
  /// These rollouts; their outcomes come back in this order.
  case draw([Draw])
  /// Nothing more.
  case finish(SearchResult)
}

/// What a search found.
public struct SearchResult: Hashable, Sendable {
  /// Labels of the steps that something can be said of, ordered by step, without evidence: it is
  /// every rollout that was drawn from the step.
  public var labels: [Label]
  /// Places where what was drawn contradicts that a wrong prefix stays wrong.
  public var violations = 0
  /// The probability that the first wrong step, or that there is none, is what the labels say;
  /// `nil` where the search states none.
  public var confidence: Double?

  /// Makes a result.
  public init(labels: [Label], violations: Int = 0, confidence: Double? = nil) {
    self.labels = labels
    self.violations = violations
    self.confidence = confidence
  }
}

/// A way to find wrong steps, as a pure state machine over the outcomes of rollouts.
///
/// It knows neither texts nor models, so that it runs on a model by way of ``SearchProcedure`` and
/// on recorded outcomes at the speed of memory.
public protocol StepSearch: Sendable {
  /// Takes the outcomes of the last draw (none at the start; `nil` for a rollout that was not to be
  /// had) and says what comes next.
  mutating func advance(_ outcomes: [RolloutOutcome?]) -> SearchMove

  /// The most that may be drawn after what was just asked for, for estimates.
  var furtherDraws: [Draw] { get }
}

/// The rollouts of each prefix of a solution, as a search collects them.
struct StepTally: Hashable, Sendable {
  /// How the rollouts of the prefix after each step ended.
  private(set) var counts: [RolloutCounts]
  /// How many rollouts of each prefix were asked for, whether they came or not.
  private(set) var asked: [Int]
  private var pending: [Draw] = []

  init(steps: Int) {
    counts = Array(repeating: RolloutCounts(), count: steps)
    asked = Array(repeating: 0, count: steps)
  }

  /// Counts the outcomes of the draws that were asked for last.
  mutating func take(_ outcomes: [RolloutOutcome?]) {
    var remaining = outcomes[...]
    for draw in pending {
      for outcome in remaining.prefix(draw.indices.count) {
        if let outcome { counts[draw.step].add(outcome.verdict, finish: outcome.finish) }
      }
      remaining = remaining.dropFirst(draw.indices.count)
    }
    pending = []
  }

  /// What is left of these steps up to `limit` rollouts each.
  func remaining(_ steps: some Sequence<Int>, limit: Int) -> [Draw] {
    steps.compactMap { step in
      asked[step] < limit ? Draw(step: step, indices: asked[step]..<limit) : nil
    }
  }

  /// Asks for the next `count` rollouts of each of these steps.
  mutating func draw(_ wanted: [(step: Int, count: Int)]) -> SearchMove {
    pending = wanted.map { step, count in
      defer { asked[step] += count }
      return Draw(step: step, indices: asked[step]..<asked[step] + count)
    }
    return .draw(pending)
  }
}

/// The label of the last step: there is nothing left to sample, so its verdict decides, unless its
/// own equation is known to be false.
func lastLabel(_ outline: SolutionOutline, method: String) -> Label {
  if outline.firstFalseEquation == outline.steps - 1 {
    return falseEquationLabel(outline.steps - 1, method: method)
  }
  let value: LabelValue =
    switch outline.verdict {
    case .correct: .positive
    case .incorrect, .unanswered: .negative
    case .undecided: .abstain
    }
  return Label(
    step: outline.steps - 1, value: value, method: method, reason: "the answer's verdict")
}

/// The label of a step that the arithmetic witness found false.
func falseEquationLabel(_ step: Int, method: String) -> Label {
  Label(step: step, value: .negative, method: method, reason: "a false equation")
}
