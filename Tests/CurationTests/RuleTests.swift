import Corpus
import Curation
import Testing

@Suite("Rules on counts and witnesses")
struct RuleTests {
  @Test("A rule decides for every count as trying out all outcomes of the open rollouts does")
  func rolloutRule() {
    for threshold in 1...4 {
      let rule = RolloutRule(threshold: threshold)
      for correct in 0...5 {
        for wrong in 0...3 {
          for open in 0...5 {
            let counts = RolloutCounts(
              correct: correct, incorrect: wrong / 2, unanswered: wrong - wrong / 2,
              undetermined: open)
            // What the label would be if this many of the open rollouts were correct.
            let possible = Set((0...open).map { correct + $0 >= threshold })
            let value: LabelValue =
              if correct + wrong + open == 0 || possible.count == 2 {
                .abstain
              } else {
                possible.contains(true) ? .positive : .negative
              }
            #expect(rule.value(counts).value == value)
          }
        }
      }
    }
  }

  @Test("Only an abstention has a reason, and it says how many rollouts are open")
  func reasons() {
    let rule = RolloutRule()
    #expect(rule.value(RolloutCounts()).reason == "no rollout")
    #expect(
      rule.value(RolloutCounts(incorrect: 5, undetermined: 3)).reason == "3 rollouts undetermined")
    #expect(rule.value(RolloutCounts(incorrect: 8)).reason == nil)
    #expect(rule.value(RolloutCounts(correct: 1, undetermined: 7)).reason == nil)
  }

  private let keys = (0..<3).map { ContentKey(hashing: "rollout \($0)") }

  private func labels(_ values: [LabelValue]) -> [Label] {
    values.enumerated().map { step, value in
      Label(
        step: step, value: value, method: "math-shepherd", counts: RolloutCounts(correct: 3),
        stopping: .fixed, interval: 0.25...1, posterior: 0.9, advantage: 0.25,
        reason: "why \(step)", evidence: keys)
    }
  }

  @Test("The witness labels steps with equations, and says what a false one makes")
  func witness() throws {
    let labels = WitnessLabels.labels(["2 + 3 = 5 pens", "no sums here", "5 * 2 = 11"])
    try #require(labels.map(\.step) == [0, 2])
    #expect(labels.map(\.value) == [.positive, .negative])
    #expect(labels[1].reason?.contains("is false: it makes 10") == true)
    #expect(labels.allSatisfy { $0.method == "arithmetic" && $0.evidence.isEmpty })
  }

  @Test("Labels are cut at the first false equation, which is wrong without any rollouts")
  func cut() throws {
    let witness = WitnessLabels.labels(["1 + 1 = 2", "1 + 1 = 3", "2 + 2 = 5", "#### 4"])
    let result = WitnessLabels.cut(
      labels([.positive, .positive, .positive, .positive]), at: witness)
    try #require(result.map(\.value) == [.positive, .negative])
    #expect(result.map(\.method) == Array(repeating: "math-shepherd+arithmetic", count: 2))
    #expect(result[0].counts.correct == 3 && result[0].evidence == keys)
    #expect(result[0].interval == 0.25...1 && result[0].reason == "why 0")
    #expect(result[0].posterior == 0.9 && result[0].advantage == 0.25)
    #expect(result[1].posterior == 0 && result[1].advantage == nil)
    #expect(result[1].counts == RolloutCounts() && result[1].evidence.isEmpty)
    #expect(result[1].stopping == nil && result[1].interval == nil)
    #expect(result[1].reason == witness[1].reason)
  }

  @Test("Without a false equation, or with one after the last label, all labels stay")
  func uncut() {
    let values: [LabelValue] = [.positive, .abstain, .negative]
    let free = WitnessLabels.cut(labels(values), at: WitnessLabels.labels(["1 + 1 = 2"]))
    #expect(free.map(\.value) == values)
    let late = WitnessLabels.cut(
      labels(values), at: WitnessLabels.labels(["a", "b", "c", "1 + 1 = 3"]))
    #expect(late.map(\.value) == values && late.map(\.evidence) == free.map(\.evidence))
  }
}
