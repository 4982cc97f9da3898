/// Takes the marks off a text that is supposed to be an answer and nothing else.
enum GivenAnswer {
  static func candidate(in bytes: ByteView) -> AnswerCandidate {
    let whole = bytes.trimmed(0..<bytes.count)
    if let marked = MarkScanner.marked(in: bytes, whole) { return marked }
    if let formula = MathSpan.opening(at: whole.lowerBound, to: whole.upperBound, in: bytes),
      bytes.trimmed(formula.whole.upperBound..<whole.upperBound).allSatisfy({
        ".,;".utf8.contains(bytes[$0])
      })
    {
      // Within dollars, bare braces are not printed: without them they would be those of a set.
      let isGroup = bytes[bytes.trimmed(formula.content).lowerBound] == UInt8(ascii: "{")
      return AnswerCandidate(isGroup ? formula.whole : formula.content, .given)
    }
    if let range = valueInSentence(whole, in: bytes) { return AnswerCandidate(range, .given) }
    var range = whole
    while bytes[range.lowerBound] == UInt8(ascii: "*"), range.count >= 2,
      bytes[range.upperBound - 1] == UInt8(ascii: "*")
    {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    if let last = range.last, bytes[last] == UInt8(ascii: "."), range.count > 1 {
      range = bytes.trimmed(range.lowerBound..<last)
    }
    return AnswerCandidate(range, .given)
  }

  /// The value of `Thus $x$ is our answer.` and of `Cost: 2.74 $ each`; a sentence with several
  /// formulas or none is an answer in words.
  private static func valueInSentence(_ range: Range<Int>, in bytes: ByteView) -> Range<Int>? {
    guard range.count <= 300, bytes[range.lowerBound] != UInt8(ascii: "\\") else { return nil }
    var formulas: [MathSpan] = []
    var index = range.lowerBound
    while index < range.upperBound, formulas.count < 2 {
      if let formula = MathSpan.opening(at: index, to: range.upperBound, in: bytes) {
        formulas.append(formula)
        index = formula.whole.upperBound
      } else {
        index += 1
      }
    }
    if let only = formulas.first, formulas.count == 1 {
      let tail = only.whole.upperBound..<range.upperBound
      let isStatement = ["therefore", "thus", "so", "hence", "we"].contains {
        (word: StaticString) in
        bytes.hasWord(word, at: range.lowerBound)
      }
      return isStatement || tail.contains { bytes.hasWord("answer", at: $0) } ? only.content : nil
    }
    var colon = range.lowerBound
    while isLetter(bytes[colon]) || bytes[colon] == 0x20 { colon += 1 }
    guard formulas.isEmpty, colon - range.lowerBound >= 4, bytes[colon] == UInt8(ascii: ":"),
      bytes[colon + 1] == 0x20
    else { return nil }
    let trimmer = AnswerTrimmer(bytes)
    return trimmer.value(
      from: trimmer.skipSpaces(from: colon + 1, to: range.upperBound), to: range.upperBound)
  }
}
