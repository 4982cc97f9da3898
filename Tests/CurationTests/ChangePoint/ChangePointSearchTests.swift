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
