import Answers
import Corpus
import Curation
import Generation
import Testing

@Suite("Math-Shepherd labels")
struct MathShepherdProcedureTests {
  /// Labels the four-step solution with the endings of each inner step's rollouts.
  private func label(
    _ endings: [[Ending]], threshold: Int = 1, verdict: Verdict = .correct
  ) -> (labelling: Labelling, asked: Int) {
    let count = endings[0].count
    let (labelling, asked) = runScripted(
      mathShepherd(
        solution(verdict: verdict),
        settings: labelSettings(rollouts: count, threshold: threshold))
    ) { endings[stepOf($0)][$0.index].completion }
    return (labelling, asked)
  }

  @Test("A step is right with one correct rollout of N and wrong without any")
  func hardLabels() throws {
    let (labelling, asked) = label([
      [.incorrect, .correct, .incorrect], [.correct, .correct, .correct],
      [.incorrect, .unanswered, .incorrect],
    ])
    #expect(asked == 9)
    try #require(labelling.labels.map(\.value) == [.positive, .positive, .negative, .positive])
    #expect(labelling.labels.map(\.step) == [0, 1, 2, 3])
    #expect(labelling.labels[0].counts == RolloutCounts(correct: 1, incorrect: 2))
    #expect(labelling.labels[2].counts == RolloutCounts(incorrect: 2, unanswered: 1))
    #expect(labelling.labels.map(\.counts.share) == [1.0 / 3, 1, 0, nil])
    #expect(labelling.labels[..<3].allSatisfy { $0.stopping == .fixed && $0.reason == nil })
    #expect(labelling.stepTexts == ["a", "b", "c", "#### 4"])
  }

  @Test("Rollouts go on from the end of their step, and each label carries the keys of its own")
  func evidence() {
    let settings = labelSettings(rollouts: 2)
    let model = ModelIdentity(name: "script", kind: .scripted)
    var asked: [Request] = []
    let (labelling, _) = runScripted(
      mathShepherd(solution(), settings: settings), model: model
    ) { request in
      asked.append(request)
      return Ending.correct.completion
    }
    #expect(
      asked.map(\.prompt.text)
        == ["a\n", "a\n", "a\nb\n", "a\nb\n", "a\nb\nc\n", "a\nb\nc\n"]
        .map { "2 + 2?|\($0)" })
    #expect(asked.allSatisfy { $0.purpose == .rollout })
    #expect(asked.map(\.index) == [0, 1, 0, 1, 0, 1])
    let keys = asked.map { $0.key(model: model) }
    #expect(
      labelling.labels.map(\.evidence)
        == [Array(keys[0..<2]), Array(keys[2..<4]), Array(keys[4..<6]), []])
    #expect(labelling.rollouts.map(\.key) == keys)
    #expect(Set(keys).count == 6)
  }

  @Test("Each label's interval is Wilson's of its counts")
  func interval() throws {
    let row: [Ending] = [
      .correct, .incorrect, .incorrect, .incorrect, .incorrect, .incorrect,
      .unanswered, .incorrect,
    ]
    let interval = try #require(label([row, row, row]).labelling.labels[1].interval)
    // scipy.stats.binomtest(1, 8).proportion_ci(0.95, "wilson")
    #expect(abs(interval.lowerBound - 0.02241749145005667) < 1e-12)
    #expect(abs(interval.upperBound - 0.4708881822128535) < 1e-12)
  }

  @Test(
    "The last step has no rollouts: the verdict on the answer decides",
    arguments: [
      (Verdict.correct, LabelValue.positive), (.incorrect, .negative), (.unanswered, .negative),
      (.undecided, .abstain),
    ])
  func lastStep(verdict: Verdict, value: LabelValue) {
    let row: [Ending] = [.correct]
    let last = label([row, row, row], verdict: verdict).labelling.labels[3]
    #expect(last.value == value)
    #expect(last.counts.total == 0 && last.interval == nil && last.stopping == nil)
    #expect(last.reason == "the answer's verdict")
  }

  @Test("A solution of one step is labelled without any rollout")
  func singleStep() {
    let (labelling, asked) = runScripted(
      mathShepherd(
        solution("#### 4", verdict: .incorrect), settings: labelSettings(rollouts: 8))
    ) { _ in nil }
    #expect(asked == 0)
    #expect(labelling.labels.map(\.value) == [.negative])
  }

  @Test("Rollouts that say nothing make the labeller abstain where they could change the label")
  func undetermined() throws {
    let (labelling, _) = label([
      [.cut, .incorrect, .undecided], [.cut, .correct, .cut], [.cut, .cut, .cut],
    ])
    let labels = labelling.labels
    try #require(labels.map(\.value) == [.abstain, .positive, .abstain, .positive])
    #expect(labels[0].counts == RolloutCounts(incorrect: 1, undetermined: 2))
    #expect(labels[0].reason == "2 rollouts undetermined")
    #expect(labels[2].counts.trials == 0 && labels[2].counts.share == nil)
    #expect(labels[2].interval == 0...1)
  }

  @Test("A cut rollout that has already given the right answer counts as correct")
  func cutButCorrect() {
    let (labelling, _) = runScripted(
      mathShepherd(solution("a\n#### 4"), settings: labelSettings(rollouts: 1))
    ) { _ in completion("\n#### 4\nMore", finish: .length) }
    #expect(labelling.labels[0].counts == RolloutCounts(correct: 1))
  }

  @Test("With a threshold a step needs that many correct rollouts")
  func threshold() {
    let endings: [[Ending]] = [
      [.correct, .correct, .incorrect], [.correct, .incorrect, .incorrect],
      [.correct, .cut, .incorrect],
    ]
    #expect(
      label(endings, threshold: 2).labelling.labels.map(\.value)
        == [.positive, .negative, .abstain, .positive])
    #expect(
      label(endings, threshold: 3).labelling.labels.map(\.value)
        == [.negative, .negative, .negative, .positive])
  }

  @Test("Replies that are missing are no trials, and a step without any is abstained on")
  func missing() throws {
    let (labelling, _) = label([
      [.missing, .incorrect, .missing], [.missing, .correct, .missing],
      [.missing, .missing, .missing],
    ])
    let labels = labelling.labels
    try #require(labels.map(\.value) == [.negative, .positive, .abstain, .positive])
    #expect(labels.map(\.counts.total) == [1, 1, 0, 0])
    #expect(labels[2].reason == "no rollout" && labels[2].interval == nil)
    #expect(labels.map(\.evidence.count) == [1, 1, 0, 0])
  }

  @Test("Greedy rollouts of a prefix are one and the same and count once")
  func greedy() {
    let (labelling, asked) = runScripted(
      mathShepherd(solution(), settings: labelSettings(rollouts: 8, temperature: 0))
    ) { _ in Ending.correct.completion }
    #expect(asked == 3)
    #expect(labelling.labels.map(\.counts.total) == [1, 1, 1, 0])
  }
}
