import Corpus
import Evaluation
import ProblemSets
import Storage

/// Compares stored labels with the exact truth of our own suites, or with what people said of the
/// steps of published solutions.
public struct NoiseReader: Sendable {
  /// What labels are compared with.
  public enum Truth: Hashable, Sendable {
    /// The exact checkers of our own suites.
    case exact
    /// People's ratings, which were imported with the solutions.
    case rated
  }

  /// A solution with its truth and the labels of every labeller.
  private struct Case: Sendable {
    let problem: String
    let verdict: Verdict
    let source: Truth
    let truths: [(value: Bool?, strict: Bool?)]
    /// How many steps are compared one by one.
    let compared: Int
    let labels: [[Label]]
    let rollouts: [Int]
    let tokens: [Int]

    /// The same case as some of the labellers see it.
    func keeping(_ labellers: [Int]) -> Case {
      Case(
        problem: problem, verdict: verdict, source: source, truths: truths, compared: compared,
        labels: labellers.map { labels[$0] }, rollouts: labellers.map { rollouts[$0] },
        tokens: labellers.map { tokens[$0] })
    }
  }

  private let cases: [Case]
  private let labellers: [MeasuredLabeller]

  /// Reads every solution that all labellers have looked at and whose steps have a truth.
  public init(
    store: Store, selection: ProblemSelection, reading: SolutionReading,
    labellers: [MeasuredLabeller]
  ) async throws {
    let cases = try await Self.cases(
      of: selection, in: store, reading: reading, labellers: labellers)
    self.init(cases, labellers)
  }

  /// Compares those of the stored labellers that looked at no less than half as many of the selected
  /// solutions as the most diligent one.
  ///
  /// A pilot, which looks at a tenth, would leave the others no more than that tenth. Ratings, which
  /// are the truth, are not compared, nor are the arithmetic's labels.
  public init(
    store: Store, selection: ProblemSelection, reading: SolutionReading, stored: [LabelBalance]
  ) async throws {
    let found = stored.filter {
      $0.method != RatedImport.method && $0.method != WitnessLabels.method
    }
    let candidates = MeasuredLabeller.named(found)
    let cases = try await Self.cases(
      of: selection, in: store, reading: reading, labellers: candidates)
    let looked = candidates.indices.map { index in cases.count { !$0.labels[index].isEmpty } }
    let most = looked.max() ?? 0
    let kept = candidates.indices.filter { looked[$0] > 0 && 2 * looked[$0] >= most }
    let names = MeasuredLabeller.named(kept.map { found[$0] })
    self.init(cases.map { $0.keeping(kept) }, names)
  }

  /// Keeps the solutions that all labellers looked at.
  private init(_ cases: [Case], _ labellers: [MeasuredLabeller]) {
    self.labellers = labellers
    self.cases =
      labellers.isEmpty ? [] : cases.filter { $0.labels.allSatisfy { !$0.isEmpty } }
  }

  private static func cases(
    of selection: ProblemSelection, in store: Store, reading: SolutionReading,
    labellers: [MeasuredLabeller]
  ) async throws -> [Case] {
    var pages = ProblemPages(store: store, selection: selection)
    var cases: [Case] = []
    // A problem may stand in several rows.
    var seen: Set<Int64> = []
    while let stored = try await pages.next() {
      guard seen.insert(stored.id).inserted else { continue }
      cases += try await store.read { (store) throws(DatabaseError) in
        try Self.cases(of: stored, reading, labellers, store)
      }
    }
    return cases
  }

  /// What the labels are compared with; exact where any of it is.
  public var truth: Truth { cases.contains { $0.source == .exact } ? .exact : .rated }

