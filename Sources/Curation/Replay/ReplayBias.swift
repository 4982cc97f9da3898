import Corpus
import Evaluation

/// In which direction a labeller errs on recorded solutions with a wrong answer.
public struct ReplayBias: Sendable {
  /// The labeller's family and constants.
  public let name: String
  /// Of the inner steps before the first wrong one, the share that it calls wrong, or behind a step
  /// that it calls wrong.
  public let rightCalledWrong: Estimate?
  /// Of the inner steps from the first wrong one on, the share that it calls right.
  public let wrongCalledRight: Estimate?
  /// The share of the solutions in which it blames a step before the first wrong one.
  public let early: Double
  /// The share in which it blames a later one, or none.
  public let late: Double
  /// The share in which it abstains.
  public let abstained: Double
  /// The mean share of correct rollouts that its labels count, less the share of correct ones among
  /// all recorded rollouts of the same prefixes; `nil` where it makes no rollout.
  public let countedShare: PairedComparison?

  /// Replays a labeller; `nil` without a solution with a wrong answer and a wrong step.
  init?(_ labeller: ReplayedLabeller, on solutions: [RecordedSolution]) {
    let wrong = solutions.filter { $0.outline.verdict != .correct && $0.firstError != nil }
    guard !wrong.isEmpty else { return nil }
    var right: [String: (called: Double, all: Double)] = [:]
    var flawed: [String: (called: Double, all: Double)] = [:]
    var shares: [String: (counted: [Double], recorded: [Double])] = [:]
    var ends = (early: 0, late: 0, missing: 0)
    for solution in wrong {
      guard let truth = solution.firstError else { continue }
      let labels = labeller.labels(solution).result.labels
      let byStep = Dictionary(labels.map { ($0.step, $0) }) { first, _ in first }
      let blamed = labels.first { $0.value == .negative }?.step
      let key = solution.problem
      for step in solution.outline.inner {
        let isWrong = blamed.map { step >= $0 } ?? false
        if step < truth {
          right[key, default: (0, 0)].all += 1
          if isWrong { right[key, default: (0, 0)].called += 1 }
        } else {
          flawed[key, default: (0, 0)].all += 1
          if !isWrong, byStep[step]?.value == .positive {
            flawed[key, default: (0, 0)].called += 1
          }
        }
        if let counted = byStep[step]?.counts.share, let recorded = solution.share(after: step) {
          shares[key, default: ([], [])].counted.append(counted)
          shares[key, default: ([], [])].recorded.append(recorded)
        }
      }
      switch FirstErrorCase.Prediction(labels) {
      case .step(let step) where step < truth: ends.early += 1
      case .step(let step) where step > truth: ends.late += 1
      case .step: continue
      case .noError: ends.late += 1
      case .missing: ends.missing += 1
      }
    }
    func share(_ counts: [String: (called: Double, all: Double)]) -> Estimate? {
      let problems = counts.sorted { $0.key < $1.key }.map(\.value)
      return Estimate.ratio(
        numerators: problems.map(\.called), denominators: problems.map(\.all))
    }
    name = labeller.setting.isEmpty ? labeller.family : "\(labeller.family), \(labeller.setting)"
    rightCalledWrong = share(right)
    wrongCalledRight = share(flawed)
    let count = Double(wrong.count)
    (early, late) = (Double(ends.early) / count, Double(ends.late) / count)
    abstained = Double(ends.missing) / count
    let pairs = shares.sorted { $0.key < $1.key }.map(\.value)
    let mean = { (values: [Double]) in values.reduce(0, +) / Double(values.count) }
    countedShare = PairedComparison(
      first: pairs.map { mean($0.counted) }, second: pairs.map { mean($0.recorded) })
  }
}

extension RecordedSolution {
  /// The share of correct ones among all recorded rollouts after a step; `nil` without any.
  func share(after step: Int) -> Double? {
    let ended = rollouts[step].compactMap(\.outcome)
    guard !ended.isEmpty else { return nil }
    return Double(ended.count { $0.verdict == .correct }) / Double(ended.count)
  }
}
