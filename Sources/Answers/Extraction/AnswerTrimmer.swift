/// Cuts the answer out of what follows its mark: takes away markup, dollar signs, the prose behind
/// a value and the end of the sentence.
struct AnswerTrimmer {
  let bytes: ByteView

  init(_ bytes: ByteView) {
    self.bytes = bytes
  }

  /// The content of a box without white space and full stop; `nil` when nothing is left.
  func boxed(_ range: Range<Int>) -> Range<Int>? {
    var range = bytes.trimmed(range)
    while let last = range.last, ".,".utf8.contains(bytes[last]), !bytes.isEscaped(last) {
      range = bytes.trimmed(range.lowerBound..<last)
    }
    return range.isEmpty ? nil : range
  }

  /// The answer that starts at or after `start`, behind the words that announce it.
  func announced(from start: Int, to limit: Int) -> Range<Int>? {
    let first = skipLead(from: start, to: limit)
    guard first < limit else { return nil }
    if let value = value(from: first, to: limit) { return value }
    let end = sentenceEnd(from: first, to: limit)
    // "as follows:" announces what stands on the next lines.
    if bytes[end - 1] == UInt8(ascii: ":"), bytes[end] == UInt8(ascii: "\n"),
      let value = value(from: skipLead(from: end, to: limit), to: limit)
    {
      return value
    }
    return valueInProse(first..<end) ?? text(first..<end)
  }

  /// The value that starts right at `start`, without the prose behind it; `nil` when there is prose.
  func value(from start: Int, to limit: Int) -> Range<Int>? {
    if let formula = MathSpan.opening(at: start, to: limit, in: bytes) {
      return joined(formula, to: limit)
    }
    guard startsValue(at: start) else { return nil }
    let end = tailStart(in: start..<sentenceEnd(from: start, to: limit))
    return trimmedTail(start..<end).map(lastSide)
  }

  /// A formula with what belongs to it: further formulas after `and` or a comma, a percent sign.
  private func joined(_ formula: MathSpan, to limit: Int) -> Range<Int> {
    var whole = formula.whole
    while true {
      var index = skipSpaces(from: whole.upperBound, to: limit)
      let afterSpace = index
      if bytes[index] == UInt8(ascii: ",") { index = skipSpaces(from: index + 1, to: limit) }
      for word: StaticString in ["and", "or", "und", "et", "y"] where bytes.hasWord(word, at: index)
      {
        index = skipSpaces(from: index + word.utf8CodeUnitCount, to: limit)
        break
      }
      guard index > afterSpace, let next = MathSpan.opening(at: index, to: limit, in: bytes) else {
        break
      }
      whole = whole.lowerBound..<next.whole.upperBound
    }
    let index = skipSpaces(from: whole.upperBound, to: limit)
    if bytes[index] == UInt8(ascii: "%") { return whole.lowerBound..<(index + 1) }
    if bytes.has("\\%", at: index) { return whole.lowerBound..<(index + 2) }
    return whole == formula.whole ? lastSide(formula.content) : whole
  }

  /// Past the spaces, line ends, markup and quotes before an answer.
  private func skipLead(from start: Int, to limit: Int) -> Int {
    var index = start
    var lines = 0
    while index < limit, index - start < 64 {
      switch bytes[index] {
      case UInt8(ascii: "\n"):
        lines += 1
        if lines > 3 { return index }
        index += 1
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "\""), UInt8(ascii: ":"),
        UInt8(ascii: "`"), UInt8(ascii: "'"), UInt8(ascii: "~"), UInt8(ascii: ">"):
        index += 1
      case UInt8(ascii: "\\") where bytes[index + 1] == UInt8(ascii: "\""): index += 2
      case 0xe2 where bytes.has("“", at: index): index += 3
      case 0xef where bytes.has("：", at: index): index += 3
      default:
        let space = bytes.space(at: index)
        guard space > 0 else { return index }
        index += space
      }
    }
    return min(index, limit)
  }

  func skipSpaces(from start: Int, to limit: Int) -> Int {
    var index = start
    while index < limit, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "*") { index += 1 }
    return index
  }

  /// The end of the sentence or line that goes on at `start`; formulas are passed over.
  func sentenceEnd(from start: Int, to limit: Int) -> Int {
    let limit = min(limit, start + 1024)
    var index = start
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\n"): return index
      case UInt8(ascii: "."):
        let next = bytes[index + 1]
        if index + 1 >= limit || isSpace(next) || "*\"<)$\\".utf8.contains(next)
          || next == UInt8(ascii: ".")
        {
          return index
        }
      case UInt8(ascii: "<"):
        if bytes[index + 1] == UInt8(ascii: "|") { return index }
      case UInt8(ascii: "$"), UInt8(ascii: "\\"):
        if let formula = MathSpan.opening(at: index, to: limit, in: bytes) {
          index = formula.whole.upperBound
          continue
        }
      case 0xe3: if bytes.has("。", at: index) { return index }
      case 0xef:
        if bytes.has("，", at: index) || bytes.has("；", at: index) || bytes.has("！", at: index) {
          return index
        }
      default: break
      }
      index += 1
    }
    return limit
  }

  /// Whether a number or a formula without delimiters starts at `index`.
  func startsValue(at index: Int) -> Bool {
    let byte = bytes[index]
    let next = bytes[index + 1]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return true
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "$"):
      return bytes.isDigit(at: index + 1) || next == UInt8(ascii: ".") || next == UInt8(ascii: "$")
        || next == UInt8(ascii: "\\") || byte != UInt8(ascii: ".") && next == UInt8(ascii: "(")
        || byte == UInt8(ascii: "-") && ByteView.isASCIILetter(next)
          && !ByteView.isASCIILetter(bytes[index + 2])
    case UInt8(ascii: "\\"): return next != UInt8(ascii: "n") || bytes.has("\\neq", at: index)
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"):
      let isWord = ByteView.isASCIILetter(next) && ByteView.isASCIILetter(bytes[index + 2])
      return !isWord && next != 0x20
    case _ where ByteView.isASCIILetter(byte):
      return startsFormulaWithLetter(at: index)
    case 0xc2: return next == 0xa3 || next == 0xa5 || 0xbc...0xbe ~= next
    case 0xcf: return next == 0x80
    case 0xe2:
      let last = bytes[index + 2]
      return next == 0x82 && 0xa0...0xbf ~= last || next == 0x85 && 0x90...0x9e ~= last
        || next == 0x88 && (0x92...0x93 ~= last || 0x9a...0x9e ~= last)
    case 0xef: return bytes.isDigit(at: index)
    default: return false
    }
  }

  /// Whether a variable with a sign of operation or relation behind it stands at `index`.
  private func startsFormulaWithLetter(at index: Int) -> Bool {
    var end = index
    while ByteView.isASCIILetter(bytes[end]), end - index <= 3 { end += 1 }
    if end - index > 3 || ByteView.isASCIILetter(bytes[index - 1]) { return false }
    let isOne = end - index == 1
    let spaced = bytes[end] == 0x20
    if spaced { end += 1 }
    switch bytes[end] {
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"): return true
    case UInt8(ascii: "^"), UInt8(ascii: "_"): return true
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "*"):
      return isOne && !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "*"))
    case UInt8(ascii: "-"): return isOne && (!spaced || bytes[end + 1] == 0x20)
    case UInt8(ascii: "("): return isOne && !spaced
    case UInt8(ascii: "\\"): return bytes[end + 1] != UInt8(ascii: "n")
    case 0xe2: return bytes.has("≤", at: end) || bytes.has("≥", at: end) || bytes.has("∈", at: end)
    default: return false
    }
  }
}
