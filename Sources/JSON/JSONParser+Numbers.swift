extension JSONParser {
  /// Reads a number and returns its text as written.
  mutating func number() throws(JSONFailure) -> String {
    let start = cursor
    let isSigned = skip(UInt8(ascii: "-")) || dialect == .json5 && skip(UInt8(ascii: "+"))
    if dialect == .json5 {
      if skip("Infinity") || skip("NaN") { return lexeme(from: start) }
      if skip("0x") || skip("0X") {
        let first = cursor
        try digits("a hexadecimal digit") { hexadecimalDigit($0) != nil }
        guard cursor - first <= 16 else {
          throw JSONFailure(
            offset: start, reason: "a hexadecimal number may have at most 16 digits")
        }
        return lexeme(from: start)
      }
    }
    try significand(isSigned: isSigned)
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
      try digits("a digit of the exponent", isDigit)
    }
    return lexeme(from: start)
  }

  private mutating func significand(isSigned: Bool) throws(JSONFailure) {
    let isFractionOnly = dialect == .json5 && cursor < end && buffer[cursor] == UInt8(ascii: ".")
    if isFractionOnly {
      cursor += 1
      return try digits("a digit", isDigit)
    }
    if skip(UInt8(ascii: "0")) {
      guard cursor == end || !isDigit(buffer[cursor]) else {
        throw JSONFailure(offset: cursor - 1, reason: "a number cannot start with a 0 like this")
      }
    } else {
      try digits(isSigned ? "a digit" : "a value", isDigit)
    }
    guard skip(UInt8(ascii: ".")) else { return }
    if dialect == .json || cursor < end && isDigit(buffer[cursor]) {
      try digits("a digit after the decimal point", isDigit)
    }
  }

  private mutating func digits(
    _ expected: String, _ isMember: (UInt8) -> Bool
  ) throws(JSONFailure) {
    guard cursor < end, isMember(buffer[cursor]) else { throw unexpected(expected) }
    while cursor < end, isMember(buffer[cursor]) { cursor += 1 }
  }

  private mutating func skip(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard end - cursor >= length,
      (0..<length).allSatisfy({ buffer[cursor + $0] == text.utf8Start[$0] })
    else { return false }
    cursor += length
    return true
  }

  private func lexeme(from start: Int) -> String {
    String(decoding: buffer[start..<cursor], as: UTF8.self)
  }
}