  /// The standards that tell apart: people rate by one alone.
  public var standards: [TruthStandard] { truth == .exact ? TruthStandard.allCases : [.value] }

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
    noise(name: "always the first step", by: standard, labeller: nil) { item in
      item.verdict == .correct ? .noError : .step(0)
    } steps: { item in
      // Everything after the first wrong step counts as wrong, so here every step does.
      item.truths.map { _ in item.verdict != .correct }
    }
  }

  private func noise(_ index: Int, by standard: TruthStandard) -> LabelNoise {
    noise(name: labellers[index].name, by: standard, labeller: index) { item in
      FirstErrorCase.Prediction(item.labels[index], of: item.truths.count)
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
    name: String, by standard: TruthStandard, labeller: Int?,
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
      for (truth, isCalledWrong) in zip(truths, steps(item)).prefix(item.compared) {
        guard let truth, let isCalledWrong else { continue }
        counts[item.problem, default: BinaryConfusion.Counts()]
          .add(predicted: isCalledWrong, actual: !truth)
      }
    }
    let byProblem = Dictionary(grouping: wrongAnswer, by: \.problem).sorted { $0.key < $1.key }
    let confusion = BinaryConfusion(problems: counts.sorted { $0.key < $1.key }.map(\.value))
    let stated = labeller.map { beliefs($0, firstErrors) }
    return LabelNoise(
      name: name, standard: standard, score: FirstErrorScore(firstErrors),
      confusion: FirstErrorConfusion(firstErrors), positions: FirstErrorPositions(firstErrors),
      wrongAnswerExact: Estimate.ratio(
        numerators: byProblem.map { Double($0.value.count(where: \.isRight)) },
        denominators: byProblem.map { Double($0.value.count) }),
      steps: confusion, solutions: cases.count,
      abstained: firstErrors.count { $0.prediction == .missing },
      rollouts: labeller.map { index in cases.reduce(0) { $0 + $1.rollouts[index] } } ?? 0,
      tokens: labeller.map { index in cases.reduce(0) { $0 + $1.tokens[index] } } ?? 0,
      rightLabels: counts.values.reduce(0) { $0 + $1.truePositives + $1.trueNegatives },
      luckyRecoveries: stated?.lucky, calibration: stated?.calibration)
  }

  /// What a labeller states of the prefixes, against whether one of their steps is wrong.
  private func beliefs(
    _ index: Int, _ firstErrors: [FirstErrorCase]
  ) -> (lucky: Estimate?, calibration: Calibration?) {
    var stated: [(probability: Double, cameTrue: Bool)] = []
    var rollouts: [String: (correct: Int, trials: Int)] = [:]
    let isJudge = labellers[index].method == StepJudgeProcedure.method
    for (item, firstError) in zip(cases, firstErrors) {
      for label in item.labels[index] where label.step < item.compared {
        let isRight = firstError.truth.map { label.step < $0 } ?? true
        // A judge's counts are judgements: nothing recovers in them.
        if !isRight, label.counts.trials > 0, !isJudge {
          rollouts[item.problem, default: (0, 0)].correct += label.counts.correct
          rollouts[item.problem, default: (0, 0)].trials += label.counts.trials
        }
        if let probability = label.statedChance { stated.append((probability, isRight)) }
      }
    }
    let problems = rollouts.sorted { $0.key < $1.key }.map(\.value)
    return (
      Estimate.ratio(
        numerators: problems.map { Double($0.correct) },
        denominators: problems.map { Double($0.trials) }), Calibration(stated)
    )
  }

  private static func cases(
    of stored: StoredProblem, _ reading: SolutionReading, _ labellers: [MeasuredLabeller],
    _ store: StoreTransaction
  ) throws(DatabaseError) -> [Case] {
    var cases: [Case] = []
    for (_, solution) in try reading.solutions(of: stored, in: store) {
      var source = Truth.exact
      var truths = try store.truths(solution: solution.id).map { ($0.value, $0.strict) }
      if truths.isEmpty {
        source = .rated
        truths = try ratings(of: solution, store).map { ($0, $0) }
      }
      guard !truths.isEmpty else { continue }
      var labels: [[Label]] = []
      var costs: [(rollouts: Int, tokens: Int)] = []
      for labeller in labellers {
        labels.append(
          try store.labels(
            solution: solution.id, method: labeller.method, settings: labeller.settings))
        let paying = labeller.paying
        costs.append(
          try store.labelCost(
            solution: solution.id, method: paying.method, settings: paying.settings))
      }
      guard labels.contains(where: { !$0.isEmpty }) else { continue }
      cases.append(
        Case(
          problem: stored.rowID, verdict: solution.verdict, source: source, truths: truths,
          compared: truths.count - (endsInAnswerLine(solution, source) ? 1 : 0), labels: labels,
          rollouts: costs.map(\.rollouts), tokens: costs.map(\.tokens)))
    }
    return cases
  }

  /// Whether the last step does nothing but state the answer, so that the verdict says all of it.
  ///
  /// So it is in our own suites, and where it is a `####` line. Lists of steps that people rated may
  /// end in the first wrong one (PRM800K's do).
  private static func endsInAnswerLine(_ solution: StoredSolution, _ source: Truth) -> Bool {
    guard source == .rated, let last = solution.steps.last else { return true }
    return String(decoding: Array(solution.text.utf8)[last], as: UTF8.self)
      .drop(while: \.isWhitespace).hasPrefix("####")
  }

  /// What people said of every step of a solution: a step before the first wrong one that nobody
  /// rated counts as right, of a later one nothing is known.
  private static func ratings(
    of solution: StoredSolution, _ store: StoreTransaction
  ) throws(DatabaseError) -> [Bool?] {
    let labels = try store.labels(solution: solution.id, method: RatedImport.method)
    guard !labels.isEmpty else { return [] }
    let byStep = Dictionary(labels.map { ($0.step, $0.value) }) { first, _ in first }
    let firstWrong = labels.first { $0.value == .negative }?.step ?? solution.steps.count
    return solution.steps.indices.map { step in
      byStep[step].map { $0 != .negative } ?? (step < firstWrong ? true : nil)
    }
  }
}

extension Label {
  /// The chance that no step up to here is wrong, as the label states it: the posterior, else the
  /// share of a fixed number of rollouts, else 0 or 1; `nil` for an abstention without either.
  public var statedChance: Double? {
    if let posterior { return min(1, max(0, posterior)) }
    if stopping == .fixed, let share = counts.share { return share }
    switch value {
    case .positive: return 1
    case .negative: return 0
    case .neutral, .abstain: return nil
    }
  }
}
