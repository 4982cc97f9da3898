/// Finds the letter of a choice: after the words that announce an answer, at the start of the text,
/// or the last letter that stands alone.
struct ChoiceFinder {
  private let bytes: ByteView
  private let solution: Range<Int>

  static func candidate(in bytes: ByteView) -> AnswerCandidate? {
    guard let solution = ThinkingSpans.solution(in: bytes) else { return nil }
    let finder = ChoiceFinder(bytes: bytes, solution: bytes.trimmed(solution))
    guard let index = finder.marked() ?? finder.leading() ?? finder.last() else { return nil }
    return AnswerCandidate(index..<(index + 1), .choice)
  }

  /// The letter in the last box or behind the last announcement that has one.
  private func marked() -> Int? {
    var boxes = BoxFinder(bytes, end: solution.upperBound)
    var lineEnd = solution.upperBound
    var announced: Int?
    var attempts = 64
    var index = solution.upperBound - 1
    while index >= solution.lowerBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { lineEnd = index }
      if byte == UInt8(ascii: "d") || byte == UInt8(ascii: "x"),
        let box = boxes.box(endingAt: index),
        let letter = firstLetter(
          from: box.content.lowerBound, to: min(box.content.upperBound, index + 80))
      {
        return letter
      }
      if announced == nil, attempts > 0, byte == UInt8(ascii: "#"),
        bytes.has("####", at: index - 3)
      {
        attempts -= 1
        announced = firstLetter(from: index + 1, to: min(lineEnd, index + 80))
      }
      if announced == nil, attempts > 0, let start = announcement(endingAt: index) {
        attempts -= 1
        announced = firstLetter(from: start, to: min(solution.upperBound, start + 160))
      }
      index -= 1
    }
    return announced
  }

  private func announcement(endingAt index: Int) -> Int? {
    if let anchor = AnswerAnchors.anchor(endingAt: index, in: bytes, to: solution.upperBound) {
      return anchor.start
    }
    let end = index + 1
    guard bytes[index] | 0x20 == UInt8(ascii: "n") || bytes[index] | 0x20 == UInt8(ascii: "e"),
      bytes.endsAnyCase("option", at: end) || bytes.endsAnyCase("choice", at: end)
    else { return nil }
    for copula: StaticString in [" is", ":", " "] where bytes.hasAnyCase(copula, at: end) {
      return end + copula.utf8CodeUnitCount
    }
    return nil
  }

  /// The letter that starts the text, in parentheses, bold or bare.
  private func leading() -> Int? {
    var index = solution.lowerBound
    while "(*[\"`".utf8.contains(bytes[index]) { index += 1 }
    if let letter = firstLetter(from: index, to: index + 1) { return letter }
    // The first word may be "Because".
    guard bytes.hasWord("because", at: index) else { return nil }
    return firstLetter(from: index, to: min(solution.upperBound, index + 16))
  }

  private func last() -> Int? {
    solution.last(where: isChoice)
  }

  private func firstLetter(from start: Int, to end: Int) -> Int? {
    start < end ? (start..<end).first(where: isChoice) : nil
  }

  /// Whether a capital stands alone at `index` and is neither an article nor a pronoun.
  private func isChoice(_ index: Int) -> Bool {
    guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= bytes[index] else { return false }
    let previous = bytes[index - 1]
    let next = bytes[index + 1]
    if ByteView.isASCIILetter(previous) || ByteView.isASCIILetter(next) || isDigit(previous)
      || isDigit(next) || "'\\_-".utf8.contains(previous) || "'_^=".utf8.contains(next)
    {
      return false
    }
    // A letter with an accent goes on with a word; an ideograph does not.
    if 0xc3...0xdf ~= next || 0x80...0xbf ~= previous && 0xc3...0xdf ~= bytes[index - 2] {
      return false
    }
    if bytes.hasAnyCase("not ", at: index - 4) { return false }
    guard bytes[index] == UInt8(ascii: "A") || bytes[index] == UInt8(ascii: "I") else {
      return true
    }
    guard next == 0x20, UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[index + 2] else {
      return true
    }
    guard bytes[index] == UInt8(ascii: "A") else { return false }
    for word: StaticString in [
      "is", "because", "and", "or", "since", "as", "but", "not", "for", "which", "would",
    ] where bytes.hasWord(word, at: index + 2) { return true }
    return false
  }
}
