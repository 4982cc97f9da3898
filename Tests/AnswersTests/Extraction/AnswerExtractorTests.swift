import Answers
import Corpus
import Testing

@Suite("Finding the answer of a solution")
struct AnswerExtractorTests {
  @Test(
    "finds marked answers",
    arguments: [
      ("6 * 3 = 18\n#### 18", "18", .hashes), ("x\n#### -1,200 \n", "-1,200", .hashes),
      ("#### Step 3\nso 4\n#### 18\n#### Done", "18", .hashes),
      ("done. #### none of them", "none of them", .hashes),
      ("so 13 * 2 = 26\nA: 26", "26", .answerLine),
      ("**Answer:** 26 eggs", "26 eggs", .answerLine),
      ("Final Answer: 5\n", "5", .finalAnswer), ("  A: 5\nB: 6", "5", .answerLine),
      ("so \\boxed{\\frac{1}{2}}. And \\boxed{7}.", "7", .boxed), ("\\boxed 5$", "5", .boxed),
      ("\\fbox{x^{2}}", "x^{2}", .boxed), ("\\boxed{7} or \\boxed{8", "7", .boxed),
      ("\\boxed{\\{1\\}}", "\\{1\\}", .boxed), ("the answer is 5. #### 6", "6", .hashes),
      ("The answer is $3.50. Bye.", "$3.50", .sentence),
      ("The answer is:\n12 +\n", "12 +", .sentence),
      ("THE ANSWER IS 5", "5", .sentence),
    ] as [(String, String, ExtractionRule)])
  func marked(text: String, expected: String, rule: ExtractionRule) {
    let answer = AnswerExtractor().answer(in: text)
    #expect(answer?.text == expected)
    #expect(answer?.rule == rule)
  }

  @Test(
    "takes the last number only where the policy allows it",
    arguments: [
      ("She has 12 left, so 5.", "5"), ("It is -3.50!", "-3.50"), ("costs 1,200 dollars", "1,200"),
      ("from 3-5", "5"), ("so x=-2", "-2"), ("loses -$4", "-$4"), ("is .5", ".5"),
    ])
  func lastNumber(text: String, expected: String) {
    #expect(AnswerExtractor(policy: .marked).answer(in: text) == nil)
    let answer = AnswerExtractor(policy: .lastNumber).answer(in: text)
    #expect(answer == Answer(expected, rule: .lastNumber))
  }

  @Test(
    "finds nothing where there is nothing",
    arguments: ["", " \n", "####", "A:", "\\boxed{", "\\boxed", "\\boxed{ }", "no answer is"])
  func nothing(text: String) {
    #expect(AnswerExtractor(policy: .lastNumber).answer(in: text) == nil)
  }

  @Test("counts boxes")
  func boxes() {
    #expect(AnswerExtractor.boxCount(in: "\\boxed{1}, \\fbox{2}, \\boxed 3, \\boxedx") == 3)
    #expect(AnswerExtractor.lastBoxed(in: "\\boxed{ a{b}c }") == "a{b}c")
  }

  @Test(
    "is total and bounded on hostile texts",
    arguments: [
      "#### 1 2 ", "####", "\\boxed{", "\\boxed", "{", "answer:", "answer: ", "answer is ", "A:",
      "\n",
      "9", "1,", ".", "$", "\\", "answer is.\n", "\\boxed 1", ":", " ",
    ])
  func hostile(unit: String) {
    let text = String(repeating: unit, count: 60_000 / unit.utf8.count)
    var worker = JudgeWorker(Judge())
    let judged = worker.judge(text, gold: "1")
    #expect(judged.verdict != .correct || unit.contains("1"))
    if let answer = judged.answer { _ = worker.canonicalKey(of: answer) }
    #expect(worker.judge("x", gold: text).verdict != .correct)
  }
}
