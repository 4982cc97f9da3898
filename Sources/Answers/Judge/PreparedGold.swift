import Expressions

/// A gold answer that was read once, to be compared with many answers.
public struct PreparedGold: Sendable {
  /// The gold answer as its source wrote it.
  public let text: String
  /// What responses to it are.
  public let mode: JudgeMode
  /// Why it cannot be compared with anything, in kebab case; `nil` for a gold that can.
  ///
  /// Responses to such a problem are undecided unless they say the same text.
  public let refusal: String?
  /// The text without the marks around it.
  let answer: Answer
  /// The value, where it is a whole number of at most 18 digits.
  let integer: Int?
  let tree: ExpressionTree

  /// Whether more than words was read: a value, a letter, a truth value or a refusal to answer.
  ///
  /// Always false under the policies that compare texts, which read nothing.
  public var isValue: Bool { tree.isValue }

  init(_ text: String, mode: JudgeMode, judge: Judge) {
    self.text = text
    self.mode = mode
    var tree = ExpressionTree()
    var refusal: String?
    if judge.strings != nil {
      answer = Answer(text)
      if answer.text.isEmpty { refusal = "gold-empty" }
      (self.tree, self.refusal, integer) = (tree, refusal, nil)
      return
    }
    switch mode {
    case .mcq:
      answer = AnswerExtractor.choice(in: text) ?? Answer(text)
      if answer.rule != .choice { refusal = "gold-no-choice" }
    case .text, .answer, .parse:
      answer = mode == .parse ? Answer(text) : AnswerExtractor.given(in: text)
      if case .refused(let reading) = judge.reader.read(answer.text, into: &tree) {
        refusal = "gold-" + reading.reason.name
      }
    }
    self.tree = tree
    self.refusal = refusal
    integer = tree.wholeNumber
  }
}

extension ExpressionTree {
  /// The value of a tree that is a whole number with or without a minus.
  var wholeNumber: Int? {
    guard let root else { return nil }
    switch self[root].operation {
    case .integer: return Int(self[root].value)
    case .negate:
      guard let child = children(of: root).first, self[child].operation == .integer else {
        return nil
      }
      return -Int(self[child].value)
    default: return nil
    }
  }
}

extension ExpressionTree {
  /// Whether something was read that is more than words.
  var isValue: Bool { root.map { self[$0].operation != .words } ?? false }
}

extension ReadingRefusal.Reason {
  /// The name in kebab case.
  var name: String {
    switch self {
    case .invalidUTF8: "invalid-utf8"
    default:
      rawValue.reduce(into: "") { name, letter in
        name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
      }
    }
  }
}
