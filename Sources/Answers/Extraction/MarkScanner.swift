/// Looks for the marks of an answer, from the end of a text to its start, in one pass.
struct MarkScanner {
  private let bytes: ByteView
  private let solution: Range<Int>
  private var boxes: BoxFinder
  private var lineEnd: Int
  private var announced: AnswerCandidate?
  private var lastLine: AnswerCandidate?
  /// How often a weak mark may be looked at in vain, so that hostile texts stay linear.
  private var attempts = 16

  /// The answer that the marks of a text show.
  static func marked(in bytes: ByteView, _ solution: Range<Int>) -> AnswerCandidate? {
    var scanner = MarkScanner(bytes, solution)
    return scanner.marked()
  }

  private init(_ bytes: ByteView, _ solution: Range<Int>) {
    self.bytes = bytes
    self.solution = solution
    boxes = BoxFinder(bytes, end: solution.upperBound)
    lineEnd = solution.upperBound
  }

  /// A box or a line of `####` ends the search; a weaker announcement waits for one.
  private mutating func marked() -> AnswerCandidate? {
    var index = solution.upperBound - 1
    while index >= solution.lowerBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"): lineEnd = index
      case UInt8(ascii: "#"):
        if let found = hashes(at: index) { return found }
      case UInt8(ascii: "d"), UInt8(ascii: "x"):
        if let box = boxes.box(endingAt: index) {
          // A final answer that stands behind the box corrects it.
          if let announced, announced.rule == .finalAnswer { return announced }
          if let found = answer(in: box) { return found }
        } else if byte == UInt8(ascii: "d") {
          announce(at: index)
        }
      case UInt8(ascii: ":"): announceAfterA(at: index)
      case UInt8(ascii: "r"), UInt8(ascii: "R"), UInt8(ascii: "e"), UInt8(ascii: "a"),
        UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "p"), UInt8(ascii: "i"), 0x80...:
        announce(at: index)
      default: break
      }
      index -= 1
    }
    return lastLine ?? announced
  }

  /// The rest of a line after `####` when it says a number; a heading may look the same.
  ///
  /// Words are kept only of the last line, in case nothing else is found.
  private mutating func hashes(at index: Int) -> AnswerCandidate? {
    guard attempts > 0, bytes.has("####", at: index - 3), bytes[index - 4] != UInt8(ascii: "#"),
      index - 3 >= solution.lowerBound
    else { return nil }
    attempts -= 1
    let line = bytes.trimmed((index + 1)..<lineEnd)
    guard !line.isEmpty, line.count <= 512 else { return nil }
    let found = AnswerTrimmer(bytes).announced(from: line.lowerBound, to: line.upperBound)
      .map { AnswerCandidate($0, .hashes) }
    if isNumberLine(line) { return found }
    if bytes.trimmed(lineEnd..<solution.upperBound).isEmpty { lastLine = found }
    return nil
  }

  /// Whether a line starts with a number that is no list marker, so that it is no heading.
  private func isNumberLine(_ line: Range<Int>) -> Bool {
    var index = line.lowerBound
    while index < line.upperBound, "*$\\({-+ ".utf8.contains(bytes[index]) { index += 1 }
    guard bytes.isDigit(at: index) || bytes[index] == UInt8(ascii: ".") else { return false }
    while bytes.isDigit(at: index) { index += 1 }
    let isMarker =
      (bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")"))
      && isSpace(bytes[index + 1]) && index + 1 < line.upperBound
    return !isMarker
  }

  /// The content of a box, and of the boxes before it that make one answer with it.
  private mutating func answer(in last: BoxFinder.Box) -> AnswerCandidate? {
    guard let content = AnswerTrimmer(bytes).boxed(last.content) else { return nil }
    var first = content.lowerBound
    var next = last
    var parts = 1
    var index = last.start - 1
    while index >= solution.lowerBound, next.start - index <= 4096 {
      if bytes[index] == UInt8(ascii: "d") || bytes[index] == UInt8(ascii: "x"),
        let box = boxes.box(endingAt: index)
      {
        guard box.end <= next.start, BoxFinder.joins(box.end..<next.start, in: bytes),
          let content = AnswerTrimmer(bytes).boxed(box.content),
          box.end < next.start || !isSame(box.content, next.content)
        else { break }
        first = content.lowerBound
        next = box
        parts += 1
      }
      index -= 1
    }
    return AnswerCandidate(first..<content.upperBound, .boxed, parts: parts)
  }

  private func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { bytes[$0] == bytes[$1] }
  }

  @inline(__always)
  private mutating func announce(at index: Int) {
    guard announced?.rule != .finalAnswer,
      let anchor = AnswerAnchors.anchor(endingAt: index, in: bytes, to: solution.upperBound)
    else { return }
    accept(anchor)
  }

  /// `A:` at the start of a line.
  private mutating func announceAfterA(at colon: Int) {
    guard announced == nil, isSpace(bytes[colon + 1]) || colon + 1 == solution.upperBound else {
      return
    }
    var end = colon
    while "*_ ".utf8.contains(bytes[end - 1]), colon - end < 8 { end -= 1 }
    guard bytes[end - 1] == UInt8(ascii: "A") else { return }
    var start = end - 1
    while "*_# \t".utf8.contains(bytes[start - 1]), end - start < 16 { start -= 1 }
    guard start == solution.lowerBound || bytes[start - 1] == UInt8(ascii: "\n") else { return }
    accept(AnswerAnchors.Anchor(start: colon + 1, rule: .answerLine))
  }

  /// Keeps what was announced last, but for a later `final answer`.
  private mutating func accept(_ anchor: AnswerAnchors.Anchor) {
    guard announced == nil || anchor.rule == .finalAnswer, attempts > 0 else { return }
    attempts -= 1
    if let range = AnswerTrimmer(bytes).announced(from: anchor.start, to: solution.upperBound) {
      announced = AnswerCandidate(range, anchor.rule)
    }
  }
}
