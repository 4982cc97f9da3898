import Corpus
import Curation

/// Beliefs and solutions with rollouts, drawn at random.
enum DrawnSolutions {
  static let priors = [
    ChangePointPrior.shipped,
    ChangePointPrior(
      m: -1, sigma: 0.4, gamma: 0.7, kappa: 2, a0: 0.5, b0: 9, hazard: 0.3, lastHazard: 0.05,
      flawedRight: 0.2),
  ]

  /// A random solution with random rollouts.
  static func solution(
    _ stream: inout RandomStream
  ) -> (outline: SolutionOutline, outcomes: [(step: Int, isCorrect: Bool)]) {
    let steps = 1 + Int(stream.next() % 6)
    let verdict: Verdict = stream.next() % 2 == 0 ? .incorrect : .correct
    let equation = stream.next() % 3 == 0 ? Int(stream.next() % UInt64(steps)) : nil
    let outline = SolutionOutline(
      steps: steps, verdict: verdict,
      others: RolloutCounts(
        correct: Int(stream.next() % 4), incorrect: Int(stream.next() % 5)),
      firstFalseEquation: equation)
    let inner = equation.map { min($0, steps - 1) } ?? steps - 1
    let outcomes = (0..<(inner == 0 ? 0 : Int(stream.next() % 12))).map { _ in
      (Int(stream.next() % UInt64(inner)), stream.next() % 3 == 0)
    }
    return (outline, outcomes)
  }
}
