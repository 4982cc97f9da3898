import Corpus
import JSON
import ProblemSets
import Testing

@Suite("gsm-style: labelled wrong solutions and what a suite is like")
struct LabelledErrorsTests {
  @Test("a set has the size, kinds and share that it is asked for, and a longer one begins with it")
  func sizes() {
    let suite = GSMStyleSuite(seed: 3)
    let errors = LabelledErrors(seed: 3, faults: [.arithmetic, .skipped], rightShare: 0.5) {
      suite.selected(at: $0)
    }
    var items: [LabelledErrors.Item] = []
    #expect(errors.forEach(count: 120) { items.append($0) } == 120)
    #expect(Set(items.compactMap(\.fault)) == [.arithmetic, .skipped])
    #expect((40...80).contains(items.count { $0.fault == nil }))
    for item in items { #expect(item.fault == nil ? item.label == -1 : item.label >= 0) }
    var fewer: [LabelledErrors.Item] = []
    _ = errors.forEach(count: 10) { fewer.append($0) }
    #expect(Array(items.prefix(10)) == fewer)
  }

  @Test("the items of both suites read back as ProcessBench's, with their steps and labels")
  func processBench() throws {
    let (words, latex) = (GSMStyleSuite(seed: 5), MATHStyleSuite(seed: 5))
    let sets: [([StepFault], @Sendable (Int) -> (any CorruptibleProblem)?)] = [
      (GSMStyleProblem.faults, { words.selected(at: $0) }),
      (MATHStyleProblem.faults, { latex.selected(at: $0) }),
    ]
    for (faults, problem) in sets {
      let errors = LabelledErrors(seed: 5, faults: faults, rightShare: 0.3, problem: problem)
      var count = 0
      _ = try errors.forEach(count: 60) { item in
        count += 1
        let record = try JSONValue.parse(item.json.serialized())
        let reader = ProcessBenchReader()
        let row = try reader.row(
          from: record, at: RecordPlace(suite: "errors", split: "test", line: count))
        let solution = try reader.solution(from: record)
        #expect(row.problem.statement == item.statement && row.id == item.id)
        #expect(solution.steps == item.steps)
        #expect(solution.ratings.firstIndex(of: -1) ?? -1 == item.label)
        #expect(solution.finalAnswerCorrect == (item.fault?.keepsValue ?? true))
      }
      #expect(count == 60)
    }
  }

  @Test("the basic selection joins by the same protocol")
  func basic() throws {
    let suite = BasicSuite(seed: 3)
    let errors = LabelledErrors(seed: 3, faults: BasicProblem.faults, rightShare: 0) {
      suite.problem(at: $0)
    }
    for index in 0..<40 {
      let item = try #require(errors.item(at: index))
      let problem = try #require(BasicProblem(id: item.problemID))
      let truths = BasicStepChecker(problem).check(steps: item.steps)
      #expect(truths.firstIndex { $0 != .correct } == item.label)
    }
  }

  @Test("statistics count steps, operations and answers of a GSM8K-like row")
  func statistics() {
    var statistics = SuiteStatistics()
    statistics.add(
      Row(
        id: "1", suite: "gsm8k", split: "test",
        problem: Problem(
          statement: "Ten words stand here so that they can be counted.", gold: "72"),
        goldSolution: "She sold 48/2 = <<48/2=24>>24.\nShe sold 48+24 = <<48+24=72>>72.\n#### 72"))
    #expect(statistics.steps == [2: 1])
    #expect(statistics.operations == ["/": 1, "+": 1])
    #expect(statistics.words == [10: 1])
    #expect(statistics.answerTypes == ["integer": 1] && statistics.answerSizes == [1: 1])
  }
}
