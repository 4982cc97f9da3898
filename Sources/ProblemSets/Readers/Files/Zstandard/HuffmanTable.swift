/// A Huffman table of literals (RFC 8878, section 4.2).
struct HuffmanTable {
  private struct Entry {
    var symbol: UInt8
    var bits: UInt8
  }

  private let entries: [Entry]
  private let maximumBits: Int

  /// Reads the description of a table.
  ///
  /// - Returns: the table and how many bytes its description has.
  static func read(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ZstandardError) -> (table: HuffmanTable, length: Int) {
    guard let first = bytes.first.map(Int.init) else { throw .truncated }
    guard first < 128 else {
      let count = first - 127
      let length = 1 + (count + 1) / 2
      guard length <= bytes.count else { throw .truncated }
      let weights = (0..<count).map { index -> Int in
        let byte = bytes[1 + index / 2]
        return Int(index % 2 == 0 ? byte >> 4 : byte & 15)
      }
      return (try HuffmanTable(weights), length)
    }
    guard first > 0, first < bytes.count else { throw .truncated }
    let part = UnsafeRawBufferPointer(rebasing: bytes[1...first])
    let (table, length) = try FiniteStateTable.read(part, maximumAccuracy: 6, symbols: 256)
    var bits = try BackwardBits(UnsafeRawBufferPointer(rebasing: part[length...]))
    // Two states take turns; when the bits are used up, the other one has one symbol left.
    var states = [table.start(&bits), 0]
    states[1] = table.start(&bits)
    var weights: [Int] = []
    var turn = 0
    while weights.count < 256 {
      weights.append(Int(table.symbol(states[turn])))
      table.advance(&states[turn], &bits)
      turn = 1 - turn
      if bits.left < 0 {
        weights.append(Int(table.symbol(states[turn])))
        return (try HuffmanTable(weights), 1 + first)
      }
    }
    throw .damaged
  }

  /// Makes a table of the weights of all symbols but the last, whose weight follows from them.
  private init(_ given: [Int]) throws(ZstandardError) {
    guard given.count < 256, given.allSatisfy({ $0 <= 11 }) else { throw .damaged }
    let sum = given.reduce(0) { $0 + ($1 > 0 ? 1 << ($1 - 1) : 0) }
    guard sum > 0 else { throw .damaged }
    let bits = Int.bitWidth - sum.leadingZeroBitCount
    let rest = 1 << bits - sum
    guard bits <= 11, rest > 0, rest & (rest - 1) == 0 else { throw .damaged }
    let weights = given + [rest.trailingZeroBitCount + 1]
    var entries = [Entry](repeating: Entry(symbol: 0, bits: 0), count: 1 << bits)
    var at = 0
    // The longest codes come first; among equals, the symbols in order.
    for weight in 1...bits + 1 {
      for (symbol, found) in weights.enumerated() where found == weight {
        let length = 1 << (weight - 1)
        guard length <= entries.count - at, symbol < 256 else { throw .damaged }
        for index in at..<at + length {
          entries[index] = Entry(symbol: UInt8(symbol), bits: UInt8(bits + 1 - weight))
        }
        at += length
      }
    }
    guard at == entries.count else { throw .damaged }
    self.entries = entries
    maximumBits = bits
  }

  /// Decodes the literals of a block.
  func literals(
    _ bytes: UnsafeRawBufferPointer, size: Int, streams: Int
  ) throws(ZstandardError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(size)
    guard streams == 4 else {
      try decode(bytes, count: size, into: &output)
      return output
    }
    guard bytes.count >= 6 else { throw .truncated }
    var start = 6
    let part = (size + 3) / 4
    for stream in 0..<4 {
      let length =
        stream < 3
        ? Int(bytes[2 * stream]) | Int(bytes[2 * stream + 1]) << 8 : bytes.count - start
      guard length <= bytes.count - start else { throw .truncated }
      let count = stream < 3 ? part : size - 3 * part
      guard count >= 0 else { throw .damaged }
      try decode(
        UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]), count: count,
        into: &output)
      start += length
    }
    return output
  }

  private func decode(
    _ bytes: UnsafeRawBufferPointer, count: Int, into output: inout [UInt8]
  ) throws(ZstandardError) {
    var bits = try BackwardBits(bytes)
    var state = bits.read(maximumBits)
    let mask = entries.count - 1
    for _ in 0..<count {
      let entry = entries[state]
      output.append(entry.symbol)
      state = (state << Int(entry.bits) + bits.read(Int(entry.bits))) & mask
    }
    // All bits are used: what is in the state is none of them.
    guard bits.left == -maximumBits else { throw .damaged }
  }
}
