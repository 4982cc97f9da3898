import Answers
import Testing

@Suite("Candidates for the answer of a text")
struct CandidateTests {
  @Test(
    "cuts the answer out of its sentence",
    arguments: [
      ("Final answer: 42 because geometry proves it", "42", .finalAnswer),
      ("**Answer: \\$18 per day.**", "\\$18", .answerLine),
      ("Final Answer: The largest $n$ is 34.", "34", .finalAnswer),
      (
        "Final Answer: Jo planted the tree 3 years ago. I hope it is correct.", "3 years ago",
        .finalAnswer
      ),
      ("The final answer is $(0, 1)$. I hope it is correct.", "(0, 1)", .finalAnswer),
      ("so \\boxed{25}. The final answer is $5$.", "5", .finalAnswer),
      ("The final answer is $5$, so \\boxed{6}", "6", .boxed),
      ("The answer is $2+3=5$", "5", .sentence),
      ("The answer is $x=1, y=2$", "x=1, y=2", .sentence),
      ("The answers are $1$ and $2$.", "$1$ and $2$", .sentence),
      ("The answer is \\\"$12 $ and $13 $\\\".", "$12 $ and $13 $", .sentence),
      ("The answer is 18 (see step 2).", "18", .sentence),
      ("the answer to the question is 7.", "7", .sentence),
      ("**Final Answer**\n\n$$\\frac{1}{2}$$", "\\frac{1}{2}", .finalAnswer),
      ("所以答案是 5 个苹果。", "5", .sentence), ("答案：5", "5", .answerLine),
      ("Donc la réponse est 12.", "12", .sentence), ("Ответ: 12", "12", .answerLine),
      ("La respuesta es 12.", "12", .sentence), ("Die Antwort ist 12.", "12", .sentence),
      ("Answer: Ada, since 5 > 3", "Ada", .answerLine),
      ("#### 2. Add them\nso 7 + 2\n\\boxed{9}", "9", .boxed),
      ("\\boxed{9}\n#### 10", "10", .hashes),
    ] as [(String, String, ExtractionRule)])
  func announced(text: String, expected: String, rule: ExtractionRule) {
    let answer = AnswerExtractor().answer(in: text)
    #expect(answer?.text == expected)
    #expect(answer?.rule == rule)
  }

  @Test(
    "joins boxes only where a comma or a conjunction does",
    arguments: [
      ("\\boxed{1} \\boxed{2}", "2"), ("\\boxed{1} and \\boxed{2}", "1, 2"),
      ("$\\boxed{k = 45} \\quad \\text{and} \\quad \\boxed{n = 2}$", "k = 45, n = 2"),
      ("\\boxed{1}, \\boxed{2}, \\boxed{3}", "1, 2, 3"), ("\\boxed{1} and then \\boxed{2}", "2"),
      ("\\boxed{1}\\boxed{2}", "1, 2"), ("\\boxed{2}\\boxed{2}", "2"),
      ("\\boxed{1} ++++ \\boxed{2}", "1, 2"), ("\\boxed{1} + \\boxed{2}", "2"),
      ("\\boxed{1}, no: \\boxed{2}", "2"), ("\\boxed{1}. And \\boxed{2}", "2"),
      ("$y_1 = \\boxed{a}$ and $y_2 = \\boxed{b}$", "a, b"),
      ("\\boxed{3} \\text{ in the first case and } \\boxed{4}", "3, 4"),
      ("\\boxed{\\boxed{5}}", "5"), ("\\boxed{\\fbox{5} and 6}", "5"),
      ("boxed{8}", "8"), ("\u{8}oxed{8}", "8"), ("\\boxed{8} and \\boxed{", "8"),
    ])
  func boxes(text: String, expected: String) {
    #expect(AnswerExtractor().answer(in: text)?.text == expected)
  }

  @Test(
    "finds unmarked answers",
    arguments: [
      ("an area of 3 cm^2", "3", .lastNumber), ("It is 1\\,234 then", "1\\,234", .lastNumber),
      ("We need 12{,}000 tiles", "12{,}000", .lastNumber),
      ("There is only ½ of the cake left", "½", .lastNumber),
      ("They have １２ left over", "１２", .lastNumber), ("it is −5 outside", "−5", .lastNumber),
      ("They have <<3*4=12>>12 apples and <<1+1=2>> pears", "12", .lastNumber),
      ("They have 12 left.\n3. So it goes on", "12", .lastNumber),
      ("There are 12 of them, see step 3", "12", .lastNumber),
      ("They ate 2 1/2 pies", "2 1/2", .lastNumber), ("They ate 25% of it", "25%", .lastNumber),
      ("They either eat 5 or 6 pies", "5 or 6", .lastNumber),
      ("The share is \\frac{2}{5} of it", "\\frac{2}{5}", .lastNumber),
      ("The pair $(x, y)$ that we want is $(7, 6)$.", "(7, 6)", .formula),
      ("So the height is \\[h = 3 + 4 = 7\\]", "7", .formula),
      ("So we had $200 - $130 = **$70** now", "$70", .bold), ("总共有**3页**。", "3", .bold),
      ("\\frac{4}{23}", "\\frac{4}{23}", .wholeText),
      ("$x \\in [-2,7]$", "x \\in [-2,7]", .wholeText),
      ("No solution", "No solution", .wholeText),
    ] as [(String, String, ExtractionRule)])
  func unmarked(text: String, expected: String, rule: ExtractionRule) {
    let answer = AnswerExtractor(policy: .lastNumber).answer(in: text)
    #expect(answer?.text == expected)
    #expect(answer?.rule == rule)
  }

