import Answers
import Corpus
import Testing

@Suite("The judge")
struct JudgeTests {
  @Test(
    "has four verdicts, each with its reason",
    arguments: [
      ("18", "18", .correct, "same-text"), ("018", "18", .correct, "integer"),
      ("1,234", "1234", .correct, "integer"), ("3", "13", .incorrect, "integer"),
      ("-18", "18", .incorrect, "integer"), ("18.00", "18", .correct, "exact-value"),
      ("0.3", "1/3", .incorrect, "exact-value"),
      ("10000000000000000000001", "10000000000000000000000", .incorrect, "exact-value"),
      ("", "18", .unanswered, "no-answer"), ("  ", "18", .unanswered, "no-answer"),
      ("", "", .unanswered, "no-answer"), ("18", "", .undecided, "gold-empty"),
      ("18", "\\frac{", .undecided, "gold-unbalanced"),
      ("\\frac{", "18", .undecided, "answer-unbalanced"), ("None", "18", .incorrect, "kind"),
    ] as [(String, String, Verdict, String)])
  func verdicts(answer: String, gold: String, verdict: Verdict, reason: String) {
    let judgement = Judge().judge(answer, gold: gold, mode: .answer)
    #expect(judgement.verdict == verdict)
    #expect(judgement.reason == reason)
  }

  @Test("finds the answer of a response and says how")
  func responses() {
    let judge = Judge()
    let found = judge.judge("so 2 + 3 = 5\n#### 5", gold: "5")
    #expect(found.verdict == .correct)
    #expect(found.answer?.text == "5")
    #expect(found.answer?.rule == .hashes)
    #expect(judge.judge("This is beyond me, sorry about that.", gold: "5").verdict == .unanswered)
  }

  @Test("a text that was cut off has an answer only where it marks one")
  func cutOff() {
    var worker = JudgeWorker(Judge())
    let text = "First she has 3 + 2 = 5"
    #expect(worker.judge(text, gold: "5").verdict == .correct)
    #expect(worker.judge(text, gold: "5", isCut: true).verdict == .unanswered)
    #expect(worker.judge("\\boxed{5} and so", gold: "5", isCut: true).verdict == .correct)
  }

  @Test("by the policy of marks, an answer that no mark shows is none")
  func marks() {
    let judge = Judge(policy: .marked)
    #expect(judge.judge("so she has 5", gold: "5").verdict == .unanswered)
    #expect(judge.judge("The answer is 5.", gold: "5").verdict == .correct)
  }

  @Test(
    "has a verdict on what once crashed it",
    arguments: [
      ("\\frac{e^{2 i t}}{(2+2 i276-1)}+C e^{-2 t}", "37500"),
      ("$\\min\\left(12.7, 1\night) + 38$final\\", "$\\mleft\\ulcorner 0\\mright\\urcorner$"),
      (
        "$0$\\theta\\begin{matrix}1&0\\\\0&1\\end{matrix}*\\begin{matrix}3\\\\-2\\end{matrix}$",
        "100"
      ),
      ("9*" + String(repeating: "9", count: 400), "1"),
      ("$\\lim_{sixty 3} a$", "lim_{x\\0} 3} a$"), ("$\\sum_{sixty=1}^3 a$", "1"),
    ])
  func crashes(answer: String, gold: String) {
    #expect(Judge().judge(answer, gold: gold, mode: .answer).verdict != .correct)
  }

  @Test("letters are compared as letters")
  func letters() {
    let judge = Judge()
    #expect(judge.judge("The answer is (B).", gold: "B", mode: .mcq).verdict == .correct)
    #expect(judge.judge("The answer is (B).", gold: "A", mode: .mcq).verdict == .incorrect)
    #expect(judge.judge("(B)", gold: "maybe", mode: .mcq).verdict == .undecided)
  }

  @Test("a prepared gold says why nothing can be compared with it")
  func golds() {
    #expect(Judge().prepare("5").refusal == nil)
    #expect(Judge().prepare("\\boxed{5}").refusal == nil)
    #expect(Judge().prepare(" ").refusal == "gold-empty")
    #expect(Judge().prepare("5", mode: .mcq).refusal == "gold-no-choice")
  }

  @Test("equal answers have equal keys for votes")
  func keys() {
    var worker = JudgeWorker(Judge())
    for answers in [
      ["1,000", "1000", "1000.0", "10^3"], ["1/2", "0.5", "\\frac{2}{4}"],
      ["x+1", "1+x"], ["2, 1", "1,2"], ["yes it is", "Yes  it is"],
    ] {
      #expect(Set(answers.map { worker.canonicalKey(of: Answer($0)) }).count == 1, "\(answers)")
    }
    let different = ["1", "-1", "x", "1/3", "0.333", "(1,2)", "(2,1)", "yes", "no"]
    #expect(Set(different.map { worker.canonicalKey(of: Answer($0)) }).count == different.count)
  }

  @Test("policies of others judge as they do, their faults included")
  func policies() {
    func verdict(_ policy: JudgePolicy, _ text: String, _ gold: String) -> Verdict {
      Judge(policy: policy).judge(text, gold: gold).verdict
    }
    #expect(verdict(.gsm8kStrict, "so 5\n#### 5\n#### 6", "5") == .correct)
    #expect(verdict(.gsm8kStrict, "so 5", "5") == .unanswered)
    #expect(verdict(.gsm8kStrict, "#### 18.00", "18") == .incorrect)
    #expect(verdict(.gsm8kFlexible, "#### 18 (see step 2)", "18") == .incorrect)
    #expect(verdict(.hendrycks, "\\boxed{\\dfrac{1}{2}}", "\\frac12") == .correct)
    #expect(verdict(.hendrycks, "\\boxed{x+1}", "1+x") == .incorrect)
    let minerva = "Final Answer: The final answer is $1+x$. I hope it is correct."
    #expect(verdict(.minerva, minerva, "x+1") == .correct)
    #expect(verdict(.qwen, "\\boxed{2.5}", "250") == .correct)
    #expect(verdict(.standard, "\\boxed{2.5}", "250") == .incorrect)
  }

  @Test("the identity names judge, version and policy")
  func identity() {
    #expect(Judge().identity.description == "stepmark/1/default")
    #expect(Judge(policy: .gsm8kStrict).identity.policy == "gsm8k-strict")
  }
}
