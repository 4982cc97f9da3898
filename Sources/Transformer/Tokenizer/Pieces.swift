/// The bytes of a piece of text: what a token stands for.
///
/// Compared byte by byte: Swift's strings are equal when they are canonically equivalent, and two
/// characters that merely look alike must stay two tokens.
struct Piece: Hashable, Comparable, Sendable {
  let bytes: [UInt8]

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  init(_ text: String) { bytes = Array(text.utf8) }

  static func < (left: Piece, right: Piece) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A run of letters, or of digits that are one piece, without a separator: it would melt into
  /// what stands before.
  func isBareRun(_ numbers: NumberPieces) -> Bool {
    bytes.first.map { isLetter($0) || isDigit($0) && numbers == .whole } ?? true
  }

  /// A space or newline by itself: it would melt into what comes after.
  var isLoneSeparator: Bool { bytes.count == 1 && isSeparator(bytes[0]) }
}

/// How numbers are cut.
public enum NumberPieces: String, CaseIterable, Sendable {
  /// A run of digits is one piece: few tokens, and every number has to be in the vocabulary.
  case whole
  /// Every digit is a piece of its own: any number can be read and written.
  case digits

  /// The rule that cuts text into pieces, as a regular expression: a space or newline belongs to
  /// what follows it; a piece is an apostrophe with small letters, a run of letters, a number or a
  /// digit, or one other character.
  var piecePattern: String {
    "[ \\n]?(?:'[a-z]+|[A-Za-z]+|[0-9]\(self == .whole ? "+" : "")|[^A-Za-z0-9])"
  }
}

/// The end of the piece that starts at `start`, which is inside `bytes`.
///
/// `piecePattern` written out; `end` is where the text, or the stretch before a special token, ends.
func pieceEnd(
  _ bytes: [UInt8], from start: Int, to end: Int, numbers: NumberPieces = .whole
) -> Int {
  var cursor = start
  if isSeparator(bytes[cursor]), cursor + 1 < end { cursor += 1 }
  let first = bytes[cursor]
  func run(from index: Int, _ belongs: (UInt8) -> Bool) -> Int {
    var index = index
    while index < end, belongs(bytes[index]) { index += 1 }
    return index
  }
  if first == UInt8(ascii: "'"), cursor + 1 < end, isSmallLetter(bytes[cursor + 1]) {
    return run(from: cursor + 1, isSmallLetter)
  }
  if isLetter(first) { return run(from: cursor, isLetter) }
  if isDigit(first) { return numbers == .whole ? run(from: cursor, isDigit) : cursor + 1 }
  // One character: a byte and the continuation bytes of UTF-8 after it.
  return run(from: cursor + 1) { $0 & 0b1100_0000 == 0b1000_0000 }
}

private func isSeparator(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
}

private func isSmallLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func isLetter(_ byte: UInt8) -> Bool { isSmallLetter(byte | 0x20) }

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
