/// A formula between its delimiters.
struct MathSpan: Equatable {
  /// The content, without the white space and the full stop at its ends.
  let content: Range<Int>
  /// The whole, delimiters included.
  let whole: Range<Int>

  /// How far a closing delimiter is looked for.
  private static let reach = 4096

  /// The formula that opens at `start`; `nil` when nothing opens there, or a currency sign.
  static func opening(at start: Int, to end: Int, in bytes: ByteView) -> MathSpan? {
    let limit = min(end, start + reach)
    switch bytes[start] {
    case UInt8(ascii: "$"):
      guard !bytes.isEscaped(start) else { return nil }
      let isDisplay = bytes[start + 1] == UInt8(ascii: "$")
      let first = start + (isDisplay ? 2 : 1)
      guard let close = closingDollar(from: first, to: limit, isDisplay: isDisplay, in: bytes)
      else { return nil }
      if !isDisplay, isCurrency(first..<close, in: bytes) || isBroken(at: first, in: bytes) {
        return nil
      }
      return span(start, first..<close, close + first - start, in: bytes)
    case UInt8(ascii: "\\"):
      let close: StaticString
      switch bytes[start + 1] {
      case UInt8(ascii: "("): close = "\\)"
      case UInt8(ascii: "["): close = "\\]"
      default: return nil
      }
      guard !bytes.isEscaped(start) else { return nil }
      if bytes[start + 1] == UInt8(ascii: "("), isBroken(at: start + 2, in: bytes) { return nil }
      var index = start + 2
      while index < limit {
        if bytes[index] == UInt8(ascii: "\\") {
          if bytes.has(close, at: index) {
            return span(start, (start + 2)..<index, index + 2, in: bytes)
          }
          index += 1
        }
        index += 1
      }
      return nil
    default: return nil
    }
  }

  /// The formula that closes right before `end`.
  static func closing(at end: Int, from start: Int, in bytes: ByteView) -> MathSpan? {
    let first = max(start, end - reach)
    if bytes[end - 1] == UInt8(ascii: "$") {
      let isDisplay = bytes[end - 2] == UInt8(ascii: "$")
      var index = end - (isDisplay ? 3 : 2)
      while index >= first {
        if bytes[index] == UInt8(ascii: "$"), !bytes.isEscaped(index) {
          let open = isDisplay ? index - 1 : index
          let found = opening(at: open, to: end, in: bytes)
          return found?.whole.upperBound == end ? found : nil
        }
        index -= 1
      }
      return nil
    }
    let open: StaticString
    switch bytes[end - 1] {
    case UInt8(ascii: ")") where bytes[end - 2] == UInt8(ascii: "\\"): open = "\\("
    case UInt8(ascii: "]") where bytes[end - 2] == UInt8(ascii: "\\"): open = "\\["
    default: return nil
    }
    var index = end - 4
    while index >= first {
      if bytes.has(open, at: index), !bytes.isEscaped(index) {
        return span(index, (index + 2)..<(end - 2), end, in: bytes)
      }
      index -= 1
    }
    return nil
  }

  private static func span(_ start: Int, _ content: Range<Int>, _ end: Int, in bytes: ByteView)
    -> MathSpan?
  {
    var content = bytes.trimmed(content)
    while let last = content.last, ".,;".utf8.contains(bytes[last]), !bytes.isEscaped(last) {
      content = bytes.trimmed(content.lowerBound..<last)
    }
    return content.isEmpty ? nil : MathSpan(content: content, whole: start..<end)
  }

  /// Whether a line ends right behind the delimiter of a formula within a line.
  private static func isBroken(at start: Int, in bytes: ByteView) -> Bool {
    var index = start
    while bytes[index] == 0x20 { index += 1 }
    return bytes[index] == UInt8(ascii: "\n")
  }

  private static func closingDollar(
    from first: Int, to limit: Int, isDisplay: Bool, in bytes: ByteView
  ) -> Int? {
    var index = first
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "$"):
        if !isDisplay || bytes[index + 1] == UInt8(ascii: "$") { return index }
      case UInt8(ascii: "\n"):
        if bytes[index + 1] == UInt8(ascii: "\n") { return nil }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Whether dollar signs around a range name amounts, as in `$5 and $6`: a digit follows the
  /// first, and before the second stands a space or a word of prose.
  private static func isCurrency(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    if range.isEmpty { return true }
    let isProse = hasProse(range, in: bytes)
    guard bytes.isDigit(at: range.lowerBound) else { return isProse }
    return isProse
      || isSpace(bytes[range.upperBound - 1]) && bytes.isDigit(at: range.upperBound + 1)
  }

  /// Whether two words follow each other outside commands and braces, or a question ends.
  private static func hasProse(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    var words = 0
    var index = range.lowerBound
    var depth = 0
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"):
        index += 1
        while ByteView.isASCIILetter(bytes[index]) { index += 1 }
        continue
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "?"): return true
      case _ where ByteView.isASCIILetter(byte):
        let start = index
        while ByteView.isASCIILetter(bytes[index]) { index += 1 }
        if depth <= 0, index - start >= 2, isSpace(bytes[start - 1]) || start == range.lowerBound,
          isSpace(bytes[index])
        {
          words += 1
          if words == 2 { return true }
        }
        continue
      default: break
      }
      index += 1
    }
    return false
  }
}
