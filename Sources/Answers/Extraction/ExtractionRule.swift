/// How an answer was found in a text.
public enum ExtractionRule: String, Hashable, Sendable, CaseIterable {
  /// After `####`, as GSM8K ends its solutions.
  case hashes
  /// In the last `\boxed{…}` or `\fbox{…}`, or in the last ones that `and` or a comma joins.
  case boxed
  /// After `final answer`, with a colon or `is`.
  case finalAnswer = "final-answer"
  /// After `A:` at the start of a line, or after `answer:`.
  case answerLine = "answer-line"
  /// After `answer is`.
  case sentence
  /// In the last bold words, where these hold a number or a formula.
  case bold
  /// The last formula of the text: no mark says that it is the answer.
  case formula
  /// The last number of the text: no mark says that it is the answer.
  case lastNumber = "last-number"
  /// The whole text, which is too short to be a solution.
  case wholeText = "whole-text"
  /// The letter of a choice.
  case choice
  /// The text says that it has no answer.
  case refusal
  /// The text is an answer as a whole, such as a data set's answer column.
  case given
}

/// Which ways of finding an answer are allowed.
public enum ExtractionPolicy: String, Hashable, Sendable, CaseIterable {
  /// Only answers that the text marks as such.
  case marked
  /// Marked answers; in a text without one the last bold number, formula or number.
  case lastNumber = "last-number"

  /// The rules in the order in which they are tried.
  ///
  /// Of a box and a line of `####` the one that stands later counts.
  public var rules: [ExtractionRule] {
    let marked: [ExtractionRule] = [.hashes, .boxed, .finalAnswer, .answerLine, .sentence]
    return self == .marked
      ? marked : marked + [.bold, .wholeText, .refusal, .formula, .lastNumber]
  }
}

/// Where the answer of a text stands.
public struct AnswerCandidate: Hashable, Sendable {
  /// The bytes of the answer, without the white space around it.
  ///
  /// For several boxes from the content of the first to the content of the last.
  public let range: Range<Int>
  /// How it was found.
  public let rule: ExtractionRule
  /// How many boxes the answer is spread over; 1 for every other rule.
  public let parts: Int

  init(_ range: Range<Int>, _ rule: ExtractionRule, parts: Int = 1) {
    self.range = range
    self.rule = rule
    self.parts = parts
  }
}
