import Glibc

/// The bytes of a text, zero outside it, so that looking ahead and behind needs no checks.
///
/// Valid only inside the closure that lent the bytes.
struct ByteView {
  private let base: UnsafePointer<UInt8>?
  /// How many bytes there are.
  let count: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    base = bytes.baseAddress
    count = bytes.count
  }

  @inline(__always)
  subscript(_ index: Int) -> UInt8 {
    guard let base, UInt(bitPattern: index) < UInt(bitPattern: count) else { return 0 }
    return base[index]
  }

  /// The text of a range.
  func string(_ range: Range<Int>) -> String {
    let bytes = UnsafeBufferPointer(start: base, count: count)
    return String(decoding: bytes[range.clamped(to: 0..<count)], as: UTF8.self)
  }

  /// Whether `word` stands at `index`.
  @inline(__always)
  func has(_ word: StaticString, at index: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    for offset in 0..<length where self[index + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// Whether `word`, which is in lower case, stands at `index`, its ASCII letters in either case.
  @inline(__always)
  func hasAnyCase(_ word: StaticString, at index: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    for offset in 0..<length where Self.lower(self[index + offset]) != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether `word` ends at `end`, its ASCII letters in either case.
  @inline(__always)
  func endsAnyCase(_ word: StaticString, at end: Int) -> Bool {
    hasAnyCase(word, at: end - word.utf8CodeUnitCount)
  }

  /// Whether `word` stands at `index` as a whole word, in either case.
  func hasWord(_ word: StaticString, at index: Int) -> Bool {
    hasAnyCase(word, at: index) && !Self.isASCIILetter(self[index - 1])
      && !Self.isASCIILetter(self[index + word.utf8CodeUnitCount])
  }

  /// The first index from `start` on, below `end`, that holds `byte`.
  func first(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
    var index = start
    while index < end {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// The first `<` from `start` on.
  func nextLessThan(from start: Int) -> Int? {
    guard let base, start < count else { return nil }
    let first = base + start
    guard let found = memchr(first, Int32(UInt8(ascii: "<")), count - start) else { return nil }
    return start + (UnsafeRawPointer(found) - UnsafeRawPointer(first))
  }

  /// The length of the white space at `index`: ASCII, no-break, thin and ideographic spaces.
  @inline(__always)
  func space(at index: Int) -> Int {
    let byte = self[index]
    if isSpace(byte) { return 1 }
    guard byte >= 0xc2 else { return 0 }
    if byte == 0xc2, self[index + 1] == 0xa0 { return 2 }
    if byte == 0xe3, self[index + 1] == 0x80, self[index + 2] == 0x80 { return 3 }
    if byte == 0xe2, self[index + 1] == 0x80 {
      let last = self[index + 2]
      return 0x80...0x8b ~= last || last == 0xaf ? 3 : 0
    }
    return 0
  }

  /// The range without the white space around it.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, case let length = space(at: start), length > 0 { start += length }
    while end > start {
      if isSpace(self[end - 1]) {
        end -= 1
      } else if end - start >= 2, space(at: end - 2) == 2 {
        end -= 2
      } else if end - start >= 3, space(at: end - 3) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return min(start, end)..<end
  }

  /// Whether the byte at `index` follows an odd number of backslashes.
  func isEscaped(_ index: Int) -> Bool {
    var start = index
    while start > 0, self[start - 1] == UInt8(ascii: "\\"), index - start < 8 { start -= 1 }
    return (index - start) % 2 == 1
  }

  /// Whether the bytes at `index` start a decimal digit, ASCII or full-width.
  func isDigit(at index: Int) -> Bool {
    Answers.isDigit(self[index]) || isWideDigit(at: index)
  }

  /// Whether the bytes at `index` start a full-width decimal digit.
  func isWideDigit(at index: Int) -> Bool {
    self[index] == 0xef && self[index + 1] == 0xbc && 0x90...0x99 ~= self[index + 2]
  }

  @inline(__always)
  static func isASCIILetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}
