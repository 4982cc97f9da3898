/// Finds the words that announce an answer, such as `answer is`, `Answer:` or `答案是`.
enum AnswerAnchors {
  /// Where an announced answer starts, and how it was announced.
  struct Anchor: Equatable {
    let start: Int
    let rule: ExtractionRule
  }

  /// The anchor whose noun ends with the byte at `index`.
  @inline(__always)
  static func anchor(endingAt index: Int, in bytes: ByteView, to limit: Int) -> Anchor? {
    guard isNounEnd(at: index, in: bytes) else { return nil }
    return anchor(afterNoun: index + 1, in: bytes, to: limit)
  }

  @inline(__always)
  private static func isNounEnd(at index: Int, in bytes: ByteView) -> Bool {
    let end = index + 1
    switch bytes[index] {
    case UInt8(ascii: "r"), UInt8(ascii: "R"):
      return bytes.endsAnyCase("answer", at: end)
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      return bytes[index - 1] | 0x20 == UInt8(ascii: "s")
        && (bytes.endsAnyCase("réponse", at: end) || bytes.endsAnyCase("reponse", at: end))
    case UInt8(ascii: "a"), UInt8(ascii: "A"):
      return bytes[index - 1] | 0x20 == UInt8(ascii: "t")
        && (bytes.endsAnyCase("respuesta", at: end) || bytes.endsAnyCase("resposta", at: end)
          || bytes.endsAnyCase("risposta", at: end))
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return bytes[index - 1] | 0x20 == UInt8(ascii: "r") && bytes.endsAnyCase("antwort", at: end)
        || bytes.endsAnyCase("yanıt", at: end)
    case UInt8(ascii: "d"), UInt8(ascii: "D"):
      return bytes.endsAnyCase("antwoord", at: end)
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return bytes.endsAnyCase("jawaban", at: end) || bytes.endsAnyCase("đáp án", at: end)
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      return bytes.endsAnyCase("cevap", at: end)
    case UInt8(ascii: "i"), UInt8(ascii: "I"):
      return bytes.endsAnyCase("trả lời", at: end)
    case 0x80...:
      return isForeignNounEnd(at: end, in: bytes)
    default:
      return false
    }
  }

  private static func isForeignNounEnd(at end: Int, in bytes: ByteView) -> Bool {
    // The first letter of the Cyrillic nouns is left out: it is the one that may be a capital.
    switch bytes[end - 1] {
    case 0x82: bytes.has("твет", at: end - 8)
    case 0x88: bytes.has("答案", at: end - 6) || bytes.has("答え", at: end - 6)
    case 0x8c: bytes.has("ідповідь", at: end - 16)
    case 0x94: bytes.has("回答", at: end - 6)
    case 0x9a: bytes.has("คำตอบ", at: end - 15)
    case 0xa8: bytes.has("الجواب", at: end - 12)
    case 0xa9: bytes.has("إجابة", at: end - 10)
    case 0xae: bytes.has("پاسخ", at: end - 8)
    case 0xb0: bytes.has("उत्तर", at: end - 15) || bytes.has("উত্তর", at: end - 15)
    case 0xb5: bytes.has("답", at: end - 3)
    case 0xba: bytes.hasAnyCase("odpowiedź", at: end - 10)
    default: false
    }
  }

  private static func anchor(afterNoun end: Int, in bytes: ByteView, to limit: Int) -> Anchor? {
    var index = end
    if bytes[index] | 0x20 == UInt8(ascii: "s") { index += 1 }
    // The noun is a word of its own, except where a language writes on.
    if ByteView.isASCIILetter(bytes[index]), bytes[end - 1] < 0x80 { return nil }
    index = skipMarkup(from: index, in: bytes, to: limit)
    let initial = bytes[index] | 0x20
    for adjective: StaticString in ["finale", "final", "correcta", "correcte", "correct"]
    where initial == adjective.utf8Start[0] && bytes.hasWord(adjective, at: index) {
      index = skipMarkup(from: index + adjective.utf8CodeUnitCount, in: bytes, to: limit)
    }
    let isFinal = isFinalNoun(before: end, in: bytes)
    if let start = afterColon(at: index, in: bytes) {
      return Anchor(start: start, rule: isFinal ? .finalAnswer : .answerLine)
    }
    if let start = afterCopula(at: index, in: bytes, to: limit) {
      return Anchor(start: start, rule: isFinal ? .finalAnswer : .sentence)
    }
    return isHeading(before: end, after: index, in: bytes, to: limit)
      ? Anchor(start: index, rule: isFinal ? .finalAnswer : .answerLine) : nil
  }

