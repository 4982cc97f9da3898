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
    let verdict = [Verdict.incorrect, .correct, .incorrect, .correct, .undecided][
      Int(stream.next() % 5)]
    let equation = stream.next() % 3 == 0 ? Int(stream.next() % UInt64(steps)) : nil
    let passing = (0..<steps).map { step in
      step == steps - 1
        ? RolloutCounts()
        : RolloutCounts(
          correct: Int(stream.next() % 2), unanswered: Int(stream.next() % 3) / 2,
          undetermined: Int(stream.next() % 5) / 4)
    }
    var others = RolloutCounts(
      correct: Int(stream.next() % 4), incorrect: Int(stream.next() % 5))
    for count in passing {
      others.correct += count.correct
      others.unanswered += count.unanswered
      others.undetermined += count.undetermined
    }
    let outline = SolutionOutline(
      steps: steps, verdict: verdict, others: others, passing: passing,
      firstFalseEquation: equation)
    let inner = equation.map { min($0, steps - 1) } ?? steps - 1
    let outcomes = (0..<(inner == 0 ? 0 : Int(stream.next() % 12))).map { _ in
      (Int(stream.next() % UInt64(inner)), stream.next() % 3 == 0)
    }
    return (outline, outcomes)
  }
}
