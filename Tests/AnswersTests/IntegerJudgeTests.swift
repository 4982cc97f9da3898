import Answers
import Corpus
import Testing

@Suite("Judging numbers")
struct IntegerJudgeTests {
  @Test(
    "compares numbers exactly",
    arguments: [
      ("18", "18", .correct), ("18.00", "18", .correct), ("1,234", "1234", .correct),
      ("3", "13", .incorrect), ("0.333", "1/3", .incorrect), ("-18", "18", .incorrect),
      ("", "18", .unanswered), ("  ", "18", .unanswered), ("x+1", "18", .undecided),
      ("18", "None", .undecided), ("18", "", .undecided),
      ("10000000000000000000001", "10000000000000000000000", .incorrect),
    ] as [(String, String, Verdict)])
  func verdicts(answer: String, gold: String, expected: Verdict) {
    #expect(IntegerJudge().verdict(on: Answer(answer), gold: Answer(gold)) == expected)
  }

  @Test("a missing answer is unanswered, and an undecided one says why")
  func reasons() {
    let judge = IntegerJudge()
    #expect(judge.verdict(on: nil, gold: Answer("1")) == .unanswered)
    #expect(
      judge.judgement(on: Answer("a"), gold: Answer("1")).reason == "the answer is not one number")
    #expect(
      judge.judgement(on: Answer("1"), gold: Answer("a")).reason
        == "the gold answer is not one number")
  }

  @Test("the policy decides whether an unmarked number is an answer")
  func policies() {
    let text = "so she has 18 eggs"
    #expect(IntegerJudge(policy: .marked).judge(solution: text, gold: "18").verdict == .unanswered)
    let lenient = IntegerJudge(policy: .lastNumber)
    #expect(lenient.judge(solution: text, gold: "18").verdict == .correct)
    #expect(lenient.judge(solution: text, gold: "18").answer?.rule == .lastNumber)
    #expect(lenient.policy == "last-number")
  }
}
