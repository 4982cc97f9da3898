import Corpus
import Evaluation

/// What one labeller made of one recorded solution.
struct ReplayedCase: Sendable {
  let problem: String
  let truth: Int?
  let prediction: FirstErrorCase.Prediction
  let rollouts: Int
  let tokens: Int
  /// The stated chance that each inner step is right, with what it is.
  let steps: [(stated: Double, isRight: Bool)]
  /// The stated chance that the prediction is right.
  let confidence: Double?

  var isExact: Bool {
    FirstErrorCase(problem: problem, truth: truth, prediction: prediction).isRight
  }

  init(_ solution: RecordedSolution, _ labeller: ReplayedLabeller) {
    let made = labeller.labels(solution)
    let result = made.result
    problem = solution.problem
    truth = solution.firstError
    prediction = FirstErrorCase.Prediction(result.labels)
    rollouts = made.rollouts
    tokens = made.tokens
    confidence = result.confidence
    let byStep = Dictionary(result.labels.map { ($0.step, $0) }) { first, _ in first }
    let firstWrong = result.labels.first { $0.value == .negative }?.step
    steps = solution.outline.inner.map { step in
      let label = byStep[step]
      let hard: Double =
        if let firstWrong, step >= firstWrong {
          0
        } else if label?.value == .positive {
          1
        } else {
          0.5
        }
      return (label?.posterior ?? hard, solution.firstError.map { step < $0 } ?? true)
    }
  }
}

/// How well a labeller does on recorded solutions, and what it costs.
public struct ReplayScore: Sendable {
  /// The labeller's family.
  public let family: String
  /// The labeller's constants.
  public let setting: String
  /// Tokens generated for a solution with a wrong answer, as if the labeller paid alone.
  public let tokens: Double
  /// Rollouts made for a solution with a wrong answer.
  public let rollouts: Double
  /// The share of the solutions with a wrong answer whose first wrong step is found.
  public let exact: Estimate
  /// ProcessBench's F1 over all solutions, right answers taken to have no wrong step, at no cost.
  public let f1: Estimate?
  /// Of the steps called wrong, in solutions with a wrong answer, the share that is.
  public let precision: Estimate?
  /// Of the wrong steps, in solutions with a wrong answer, the share called so.
  public let recall: Estimate?
  /// The expected calibration error of the stated chance that a step is right.
  public let stepCalibration: Calibration?
  /// The calibration of the stated confidence in the first wrong step.
  public let confidence: Calibration?
  /// The share of the solutions with a wrong answer without a first wrong step.
  public let abstained: Double
  /// Tokens for each first wrong step that is found.
  public let tokensPerExact: Double
  /// Of solutions with a right answer, the share that the labeller judges rightly by itself.
  public let rightAnswers: Estimate?
  /// The calibration of the stated confidence in what is said of solutions with a right answer.
  public let rightConfidence: Calibration?
  /// Tokens for a solution with a right answer.
  public let rightTokens: Double
  /// Every solution with a wrong answer, in the order of the pool: whether it was exact.
  let hits: [Bool]
  /// What was stated of each, where anything was.
  let stated: [(probability: Double, cameTrue: Bool)]

  /// Replays a labeller; `nil` without any solution with a wrong answer.
  public init?(_ labeller: ReplayedLabeller, on solutions: [RecordedSolution]) {
    let isWrong = { (solution: RecordedSolution) in solution.outline.verdict != .correct }
    let wrong = solutions.filter(isWrong).map { ReplayedCase($0, labeller) }
    let right = solutions.filter { !isWrong($0) }
    let judged = right.map { ReplayedCase($0, labeller) }
    guard let exact = Self.share(wrong, \.isExact) else { return nil }
    family = labeller.family
    setting = labeller.setting
    let count = Double(wrong.count)
    tokens = wrong.reduce(0) { $0 + Double($1.tokens) } / count
    rollouts = wrong.reduce(0) { $0 + Double($1.rollouts) } / count
    self.exact = exact
    let given = right.map {
      FirstErrorCase(problem: $0.problem, truth: $0.firstError, prediction: .noError)
    }
    f1 =
      FirstErrorScore(
        wrong.map {
          FirstErrorCase(problem: $0.problem, truth: $0.truth, prediction: $0.prediction)
        }
          + given)?.f1
    var counts: [String: BinaryConfusion.Counts] = [:]
    for item in wrong {
      for step in item.steps where step.stated != 0.5 {
        counts[item.problem, default: BinaryConfusion.Counts()]
          .add(predicted: step.stated < 0.5, actual: !step.isRight)
      }
    }
    let confusion = BinaryConfusion(problems: counts.sorted { $0.key < $1.key }.map(\.value))
    precision = confusion.precision
    recall = confusion.recall
    stepCalibration = Calibration(
      wrong.flatMap { $0.steps.map { (min(1, max(0, $0.stated)), $0.isRight) } })
    stated = wrong.compactMap { item in item.confidence.map { (min(1, $0), item.isExact) } }
    confidence = Calibration(stated)
    abstained = Double(wrong.count { $0.prediction == .missing }) / count
    let found = wrong.count { $0.isExact }
    tokensPerExact = found == 0 ? .infinity : tokens * count / Double(found)
    rightAnswers = Self.share(judged, \.isExact)
    rightConfidence = Calibration(
      judged.compactMap { item in item.confidence.map { (min(1, $0), item.isExact) } })
    rightTokens =
      judged.isEmpty ? 0 : judged.reduce(0) { $0 + Double($1.tokens) } / Double(judged.count)
    hits = wrong.map(\.isExact)
  }

  /// A share over problems.
  private static func share(
    _ cases: [ReplayedCase], _ isHit: (ReplayedCase) -> Bool
  ) -> Estimate? {
    let problems = Dictionary(grouping: cases, by: \.problem).sorted { $0.key < $1.key }
    return Estimate.ratio(
      numerators: problems.map { Double($0.value.count(where: isHit)) },
      denominators: problems.map { Double($0.value.count) })
  }
}
