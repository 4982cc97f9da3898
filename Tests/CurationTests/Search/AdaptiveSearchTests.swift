import Corpus
import Curation
import Testing

@Suite("Adaptive search")
struct AdaptiveSearchTests {
  private let test = AnytimeTest(luckyRate: 0.02, successRate: 0.2, alpha: 0.05, beta: 0.05)

  private func run(
    _ outline: SolutionOutline, rollouts: Int, _ isCorrect: @escaping (Int, Int) -> Bool
  ) -> (result: SearchResult, drawn: [[Int]]) {
    script(AdaptiveSearch(outline, rollouts: rollouts, test: test)) { step, index in
      RolloutOutcome(isCorrect(step, index) ? .correct : .incorrect)
    }
  }

  @Test("Each step ends at the first moment at which the test decides, and no rollout later")
  func stopsWhenDecided() throws {
    let outline = SolutionOutline(steps: 4, verdict: .incorrect)
    let (result, drawn) = run(outline, rollouts: 100) { step, _ in step == 0 }
    let failures = try #require(
      (1...100).first { test.decision(successes: 0, failures: $0) != nil })
    let successes = try #require(
      (1...100).first { test.decision(successes: $0, failures: 0) != nil })
    #expect(drawn == [Array(0..<successes), Array(0..<failures)])
    #expect(result.labels.map(\.value) == [.positive, .negative])
    #expect(result.labels.allSatisfy { $0.stopping == .anytime && $0.interval != nil })
  }

  @Test("With the numbers that it has unless others are named it decides both ways")
  func defaults() throws {
    let rollouts = LabelMethod.adaptive.defaultRollouts
    let fewest = SearchSettings().test.fewestTrials
    #expect(max(fewest.wrong, fewest.right) <= rollouts)
    for (isRight, values) in [
      (true, [LabelValue.positive, .positive, .negative]), (false, [.negative]),
    ] {
      let search = try #require(
        SearchSettings().search(
          .adaptive, SolutionOutline(steps: 3, verdict: .incorrect), rollouts: rollouts))
      let (result, _) = script(search) { _, _ in RolloutOutcome(isRight ? .correct : .incorrect) }
      #expect(result.labels.map(\.value) == values)
    }
  }

  @Test("A step that is undecided at the last rollout is abstained from, and ends the scan")
  func abstains() throws {
    let outline = SolutionOutline(steps: 3, verdict: .correct)
    let (result, drawn) = run(outline, rollouts: 3) { _, _ in false }
    #expect(drawn == [[0, 1, 2]])
    let label = try #require(result.labels.first)
    #expect(result.labels.count == 1 && label.value == .abstain)
    #expect(label.reason == "undecided after 3 rollouts")
  }

  @Test("Nothing is drawn at or after a false equation")
  func cut() {
    let outline = SolutionOutline(steps: 5, verdict: .incorrect, firstFalseEquation: 1)
    let (result, drawn) = run(outline, rollouts: 50) { _, _ in true }
    #expect(drawn.count == 1)
    #expect(result.labels.map(\.value) == [.positive, .negative])
    #expect(result.labels[1].reason == "a false equation")
  }

  @Test("When every step is right the verdict labels the last one")
  func reachesTheEnd() {
    let (result, _) = run(SolutionOutline(steps: 3, verdict: .correct), rollouts: 50) { _, _ in true
    }
    #expect(result.labels.map(\.value) == [.positive, .positive, .positive])
  }

  @Test("Missing and cut rollouts are no trials, but use up the limit")
  func noTrials() {
    let (result, drawn) = script(
      AdaptiveSearch(
        SolutionOutline(steps: 2, verdict: .incorrect), rollouts: 4, test: test)
    ) { _, index in index % 2 == 0 ? nil : RolloutOutcome(.incorrect, finish: .length) }
    #expect(drawn[0] == [0, 1, 2, 3])
    #expect(result.labels.map(\.value) == [.abstain])
    #expect(result.labels[0].counts == RolloutCounts(undetermined: 2))
  }
}
