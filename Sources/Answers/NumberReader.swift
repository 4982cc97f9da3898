/// Reads the one number that a short text says: `$1,234.50`, `-3`, `10.`, `50%`, `18 eggs`,
/// `\frac{1}{2}`, `x = 5`.
///
/// A text that says more than a number with a unit (an expression, two numbers, `5 million`) has
/// none: what it means is not for this reader to guess. Currency signs, percent signs and units are
/// left out, so `50%` is 50.
public enum NumberReader {
  /// The longest text that is read.
  public static let maximumLength = 4096

  /// The number that `text` says; `nil` when it says none, or not exactly one.
  public static func number(in text: String) -> Rational? {
    let bytes = Array(text.utf8)
    guard bytes.count <= maximumLength, let plain = PlainNumberText(bytes)?.bytes else {
      return nil
    }
    let start = plain.lastIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? 0
    return SingleNumber(Array(plain[start...])).value
  }
}

/// A text with its markup and LaTeX taken away.
private struct PlainNumberText {
  private(set) var bytes: [UInt8] = []

  init?(_ text: [UInt8]) {
    var text = trimmed(text[...])
    let markup = "*_`\"'".utf8
    while let first = text.first, markup.contains(first) { text = text.dropFirst() }
    while let last = text.last, markup.contains(last) { text = text.dropLast() }
    guard simplify(text) else { return nil }
  }

  /// Appends the plain form; false when there is something that no number text has.
  private mutating func simplify(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\\"):
        guard let next = command(in: text, at: index) else { return false }
        index = next
        continue
      case UInt8(ascii: "{"):
        if index > text.startIndex, text[index - 1] == UInt8(ascii: "}") { return false }
      case UInt8(ascii: "}"), UInt8(ascii: "$"): break
      case UInt8(ascii: "^"):
        guard let next = exponent(in: text, at: index) else { return false }
        index = next
        continue
      case 0x80...:
        index = multibyte(in: text, at: index)
        continue
      default: bytes.append(byte)
      }
      index += 1
    }
    return true
  }

  private mutating func command(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
    var end = start + 1
    while end < text.endIndex, isLetter(text[end]) { end += 1 }
    guard end > start + 1 else {
      guard end < text.endIndex else { return end }
      switch text[end] {
      case UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "$"): break
      case UInt8(ascii: "%"), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: " "),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
        bytes.append(0x20)
      default: return nil
      }
      return end + 1
    }
    switch String(decoding: text[(start + 1)..<end], as: UTF8.self) {
    case "frac", "dfrac", "tfrac": return fraction(in: text, at: end)
    case "text", "textbf", "textit", "textrm", "mathrm", "mathbf", "mbox", "boxed", "fbox", "left",
      "right", "displaystyle", "quad", "circ", "degree":
      bytes.append(0x20)
      return end
    case "approx":
      bytes.append(UInt8(ascii: "="))
      return end
    default: return nil
    }
  }

  /// Writes `{a}{b}` as `a/b` when both are digits.
  private mutating func fraction(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
    var index = start
    for part in 0..<2 {
      guard index < text.endIndex, text[index] == UInt8(ascii: "{") else { return nil }
      index += 1
      let first = index
      while index < text.endIndex, isDigit(text[index]) { index += 1 }
      guard index > first, index < text.endIndex, text[index] == UInt8(ascii: "}") else {
        return nil
      }
      bytes.append(contentsOf: text[first..<index])
      if part == 0 { bytes.append(UInt8(ascii: "/")) }
      index += 1
    }
    return index
  }

  /// Leaves out the exponent of a unit and a degree sign; a power of a number is no number text.
  private func exponent(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
    let isDegree =
      text[(start + 1)...].starts(with: "\\circ".utf8)
      || text[(start + 1)...].starts(with: "{\\circ}".utf8)
    if isDegree { return start + 1 }
    guard let last = bytes.last, isLetter(last), start + 1 < text.endIndex else { return nil }
    guard text[start + 1] == UInt8(ascii: "{") else { return start + 2 }
    return text[start...].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 }
  }

  private mutating func multibyte(in text: ArraySlice<UInt8>, at start: Int) -> Int {
    var end = start + 1
    while end < text.endIndex, text[end] & 0xc0 == 0x80 { end += 1 }
    switch String(decoding: text[start..<end], as: UTF8.self) {
    case "\u{2212}", "\u{2013}": bytes.append(UInt8(ascii: "-"))
    case "\u{2248}": bytes.append(UInt8(ascii: "="))
    case "\u{a0}", "\u{202f}", "\u{2009}", "€", "£", "¥", "°", "’", "“", "”": bytes.append(0x20)
    default: bytes.append(contentsOf: text[start..<end])
    }
    return end
  }
}

