extension JSONParser {
  /// Reads a string whose opening quote is at the cursor.
  mutating func string(quote: UInt8) throws(JSONFailure) -> String {
    let start = cursor
    cursor += 1
    skipPlainBytes(quote: quote)
    if cursor < end, buffer[cursor] == quote {
      defer { cursor += 1 }
      return try text(buffer[(start + 1)..<cursor], rawStart: start + 1, rawEnd: cursor)
    }
    return try escapedString(start: start, quote: quote)
  }

  private mutating func escapedString(start: Int, quote: UInt8) throws(JSONFailure) -> String {
    var content: [UInt8] = Array(buffer[(start + 1)..<cursor])
    while true {
      guard cursor < end else {
        throw JSONFailure(offset: start, reason: "the string is not closed")
      }
      let byte = buffer[cursor]
      if byte == quote {
        defer { cursor += 1 }
        return try text(content, rawStart: start + 1, rawEnd: cursor)
      } else if byte == UInt8(ascii: "\\") {
        try escape(into: &content)
      } else if byte < 0x20 {
        guard dialect == .json5, byte != 0x0a, byte != 0x0d else {
          throw JSONFailure(
            offset: cursor,
            reason: byte == 0x0a || byte == 0x0d
              ? "the string is not closed on its line" : "a control character must be escaped")
        }
        content.append(byte)
        cursor += 1
      }
      let plain = cursor
      skipPlainBytes(quote: quote)
      content.append(contentsOf: buffer[plain..<cursor])
    }
  }

  /// Moves over bytes that stand for themselves, eight at a time.
  private mutating func skipPlainBytes(quote: UInt8) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = ones &* UInt64(quote)
    let backslashes = ones &* UInt64(UInt8(ascii: "\\"))
    while end - cursor >= 8 {
      let word = buffer.loadUnaligned(fromByteOffset: cursor, as: UInt64.self)
      let quoted = word ^ quotes
      let escaped = word ^ backslashes
      // A byte below n borrows in the subtraction of n; only bytes that were below 0x80 count.
      let stops =
        ((word &- ones &* 0x20) & ~word) | ((quoted &- ones) & ~quoted)
        | ((escaped &- ones) & ~escaped)
      guard stops & highs == 0 else { break }
      cursor += 8
    }
    while cursor < end {
      let byte = buffer[cursor]
      guard byte >= 0x20, byte != quote, byte != UInt8(ascii: "\\") else { return }
      cursor += 1
    }
  }

  private func text(
    _ bytes: some Sequence<UInt8>, rawStart: Int, rawEnd: Int
  ) throws(JSONFailure) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw JSONFailure(
        offset: firstInvalidByte(from: rawStart, to: rawEnd), reason: "invalid UTF-8")
    }
    return text
  }

  private func firstInvalidByte(from start: Int, to end: Int) -> Int {
    var decoder = UTF8()
    var bytes = buffer[start..<end].makeIterator()
    var offset = start
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      offset += UTF8.width(scalar)
    }
    return offset
  }

  private mutating func escape(into content: inout [UInt8]) throws(JSONFailure) {
    let start = cursor
    cursor += 1
    guard cursor < end else {
      throw JSONFailure(offset: start, reason: "the string is not closed")
    }
    let byte = buffer[cursor]
    cursor += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0c)
    case UInt8(ascii: "n"): content.append(0x0a)
    case UInt8(ascii: "r"): content.append(0x0d)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): append(try escapedScalar(start: start), to: &content)
    default:
      guard dialect == .json5 else {
        throw JSONFailure(offset: start, reason: "there is no such escape")
      }
      try escape5(byte, start: start, into: &content)
    }
  }

  /// The escapes that only JSON5 has.
  private mutating func escape5(
    _ byte: UInt8, start: Int, into content: inout [UInt8]
  ) throws(JSONFailure) {
    switch byte {
    case UInt8(ascii: "v"): content.append(0x0b)
    case UInt8(ascii: "0") where cursor == end || !isDigit(buffer[cursor]): content.append(0)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      throw JSONFailure(offset: start, reason: "there is no such escape")
    case UInt8(ascii: "x"):
      let code = try hexadecimal(digits: 2, start: start)
      append(Unicode.Scalar(UInt8(truncatingIfNeeded: code)), to: &content)
    case UInt8(ascii: "\r"): _ = skip(UInt8(ascii: "\n"))
    case UInt8(ascii: "\n"): break
    case 0x80...:
      cursor -= 1
      guard let scalar = scalar(at: cursor) else {
        throw JSONFailure(offset: cursor, reason: "invalid UTF-8")
      }
      cursor += UTF8.width(scalar)
      if scalar != "\u{2028}", scalar != "\u{2029}" { append(scalar, to: &content) }
    default: content.append(byte)
    }
  }

  /// Reads what follows `\u`, two escapes where they are a surrogate pair.
  mutating func escapedScalar(start: Int) throws(JSONFailure) -> Unicode.Scalar {
    let first = try hexadecimal(digits: 4, start: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    let lone = JSONFailure(offset: start, reason: "a surrogate without its other half")
    guard first < 0xdc00, skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) else { throw lone }
    let second = try hexadecimal(digits: 4, start: start)
    guard 0xdc00..<0xe000 ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw lone }
    return scalar
  }

  private mutating func hexadecimal(digits: Int, start: Int) throws(JSONFailure) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard cursor < end, let digit = hexadecimalDigit(buffer[cursor]) else {
        throw JSONFailure(
          offset: start, reason: "the escape needs \(digits) hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
      cursor += 1
    }
    return code
  }

  private func append(_ scalar: Unicode.Scalar, to content: inout [UInt8]) {
    content.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
  }

  /// Reads a name without quotes.
  mutating func identifier() throws(JSONFailure) -> String {
    let start = cursor
    var name = String.UnicodeScalarView()
    while cursor < end {
      let here = cursor
      let next: Unicode.Scalar
      if buffer[cursor] == UInt8(ascii: "\\") {
        cursor += 1
        guard skip(UInt8(ascii: "u")) else { throw unexpected("an escape such as \\u0041") }
        next = try escapedScalar(start: here)
      } else {
        guard let scalar = scalar(at: cursor) else {
          throw JSONFailure(offset: here, reason: "invalid UTF-8")
        }
        next = scalar
        cursor += UTF8.width(scalar)
      }
      guard isIdentifier(next, isFirst: name.isEmpty) else {
        cursor = here
        break
      }
      name.append(next)
    }
    guard !name.isEmpty else {
      cursor = start
      throw unexpected("a name")
    }
    return String(name)
  }

  private func isIdentifier(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    scalar == "$" || scalar == "_" || scalar.properties.isIDStart
      || !isFirst
        && (scalar.properties.isIDContinue || scalar == "\u{200c}" || scalar == "\u{200d}")
  }
}

func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
