/// Finds where the steps of a text start.
struct StepCuts {
  let bytes: [UInt8]
  let protected: ProtectedSpans

  /// The offsets behind `first` at which a step may start, in order, outside everything protected.
  func cuts(_ rule: StepSplitter.Rule, after first: Int) -> [Int] {
    let candidates =
      switch rule {
      case .automatic: automaticStarts(after: first)
      case .heading: headingStarts()
      case .line: lineStarts(afterBlankLineOnly: false)
      case .blankLine: lineStarts(afterBlankLineOnly: true)
      case .numbered: numberedStarts()
      case .sentence: sentenceStarts()
      }
    var index = 0
    return candidates.filter { $0 > first && !protected.divides($0, from: &index) }
  }

  /// The starts by the first rule that divides the text.
  private func automaticStarts(after first: Int) -> [Int] {
    for rule in [StepSplitter.Rule.numbered, .heading, .blankLine, .line] {
      let found = cuts(rule, after: first)
      if !found.isEmpty { return found }
    }
    return sentenceStarts()
  }

  /// The starts of lines that are headings.
  private func headingStarts() -> [Int] {
    lineStarts(afterBlankLineOnly: false).filter { start in
      var index = start
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      if bytes[index...].starts(with: "#".utf8) {
        let end = bytes[index...].firstIndex { $0 != UInt8(ascii: "#") } ?? bytes.count
        // `#### 42` is GSM8K's answer line, which is a step of its own as well.
        return end - index <= 6 && end < bytes.count && bytes[end] == 0x20
      }
      let digits = bytes[index...].prefix { isDigit($0) }.count
      if (1...2).contains(digits), bytes[(index + digits)...].starts(with: ". ".utf8) {
        index += digits + 2
      }
      guard bytes[index...].starts(with: "**".utf8) else { return false }
      let line = bytes[(index + 2)...].prefix { $0 != UInt8(ascii: "\n") }
      return line.indices.dropLast().contains { line[$0...].starts(with: "**".utf8) }
    }
  }

  /// The starts of lines that are not blank.
  private func lineStarts(afterBlankLineOnly: Bool) -> [Int] {
    var starts: [Int] = []
    var lineEnds = 0
    var lineStart = 0
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") {
        lineEnds += 1
        lineStart = index + 1
      } else if !isSpace(byte) {
        if lineEnds > (afterBlankLineOnly ? 1 : 0) { starts.append(lineStart) }
        lineEnds = 0
      }
    }
    return starts
  }

  /// The starts of `Step 3:`, with the markup before it at the start of a line.
  private func numberedStarts() -> [Int] {
    var starts: [Int] = []
    var start = 0
    var markup = true
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") {
        (start, markup) = (index + 1, true)
      } else if byte == UInt8(ascii: "S"), isNumberedStep(at: index, atLineStart: markup) {
        starts.append(markup ? start : index)
        markup = false
      } else if !isSpace(byte), !"#*_->".utf8.contains(byte) {
        markup = false
      }
    }
    return starts
  }

  private func isNumberedStep(at start: Int, atLineStart: Bool) -> Bool {
    if start > 0, isLetter(bytes[start - 1]) || isDigit(bytes[start - 1]) { return false }
    guard bytes[start...].starts(with: "Step ".utf8) || bytes[start...].starts(with: "STEP ".utf8)
    else { return false }
    var index = start + 5
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    guard index > start + 5, index < start + 12 else { return false }
    guard index < bytes.count else { return atLineStart }
    return bytes[index] == UInt8(ascii: ":")
      || atLineStart && (isSpace(bytes[index]) || ".)*-".utf8.contains(bytes[index]))
  }

  /// The starts of sentences and of lines that are not blank.
  private func sentenceStarts() -> [Int] {
    var starts: [Int] = []
    var index = 0
    // Where the sentence starts that is being read.
    var start = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        let next = index
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count else { break }
        start = lineStart(from: next, to: index)
        starts.append(start)
      } else if let next = sentenceEnd(at: index - 1, sentenceStart: start) {
        start = next
        starts.append(start)
        index = start
      }
    }
    return starts
  }

  /// The start of the last line between two offsets.
  private func lineStart(from: Int, to: Int) -> Int {
    bytes[from..<to].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? from
  }

  /// Where the next sentence starts on the same line, if one ends with the byte at `index`.
  private func sentenceEnd(at index: Int, sentenceStart: Int) -> Int? {
    let byte = bytes[index]
    guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
    else { return nil }
    var next = index + 1
    while next < bytes.count, "\"')]}*_".utf8.contains(bytes[next]) { next += 1 }
    // The mathematics that the sentence ends with may end after its full stop: "$x = 1.$ Then".
    while next < bytes.count, bytes[next] == UInt8(ascii: "$") { next += 1 }
    let end = next
    while next < bytes.count, isSpace(bytes[next]), bytes[next] != UInt8(ascii: "\n") { next += 1 }
    guard next > end, next < bytes.count, bytes[next] != UInt8(ascii: "\n"),
      !isLowercase(bytes[next])
    else { return nil }
    if byte == UInt8(ascii: "."), end == index + 1 {
      guard !isAbbreviation(before: index, next: bytes[next], sentenceStart: sentenceStart)
      else { return nil }
    }
    return next
  }

  /// Whether the full stop at `dot` belongs to an abbreviation, an initial or a list's number.
  private func isAbbreviation(before dot: Int, next: UInt8, sentenceStart: Int) -> Bool {
    let limit = max(sentenceStart, dot - 12)
    var start = dot
    while start > limit, isLetter(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") {
      start -= 1
    }
    if start == dot { return isListNumber(before: dot, sentenceStart: sentenceStart) }
    let word = String(decoding: bytes[start..<dot], as: UTF8.self)
    if Self.abbreviations.contains(word.lowercased()) { return true }
    if Self.numberedAbbreviations.contains(word.lowercased()) { return isDigit(next) }
    return word.utf8.count == 1 && isUppercase(bytes[start])
      && isInitial(at: start, sentenceStart: sentenceStart)
  }

  private func isListNumber(before dot: Int, sentenceStart: Int) -> Bool {
    var start = dot
    while start > sentenceStart, isDigit(bytes[start - 1]), dot - start < 4 { start -= 1 }
    guard start < dot, start - sentenceStart <= 12 else { return false }
    return bytes[sentenceStart..<start].allSatisfy { isSpace($0) || "#*_-(".utf8.contains($0) }
  }

  /// Whether a capital is part of a name: nothing or a capitalised word stands before it.
  private func isInitial(at start: Int, sentenceStart: Int) -> Bool {
    var index = start
    while index > sentenceStart, isSpace(bytes[index - 1]) { index -= 1 }
    guard index > sentenceStart else { return true }
    guard index < start else { return false }
    let limit = max(sentenceStart, index - 24)
    while index > limit, !isSpace(bytes[index - 1]) { index -= 1 }
    return isUppercase(bytes[index])
  }

  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "eg", "i.e", "ie", "cf", "approx", "resp",
    "viz", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
  ]
  private static let numberedAbbreviations: Set<String> = [
    "no", "nos", "fig", "eq", "eqs", "thm", "sec", "ch", "p", "pp", "vol", "ex",
  ]
}
