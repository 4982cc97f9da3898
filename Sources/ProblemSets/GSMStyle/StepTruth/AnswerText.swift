import Answers

/// The answer that a step gives, marked as one.
struct AnswerText: Hashable {
  /// The number; `nil` where what is given is not one number.
  let number: Rational?
  /// The decimals that it is written with.
  let decimals: Int
  /// Whether the step says that there is no answer.
  let isNone: Bool

  /// Finds `#### 12`, `\boxed{12}` and `the answer is 12`; `nil` where the step marks no answer.
  init?(_ text: String) {
    let answer: Substring
    if let range = text.firstRange(of: "####") {
      answer = text[range.upperBound...]
    } else if let boxed = AnswerExtractor.lastBoxed(in: text) {
      answer = boxed[...]
    } else if !text.contains("="), let range = text.firstRange(of: "answer is") {
      answer = text[range.upperBound...]
    } else {
      return nil
    }
    var words = answer.drop { $0.isWhitespace || $0 == ":" }
    while let last = words.last, last.isWhitespace || last == "." { words.removeLast() }
    isNone = words == "None"
    let plain = String(words)
    number = NumberReader.number(in: plain)
    let tail = plain.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    decimals = tail.count == 2 ? tail[1].prefix { $0.isNumber }.count : 0
  }
}
