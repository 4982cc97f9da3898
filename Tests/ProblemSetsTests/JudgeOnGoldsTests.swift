import Answers
import Corpus
import ProblemSets
import TestSupport
import Testing

/// Every gold answer of every suite is read, compared with itself and told from others.
@Suite(
  "The judge on the published golds", .enabled(if: SharedData.isPresent, SharedData.absence))
struct JudgeOnGoldsTests {
  private let judge = {
    var judge = Judge()
    judge.usesTextShortcut = false
    return judge
  }()

  @Test(
    "a gold answer is equal to itself without looking at its text", arguments: PublishedGolds.all)
  func selfMatch(suite: PublishedGolds) throws {
    let golds = try suite.distinct()
    #expect(!golds.isEmpty)
    var worker = JudgeWorker(judge)
    let failures = golds.filter {
      worker.judge($0, gold: $0, mode: .answer).verdict != .correct
    }
    #expect(failures == [])
  }

  @Test("a gold answer is equal to its rewritings", arguments: PublishedGolds.all)
  func rewritings(suite: PublishedGolds) throws {
    var worker = JudgeWorker(judge)
    for rewriting in GoldRewriting.all {
      var failures: [String] = []
      for gold in try suite.distinct() {
        guard let text = rewriting.rewrite(gold) else { continue }
        let judgement = worker.judge(text, gold: gold, mode: .answer)
        if judgement.verdict != .correct {
          failures.append("\(gold) ≠ \(text): \(judgement.reason)")
        }
      }
      #expect(failures == [], "\(rewriting.name)")
    }
  }

  @Test("at least 23,000 rewritings are looked at")
  func rewritingCount() throws {
    let count = try PublishedGolds.all.reduce(0) { total, suite in
      try total
        + suite.distinct().reduce(0) { sum, gold in
          sum + GoldRewriting.all.count { $0.rewrite(gold) != nil }
        }
    }
    #expect(count >= 23_000)
  }

  @Test("at least 98 % of the golds are read as more than words", arguments: PublishedGolds.all)
  func readAsValues(suite: PublishedGolds) throws {
    let golds = try suite.distinct()
    let words = golds.filter { !judge.prepare($0, mode: .answer).isValue }
    #expect(words.count * 50 <= golds.count, "\(words.count) of \(golds.count): \(words)")
  }

  @Test("no two different whole numbers are equal", arguments: PublishedGolds.all)
  func differentIntegers(suite: PublishedGolds) throws {
    let golds = try suite.distinct().compactMap { gold in
      // Commas that do not part groups of three part a list.
      gold.wholeMatch(of: /-?[0-9]{1,3}(,[0-9]{3})*|-?[0-9]+/) == nil
        ? nil : Int(gold.filter { $0 != "," }).map { (value: $0, text: gold) }
    }.sorted { $0.value < $1.value }
    var worker = JudgeWorker(judge)
    // Neighbours in order, and pairs that a stride of a prime number mixes.
    for stride in [1, 7, 1009] where golds.count > 1 {
      for (index, gold) in golds.enumerated() {
        let other = golds[(index + stride) % golds.count]
        guard other.value != gold.value else { continue }
        let judgement = worker.judge(other.text, gold: gold.text, mode: .answer)
        #expect(judgement.verdict == .incorrect, "\(other.text), \(gold.text)")
      }
    }
  }

  @Test("exchanging answer and gold changes no verdict", arguments: PublishedGolds.all)
  func symmetry(suite: PublishedGolds) throws {
    let golds = try suite.distinct()
    var worker = JudgeWorker(judge)
    for (index, gold) in golds.enumerated() {
      let other = golds[(index + 1) % golds.count]
      let there = worker.judge(other, gold: gold, mode: .answer).verdict
      let back = worker.judge(gold, gold: other, mode: .answer).verdict
      #expect((there == .correct) == (back == .correct), "\(gold), \(other)")
    }
  }
}
