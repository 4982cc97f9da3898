extension Scanner {
  /// Scans letters: a word where text stands, else names of functions, words that are known,
  /// and single letters.
  mutating func scanLetters() {
    let start = position
    var end = start
    var isASCII = true
    while true {
      let byte = self.byte(end)
      if byte.isLetter {
        end += 1
      } else if byte >= 128, let (scalar, length) = decode(end), Self.isLetter(scalar),
        SymbolNames.greek(scalar) == nil, scalar != 0x3c0
      {
        isASCII = false
        end += length
      } else {
        break
      }
    }
    if let clock = clock(start) { return append(.word, clock.word.rawValue, length: clock.length) }
    if isText { return scanWord(start, wordEnd(end)) }
    guard isASCII else { return scanWord(start, end) }
    guard end - start > 1 else {
      if isTimesTenTo(start) { return append(.crossTimes, length: 1) }
      if let based = basedEnd(start) {
        return append(.number, NumberForm.hexadecimal, length: based - start)
      }
      return append(.letter, text[start], length: 1)
    }
    scanRun(start, end)
  }

  /// `1.2x10^3`: the letter stands for a multiplication sign.
  private func isTimesTenTo(_ start: Int) -> Bool {
    guard text[start] | 32 == UInt8(letter: "x"), lastKind == .number else { return false }
    var index = start + 1
    while byte(index) == 32 { index += 1 }
    return byte(index) == UInt8(letter: "1") && byte(index + 1) == UInt8(letter: "0")
      && (byte(index + 2) == UInt8(letter: "^") || byte(index + 2) == UInt8(letter: "*"))
  }

  /// A run of letters outside of text.
  private mutating func scanRun(_ start: Int, _ end: Int) {
    if byte(end) == UInt8(letter: "."), byte(end + 1).isLetter,
      Self.modules[text, start..<end] != nil
    {
      position = end + 1
      return
    }
    if scanLogarithm(start, end) { return }
    if let command = FunctionNames.table[text, start..<end], !(end - start == 2 && isLaTeX),
      !isMinutes(start, end)
    {
      switch command {
      case .token(let kind, let detail): return append(kind, detail, length: end - start)
      case .named(let index): return append(.named, length: end - start, value: index)
      default: break
      }
    }
    if byte(end) == UInt8(letter: "("), Self.isMatrix(text, start..<end) {
      position = end
      return
    }
    if let entry = Vocabulary.table.lowercased(text, start..<end), isWord(entry, start, end) {
      return append(.word, entry.word.rawValue, length: end - start, value: entry.value)
    }
    if let based = basedEnd(start) {
      return append(.number, NumberForm.hexadecimal, length: based - start)
    }
    for (name, command) in FunctionNames.attached {
      guard case .token(let kind, let detail) = command, end - start == name.utf8.count + 1,
        zip(text[start..<end], name.utf8).allSatisfy({ $0 == $1 })
      else { continue }
      append(kind, detail, length: name.utf8.count)
      return append(.letter, text[end - 1], length: 1)
    }
    if isUnknownWord(start, end) { return scanWord(start, wordEnd(end)) }
    while position < end { append(.letter, text[position], length: 1) }
  }

  /// `log2(8)`: the logarithm to base two.
  private mutating func scanLogarithm(_ start: Int, _ end: Int) -> Bool {
    let digits = digitsEnd(end)
    guard end - start == 3, digits > end, byte(digits) == UInt8(letter: "("),
      case .token(.logarithm, _)? = FunctionNames.table[text, start..<end]
    else { return false }
    append(.logarithm, start: start, end: end - 1)
    append(.underscore, start: end - 1, end: end)
    append(.number, start: end, end: digits)
    position = digits
    return true
  }

  /// `5 min`: the function has arguments behind it.
  private func isMinutes(_ start: Int, _ end: Int) -> Bool {
    guard end - start == 3, lastKind == .number, text[start] == UInt8(letter: "m"),
      text[start + 1] == UInt8(letter: "i")
    else { return false }
    return byte(end) != UInt8(letter: "(") && byte(end) != UInt8(letter: "{")
  }

  /// Whether letters that spell a word mean it here: a short unit only after a number.
  private func isWord(_ entry: Vocabulary.Entry, _ start: Int, _ end: Int) -> Bool {
    switch entry.word {
    case .unit, .celsius, .fahrenheit, .scale, .degrees:
      guard end - start < 4 else { return true }
      switch lastKind {
      case .number, .close, .word, .degree, .slash, .vulgarFraction, .raised: return true
      default: return false
      }
    case .filler where isOrdinal(start, end): return true
    case .filler where end - start == 2:
      return !isLaTeX && byte(end) == 32 && lastKind != .number
    case .numeral, .month, .filler: return end - start > 2 && !isDelimited
    case .yes, .no, .noAnswer:
      // `NO` may be a segment.
      return !text[start + 1].isCapital || start == 0 && end == text.count
    case .isEqual, .and, .or, .element: return true
    default: return end - start > 1
    }
  }

  /// `5th`, `21st`.
  private func isOrdinal(_ start: Int, _ end: Int) -> Bool {
    guard end - start == 2, lastKind == .number, !spaced else { return false }
    return text[end - 1] == UInt8(letter: "h") || text[end - 1] == UInt8(letter: "d")
      || text[start] == UInt8(letter: "s")
  }

  /// Whether letters outside of text can only be a word: long, or a capital and small ones.
  private func isUnknownWord(_ start: Int, _ end: Int) -> Bool {
    let length = end - start
    // Roman numerals are no powers of the imaginary unit.
    if text[start] == UInt8(letter: "I"), text[start + 1] == text[start] { return true }
    let isName = text[start].isCapital && !text[start + 1].isCapital && !text[end - 1].isCapital
    return isDelimited ? length > 3 && isName : length > 3 || length > 2 && isName
  }

  /// The end of a word with its hyphens and apostrophes.
  private func wordEnd(_ end: Int) -> Int {
    var end = end
    while byte(end) == UInt8(letter: "-") || byte(end) == UInt8(letter: "'"),
      byte(end + 1).isLetter
    {
      end += 1
      while byte(end).isLetter { end += 1 }
    }
    return end
  }

  private mutating func scanWord(_ start: Int, _ end: Int) {
    guard end > start else { return append(.word, length: 1) }
    let entry = Vocabulary.table.lowercased(text, start..<end)
    append(
      .word, (entry?.word ?? .unknown).rawValue, length: end - start, value: entry?.value ?? 0)
    // The period of an abbreviation (`sq.`, `ft.`) is no end of a sentence.
    if byte(position) == UInt8(letter: "."), entry?.word == .unit || entry?.word == .square,
      !byte(position + 1).isDigit
    {
      position += 1
    }
  }

  /// `a.m.`, `p.m.`, `AM` … after a time.
  private func clock(_ start: Int) -> (word: Word, length: Int)? {
    let first = text[start] | 32
    guard first == UInt8(letter: "a") || first == UInt8(letter: "p"),
      lastKind == .number || isText
    else { return nil }
    var index = start + 1
    let hasPeriod = byte(index) == UInt8(letter: ".")
    if hasPeriod { index += 1 }
    while hasPeriod, byte(index) == 32 { index += 1 }
    guard byte(index) | 32 == UInt8(letter: "m"), !byte(index + 1).isLetter else { return nil }
    index += 1
    if byte(index) == UInt8(letter: "."), hasPeriod { index += 1 }
    return (first == UInt8(letter: "a") ? .am : .pm, index - start)
  }

  private static func isMatrix(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    matrixNames[text, range] != nil
  }

  /// The modules of Python that stand before the name of a function.
  private static let modules = NameTable<Bool>(spellings: [("np numpy math sympy sp cmath", true)])

  /// The words that SymPy and NumPy put before a matrix, and the ones before sets and tuples.
  private static let matrixNames = NameTable<Bool>(spellings: [
    ("Matrix ImmutableMatrix MutableDenseMatrix array", true)
  ])
}
