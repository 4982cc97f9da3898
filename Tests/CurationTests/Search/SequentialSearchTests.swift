import Answers
import Corpus
import Curation
import Generation
import Testing

@Suite("Sequential labels")
struct SequentialProcedureTests {
  private let inner = 5

  /// What the method must do, written down naively: the rollouts asked and the labels' values.
  private func expected(
    _ table: [[Ending]], threshold: Int, last: LabelValue
  ) -> (asked: [[Int]], values: [LabelValue]) {
    var asked: [[Int]] = []
    var values: [LabelValue] = []
    for row in table {
      var made: [Int] = []
      while made.count < row.count,
        made.count(where: { row[$0] == .correct }) < threshold
      {
        made.append(made.count)
      }
      asked.append(made)
      let seen = made.map { row[$0] }
      let correct = seen.count { $0 == .correct }
      let open = seen.count { $0 == .cut || $0 == .undecided }
      let value: LabelValue =
        if correct >= threshold {
          .positive
        } else if seen.allSatisfy({ $0 == .missing }) || correct + open >= threshold {
          .abstain
        } else {
          .negative
        }
      values.append(value)
      if value != .positive { return (asked, values) }
    }
    return (asked, values + [last])
  }

  private func text(_ steps: Int) -> String {
    (0..<steps).map { "step \($0)\n" }.joined() + "#### 4"
  }

  /// A random table of endings; correct ones come at the given share.
  private func table(_ stream: inout RandomStream, rollouts: Int) -> [[Ending]] {
    let share = stream.nextUnit()
    let others: [Ending] = [
      .incorrect, .incorrect, .incorrect, .unanswered, .cut, .undecided,
      .missing,
    ]
    return (0..<inner).map { _ in
      (0..<rollouts).map { _ in
        stream.nextUnit() < share
          ? .correct : others[Int(stream.next() % UInt64(others.count))]
      }
    }
  }

  @Test("Over random verdict tables it asks and labels exactly as a naive enumeration does")
  func enumeration() throws {
    var stream = RandomStream(seed: 7, "tables")
    for _ in 0..<400 {
      let rollouts = 1 + Int(stream.next() % 6)
      let threshold = 1 + Int(stream.next() % UInt64(rollouts))
      let table = table(&stream, rollouts: rollouts)
      var asked: [[Int]] = []
      let (labelling, count) = runScripted(
        sequential(
          solution(text(inner)), settings: labelSettings(rollouts: rollouts, threshold: threshold))
      ) { request in
        let step = stepOf(request)
        while asked.count <= step { asked.append([]) }
        asked[step].append(request.index)
        return table[step][request.index].completion
      }
      let naive = expected(table, threshold: threshold, last: .positive)
      try #require(asked == naive.asked)
      try #require(count == naive.asked.map(\.count).reduce(0, +))
      try #require(labelling.labels.map(\.value) == naive.values)
      try #require(labelling.labels.map(\.step) == Array(0..<naive.values.count))
    }
  }

  @Test("Its labels are Math-Shepherd's up to the first step that is not right")
  func sameAsMathShepherd() throws {
    var stream = RandomStream(seed: 8, "tables")
    var reachedTheEnd = 0
    for _ in 0..<200 {
      let rollouts = 1 + Int(stream.next() % 8)
      let threshold = 1 + Int(stream.next() % UInt64(rollouts))
      let table = table(&stream, rollouts: rollouts)
      let settings = labelSettings(rollouts: rollouts, threshold: threshold)
      let reply: (Request) -> Completion? = { table[stepOf($0)][$0.index].completion }
      let full = runScripted(
        mathShepherd(solution(text(inner)), settings: settings), reply: reply)
      let short = runScripted(
        sequential(solution(text(inner)), settings: settings), reply: reply)
      let values = full.output.labels.map(\.value)
      let end = values.firstIndex { $0 != .positive } ?? values.count - 1
      try #require(short.output.labels.map(\.value) == Array(values[...end]))
      try #require(short.asked <= full.asked)
      let bought = Set(full.output.rollouts.map(\.key))
      try #require(short.output.rollouts.allSatisfy { bought.contains($0.key) })
      if end == values.count - 1 { reachedTheEnd += 1 }
    }
    #expect(reachedTheEnd > 10 && reachedTheEnd < 190)
  }

  @Test("Counts say that they stopped at a success, and keys are those of the rollouts made")
  func countsOfALabel() throws {
    let rows: [[Ending]] = [
      [.incorrect, .incorrect, .correct, .correct],
      [.incorrect, .incorrect, .incorrect, .incorrect],
    ]
    let (labelling, asked) = runScripted(
      sequential(solution(), settings: labelSettings(rollouts: 4))
    ) { rows[stepOf($0)][$0.index].completion }
    #expect(asked == 7)
    let labels = labelling.labels
    try #require(
      labels.map(\.counts) == [
        RolloutCounts(correct: 1, incorrect: 2), RolloutCounts(incorrect: 4),
      ])
    #expect(labels.allSatisfy { $0.stopping == .firstSuccess && $0.method == "sequential" })
    #expect(labels.map(\.evidence.count) == [3, 4])
    let interval = try #require(labels[0].interval)
    // scipy.stats.beta.ppf(.025, 1, 3) and beta.ppf(.975, 1, 2)
    #expect(abs(interval.lowerBound - 0.008403758659612636) < 1e-10)
    #expect(abs(interval.upperBound - 0.841886116991581) < 1e-10)
  }

  @Test("A solution of one step, or whose steps are all right, ends with the verdict's label")
  func lastStep() {
    let (single, none) = runScripted(
      sequential(
        solution("#### 4", verdict: .undecided), settings: labelSettings(rollouts: 4))
    ) { _ in nil }
    #expect(none == 0 && single.labels.map(\.value) == [.abstain])
    let (whole, asked) = runScripted(
      sequential(
        solution(verdict: .incorrect), settings: labelSettings(rollouts: 4))
    ) { _ in Ending.correct.completion }
    #expect(asked == 3)
    #expect(whole.labels.map(\.value) == [.positive, .positive, .positive, .negative])
  }
}
