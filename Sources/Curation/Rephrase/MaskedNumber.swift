/// A number of a statement that x can stand for.
struct MaskedNumber: Hashable {
  /// The number without grouping commas.
  let value: String
  /// The statement with x in its place.
  let statement: String

  /// The numbers of a statement that can be masked, in their order.
  ///
  /// Those that are part of a word, a fraction, a power or a longer number are left alone, and so
  /// are those that stand there twice: the other one would give the answer away.
  static func all(in statement: String) -> [MaskedNumber] {
    let bytes = Array(statement.utf8)
    let found = ranges(bytes)
    let values = found.map { range in
      String(decoding: bytes[range].filter { $0 != UInt8(ascii: ",") }, as: UTF8.self)
    }
    return zip(found, values).filter { _, value in
      values.count { $0 == value } == 1
    }.map { range, value in
      let masked = bytes[..<range.lowerBound] + [UInt8(ascii: "x")] + bytes[range.upperBound...]
      return MaskedNumber(value: value, statement: String(decoding: masked, as: UTF8.self))
    }
  }

  private static func ranges(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isDigit(bytes[index]) || isInside(bytes, index) { index += 1 }
      let before = start == 0 ? UInt8(ascii: " ") : bytes[start - 1]
      let after = index == bytes.count ? UInt8(ascii: " ") : bytes[index]
      if !joins(before), !joins(after) { ranges.append(start..<index) }
    }
    return ranges
  }

  /// Whether a comma or point belongs to the number around it.
  private static func isInside(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + 1 < bytes.count, isDigit(bytes[index + 1]) else { return false }
    return bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether a byte beside a number makes it part of something else.
  private static func joins(_ byte: UInt8) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    return letters.contains(byte | 0x20) || "/^_\\{}:=".utf8.contains(byte)
  }
}