  @Test("what is thought is not said")
  func thinking() {
    let extractor = AnswerExtractor(policy: .lastNumber)
    #expect(extractor.answer(in: "<think>\\boxed{1}</think> The answer is 2.")?.text == "2")
    #expect(extractor.answer(in: "\\boxed{1}</think> It is all \\boxed{2}")?.text == "2")
    #expect(extractor.answer(in: "<think>so \\boxed{1}") == nil)
    #expect(extractor.answer(in: "The answer is 3. <think>so \\boxed{1}")?.text == "3")
  }

  @Test("a text that declines to answer has a candidate and no answer")
  func refusal() {
    let text = "There are 5 cats, so this cannot be determined."
    let extractor = AnswerExtractor(policy: .lastNumber)
    #expect(extractor.candidate(in: text)?.rule == .refusal)
    #expect(extractor.answer(in: text) == nil)
  }

  @Test(
    "finds the letter of a choice",
    arguments: [
      ("So the answer is (B) Au.", "B"), ("A. Because B is not valid", "A"), ("B不是 A", "B"),
      ("It's not A, so I think it's B", "B"), ("Answer: c", nil), ("A dog barks", nil),
      ("\\boxed{\\text{(C)}}", "C"), ("The answer is for sure D, it can't be A or B", "D"),
      ("réponse est C non A", "C"), ("The answer is C.\n\nAnswer: A", "A"), ("I think so", nil),
    ] as [(String, String?)])
  func choices(text: String, expected: String?) {
    #expect(AnswerExtractor.choice(in: text)?.text == expected)
  }

  @Test(
    "takes the wrapping off a given answer",
    arguments: [
      ("Answer \\[ 9 \\]", "9"), ("$\\frac{1}{2}$.", "\\frac{1}{2}"), ("Cost: 2.74 $ each", "2.74"),
      ("Thus $x <= 2$ is our answer.", "x <= 2"), ("x = 5", "x = 5"), ("odd $n$", "odd $n$"),
      ("**Yes**", "Yes"), ("\\boxed{5}", "5"), ("A:B = 3:4", "A:B = 3:4"), ("", ""),
    ])
  func given(text: String, expected: String) {
    #expect(AnswerExtractor.given(in: text).text == expected)
  }

  @Test("the span of a candidate holds its text, whatever the bytes")
  func spans() {
    let bytes: [UInt8] = [0xff, 0xe7] + Array(" The answer is 5".utf8) + [0xe7, 0xad, 0x0a, 0xc3]
    let candidate = AnswerExtractor().candidate(in: bytes.span)
    #expect(candidate?.range == 17..<18)
    for unit: [UInt8] in [[0xe7], [0xff, 0x24], [0xc2], [0xef, 0xbc], [0x5c], [0xe2, 0x88], [0]] {
      let text = Array(repeatElement(unit, count: 5_000).joined()) + Array("answer is ".utf8) + unit
      if let found = AnswerExtractor(policy: .lastNumber).candidate(in: text.span) {
        #expect(found.range.upperBound <= text.count)
      }
    }
  }

  @Test(
    "is total on long hostile texts",
    arguments: [
      "\\boxed{", "\\boxed{}", "\\boxed{1} and ", "$", "$ 1", "{", "####", "#### ", "answer is ",
      "answer is $", "final answer is (", "answer to ", "A: ", "**", "**1** ", "\\(", "<think>",
      "</think>", ">>", "1,", "-", "1/", "cm^2 ", "\n1. x", "or 1 ", "\\frac{1}", "答案", "½", "é",
    ])
  func hostile(unit: String) {
    let text = String(repeating: unit, count: 100_000 / unit.utf8.count)
    if let found = AnswerExtractor(policy: .lastNumber).candidate(in: text) {
      #expect(0..<text.utf8.count ~= found.range.lowerBound)
      #expect(found.range.upperBound <= text.utf8.count)
    }
    if let choice = AnswerExtractor.choice(in: text) { #expect(choice.text == "A") }
  }
}
