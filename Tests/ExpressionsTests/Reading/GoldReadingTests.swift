import TestSupport
import Testing

@testable import Expressions

/// The golds of the published suites are read, and as what they are.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absence))
struct GoldReadingTests {
  private struct Tally {
    var count = 0
    var refused: [String] = []
    var operations: [Operation: Int] = [:]

    var share: Double { 1 - Double(refused.count) / Double(max(count, 1)) }
  }

  private func tally(_ golds: [String]) -> Tally {
    var tally = Tally()
    var tree = ExpressionTree()
    let reader = ExpressionReader()
    for gold in golds {
      tally.count += 1
      if case .refused(let refusal) = reader.read(gold, into: &tree) {
        tally.refused.append("\(refusal.reason) at \(refusal.offset): \(gold)")
      } else if let root = tree.root {
        tally.operations[tree[root].operation, default: 0] += 1
      }
    }
    return tally
  }

  private func numeric(_ tally: Tally) -> Int {
    [.integer, .decimal, .negate, .multiply, .divide, .percent, .none].reduce(0) {
      $0 + (tally.operations[$1] ?? 0)
    }
  }

  @Test(arguments: ["math/train.jsonl.gz", "math/test.jsonl.gz"])
  func boxesOfMATH(_ path: String) throws {
    let tally = tally(try SuiteGolds.boxes(of: path))
    #expect(tally.count >= 4999)
    #expect(tally.share > 0.999, "\(tally.refused)")
    // Names of people and weekdays, "even" and "odd": less than one gold in a hundred.
    #expect(tally.operations[.words, default: 0] * 100 < tally.count)
    #expect(tally.operations[.multiply, default: 0] * 8 < tally.count)
  }

  @Test(arguments: [
    ("math500/test.jsonl.gz", "answer", 500), ("olympiadbench/test.jsonl.gz", "final_answer", 675),
    ("theoremqa/theoremqa_test.json.gz", "Answer", 800), ("aime24/test.jsonl", "answer", 30),
    ("amc23/test.jsonl", "answer", 40), ("qwen_maj_example/math_cot_100.jsonl.gz", "pred", 800),
  ])
  func answersOfCompetitions(_ path: String, _ field: String, _ count: Int) throws {
    let tally = tally(try SuiteGolds.field(field, of: path))
    #expect(tally.count >= count)
    #expect(tally.share > 0.99, "\(tally.refused)")
  }

  @Test func answersOfMinerva() throws {
    let tally = tally(try SuiteGolds.boxes(of: "minerva_math/test.jsonl.gz"))
    #expect(tally.count == 272)
    #expect(tally.share > 0.99, "\(tally.refused)")
  }

  @Test(arguments: [
    ("gsm_plus/gsmplus_testmini.jsonl.gz", "answer", 2400),
    ("gsm_hard/gsmhardv2.jsonl.gz", "target", 1319), ("svamp/SVAMP.json.gz", "Answer", 1000),
    ("mawps/test.jsonl.gz", "target", 2065),
  ])
  func wordProblemsHaveNumbers(_ path: String, _ field: String, _ count: Int) throws {
    let tally = tally(try SuiteGolds.field(field, of: path))
    #expect(tally.count == count)
    #expect(tally.refused == [])
    #expect(numeric(tally) == tally.count, "\(tally.operations)")
  }

  @Test(arguments: ["gsm8k/train.jsonl.gz", "gsm8k/test.jsonl.gz"])
  func goldsOfGSM8KAreWholeNumbers(_ path: String) throws {
    let tally = tally(try SuiteGolds.afterHashes(of: path))
    #expect(tally.refused == [])
    let whole = tally.operations[.integer, default: 0] + tally.operations[.negate, default: 0]
    #expect(Double(whole) > 0.99 * Double(tally.count), "\(tally.operations)")
  }

  @Test func lettersOfMMLUProAreChoices() throws {
    let tally = tally(try SuiteGolds.field("answer", of: "mmlu_pro/test.jsonl.gz"))
    #expect(tally.operations == [.choice: 12032])
  }

  // MARK: Cases of other judges

  @Test func formulasOfOtherParsersAreRead() throws {
    let cases = try SuiteGolds.records("../judge/cases.jsonl").filter {
      $0["mode"] as? String == "parse" && ($0["suspect"] as? String ?? "").isEmpty
        && $0["suspect"] as? Bool != true
    }
    var same = 0
    var refused: [String] = []
    let reader = ExpressionReader()
    var trees = (ExpressionTree(), ExpressionTree())
    for pair in cases {
      guard let gold = pair["gold"] as? String, let answer = pair["pred"] as? String else {
        continue
      }
      if reader.read(gold, into: &trees.0) != .read { refused.append(gold) }
      if reader.read(answer, into: &trees.1) != .read { refused.append(answer) }
      if trees.0.root != nil, trees.0.description == trees.1.description { same += 1 }
    }
    #expect(cases.count > 1300)
    #expect(refused.count < 8, "\(refused)")
    // The other pairs differ by arithmetic, order or the printing of a logarithm.
    #expect(same * 100 > cases.count * 40, "\(same) of \(cases.count)")
  }

  @Test func answersToOtherJudgesAreRead() throws {
    var answers: Set<String> = []
    for pair in try SuiteGolds.records("../judge/cases.jsonl")
    where pair["mode"] as? String == "answer" {
      for name in ["gold", "pred"] { if let text = pair[name] as? String { answers.insert(text) } }
    }
    let tally = tally(answers.sorted())
    #expect(tally.share > 0.93, "\(tally.refused)")
  }
}
