/// A table of Finite State Entropy (RFC 8878, section 4.1): what each state stands for and which
/// state follows.
struct FiniteStateTable {
  private struct Entry {
    let symbol: UInt8
    let bits: UInt8
    let base: UInt16
  }

  private let entries: [Entry]
  /// How many bits the first state takes.
  let accuracy: Int

  /// A table with one symbol, which takes no bits.
  init(only symbol: UInt8) {
    entries = [Entry(symbol: symbol, bits: 0, base: 0)]
    accuracy = 0
  }

  /// Makes the table of a distribution whose absolute values add up to 2 to the accuracy; −1 is
  /// a probability of less than one state.
  init(_ distribution: [Int], accuracy: Int) throws(ZstandardError) {
    let size = 1 << accuracy
    var symbols = [UInt8](repeating: 0, count: size)
    var next = distribution.map { abs($0) }
    var rare = size
    for (symbol, share) in distribution.enumerated() where share == -1 {
      rare -= 1
      guard rare >= 0 else { throw .damaged }
      symbols[rare] = UInt8(symbol)
    }
    var position = 0
    let step = size >> 1 + size >> 3 + 3
    for (symbol, share) in distribution.enumerated() where share > 0 {
      for _ in 0..<share {
        guard rare > 0 else { throw .damaged }
        symbols[position] = UInt8(symbol)
        repeat { position = (position + step) & (size - 1) } while position >= rare
      }
    }
    guard position == 0 else { throw .damaged }
    entries = symbols.map { symbol in
      let count = next[Int(symbol)]
      next[Int(symbol)] += 1
      let bits = accuracy - (Int.bitWidth - 1 - count.leadingZeroBitCount)
      return Entry(symbol: symbol, bits: UInt8(bits), base: UInt16(count << bits - size))
    }
    self.accuracy = accuracy
  }

  /// Reads a distribution and makes its table.
  ///
  /// - Returns: the table and how many bytes its description has.
  static func read(
    _ bytes: UnsafeRawBufferPointer, maximumAccuracy: Int, symbols: Int
  ) throws(ZstandardError) -> (table: FiniteStateTable, length: Int) {
    var reader = ForwardBits(bytes)
    let accuracy = try reader.read(4) + 5
    guard accuracy <= maximumAccuracy else { throw .damaged }
    var left = 1 << accuracy
    var distribution: [Int] = []
    while left > 0 {
      let bits = Int.bitWidth - (left + 1).leadingZeroBitCount
      // The last value of a table may need fewer bits than are asked for at the end of the bytes.
      var value = try reader.read(bits - 1)
      let low = 1 << bits - 1 - (left + 1)
      if value >= low {
        value |= try reader.read(1) << (bits - 1)
        if value >= 1 << (bits - 1) { value -= low }
      }
      let share = value - 1
      left -= abs(share)
      distribution.append(share)
      if share == 0 {
        var zeros: Int
        repeat {
          zeros = try reader.read(2)
          distribution += repeatElement(0, count: zeros)
        } while zeros == 3 && distribution.count <= symbols
      }
      guard distribution.count <= symbols else { throw .damaged }
    }
    guard left == 0 else { throw .damaged }
    return (try FiniteStateTable(distribution, accuracy: accuracy), reader.bytesRead)
  }

  /// The first state.
  func start(_ bits: inout BackwardBits) -> Int { bits.read(accuracy) }

  /// What a state stands for.
  func symbol(_ state: Int) -> UInt8 { entries[state].symbol }

  /// The state after this one.
  func advance(_ state: inout Int, _ bits: inout BackwardBits) {
    let entry = entries[state]
    state = Int(entry.base) + bits.read(Int(entry.bits))
  }
}
