extension JSONParser {
  /// Moves to the next byte that means something.
  mutating func skipSpace() throws(JSONFailure) {
    while cursor < end {
      switch buffer[cursor] {
      case 0x20, 0x0a, 0x0d, 0x09: cursor += 1
      case UInt8(ascii: "/") where dialect == .json5: try skipComment()
      case 0x0b,
        0x0c where dialect == .json5:
        cursor += 1
      case 0x80... where dialect == .json5:
        guard let scalar = scalar(at: cursor), isSpace(scalar) else { return }
        cursor += UTF8.width(scalar)
      default: return
      }
    }
  }

  private mutating func skipComment() throws(JSONFailure) {
    let start = cursor
    cursor += 1
    if skip(UInt8(ascii: "/")) {
      while cursor < end, !isLineEnd { cursor += 1 }
    } else if skip(UInt8(ascii: "*")) {
      while end - cursor >= 2 {
        if skip(UInt8(ascii: "*")) {
          if skip(UInt8(ascii: "/")) { return }
        } else {
          cursor += 1
        }
      }
      throw JSONFailure(offset: start, reason: "the comment is not closed")
    } else {
      throw unexpected("'/' or '*' to start a comment")
    }
  }

  private var isLineEnd: Bool {
    let byte = buffer[cursor]
    guard byte >= 0x80 else { return byte == 0x0a || byte == 0x0d }
    let scalar = scalar(at: cursor)
    return scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{feff}" || scalar == "\u{2028}" || scalar == "\u{2029}"
      || scalar.properties.generalCategory == .spaceSeparator
  }

  /// The scalar that starts at `offset`; `nil` where the bytes are not UTF-8.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    var decoder = UTF8()
    var bytes = buffer[offset..<min(offset + 4, end)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
    return scalar
  }
}
