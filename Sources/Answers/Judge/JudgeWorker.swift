import Corpus
import Expressions

/// A judge at work: keeps the memory of one judgement for the next, so one serves one thread.
public struct JudgeWorker {
  private let judge: Judge
  private var tree = ExpressionTree()
  private var gold: PreparedGold?

  /// Makes a worker of a judge.
  public init(_ judge: Judge) { self.judge = judge }

  /// Judges a response or an answer; a gold answer that comes again and again is read once.
  ///
  /// - Parameters:
  ///   - response: what was said.
  ///   - gold: the gold answer.
  ///   - mode: what both are.
  ///   - isCut: whether the response was cut off, so that its last number is no answer.
  public mutating func judge(
    _ response: String, gold text: String, mode: JudgeMode = .text, isCut: Bool = false
  ) -> Judgement {
    if let gold, gold.mode == mode, gold.text == text {
      return judge(response, gold: gold, isCut: isCut)
    }
    let prepared = judge.prepare(text, mode: mode)
    gold = prepared
    return judge(response, gold: prepared, isCut: isCut)
  }

  /// Judges a response or an answer, as the gold's mode says.
  ///
  /// - Parameters:
  ///   - response: what was said.
  ///   - gold: the gold answer, prepared by the same judge.
  ///   - isCut: whether the response was cut off, so that its last number is no answer.
  public mutating func judge(
    _ response: String, gold: PreparedGold, isCut: Bool = false
  ) -> Judgement {
    if let strings = judge.strings { return judge(response, gold: gold, by: strings) }
    guard let answer = answer(in: response, mode: gold.mode, isCut: isCut) else {
      return Judgement(.unanswered, reason: "no-answer")
    }
    if judge.usesTextShortcut, gold.mode != .mcq, answer.text == gold.answer.text {
      return Judgement(.correct, reason: "same-text", answer: answer)
    }
    if let refusal = gold.refusal {
      // What cannot be read can still be the same text, up to the spelling of LaTeX.
      let isSame =
        gold.mode != .mcq && !gold.answer.text.isEmpty
        && HendrycksPolicy(extraction: .lastBox).equals(answer.text, gold.answer.text)
      return isSame
        ? Judgement(.correct, reason: "same-text", answer: answer)
        : Judgement(.undecided, reason: refusal, answer: answer)
    }
    if gold.mode == .mcq {
      return Judgement(
        answer.text == gold.answer.text ? .correct : .incorrect, reason: "choice", answer: answer)
    }
    let judgement = compare(answer, with: gold)
    // Words instead of a value: what was handed over as an answer may be a sentence with one.
    guard gold.mode == .answer, judgement.verdict != .correct, !tree.isValue, gold.tree.isValue,
      let said = AnswerExtractor(policy: .lastNumber).answer(in: response),
      said.text != answer.text,
      answer.text.utf8.contains(UInt8(ascii: " "))
    else { return judgement }
    return compare(said, with: gold)
  }

  /// Judges as others do, by their strings; where they ask SymPy, by the comparer.
  private func judge(
    _ response: String, gold: PreparedGold, by strings: any StringPolicy
  ) -> Judgement {
    let text = gold.mode == .text ? strings.extract(from: response) : response
    guard let text, !text.isEmpty else { return Judgement(.unanswered, reason: "no-answer") }
    let answer = Answer(text)
    if let refusal = gold.refusal { return Judgement(.undecided, reason: refusal, answer: answer) }
    let isEqual = strings.equals(text, gold.text) { left, right in
      var (answer, gold) = (ExpressionTree(), ExpressionTree())
      guard case .read = judge.reader.read(left, into: &answer),
        case .read = judge.reader.read(right, into: &gold)
      else { return false }
      return judge.comparer.compare(answer, with: gold).isEqual
    }
    return Judgement(isEqual ? .correct : .incorrect, reason: strings.name, answer: answer)
  }

  /// Compares numbers as such and everything else as expressions.
  private mutating func compare(_ answer: Answer, with gold: PreparedGold) -> Judgement {
    tree.removeAll()
    if let expected = gold.integer, let found = plainInteger(answer.text) {
      tree.root = tree.add(integer: found)
      return Judgement(
        found == expected ? .correct : .incorrect, reason: "integer", answer: answer)
    }
    if case .refused(let refusal) = judge.reader.read(answer.text, into: &tree) {
      return Judgement(.undecided, reason: "answer-" + refusal.reason.name, answer: answer)
    }
    let comparer = gold.mode == .parse ? judge.printedComparer : judge.comparer
    switch comparer.compare(tree, with: gold.tree) {
    case .equal(let rule, let remarks):
      return Judgement(
        .correct, reason: rule.rawValue, isApproximate: remarks.contains(.approximate),
        answer: answer)
    case .different(let rule): return Judgement(.incorrect, reason: rule.rawValue, answer: answer)
    case .undecided(let reason):
      return Judgement(.undecided, reason: reason.rawValue, answer: answer)
    }
  }

  /// Equal for equal answers, for votes.
  public mutating func canonicalKey(of answer: Answer) -> String {
    guard case .read = judge.reader.read(answer.text, into: &tree) else {
      return "text " + answer.text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    }
    return judge.comparer.canonicalKey(of: tree)
  }

  private func answer(in response: String, mode: JudgeMode, isCut: Bool) -> Answer? {
    let found: Answer? =
      switch mode {
      case .text:
        AnswerExtractor(policy: isCut || judge.policy == .marked ? .marked : .lastNumber)
          .answer(in: response)
      case .answer, .parse: AnswerExtractor.given(in: response)
      case .mcq: AnswerExtractor.choice(in: response)
      }
    return found?.text.isEmpty ?? true ? nil : found
  }
}

/// The value of a text that is nothing but a whole number of at most 18 digits, with a sign or
/// with commas between groups of three or not.
func plainInteger(_ text: String) -> Int? {
  var text = text
  return text.withUTF8 { bytes in
    var index = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { index = 1 }
    let start = index
    var value = 0
    var digits = 0
    // How many digits there were since the last comma; before the first comma, since the start.
    var group = 0
    var hasComma = false
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte) {
        guard digits < 18 else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
        group += 1
      } else if byte == UInt8(ascii: ",") {
        // `0,111` is a decimal to some and nothing to others.
        let isGroup = hasComma ? group == 3 : 1...3 ~= group && bytes[start] != UInt8(ascii: "0")
        guard isGroup else { return nil }
        hasComma = true
        group = 0
      } else {
        return nil
      }
      index += 1
    }
    guard digits > 0, !hasComma || group == 3 else { return nil }
    return isNegative ? -value : value
  }
}
