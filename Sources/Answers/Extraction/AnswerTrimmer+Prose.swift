/// Values with words around them.
extension AnswerTrimmer {
  /// The value in a sentence: what follows its last `is`, otherwise its first number or formula.
  func valueInProse(_ sentence: Range<Int>) -> Range<Int>? {
    if isBareWord(sentence) { return nil }
    var first: Int?
    var afterCopula: Int?
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      if let end = copulaEnd(at: index) {
        let next = skipSpaces(from: end, to: sentence.upperBound)
        if next < sentence.upperBound, holdsValue(at: next, to: sentence.upperBound) {
          afterCopula = next
        }
        index = end
        continue
      }
      if let formula = MathSpan.opening(at: index, to: sentence.upperBound, in: bytes) {
        if first == nil, hasDigit(formula.content) { first = index }
        index = formula.whole.upperBound
        continue
      }
      if first == nil, !isLetter(bytes[index - 1]) || bytes[index - 1] >= 0x80,
        bytes.isDigit(at: index) || bytes[index] == UInt8(ascii: "\\") && startsValue(at: index)
      {
        first = valueStart(before: index, in: sentence)
      }
      index += 1
    }
    return (afterCopula ?? first).flatMap { value(from: $0, to: sentence.upperBound) }
  }

  /// An answer in words; `nil` for a text that is too long to be one.
  func text(_ range: Range<Int>) -> Range<Int>? {
    var end = range.upperBound
    for index in range where bytes[index] == UInt8(ascii: ",") {
      end = index
      break
    }
    let range = trimmedTail(range.lowerBound..<(isBareWord(range) ? end : range.upperBound))
    return range.flatMap { $0.count <= 200 ? $0 : nil }
  }

  /// Where the prose behind a value starts: a word such as `because`, a remark in parentheses.
  func tailStart(in range: Range<Int>) -> Int {
    var depth = 0
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        if bytes[index + 1] == UInt8(ascii: ")") || bytes[index + 1] == UInt8(ascii: "]"),
          depth <= 0
        {
          return index
        }
        index += 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return index }
        depth -= 1
      case UInt8(ascii: "*"):
        if depth == 0, bytes[index + 1] == UInt8(ascii: "*"), !isLetter(bytes[index + 2]),
          !bytes.isDigit(at: index + 2), bytes[index + 2] != UInt8(ascii: "(")
        {
          return index
        }
      case UInt8(ascii: ","):
        if depth == 0, bytes[index + 1] == 0x20, isWord(at: index + 2), !isJoint(at: index + 2) {
          return index
        }
      case 0xd0...0xe1, 0xe3...0xec:
        // Letters of neither Latin nor Greek are words or units.
        if depth == 0, index > range.lowerBound { return index }
      case 0x20:
        if depth == 0, endsValue(before: index + 1) { return index }
      default: break
      }
      index += 1
    }
    return range.upperBound
  }

  /// What a chain of equations ends with; one equation with letters on its left stays whole, and so
  /// does a list of equations.
  func lastSide(_ range: Range<Int>) -> Range<Int> {
    var depth = 0
    var signs = 0
    var last = range.lowerBound
    var hasLetter = false
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        if depth == 0, bytes[index - 1] != UInt8(ascii: "\\"), !bytes.isDigit(at: index + 1) {
          return range
        }
      case UInt8(ascii: "="):
        if "<>!:".utf8.contains(bytes[index - 1]) { return range }
        guard depth == 0 || depth == 1 && isEnclosed(range) else { continue }
        signs += 1
        last = index
      default:
        if signs == 0, ByteView.isASCIILetter(bytes[index]) { hasLetter = true }
      }
    }
    guard signs > 1 || signs == 1 && !hasLetter else { return range }
    let end = isEnclosed(range) ? range.upperBound - 1 : range.upperBound
    let side = trimmedTail((last + 1)..<max(end, last + 1))
    return side.flatMap { bytes.has("\\end", at: $0.lowerBound) ? nil : $0 } ?? range
  }

  /// Whether one pair of parentheses holds the whole range.
  private func isEnclosed(_ range: Range<Int>) -> Bool {
    guard bytes[range.lowerBound] == UInt8(ascii: "("), let last = range.last,
      bytes[last] == UInt8(ascii: ")")
    else { return false }
    return !range.dropFirst().dropLast().contains { "()".utf8.contains(bytes[$0]) }
  }

  /// The range without the white space, punctuation, markup and lone dollar sign at its end.
  func trimmedTail(_ range: Range<Int>) -> Range<Int>? {
    var range = bytes.trimmed(range)
    while let last = range.last, ".,;:!?*_\"'`".utf8.contains(bytes[last]) {
      if bytes.isEscaped(last) { break }
      range = bytes.trimmed(range.lowerBound..<last)
    }
    if let last = range.last, bytes[last] == UInt8(ascii: "$"), !bytes.isEscaped(last),
      range.count(where: { bytes[$0] == UInt8(ascii: "$") && !bytes.isEscaped($0) }) % 2 == 1
    {
      range = bytes.trimmed(range.lowerBound..<last)
    }
    return range.isEmpty ? nil : range
  }

  /// Whether a sentence is one word, or one word and what a comma divides from it.
  private func isBareWord(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound, isLetter(bytes[index]) { index += 1 }
    guard index > range.lowerBound, bytes[range.lowerBound] < 0x80 else { return false }
    return index == range.upperBound || bytes[index] == UInt8(ascii: ",")
  }

  private func copulaEnd(at index: Int) -> Int? {
    guard bytes[index] >= 0x80 || !ByteView.isASCIILetter(bytes[index - 1]) else { return nil }
    for word: StaticString in ["is", "are", "be", "was", "est", "es", "ist", "equals", "to be"]
    where bytes.hasWord(word, at: index) { return index + word.utf8CodeUnitCount }
    for word: StaticString in ["是", "为", "為"] where bytes.has(word, at: index) { return index + 3 }
    return bytes[index] == UInt8(ascii: ":") ? index + 1 : nil
  }

  private func holdsValue(at index: Int, to end: Int) -> Bool {
    startsValue(at: index) || MathSpan.opening(at: index, to: end, in: bytes) != nil
  }

  /// The start of the number whose first digit stands at `index`: its sign and currency.
  private func valueStart(before index: Int, in range: Range<Int>) -> Int {
    var start = index
    while start > range.lowerBound, "$.-(".utf8.contains(bytes[start - 1]) { start -= 1 }
    while start < index, !startsValue(at: start) { start += 1 }
    return start
  }

  private func hasDigit(_ range: Range<Int>) -> Bool {
    range.contains { bytes.isDigit(at: $0) }
  }

  /// Whether a word of three letters or more stands at `index`.
  private func isWord(at index: Int) -> Bool {
    (0..<3).allSatisfy { ByteView.isASCIILetter(bytes[index + $0]) }
  }

  private func isJoint(at index: Int) -> Bool {
    bytes.hasWord("and", at: index) || bytes.hasWord("or", at: index)
  }

  /// Whether the word at `index` no longer belongs to the value before it.
  private func endsValue(before index: Int) -> Bool {
    if bytes[index] == UInt8(ascii: "(") { return isWord(at: index + 1) }
    // "2.74 $ each": a sign of currency behind the amount.
    if bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == 0x20 { return true }
    guard ByteView.isASCIILetter(bytes[index]) else { return false }
    for word: StaticString in [
      "because", "since", "which", "so", "as", "for", "when", "where", "after", "before", "if",
      "with", "at", "per", "of", "from", "by", "while", "that", "this", "hence", "thus",
      "therefore", "but", "not", "rather", "into", "on",
    ] where bytes.hasWord(word, at: index) { return true }
    // Without a word behind it, "in" is a unit.
    return bytes.hasWord("in", at: index) && bytes[index + 2] == 0x20
  }
}
