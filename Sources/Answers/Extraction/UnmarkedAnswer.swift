/// Finds the answer of a text that marks none: short texts as a whole, the last bold value, the
/// last formula or number.
struct UnmarkedAnswer {
  private let bytes: ByteView
  private let solution: Range<Int>

  /// How much of the end of a text is looked at for formulas.
  private static let reach = 2048

  static func candidate(in bytes: ByteView, _ solution: Range<Int>) -> AnswerCandidate? {
    let search = UnmarkedAnswer(bytes: bytes, solution: bytes.trimmed(solution))
    if let range = search.wholeText() { return AnswerCandidate(range, .wholeText) }
    if let range = search.refusal() { return AnswerCandidate(range, .refusal) }
    if let range = search.bold() { return AnswerCandidate(range, .bold) }
    return search.lastValue()
  }

  // MARK: Short texts

  /// The text, when it is one line with hardly a word in it.
  private func wholeText() -> Range<Int>? {
    guard solution.count <= 200 else { return nil }
    if let formula = MathSpan.opening(at: solution.lowerBound, to: solution.upperBound, in: bytes),
      formula.whole == solution
    {
      return formula.content
    }
    let startsValue = AnswerTrimmer(bytes).startsValue(at: solution.lowerBound)
    var words = 0
    var hasDigit = false
    var isShort = true
    var index = solution.lowerBound
    while index < solution.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"): return nil
      case UInt8(ascii: "\\"):
        if bytes.has("\\boxed", at: index) || bytes.has("\\fbox", at: index) { return nil }
        index += 1
        while ByteView.isASCIILetter(bytes[index]) { index += 1 }
        continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
      case _ where ByteView.isASCIILetter(byte):
        let start = index
        while ByteView.isASCIILetter(bytes[index]) { index += 1 }
        if bytes.hasWord("answer", at: start) { return nil }
        if index - start >= 3, !bytes.hasWord("and", at: start) { words += 1 }
        isShort = isShort && index - start < 24
        continue
      case 0xe3...0xed, 0xd0...0xe1: return nil
      default: break
      }
      index += 1
    }
    guard isShort, words == 0 ? startsValue : !hasDigit && words <= 3 else { return nil }
    return AnswerTrimmer(bytes).trimmedTail(solution)
  }

  /// The words at the end of a text that decline to answer.
  private func refusal() -> Range<Int>? {
    var index = max(solution.lowerBound, solution.upperBound - 320)
    while index < solution.upperBound {
      for phrase: StaticString in [
        "cannot be determined", "can't be determined", "cannot determine", "can't determine",
        "not enough information", "insufficient information", "unable to determine",
        "unable to answer", "impossible to determine", "i don't know", "i do not know",
      ] where bytes.hasWord(phrase, at: index) {
        return index..<(index + phrase.utf8CodeUnitCount)
      }
      index += 1
    }
    return nil
  }

  // MARK: Bold

  /// The last bold words of the last lines, when a value starts them.
  private func bold() -> Range<Int>? {
    var close: Int?
    var lines = 0
    var index = solution.upperBound - 2
    while index >= max(solution.lowerBound, solution.upperBound - Self.reach), lines < 4 {
      if bytes[index] == UInt8(ascii: "\n") {
        close = nil
        lines += bytes[index - 1] == UInt8(ascii: "\n") ? 0 : 1
      } else if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "*") {
        if let end = close {
          let trimmer = AnswerTrimmer(bytes)
          let start = trimmer.skipSpaces(from: index + 2, to: end)
          if end - start <= 120, bytes[end - 1] != UInt8(ascii: ":"),
            !LastNumber(bytes, solution).isListMarker(start, end),
            let value = trimmer.value(from: start, to: end)
          {
            return value
          }
          close = nil
        } else {
          close = index
        }
        index -= 1
      }
      index -= 1
    }
    return nil
  }

  // MARK: Formulas and numbers

  /// The last number, with the formula that it stands in, or a formula that follows it.
  private func lastValue() -> AnswerCandidate? {
    let number = LastNumber(bytes, solution).range()
    let anchor = number?.lowerBound ?? solution.upperBound
    if let formula = formula(around: anchor, from: paragraphStart(before: anchor)) {
      return AnswerCandidate(formula, .formula)
    }
    return number.map { AnswerCandidate($0, .lastNumber) }
  }

  /// The formula that holds `position`, or the last one behind it that is more than a name.
  private func formula(around position: Int, from start: Int) -> Range<Int>? {
    let limit = min(solution.upperBound, start + 2 * Self.reach)
    var found: Range<Int>?
    var index = start
    while index < limit {
      let byte = bytes[index]
      if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\\"),
        let formula = MathSpan.opening(at: index, to: limit, in: bytes)
      {
        if formula.whole.upperBound > position, found == nil || isMoreThanName(formula.content) {
          if formula.whole.contains(position) || isMoreThanName(formula.content) {
            found = formula.content
          }
        }
        index = formula.whole.upperBound
      } else {
        index += 1
      }
    }
    return found.map(AnswerTrimmer(bytes).lastSide)
  }

  private func paragraphStart(before position: Int) -> Int {
    let limit = max(solution.lowerBound, position - Self.reach)
    var index = position - 1
    while index > limit {
      if bytes[index] == UInt8(ascii: "\n"), bytes[index - 1] == UInt8(ascii: "\n") { return index }
      index -= 1
    }
    return limit
  }

  private func isMoreThanName(_ range: Range<Int>) -> Bool {
    range.count > 3 && range.contains { "=+/^\\({".utf8.contains(bytes[$0]) }
  }
}
