import Corpus
import Curation
import Testing

@Suite("What steps are worth")
struct StepValuesTests {
  @Test("The best of K from counts is the share of all K-subsets with a success")
  func bestOfK() throws {
    for trials in 1...7 {
      for correct in 0...trials {
        for completions in 1...trials {
          var (subsets, hits) = (0, 0)
          for bits in 0..<(1 << trials) where bits.nonzeroBitCount == completions {
            subsets += 1
            if bits & ((1 << correct) - 1) != 0 { hits += 1 }
          }
          let found = try #require(
            StepValues.quality(
              RolloutCounts(correct: correct, incorrect: trials - correct),
              completions: completions))
          #expect(abs(found - Double(hits) / Double(subsets)) < 1e-12)
        }
      }
    }
    #expect(StepValues.quality(RolloutCounts(correct: 2), completions: 3) == nil)
  }

  @Test("Advantages add up from the problem's rate to the verdict")
  func advantages() throws {
    let counts = [
      RolloutCounts(correct: 6, incorrect: 2), RolloutCounts(correct: 2, incorrect: 6),
      RolloutCounts(incorrect: 8),
    ]
    let steps = StepValues.steps(
      root: RolloutCounts(correct: 4, incorrect: 4), counts: counts, verdict: .incorrect)
    #expect(steps.map(\.quality) == [0.75, 0.25, 0, 0])
    #expect(steps.map(\.advantage) == [0.25, -0.5, -0.25, 0])
    #expect(StepValues.firstPit(steps) == 2)
    let interval = try #require(steps[1].interval)
    // By hand: Wilson's ends of 2/8 are .07148 and .59072, those of 6/8 .40928 and .92852, and
    // −.5 − √((.25 − .07148)² + (.92852 − .75)²), −.5 + √((.59072 − .25)² + (.75 − .40928)²).
    #expect(abs(interval.lowerBound + 0.752467) < 1e-6)
    #expect(abs(interval.upperBound + 0.018143) < 1e-6)
  }

  @Test("Without rollouts of the problem the first advantage is unknown")
  func unknownRoot() {
    let steps = StepValues.steps(
      root: RolloutCounts(), counts: [RolloutCounts(correct: 1, incorrect: 1)], verdict: .correct)
    #expect(steps.map(\.advantage) == [nil, 0.5])
  }

  @Test("ReST-MCTS* values rise to 1 over right steps, and fall back to 0 at a wrong first step")
  func values() {
    // By hand: V₁ = 1/3; V₂ = (2/3)/2 + 1/3 = 2/3; V₃ = 1.
    let right = StepValues.values(isRight: [true, true, true])
    #expect(zip(right, [1.0 / 3, 2.0 / 3, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
    // V₂ = max(0, 1/3 − (2/3)/2) = 0; V₃ = max(0, −1) = 0.
    let wrong = StepValues.values(isRight: [true, false, false])
    #expect(abs(wrong[0] - 1.0 / 3) < 1e-12 && abs(wrong[1]) < 1e-12 && wrong[2] == 0)
    // A right rollout of two steps after the first one: V₂ = (3/4)/2 + 1/4 in place of (3/4)/3 + 1/4.
    let shorter = StepValues.values(isRight: [true, true], of: 4, shortest: [0: 2])
    #expect(zip(shorter, [0.25, 0.625]).allSatisfy { abs($0 - $1) < 1e-12 })
  }
}
