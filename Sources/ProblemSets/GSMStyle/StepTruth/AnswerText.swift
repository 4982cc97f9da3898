import Answers

/// The answer that a step gives, marked as one.
struct AnswerText: Hashable {
  /// The number; `nil` where what is given is not one number.
  let number: Rational?
  /// The decimals that it is written with.
  let decimals: Int
  /// Whether the step says that there is no answer.
  let isNone: Bool

  /// Finds `#### 12`, `\boxed{12}`, `the answer is 12` and `Answer: 12`; `nil` where the step marks
  /// no answer.
  init?(_ text: String) {
    let answer: Substring
    if let range = text.firstRange(of: "####"),
      text[range.upperBound...].contains(where: \.isNumber)
        || text[range.upperBound...].contains("None")
    {
      answer = text[range.upperBound...]
    } else if let boxed = AnswerExtractor.lastBoxed(in: text) {
      answer = boxed[...]
    } else if !text.contains("="),
      let range = text.firstRange(of: "answer is") ?? text.firstRange(of: "nswer:")
    {
      answer = text[range.upperBound...]
    } else {
      return nil
    }
    self.init(given: String(answer.drop { $0.isWhitespace || ":*".contains($0) }))
    // Four signs are also those of a heading, and an answer may stand in the next line.
    if number == nil, !isNone, text.contains("####") || !answer.contains(where: \.isNumber) {
      return nil
    }
  }

  /// Reads the words that give an answer.
  init(given words: String) {
    var words = words[...]
    while let last = words.last, last.isWhitespace || ".*".contains(last) { words.removeLast() }
    isNone = words == "None"
    let plain = String(words)
    let numbers = StepText(plain).numbers
    let only = numbers.count == 1 && !plain.contains("\\frac") ? numbers.first : nil
    let isNegative = plain.drop { "$\\( ".contains($0) }.first == "-"
    number = NumberReader.number(in: plain) ?? only.map { isNegative ? $0.value.negated : $0.value }
    decimals = only?.decimals ?? 0
  }
}