/// The only number of a plain text.
private struct SingleNumber {
  private let bytes: [UInt8]
  private(set) var value: Rational?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard let start = numberStart(from: 0) else { return }
    guard let (number, end) = unsigned(at: start), numberStart(from: end) == nil,
      isContext(0..<start), isContext(end..<bytes.count), isUnit(from: end)
    else { return }
    value = isNegative(before: start) ? number.negated : number
  }

  /// The first digit, or point before a digit, that no letter is glued to.
  private func numberStart(from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if index > 0, isLetter(bytes[index - 1]), isDigit(bytes[index]) {
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
        continue
      }
      if isDigit(bytes[index]) { return index }
      if bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count, isDigit(bytes[index + 1]) {
        return index
      }
      index += 1
    }
    return nil
  }

  private func unsigned(at start: Int) -> (Rational, end: Int)? {
    var (digits, index) = wholePart(at: start)
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), isDigit(bytes[index + 1]) {
      digits.append(".")
      index += 1
      while index < bytes.count, isDigit(bytes[index]) {
        digits.unicodeScalars.append(Unicode.Scalar(bytes[index]))
        index += 1
      }
    }
    guard let number = Rational(decimal: digits) else { return nil }
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "/"), isDigit(bytes[index + 1])
    else { return (number, index) }
    let (bottom, end) = wholePart(at: index + 1)
    return Rational(decimal: bottom).flatMap { number.divided(by: $0) }.map { ($0, end) }
  }

  /// Digits, with commas only where they separate thousands.
  private func wholePart(at start: Int) -> (digits: String, end: Int) {
    var digits = ""
    var index = start
    func take() {
      while index < bytes.count, isDigit(bytes[index]) {
        digits.unicodeScalars.append(Unicode.Scalar(bytes[index]))
        index += 1
      }
    }
    take()
    guard 1...3 ~= digits.utf8.count else { return (digits, index) }
    while index + 3 < bytes.count, bytes[index] == UInt8(ascii: ","),
      bytes[(index + 1)...(index + 3)].allSatisfy(isDigit),
      index + 4 >= bytes.count || !isDigit(bytes[index + 4])
    {
      index += 1
      take()
    }
    return (digits, index)
  }

  private func isNegative(before start: Int) -> Bool {
    guard let sign = bytes[..<start].lastIndex(where: { !isSpace($0) }),
      bytes[sign] == UInt8(ascii: "-")
    else { return false }
    return bytes[..<sign].allSatisfy { isSpace($0) || $0 == UInt8(ascii: "(") }
      || sign == start - 1 && (isSpace(bytes[sign - 1]) || bytes[sign - 1] == UInt8(ascii: "("))
  }

  /// Whether a part beside the number holds only words and their punctuation.
  private func isContext(_ range: Range<Int>) -> Bool {
    range.allSatisfy { index in
      let byte = bytes[index]
      if isLetter(byte) || isDigit(byte) || isSpace(byte) || ".,!?;'\"%()".utf8.contains(byte) {
        return true
      }
      let isAfterLetter = index > 0 && isLetter(bytes[index - 1])
      switch byte {
      case UInt8(ascii: ":"): return isAfterLetter
      case UInt8(ascii: "/"), UInt8(ascii: "-"):
        let isBeforeLetter = index + 1 < bytes.count && isLetter(bytes[index + 1])
        return isBeforeLetter || byte == UInt8(ascii: "-") && isNegative(before: range.upperBound)
      default: return false
      }
    }
  }

  /// Whether what follows the number can be its unit and neither a factor nor a variable.
  private func isUnit(from end: Int) -> Bool {
    let words = bytes[end...].split { !isLetter($0) }.map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let first = words.first else { return true }
    let factors = ["thousand", "million", "billion", "trillion", "hundred", "dozen", "k"]
    if factors.contains(first.lowercased()) { return false }
    guard first.utf8.count == 1 else { return true }
    let isGlued = end < bytes.count && isLetter(bytes[end])
    return "mgshlLWVJNCFA".contains(first) || !isGlued && "aA".contains(first)
  }
}
