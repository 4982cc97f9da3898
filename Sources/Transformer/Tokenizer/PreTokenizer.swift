/// How a text is cut before bytes are merged; the rules of one after the other.
struct PreTokenizer: Sendable, Hashable {
  /// One way of cutting a stretch of text into pieces without a rest.
  enum Rule: Sendable, Hashable {
    /// GPT-2's: contractions, words, numbers and symbols with the space before them.
    case gpt2
    /// Llama 3's and Qwen's: as GPT-2's, but contractions in either case, any one symbol before a
    /// word, newlines with the symbols before them, and numbers of at most `digits` digits.
    case modern(digits: Int)
    /// Every digit by itself.
    case digits
  }

  /// The rules, each cutting the pieces of the one before.
  let rules: [Rule]

  static let gpt2Pattern =
    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"

  /// The pattern of `Rule.modern` as files write it.
  static func modernPattern(digits: String) -> String {
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}\(digits)"
      + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
  }

  /// The rule of a regular expression that is known; `nil` for others.
  static func rule(ofPattern pattern: String) -> Rule? {
    switch pattern {
    case gpt2Pattern: .gpt2
    case modernPattern(digits: ""): .modern(digits: 1)
    case modernPattern(digits: "{1,3}"): .modern(digits: 3)
    default: nil
    }
  }

  /// Calls `body` with every piece of a text, in order.
  func forEachPiece(of text: ScalarText, in range: Range<Int>, _ body: (Range<Int>) -> Void) {
    cut(text, range, by: rules[...], body)
  }

  private func cut(
    _ text: ScalarText, _ range: Range<Int>, by rules: ArraySlice<Rule>,
    _ body: (Range<Int>) -> Void
  ) {
    guard let rule = rules.first else { return body(range) }
    var start = range.lowerBound
    while start < range.upperBound {
      let end = PieceScanner(text: text, end: range.upperBound).end(of: rule, from: start)
      cut(text, start..<end, by: rules.dropFirst(), body)
      start = end
    }
  }
}

/// A text as scalars with the classes that the rules ask for.
struct ScalarText: Sendable {
  /// What a scalar is to the rules.
  enum Class: UInt8 { case letter, number, space, newline, other }

  let scalars: [Unicode.Scalar]
  let classes: [Class]
  /// Where each scalar starts in the UTF-8 text, and where the text ends.
  let offsets: [Int]

  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    var classes: [Class] = []
    var offsets: [Int] = []
    let count = text.utf8.count
    scalars.reserveCapacity(count)
    classes.reserveCapacity(count)
    offsets.reserveCapacity(count + 1)
    var offset = 0
    for scalar in text.unicodeScalars {
      scalars.append(scalar)
      classes.append(Self.classOf(scalar))
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.scalars = scalars
    self.classes = classes
    self.offsets = offsets
  }

  private static func classOf(_ scalar: Unicode.Scalar) -> Class {
    switch scalar.value {
    case 0x41...0x5a, 0x61...0x7a: return .letter
    case 0x30...0x39: return .number
    case 0x0a, 0x0d: return .newline
    case 0x20, 0x09, 0x0b, 0x0c: return .space
    case 0..<0x80: return .other
    default: break
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return .letter
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    default: return properties.isWhitespace ? .space : .other
    }
  }
}

/// Finds where the piece that starts at a place ends; nothing beyond `end` is seen.
private struct PieceScanner {
  let text: ScalarText
  let end: Int

  func end(of rule: PreTokenizer.Rule, from start: Int) -> Int {
    switch rule {
    case .gpt2: gpt2(from: start)
    case .modern(let digits): modern(from: start, digits: digits)
    case .digits: isClass(start, .number) ? start + 1 : run(from: start) { $0 != .number }
    }
  }

  private func gpt2(from start: Int) -> Int {
    if let end = contraction(at: start, inEitherCase: false) { return end }
    let first = isScalar(start, " ") && start + 1 < end ? start + 1 : start
    switch text.classes[first] {
    case .letter: return run(from: first) { $0 == .letter }
    case .number: return run(from: first) { $0 == .number }
    case .other: return run(from: first) { $0 == .other }
    case .space, .newline: return spaces(from: start)
    }
  }

  private func modern(from start: Int, digits: Int) -> Int {
    if let end = contraction(at: start, inEitherCase: true) { return end }
    let kind = text.classes[start]
    if kind == .letter { return run(from: start) { $0 == .letter } }
    if kind == .space || kind == .other, isClass(start + 1, .letter) {
      return run(from: start + 1) { $0 == .letter }
    }
    if kind == .number {
      var end = start + 1
      while end < start + digits, isClass(end, .number) { end += 1 }
      return end
    }
    let symbol = isScalar(start, " ") ? start + 1 : start
    if isClass(symbol, .other) {
      return run(from: run(from: symbol) { $0 == .other }) { $0 == .newline }
    }
    // White space up to the last newline of the run.
    let after = run(from: start) { $0 == .space || $0 == .newline }
    if let newline = (start..<after).last(where: { text.classes[$0] == .newline }) {
      return newline + 1
    }
    return spaces(from: start)
  }

  /// A run of white space, which leaves its last character to the word that follows.
  private func spaces(from start: Int) -> Int {
    let after = run(from: start) { $0 == .space || $0 == .newline }
    return after < end && after - start > 1 ? after - 1 : after
  }

  private func contraction(at start: Int, inEitherCase: Bool) -> Int? {
    guard isScalar(start, "'"), start + 1 < end else { return nil }
    func letter(_ index: Int) -> Unicode.Scalar? {
      guard index < end else { return nil }
      let scalar = text.scalars[index]
      guard inEitherCase else { return scalar }
      // The long s is an s without regard to case.
      if scalar == "\u{17f}" { return "s" }
      return (0x41...0x5a).contains(scalar.value) ? Unicode.Scalar(scalar.value | 0x20) : scalar
    }
    guard let first = letter(start + 1) else { return nil }
    if ["s", "t", "m", "d"].contains(first) { return start + 2 }
    switch (first, letter(start + 2)) {
    case ("r", "e"), ("v", "e"), ("l", "l"): return start + 3
    default: return nil
    }
  }

  private func isClass(_ index: Int, _ kind: ScalarText.Class) -> Bool {
    index < end && text.classes[index] == kind
  }

  private func isScalar(_ index: Int, _ scalar: Unicode.Scalar) -> Bool {
    index < end && text.scalars[index] == scalar
  }

  private func run(from start: Int, _ belongs: (ScalarText.Class) -> Bool) -> Int {
    var index = start
    while index < end, belongs(text.classes[index]) { index += 1 }
    return index
  }
}
