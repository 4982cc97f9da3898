import Corpus
import Generation
import Testing

@testable import Curation

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

  private func isClose(_ values: [Double?], _ expected: [Double?]) -> Bool {
    values.count == expected.count
      && zip(values, expected).allSatisfy { found, wanted in
        guard let found, let wanted else { return found == nil && wanted == nil }
        return abs(found - wanted) < 1e-12
      }
  }

  @Test("ReST-MCTS* values rise to 1 over right steps, and fall back to 0 at a wrong first step")
  func values() {
    // By hand: V₁ = 1/3; V₂ = (2/3)/2 + 1/3 = 2/3; V₃ = 1.
    let right = StepValues.values(isRight: [true, true, true], isRightEnd: true)
    #expect(isClose(right, [1.0 / 3, 2.0 / 3, 1]))
    // No right end is known, so that what is left stands for it.
    // V₂ = max(0, 1/3 − (2/3)/2) = 0; V₃ = max(0, −1) = 0.
    let wrong = StepValues.values(isRight: [true, false, false], isRightEnd: false)
    #expect(isClose(wrong, [1.0 / 3, 0, 0]))
    // A right rollout of two steps after the first one of four: the right end is three steps from
    // the start and two from there. V₁ = 1/3; V₂ = (2/3)/2 + 1/3.
    let shorter = StepValues.values(
      isRight: [true, true], of: 4, isRightEnd: true, shortest: [0: 2])
    #expect(isClose(shorter, [1.0 / 3, 2.0 / 3]))
    // The same where the solution's answer is wrong: its own end is none.
    let longer = StepValues.values(
      isRight: [true, false], of: 3, isRightEnd: false, shortest: [0: 4])
    // V₁ = 1/5; V₂ = 1/5 − (4/5)/4 = 0.
    #expect(isClose(longer, [1.0 / 5, 0]))
  }

  /// Math-Shepherd's labels of "a b c #### N" with one rollout of these texts after each inner step.
  private func labelling(_ verdict: Verdict, _ rollouts: [String]) -> Labelling {
    let labelled = solution("a\nb\nc\n#### \(verdict == .correct ? 4 : 5)", verdict: verdict)
    return runScripted(mathShepherd(labelled, settings: labelSettings(rollouts: 1))) {
      completion(rollouts[stepOf($0)])
    }.output
  }

  @Test("A labelling's values count to right ends alone: its own where it is right, and rollouts'")
  func valued() {
    let splitter = StepSplitter(.line)
    let long = "\nx\ny\nz\nu\n#### 4"
    let wrong = labelling(.incorrect, [long, "\nx\ny\n#### 4", "\n#### 5"])
    // Five steps after the first, three after the second: the start is min(1 + 5, 2 + 3) = 5 steps
    // from a right end, the first step min(5, 1 + 3) = 4, the second 3. Nothing is known of the
    // third, behind which one step is left. The labels are + + − −:
    // 1/5, .2 + .8/4 = .4, .4 − .6/3 = .2, max(0, .2 − .8).
    #expect(wrong.labels.map(\.value) == [.positive, .positive, .negative, .negative])
    let values = wrong.valued(wrong.labels, splitter).map(\.processValue)
    #expect(isClose(values, [0.2, 0.4, 0.2, 0]))
    // A right answer is an end itself: 4, 3, 2 and 1 steps. 1/4, .25 + .75/3 = .5,
    // .5 − .5/2 = .25, 1.
    let right = labelling(.correct, [long, "\nx\ny\n#### 4", "\n#### 5"])
    #expect(right.labels.map(\.value) == [.positive, .positive, .negative, .positive])
    #expect(
      isClose(right.valued(right.labels, splitter).map(\.processValue), [0.25, 0.5, 0.25, 1]))
    // A shorter right rollout than the rest of a right solution: two steps after the first.
    let shorter = labelling(.correct, ["\nx\n#### 4", "\n#### 5", "\n#### 4"])
    // 1/3, 1/3 − (2/3)/2 = 0, 0 + 1/2, 1.
    #expect(
      isClose(shorter.valued(shorter.labels, splitter).map(\.processValue), [1.0 / 3, 0, 0.5, 1]))
  }

  @Test("Values end before a step that is abstained from or that nobody looked at")
  func interrupted() {
    let splitter = StepSplitter(.line)
    let found = labelling(.correct, ["\n#### 4", "\n#### \\frac{4", "\n#### 4"])
    #expect(found.labels.map(\.value) == [.positive, .abstain, .positive, .positive])
    // One right step after the first: 1/2.
    #expect(
      isClose(found.valued(found.labels, splitter).map(\.processValue), [0.5, nil, nil, nil]))
    let gap = [found.labels[0], found.labels[2], found.labels[3]]
    #expect(isClose(found.valued(gap, splitter).map(\.processValue), [0.5, nil, nil]))
  }
}
