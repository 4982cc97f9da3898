/// A copy of literals and a match after them.
struct ZstandardSequence {
  /// How many literals come first.
  let literals: Int
  /// How many bytes are repeated.
  let match: Int
  /// From how far back.
  let offset: Int
}

/// The tables and offsets that the blocks of a frame share (RFC 8878, section 3.1.1.3.2).
struct SequenceTables {
  private static let literalShares = [
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
    -1, -1, -1, -1,
  ]
  private static let matchShares =
    [1, 4, 3, 2, 2, 2, 2, 2, 2] + [Int](repeating: 1, count: 37) + [Int](repeating: -1, count: 7)
  private static let offsetShares =
    [1, 1, 1, 1, 1, 1, 2, 2, 2] + [Int](repeating: 1, count: 15) + [Int](repeating: -1, count: 5)

  private var literals: FiniteStateTable?
  private var offsets: FiniteStateTable?
  private var matches: FiniteStateTable?
  fileprivate var recent = [1, 4, 8]

  /// Reads the head of a block's sequences; `nil` when there are none.
  mutating func reader(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ZstandardError) -> ZstandardSequences? {
    guard let first = bytes.first.map(Int.init) else { throw .truncated }
    guard first > 0 else { return nil }
    var at = first < 128 ? 1 : first < 255 ? 2 : 3
    guard at < bytes.count else { throw .truncated }
    let count =
      first < 128
      ? first
      : first < 255
        ? (first - 128) << 8 + Int(bytes[1]) : Int(bytes[1]) + Int(bytes[2]) << 8 + 0x7f00
    let modes = bytes[at]
    guard modes & 3 == 0 else { throw .damaged }
    at += 1
    literals = try Self.table(
      bytes, &at, mode: modes >> 6, before: literals, Self.literalShares, accuracy: 6, most: 9)
    offsets = try Self.table(
      bytes, &at, mode: modes >> 4 & 3, before: offsets, Self.offsetShares, accuracy: 5, most: 8)
    matches = try Self.table(
      bytes, &at, mode: modes >> 2 & 3, before: matches, Self.matchShares, accuracy: 6, most: 9)
    guard let literals, let offsets, let matches else { throw .damaged }
    return try ZstandardSequences(
      UnsafeRawBufferPointer(rebasing: bytes[at...]), count: count, self, literals, offsets,
      matches)
  }

  private static func table(
    _ bytes: UnsafeRawBufferPointer, _ at: inout Int, mode: UInt8, before: FiniteStateTable?,
    _ shares: [Int], accuracy: Int, most: Int
  ) throws(ZstandardError) -> FiniteStateTable? {
    switch mode {
    case 0: return try FiniteStateTable(shares, accuracy: accuracy)
    case 1:
      guard at < bytes.count else { throw .truncated }
      at += 1
      return FiniteStateTable(only: bytes[at - 1])
    case 2:
      let (table, length) = try FiniteStateTable.read(
        UnsafeRawBufferPointer(rebasing: bytes[at...]), maximumAccuracy: most, symbols: 53)
      at += length
      return table
    default: return before
    }
  }
}

/// Reads the sequences of a block.
struct ZstandardSequences {
  private static let literalBases =
    Array(0...15) + [
      16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384,
      32_768, 65_536,
    ]
  private static let literalBits =
    [Int](repeating: 0, count: 16)
    + [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
  private static let matchBases =
    Array(3...34) + [
      35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16_387,
      32_771, 65_539,
    ]
  private static let matchBits =
    [Int](repeating: 0, count: 32)
    + [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]

  private(set) var tables: SequenceTables
  private var left: Int
  private var bits: BackwardBits
  private let literals: FiniteStateTable
  private let offsets: FiniteStateTable
  private let matches: FiniteStateTable
  private var states: (literal: Int, offset: Int, match: Int)

  fileprivate init(
    _ bytes: UnsafeRawBufferPointer, count: Int, _ tables: SequenceTables,
    _ literals: FiniteStateTable, _ offsets: FiniteStateTable, _ matches: FiniteStateTable
  ) throws(ZstandardError) {
    self.tables = tables
    left = count
    (self.literals, self.offsets, self.matches) = (literals, offsets, matches)
    var bits = try BackwardBits(bytes)
    states.literal = literals.start(&bits)
    states.offset = offsets.start(&bits)
    states.match = matches.start(&bits)
    self.bits = bits
  }

  /// The next sequence; `nil` after the last.
  mutating func next() throws(ZstandardError) -> ZstandardSequence? {
    guard left > 0 else {
      guard bits.left == 0 else { throw .damaged }
      return nil
    }
    left -= 1
    let code = (
      literal: Int(literals.symbol(states.literal)), offset: Int(offsets.symbol(states.offset)),
      match: Int(matches.symbol(states.match))
    )
    guard code.offset <= 31, code.literal < Self.literalBases.count,
      code.match < Self.matchBases.count
    else { throw .damaged }
    let value = 1 << code.offset + bits.read(code.offset)
    let match = Self.matchBases[code.match] + bits.read(Self.matchBits[code.match])
    let literal = Self.literalBases[code.literal] + bits.read(Self.literalBits[code.literal])
    guard bits.left >= 0 else { throw .damaged }
    if left > 0 {
      literals.advance(&states.literal, &bits)
      matches.advance(&states.match, &bits)
      offsets.advance(&states.offset, &bits)
    }
    return ZstandardSequence(
      literals: literal, match: match, offset: offset(value, literals: literal))
  }

  /// The offset of a value: the first three stand for recent ones.
  private mutating func offset(_ value: Int, literals: Int) -> Int {
    guard value <= 3 else {
      tables.recent = [value - 3, tables.recent[0], tables.recent[1]]
      return value - 3
    }
    let index = value - 1 + (literals == 0 ? 1 : 0)
    guard index > 0 else { return tables.recent[0] }
    let offset = index < 3 ? tables.recent[index] : tables.recent[0] - 1
    if index > 1 { tables.recent[2] = tables.recent[1] }
    tables.recent[1] = tables.recent[0]
    tables.recent[0] = offset
    return offset
  }
}
