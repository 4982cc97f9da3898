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
  /// The share of the solutions with a wrong answer whose first wrong step is found.
  ///
  /// A right answer gives much away. Every solution counts the same, as in `score`.
  public let wrongAnswerExact: Estimate?
  /// Steps called wrong against steps that are wrong, the answer line left out: its label is the
  /// verdict.
  public let steps: BinaryConfusion
  /// Solutions that were compared.
  public let solutions: Int
  /// Solutions without a verdict of the labeller, because it abstained before a wrong step.
  public let abstained: Int
  /// Rollouts that the labels rest on.
  public let rollouts: Int
  /// Tokens generated for them, as if no other labeller had paid for any.
  public let tokens: Int
}

/// One labeller that is measured.
public struct MeasuredLabeller: Hashable, Sendable {
  /// Its name in tables.
  public let name: String
  /// The method.
  public let method: String
  /// The labeller's settings, as stored.
  public let settings: String

  /// Makes a labeller to measure.
  public init(name: String, method: String, settings: String) {
    self.name = name
    self.method = method
    self.settings = settings
  }
}

/// Compares stored labels with the exact truth of our own suites.
public struct NoiseReader: Sendable {
  /// A solution with its truth and the labels of every labeller.
  private struct Case: Sendable {
    let problem: String
    let verdict: Verdict
    let truths: [(value: Bool?, strict: Bool?)]
    let labels: [[Label]]
    let rollouts: [Int]
    let tokens: [Int]
  }

  private let cases: [Case]
  private let labellers: [MeasuredLabeller]

  /// Reads every solution that all labellers have looked at and whose steps have exact truth.
  public init(
    store: Store, selection: ProblemSelection, model: ModelIdentity,
    labellers: [MeasuredLabeller]
  ) async throws {
    self.labellers = labellers
    var pages = ProblemPages(store: store, selection: selection)
    var cases: [Case] = []
    while let stored = try await pages.next() {
      cases += try await store.read { (store) throws(DatabaseError) in
        try Self.cases(of: stored, model: model.key, labellers, store)
      }
    }
    self.cases = cases
  }

  /// How many solutions are compared.
  public var count: Int { cases.count }

  /// The baseline and every labeller.
  public func table(by standard: TruthStandard) -> [LabelNoise] {
    [alwaysFirstStep(by: standard)] + noise(by: standard)
  }

  /// The noise of every labeller by a standard.
  public func noise(by standard: TruthStandard) -> [LabelNoise] {
    labellers.indices.map { noise($0, by: standard) }
  }

  /// The baseline that always blames the first step of a solution with a wrong answer.
  public func alwaysFirstStep(by standard: TruthStandard) -> LabelNoise {
    noise(name: "always the first step", by: standard, tokens: 0, rollouts: 0) { item in
      item.verdict == .correct ? .noError : .step(0)
    } steps: { item in
      // Everything after the first wrong step counts as wrong, so here every step does.
      item.truths.map { _ in item.verdict != .correct }
    }
  }

  private func noise(_ index: Int, by standard: TruthStandard) -> LabelNoise {
    noise(
      name: labellers[index].name, by: standard,
      tokens: cases.reduce(0) { $0 + $1.tokens[index] },
      rollouts: cases.reduce(0) { $0 + $1.rollouts[index] }
    ) { item in
      FirstErrorCase.Prediction(item.labels[index])
    } steps: { item in
      let byStep = Dictionary(item.labels[index].map { ($0.step, $0.value) }) { first, _ in first }
      let firstWrong = item.labels[index].first { $0.value == .negative }?.step
      return item.truths.indices.map { step in
        if let firstWrong, step > firstWrong { return true }
        switch byStep[step] {
        case .negative?: return true
        case .positive?: return false
        default: return nil
        }
      }
    }
  }

  private func noise(
    name: String, by standard: TruthStandard, tokens: Int, rollouts: Int,
    _ predict: (Case) -> FirstErrorCase.Prediction, steps: (Case) -> [Bool?]
  ) -> LabelNoise {
    var firstErrors: [FirstErrorCase] = []
    var wrongAnswer: [FirstErrorCase] = []
    var counts: [String: BinaryConfusion.Counts] = [:]
    for item in cases {
      let truths = item.truths.map { standard == .value ? $0.value : $0.strict }
      let firstError = FirstErrorCase(
        problem: item.problem, truth: truths.firstIndex { $0 != true }, prediction: predict(item))
      firstErrors.append(firstError)
      if item.verdict != .correct { wrongAnswer.append(firstError) }
      for (truth, isCalledWrong) in zip(truths, steps(item)).dropLast() {
        guard let truth, let isCalledWrong else { continue }
        counts[item.problem, default: BinaryConfusion.Counts()]
          .add(predicted: isCalledWrong, actual: !truth)
      }
    }
    let byProblem = Dictionary(grouping: wrongAnswer, by: \.problem).sorted { $0.key < $1.key }
    return LabelNoise(
      name: name, standard: standard, score: FirstErrorScore(firstErrors),
      confusion: FirstErrorConfusion(firstErrors),
      wrongAnswerExact: Estimate.ratio(
        numerators: byProblem.map { Double($0.value.count(where: \.isRight)) },
        denominators: byProblem.map { Double($0.value.count) }),
      steps: BinaryConfusion(problems: counts.sorted { $0.key < $1.key }.map(\.value)),
      solutions: cases.count, abstained: firstErrors.count { $0.prediction == .missing },
      rollouts: rollouts, tokens: tokens)
  }

  private static func cases(
    of stored: StoredProblem, model: ContentKey, _ labellers: [MeasuredLabeller],
    _ store: StoreTransaction
  ) throws(DatabaseError) -> [Case] {
    var cases: [Case] = []
    for solution in try store.solutions(problem: stored.id, model: model, purpose: .solve) {
      let truths = try store.truths(solution: solution.id)
      guard !truths.isEmpty else { continue }
      var labels: [[Label]] = []
      var costs: [(rollouts: Int, tokens: Int)] = []
      for labeller in labellers {
        labels.append(
          try store.labels(
            solution: solution.id, method: labeller.method, settings: labeller.settings))
        costs.append(
          try store.labelCost(
            solution: solution.id, method: labeller.method, settings: labeller.settings))
      }
      guard labels.allSatisfy({ !$0.isEmpty }) else { continue }
      cases.append(
        Case(
          problem: stored.rowID, verdict: solution.verdict,
          truths: truths.map { ($0.value, $0.strict) }, labels: labels,
          rollouts: costs.map(\.rollouts), tokens: costs.map(\.tokens)))
    }
    return cases
  }
}