  private static func afterColon(at index: Int, in bytes: ByteView) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: ":"), UInt8(ascii: "="): return index + 1
    case 0xef where bytes.has("：", at: index): return index + 3
    case 0xe2 where bytes.has("—", at: index) || bytes.has("–", at: index): return index + 3
    case UInt8(ascii: "-") where bytes[index + 1] == 0x20: return index + 1
    default: return nil
    }
  }

  private static func afterCopula(at index: Int, in bytes: ByteView, to limit: Int) -> Int? {
    if bytes[index] < 0x80 {
      for copula: StaticString in [
        "is", "are", "was", "would be", "should be", "must be", "will be", "becomes", "equals",
        "est", "sont", "es", "son", "ist", "lautet", "adalah",
      ] where bytes.hasWord(copula, at: index) { return index + copula.utf8CodeUnitCount }
      // "The answer to the question is 5" has its copula further on.
      for preposition: StaticString in ["to", "for", "of", "in", "("]
      where bytes.hasAnyCase(preposition, at: index) {
        return copulaInSentence(from: index, in: bytes, to: min(limit, index + 64))
      }
      return nil
    }
    for copula: StaticString in [
      "是", "为", "為", "は", "은", "는", "هو", "هي", "है", "là", "é", "è", "คือ", "হল", "হলো",
    ] where bytes.has(copula, at: index) { return index + copula.utf8CodeUnitCount }
    return nil
  }

  private static func copulaInSentence(from start: Int, in bytes: ByteView, to limit: Int) -> Int? {
    var index = start
    while index < limit, bytes[index] != UInt8(ascii: "\n"),
      bytes[index] != UInt8(ascii: ".") || !isSpace(bytes[index + 1])
    {
      if bytes[index] == 0x20, bytes.hasWord("is", at: index + 1) { return index + 3 }
      index += 1
    }
    return nil
  }

  /// Whether the noun fills its line but for markup, or starts it with a formula behind.
  private static func isHeading(
    before end: Int, after index: Int, in bytes: ByteView, to limit: Int
  ) -> Bool {
    var start = end
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") {
      start -= 1
      if end - start > 48 { return false }
    }
    var first = start
    while "#*_ \t".utf8.contains(bytes[first]) { first += 1 }
    if bytes.hasAnyCase("the ", at: first) { first += 4 }
    if bytes.hasAnyCase("final ", at: first) { first += 6 }
    guard first < end, !bytes[first..<end].contains(0x20) else { return false }
    return index >= limit || bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "$")
      || bytes.has("\\[", at: index) || bytes.has("\\(", at: index)
  }

  private static func isFinalNoun(before end: Int, in bytes: ByteView) -> Bool {
    for word: StaticString in ["final answer", "final answers", "最终答案", "最後答案"]
    where bytes.endsAnyCase(word, at: end) { return true }
    return false
  }

  /// Past the spaces and the markup after a noun, not past the end of the line.
  private static func skipMarkup(from start: Int, in bytes: ByteView, to limit: Int) -> Int {
    var index = start
    while index < limit, index - start < 16 {
      switch bytes[index] {
      case 0x20, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "\""), UInt8(ascii: "`"),
        UInt8(ascii: "\t"), UInt8(ascii: ")"):
        index += 1
      default: return index
      }
    }
    return index
  }
}

extension ByteView {
  fileprivate subscript(_ range: Range<Int>) -> [UInt8] { range.map { self[$0] } }
}
