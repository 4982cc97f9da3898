import Corpus
import Curation
import Testing

@Suite("Advantages of steps")
struct AdvantageSearchTests {
  /// Runs the search with so many correct ones of four rollouts of each inner prefix.
  private func labels(
    _ correct: [Int], _ verdict: Verdict, root: RolloutCounts, completions: Int = 1
  ) -> (labels: [Label], drawn: [[Int]]) {
    let outline = SolutionOutline(steps: correct.count + 1, verdict: verdict, others: root)
    let (result, drawn) = script(
      AdvantageSearch(outline, rollouts: 4, completions: completions)
    ) { RolloutOutcome($1 < correct[$0] ? .correct : .incorrect) }
    return (result.labels, drawn)
  }

  private let even = RolloutCounts(correct: 2, incorrect: 2)

  @Test("Of a wrong solution it marks what raises Q by 0.3 and the first of the lowest Qs")
  func wrong() {
    // Q: .5 before, then 1, .5, 0, and 0 by the verdict.
    let (found, drawn) = labels([4, 2, 0], .incorrect, root: even)
    #expect(drawn == [[Int]](repeating: [0, 1, 2, 3], count: 3))
    #expect(found.map(\.value) == [.positive, .positive, .negative, .negative])
    #expect(found.map(\.posterior) == [1, 0.5, 0, nil])
    #expect(found.map(\.advantage) == [0.5, -0.5, -0.5, 0])
    // What a wrong solution loses is no spurious step, and the answer is labelled by its verdict.
    #expect(found.map(\.reason) == ["critical", nil, "first pit", "the answer's verdict"])
    #expect(found.map(\.stopping) == [.fixed, .fixed, .fixed, nil])
  }

  @Test("Of a right solution it marks what lowers Q by 0.3, and no pit")
  func right() {
    let (found, _) = labels([1, 2, 0], .correct, root: RolloutCounts(correct: 3, incorrect: 1))
    #expect(found.map(\.advantage) == [-0.5, 0.25, -0.5, 1])
    #expect(found.map(\.reason) == ["spurious", nil, "spurious", "critical"])
    #expect(found.map(\.value) == [.positive, .positive, .negative, .positive])
  }

  @Test("Q of the best of two is that of all pairs of rollouts")
  func bestOfTwo() {
    // No pair of 0 of 4; all pairs of 2 of 4 but one; all of 3 of 4.
    let (found, _) = labels(
      [2, 3], .unanswered, root: RolloutCounts(incorrect: 4), completions: 2)
    #expect(abs((found[0].advantage ?? 2) - 5.0 / 6) < 1e-12 && found[2].advantage == -1)
    #expect(abs((found[1].advantage ?? 2) - 1.0 / 6) < 1e-12)
    // The chance that the best of two is right says nothing of the step; the shares do.
    #expect(found.allSatisfy { $0.posterior == nil })
    #expect(found.map(\.statedChance) == [0.5, 0.75, 0])
    #expect(found[2].reason == "first pit" && found[2].value == .negative)
  }

  @Test("Where rollouts are missing or the verdict is, nothing is said of that step's advantage")
  func unknown() {
    let outline = SolutionOutline(steps: 4, verdict: .undecided, others: even)
    let (result, _) = script(AdvantageSearch(outline, rollouts: 4)) { step, _ in
      step == 1 ? nil : RolloutOutcome(.correct)
    }
    let found = result.labels
    #expect(found.map(\.value) == [.positive, .abstain, .positive, .abstain])
    #expect(found.map(\.advantage) == [0.5, nil, nil, nil])
    #expect(found[1].reason == "no rollout" && found[1].counts.total == 0)
  }

  @Test("A cut rollout that could still be right leaves the label open")
  func undetermined() {
    let outline = SolutionOutline(steps: 2, verdict: .incorrect, others: even)
    let (result, _) = script(AdvantageSearch(outline, rollouts: 4)) { _, index in
      RolloutOutcome(.unanswered, finish: index == 0 ? .length : .stop)
    }
    #expect(result.labels[0].value == .abstain)
    #expect(result.labels[0].reason == "1 rollouts undetermined")
    // Three trials without a success: Q is 0.
    #expect(result.labels[0].advantage == -0.5)
  }

  @Test("With a threshold of two a step with one right rollout is wrong; Q stays what it is")
  func threshold() {
    let outline = SolutionOutline(steps: 4, verdict: .incorrect, others: even)
    let correct = [4, 2, 1]
    let (result, _) = script(
      AdvantageSearch(outline, rollouts: 4, rule: RolloutRule(threshold: 2))
    ) { RolloutOutcome($1 < correct[$0] ? .correct : .incorrect) }
    #expect(result.labels.map(\.value) == [.positive, .positive, .negative, .negative])
    #expect(result.labels.map(\.posterior) == [1, 0.5, 0.25, nil])
    #expect(result.labels.map(\.advantage) == [0.5, -0.5, -0.25, -0.25])
    // The answer has the lowest Q, so that it is the pit.
    #expect(result.labels.map(\.reason) == ["critical", nil, nil, "first pit"])
  }

  @Test("A solution of one step draws nothing")
  func oneStep() {
    let (found, drawn) = labels([], .correct, root: even)
    #expect(drawn.isEmpty && found.map(\.advantage) == [0.5] && found.map(\.value) == [.positive])
  }
}
