import Corpus
import Testing

@testable import Curation

@Suite("What a false equation is worth")
struct EquationTrustTests {
  /// Five solutions of four steps with a false equation at step 2 and `correct` of 40 rollouts of
  /// each prefix right, and one whose first step is false.
  private func pilot(correct: Int, others: RolloutCounts) -> [PilotSolution] {
    let counts = RolloutCounts(correct: correct, incorrect: 40 - correct)
    func solution(_ equation: Int) -> PilotSolution {
      PilotSolution(
        SolutionOutline(
          steps: 4, verdict: .incorrect, others: others, firstFalseEquation: equation),
        counts: [counts, counts, RolloutCounts(incorrect: 40)])
    }
    return (0..<5).map { _ in solution(2) } + [solution(0)]
  }

  @Test("Where the policy could still finish before it, it is the first error: (5 + 1)/(5 + 2)")
  func alive() {
    let solved = RolloutCounts(correct: 6, incorrect: 1)
    let prior = ChangePointPrior.shipped.trustingEquations(of: pilot(correct: 36, others: solved))
    // 36 of 40 right rollouts leave next to no doubt, but some.
    #expect((0..<0.002).contains(6.0 / 7 - prior.equationSolved))
    // Of the other kind there is none: (0 + 1)/(0 + 2).
    #expect(prior.equationUnsolved == 0.5)
  }

  @Test("Where nothing before it could be finished although others can solve it, it is not")
  func dead() {
    let solved = RolloutCounts(correct: 7)
    let prior = ChangePointPrior.shipped.trustingEquations(of: pilot(correct: 0, others: solved))
    #expect(prior.equationSolved < 0.16)
  }

  @Test("Without a false equation behind the first step, or with a right answer, nothing changes")
  func nothing() {
    let right = PilotSolution(
      SolutionOutline(steps: 3, verdict: .correct, firstFalseEquation: 1),
      counts: [RolloutCounts(correct: 1), RolloutCounts(correct: 1)])
    let first = pilot(correct: 3, others: RolloutCounts()).suffix(1)
    let prior = ChangePointPrior.shipped.trustingEquations(of: [right] + first)
    #expect(prior == .shipped)
  }

  @Test("With truth the chance is counted: one of two, and none of one, with a case each way")
  func counted() {
    func solution(_ error: Int, equation: Int?, correct: Int) -> RecordedSolution {
      RecordedSolution(
        problem: "p",
        outline: SolutionOutline(
          steps: 3, verdict: .incorrect, others: RolloutCounts(correct: correct, incorrect: 2),
          firstFalseEquation: equation), firstError: error, rollouts: [[], []])
    }
    let prior = ChangePointPrior.shipped.trusting(equationsOf: [
      solution(1, equation: 1, correct: 2), solution(0, equation: 1, correct: 1),
      solution(0, equation: 2, correct: 0), solution(0, equation: 0, correct: 0),
      solution(1, equation: nil, correct: 0),
    ])
    #expect(prior.equationSolved == 0.5)
    #expect(abs(prior.equationUnsolved - 1.0 / 3) < 1e-12)
  }
}
