/// The parts of a text that no cut may divide: mathematics and code.
///
/// What is opened and never closed protects nothing, so that a truncated solution still has steps.
struct ProtectedSpans {
  private(set) var spans: [Range<Int>] = []

  /// Whether a cut before byte `offset` would divide a span; asked with growing offsets.
  func divides(_ offset: Int, from index: inout Int) -> Bool {
    while index < spans.count, spans[index].upperBound <= offset { index += 1 }
    return index < spans.count && spans[index].lowerBound < offset
  }

  init(of bytes: [UInt8]) {
    let marks = MathMarks(of: bytes)
    var index = 0
    var position = 0
    while index < marks.all.count {
      let mark = marks.all[index]
      index += 1
      guard mark.offset >= position, let end = marks.end(of: mark) else { continue }
      spans.append(mark.offset..<end)
      position = end
    }
  }
}

/// The places of a text that open or close mathematics or code, in order.
private struct MathMarks {
  enum Kind {
    case fence
    case dollar, doubleDollar
    case openParenthesis, closeParenthesis
    case openBracket, closeBracket
    case begin, end
  }

  struct Mark {
    let kind: Kind
    let offset: Int
    /// Where the mark's own text ends.
    let end: Int
    /// For a dollar: whether it can open or close mathematics, and the paragraph it stands in.
    var opens = true
    var closes = true
    var paragraph = 0
  }

  private(set) var all: [Mark] = []
  private var byKind: [Kind: [Mark]] = [:]
  private var environmentEnds: [Int: Int] = [:]

  init(of bytes: [UInt8]) {
    scan(bytes)
    byKind = Dictionary(grouping: all, by: \.kind)
    matchEnvironments()
  }

  /// Where the span that `mark` opens ends; `nil` when it opens none.
  func end(of mark: Mark) -> Int? {
    switch mark.kind {
    case .fence: next(.fence, after: mark)?.end
    case .doubleDollar: next(.doubleDollar, after: mark)?.end
    case .openParenthesis: next(.closeParenthesis, after: mark)?.end
    case .openBracket: next(.closeBracket, after: mark)?.end
    case .begin: environmentEnds[mark.offset]
    case .dollar where mark.opens:
      // The closing dollar must stand in the same paragraph: a price has no partner there.
      nextClosingDollar(after: mark)
    default: nil
    }
  }

  private func next(_ kind: Kind, after mark: Mark) -> Mark? {
    let marks = byKind[kind] ?? []
    let index = firstIndex(in: marks, from: mark.end)
    return index < marks.count ? marks[index] : nil
  }

  private func nextClosingDollar(after mark: Mark) -> Int? {
    let marks = byKind[.dollar] ?? []
    var index = firstIndex(in: marks, from: mark.end)
    // Few dollars in a row cannot close; the bound keeps hostile texts linear.
    let last = min(marks.count, index + 64)
    while index < last, marks[index].paragraph == mark.paragraph {
      if marks[index].closes { return marks[index].end }
      index += 1
    }
    return nil
  }

  private func firstIndex(in marks: [Mark], from offset: Int) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Pairs each `\begin` with its `\end`, nested ones inside.
  private mutating func matchEnvironments() {
    var open: [Mark] = []
    for mark in all {
      switch mark.kind {
      case .begin: open.append(mark)
      case .end: if let begin = open.popLast() { environmentEnds[begin.offset] = mark.end }
      default: break
      }
    }
  }

  private mutating func scan(_ bytes: [UInt8]) {
    var index = 0
    var paragraph = 0
    var lineIsBlank = true
    while index < bytes.count {
      let byte = bytes[index]
      var width = 1
      switch byte {
      case UInt8(ascii: "\n"):
        if lineIsBlank { paragraph += 1 }
        lineIsBlank = true
        index += 1
        continue
      case UInt8(ascii: "`") where lineIsBlank && bytes[index...].starts(with: "```".utf8):
        width = 3
        all.append(Mark(kind: .fence, offset: index, end: index + 3))
      case UInt8(ascii: "$"):
        width = dollar(at: index, bytes, paragraph)
      case UInt8(ascii: "\\"):
        width = command(at: index, bytes)
      default: break
      }
      if !isSpace(byte) { lineIsBlank = false }
      index += width
    }
  }

  private mutating func dollar(at index: Int, _ bytes: [UInt8], _ paragraph: Int) -> Int {
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
    if next == UInt8(ascii: "$") {
      all.append(Mark(kind: .doubleDollar, offset: index, end: index + 2))
      return 2
    }
    let previous = index > 0 ? bytes[index - 1] : 0x20
    all.append(
      Mark(
        kind: .dollar, offset: index, end: index + 1,
        opens: !isSpace(next) && !isPrice(bytes, at: index + 1),
        closes: !isSpace(previous) && !isDigit(next), paragraph: paragraph))
    return 1
  }

  /// Whether an amount and then a word or the end of a sentence follow: `$5 and`, `$1,200.`.
  private func isPrice(_ bytes: [UInt8], at start: Int) -> Bool {
    var index = start
    while index < bytes.count,
      isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ",")
        || bytes[index] == UInt8(ascii: ".")
    {
      index += 1
    }
    guard index > start else { return false }
    guard index < bytes.count else { return true }
    guard isSpace(bytes[index]) else { return false }
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    return index >= bytes.count
      || isLetter(bytes[index]) && index + 1 < bytes.count && isLetter(bytes[index + 1])
  }

  private mutating func command(at index: Int, _ bytes: [UInt8]) -> Int {
    guard index + 1 < bytes.count else { return 1 }
    let kind: Kind
    switch bytes[index + 1] {
    case UInt8(ascii: "("): kind = .openParenthesis
    case UInt8(ascii: ")"): kind = .closeParenthesis
    case UInt8(ascii: "["): kind = .openBracket
    case UInt8(ascii: "]"): kind = .closeBracket
    case UInt8(ascii: "b") where bytes[index...].starts(with: "\\begin{".utf8): kind = .begin
    case UInt8(ascii: "e") where bytes[index...].starts(with: "\\end{".utf8): kind = .end
    case UInt8(ascii: "\n"): return 1
    default: return 2
    }
    var end = index + 2
    if kind == .begin || kind == .end {
      let limit = min(bytes.count, index + 64)
      end = bytes[index..<limit].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? index + 5
    }
    all.append(Mark(kind: kind, offset: index, end: end))
    return end - index
  }
}
