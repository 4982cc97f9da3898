import Corpus
import Testing

@testable import Curation

@Suite("Change-point search")
struct ChangePointSearchTests {
  private func outline(_ steps: Int, _ verdict: Verdict = .incorrect) -> SolutionOutline {
    SolutionOutline(
      steps: steps, verdict: verdict, others: RolloutCounts(correct: 5, incorrect: 2))
  }

  @Test("It finds the pit of every solution whose prefixes are plainly alive or dead")
  func findsThePit() {
    let settings = ChangePointSettings(leastInformation: 1e-4)
    for steps in 2...8 {
      for pit in 0..<(steps - 1) {
        let (result, drawn) = script(ChangePointSearch(outline(steps), settings: settings)) {
          RolloutOutcome($0 < pit || $1 < 0 ? .correct : .incorrect)
        }
        #expect(result.labels.first { $0.value == .negative }?.step == pit)
        #expect(result.labels.count == steps && drawn.allSatisfy { $0.count <= 48 })
        #expect((result.confidence ?? 0) > 0.5)
      }
    }
  }

  @Test("It draws where a hand-made greedy search over the same posterior draws, and stops with it")
  func greedy() throws {
    var stream = RandomStream(seed: 11, "greedy")
    for _ in 0..<20 {
      let steps = 2 + Int(stream.next() % 5)
      let table = (0..<steps).map { _ in (0..<48).map { _ in stream.next() % 4 == 0 } }
      let outline = SolutionOutline(
        steps: steps, verdict: .incorrect, others: RolloutCounts(correct: 2, incorrect: 5),
        tokensAfter: (0..<steps).map { Double(3 * (steps - $0)) })
      let settings = ChangePointSettings(leastInformation: 0.002)
      let (result, drawn) = script(ChangePointSearch(outline, settings: settings)) {
        RolloutOutcome(table[$0][$1] ? .correct : .incorrect)
      }
      var posterior = ChangePointPosterior(outline, prior: .shipped)
      var expected = (0..<steps).map { _ in 0 }
      while true {
        let values = posterior.information(posterior.snapshot).enumerated().map {
          $1 / outline.tokensAfter[$0]
        }
        guard let best = values.max(), best >= 0.002, let step = values.firstIndex(of: best) else {
          break
        }
        posterior.observe(table[step][expected[step]], at: step)
        expected[step] += 1
      }
      let found = (0..<steps).map { $0 < drawn.count ? drawn[$0].count : 0 }
      try #require(found == expected)
      let likeliest = posterior.snapshot.likeliest
      #expect(
        result.labels.map(\.value)
          == (0..<steps).map { $0 < likeliest ? .positive : .negative })
    }
  }

  @Test("Cut and missing rollouts change no belief, and a prefix has no more than its limit")
  func silence() {
    let settings = ChangePointSettings(leastInformation: 1e-9, rollouts: 3)
    let (result, drawn) = script(ChangePointSearch(outline(3), settings: settings)) { _, index in
      index == 0 ? nil : RolloutOutcome(.undecided)
    }
    #expect(drawn.map(\.count) == [3, 3])
    #expect(result.labels[0].counts == RolloutCounts(undetermined: 2))
    let untouched = ChangePointPosterior(outline(3), prior: .shipped).snapshot
    #expect(abs((result.labels[0].posterior ?? 0) - untouched.isRight(through: 0)) < 1e-12)
  }

  @Test(
    "A prefix whose rollouts say nothing is given up, and what they could change is abstained from")
  func givenUp() {
    let settings = ChangePointSettings(leastInformation: 1e-9)
    let (result, drawn) = script(ChangePointSearch(outline(3), settings: settings)) { _, _ in
      RolloutOutcome(.unanswered, finish: .length)
    }
    #expect(drawn.map(\.count) == [4, 4])
    // All right would clear the inner steps, all wrong blame the first; the answer is wrong anyhow.
    #expect(result.labels.map(\.value) == [.abstain, .abstain, .negative])
    // Where the others have told enough, a few cut ones change nothing.
    let (told, _) = script(ChangePointSearch(outline(3), settings: settings)) { step, index in
      index == 2
        ? RolloutOutcome(.unanswered, finish: .length)
        : RolloutOutcome(step == 0 ? .correct : .incorrect)
    }
    #expect(told.labels.map(\.value) == [.positive, .negative, .negative])
  }

  @Test("An answer that nobody could judge is not called wrong")
  func undecided() throws {
    let settings = ChangePointSettings(leastInformation: 1e-4)
    let (right, _) = script(ChangePointSearch(outline(4, .undecided), settings: settings)) {
      _, _ in RolloutOutcome(.correct)
    }
    #expect(right.labels.map(\.value) == [.positive, .positive, .positive, .abstain])
    #expect((right.labels.last?.posterior ?? 0) > 0.4)
    // A step that cannot be finished from is wrong, and with it what follows.
    let (wrong, _) = script(ChangePointSearch(outline(4, .undecided), settings: settings)) {
      step, _ in RolloutOutcome(step == 0 ? .correct : .incorrect)
    }
    #expect(wrong.labels.map(\.value) == [.positive, .negative, .negative, .negative])
  }

  @Test("Samples that share steps are rollouts that nobody pays for")
  func passing() {
    let plain = outline(4)
    // Three samples that share two steps fail, two that share one come right.
    let sharing = SolutionOutline(
      steps: 4, verdict: .incorrect, others: RolloutCounts(correct: 5, incorrect: 4),
      passing: [
        RolloutCounts(correct: 2), RolloutCounts(incorrect: 3), RolloutCounts(), RolloutCounts(),
      ])
    var drawn = ChangePointPosterior(
      SolutionOutline(
        steps: 4, verdict: .incorrect, others: RolloutCounts(correct: 5, incorrect: 4)),
      prior: .shipped)
    for _ in 0..<2 { drawn.observe(true, at: 0) }
    for _ in 0..<3 { drawn.observe(false, at: 1) }
    let free = ChangePointPosterior(sharing, prior: .shipped)
    #expect(
      zip(free.snapshot.firstError, drawn.snapshot.firstError).allSatisfy { abs($0 - $1) < 1e-12 })
    let settings = ChangePointSettings()
    func spent(_ outline: SolutionOutline) -> Int {
      script(ChangePointSearch(outline, settings: settings)) { step, _ in
        RolloutOutcome(step == 0 ? .correct : .incorrect)
      }.drawn.reduce(0) { $0 + $1.count }
    }
    #expect(spent(sharing) < spent(plain))
  }

  @Test(
    "Steps are shared where both texts go on with the next step",
    arguments: [
      ("a\n12\nc", 3), ("a\n12\nd", 2), ("a\n123\nc", 1), ("a\n12", 1), ("ab\n12\nc", 0), ("", 0),
      ("a\n12\n", 1), ("a\n", 0), ("a\nx", 1),
    ])
  func sharing(other: String, expected: Int) {
    let text = "a\n12\nc"
    let steps = [0..<1, 2..<4, 5..<6]
    #expect(SolutionToLabel.sharedSteps(text, steps, with: other) == expected)
  }

  @Test("Steps that are not certain enough are abstained from")
  func certainty() {
    let sure = ChangePointSettings(leastInformation: 1, certainty: 0.99)
    let (result, drawn) = script(ChangePointSearch(outline(4), settings: sure)) { _, _ in nil }
    #expect(drawn.isEmpty)
    #expect(
      result.labels.allSatisfy { label in
        let right = label.posterior ?? 0.5
        return (label.value == .abstain) == (max(right, 1 - right) < 0.99)
      })
    #expect(result.labels.contains { $0.value == .abstain })
  }

  @Test("A recalibrated search states the chances of the corrected distribution")
  func recalibrated() throws {
    var stream = RandomStream(seed: 5, "recalibrated")
    for steps in 2...7 {
      let table = (0..<steps).map { _ in (0..<48).map { _ in stream.next() % 3 == 0 } }
      func result(_ map: Recalibration?) -> SearchResult {
        script(
          ChangePointSearch(
            outline(steps),
            settings: ChangePointSettings(leastInformation: 0.01, recalibration: map))
        ) { RolloutOutcome(table[$0][$1] ? .correct : .incorrect) }.0
      }
      let plain = result(nil)
      let map = Recalibration(slope: 0.5, offset: -0.3)
      let corrected = result(map)
      let stated = try #require(plain.confidence)
      let confidence = try #require(corrected.confidence)
      #expect(abs(confidence - map.corrected(stated)) < 1e-12 && confidence != stated)
      // The chance of each first wrong step is what the chances of the prefixes lose there.
      func distribution(_ result: SearchResult) -> [Double] {
        let right = [1] + result.labels.map { $0.posterior ?? -1 } + [0]
        return zip(right, right.dropFirst()).map { $0 - $1 }
      }
      let first = plain.labels.firstIndex { $0.value == .negative } ?? steps
      let after = distribution(corrected)
      for (c, before) in distribution(plain).enumerated() {
        let expected = c == first ? confidence : before * (1 - confidence) / (1 - stated)
        #expect(abs(after[c] - expected) < 1e-9)
      }
      #expect(corrected.labels.map(\.value) == plain.labels.map(\.value))
    }
  }

  @Test("Nothing is drawn at or after a false equation, and nothing after it is blamed")
  func cut() {
    let outline = SolutionOutline(
      steps: 6, verdict: .incorrect, others: RolloutCounts(correct: 4, incorrect: 3),
      firstFalseEquation: 2)
    let (result, drawn) = script(
      ChangePointSearch(outline, settings: ChangePointSettings(leastInformation: 1e-5))
    ) { _, _ in RolloutOutcome(.correct) }
    #expect(drawn.count <= 2)
    #expect(
      result.labels.map(\.value) == [.positive, .positive]
        + [LabelValue](repeating: .negative, count: 4))
  }
}
