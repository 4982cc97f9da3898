/// Finds the boxes of a text, the last one first.
///
/// Every byte is looked at twice at most: a box that never closes shows that no box around it does.
struct BoxFinder {
  /// A box command with its content.
  struct Box: Equatable {
    /// Where the command starts.
    let start: Int
    /// The content, not trimmed.
    let content: Range<Int>
    /// The end of the whole box, its closing brace included.
    let end: Int
  }

  private let bytes: ByteView
  private let end: Int
  /// The brace of the leftmost box so far that is known never to close.
  private var unclosed: Int?

  init(_ bytes: ByteView, end: Int) {
    self.bytes = bytes
    self.end = end
  }

  /// The box whose command ends with the letter at `index` (`d` of `\boxed`, `x` of `\fbox`);
  /// `nil` when there is none, or one that does not close.
  ///
  /// Call it with falling indices.
  mutating func box(endingAt index: Int) -> Box? {
    guard let start = commandStart(endingAt: index) else { return nil }
    var open = index + 1
    while open < end, bytes[open] == 0x20 { open += 1 }
    guard open < end else { return nil }
    if bytes[open] == UInt8(ascii: "{") {
      guard let close = closingBrace(of: open) else { return nil }
      return Box(start: start, content: (open + 1)..<close, end: close + 1)
    }
    // A bare argument needs the whole command before it and ends as TeX users mean it to.
    guard bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] != UInt8(ascii: "o"),
      open > index + 1 || !isLetter(bytes[open])
    else { return nil }
    var close = open
    while close < end, !isSpace(bytes[close]), bytes[close] != UInt8(ascii: "$") { close += 1 }
    return close > open ? Box(start: start, content: open..<close, end: close) : nil
  }

  /// Where a box command starts: `\boxed`, `\fbox`, or `boxed` before a brace where the backslash
  /// (and the `b`, which JSON reads as a backspace) was lost.
  private func commandStart(endingAt index: Int) -> Int? {
    if bytes[index] == UInt8(ascii: "x") {
      return bytes.has("\\fbo", at: index - 4) ? index - 4 : nil
    }
    guard bytes[index - 1] == UInt8(ascii: "e"), bytes[index - 2] == UInt8(ascii: "x"),
      bytes[index - 3] == UInt8(ascii: "o")
    else { return nil }
    let first = bytes[index - 4]
    if first == UInt8(ascii: "b"), bytes[index - 5] == UInt8(ascii: "\\") { return index - 5 }
    guard bytes[index + 1] == UInt8(ascii: "{"), first == UInt8(ascii: "b") || first == 0x08 else {
      return nil
    }
    return index - 4
  }

  private mutating func closingBrace(of open: Int) -> Int? {
    let stop = unclosed ?? end
    var depth = 0
    var index = open
    while index < stop {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    unclosed = open
    return nil
  }

  /// Whether what stands between two boxes joins them to one answer.
  ///
  /// Commas, `and` and `or` do, with the label of the next value and the marks of formulas, but no
  /// other words after the joint. So does nothing at all, or a row of plus signs, which is no sum.
  static func joins(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    guard range.count <= 96 else { return false }
    if range.isEmpty || isRowOfSigns(range, in: bytes) { return true }
    var hasJoint = false
    var words = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"):
        if bytes[index - 1] != UInt8(ascii: "\\") {
          guard words == 0 || hasJoint else { return false }
          hasJoint = true
        }
      case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
        if bytes[index - 1] != UInt8(ascii: "\\") { return false }
      case UInt8(ascii: "\\"):
        let next = index + 1
        if ByteView.isASCIILetter(bytes[next]) {
          index = next
          while ByteView.isASCIILetter(bytes[index]) { index += 1 }
          continue
        }
      case _ where isLetter(byte):
        let start = index
        while index < range.upperBound, isLetter(bytes[index]) { index += 1 }
        if isConjunction(start..<index, in: bytes) {
          hasJoint = true
          words = 0
        } else if !isLabel(from: start, to: index, limit: range.upperBound, in: bytes) {
          if hasJoint, words == 0, !endsWithConjunction(index..<range.upperBound, in: bytes) {
            return false
          }
          words += 1
          if words > 4 { return false }
        }
        continue
      default: break
      }
      index += 1
    }
    return hasJoint && words == 0
  }

  private static func isRowOfSigns(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    var signs = 0
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "+"): signs += 1
      case 0x20, UInt8(ascii: "\\"): break
      default: return false
      }
    }
    return signs > 1
  }

  private static func isConjunction(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    switch range.count {
    case 1: bytes[range.lowerBound] | 0x20 == UInt8(ascii: "y")
    case 2:
      bytes.hasAnyCase("or", at: range.lowerBound) || bytes.hasAnyCase("et", at: range.lowerBound)
        || bytes.hasAnyCase("ou", at: range.lowerBound)
    case 3:
      bytes.hasAnyCase("and", at: range.lowerBound) || bytes.hasAnyCase("und", at: range.lowerBound)
        || bytes.has("和", at: range.lowerBound) || bytes.has("或", at: range.lowerBound)
    default: false
    }
  }

  /// Whether letters are the left side of an equation that the box completes, such as `y_2 =`.
  private static func isLabel(from start: Int, to end: Int, limit: Int, in bytes: ByteView) -> Bool
  {
    guard end - start <= 2 else { return false }
    return bytes.first(UInt8(ascii: "="), from: end, to: min(limit, end + 12)) != nil
  }

  private static func endsWithConjunction(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes.hasWord("and", at: index) || bytes.hasWord("or", at: index) { return true }
      index += 1
    }
    return false
  }
}
