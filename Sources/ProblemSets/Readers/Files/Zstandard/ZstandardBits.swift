/// Reads bits from the first one of some bytes on, the lowest of a byte first.
struct ForwardBits {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The whole bytes that were begun.
  var bytesRead: Int { (position + 7) / 8 }

  mutating func read(_ count: Int) throws(ZstandardError) -> Int {
    guard count <= 8 * bytes.count - position else { throw .truncated }
    var value = 0
    for index in 0..<count {
      let bit = position + index
      value |= Int(bytes[bit >> 3] >> UInt8(bit & 7) & 1) << index
    }
    position += count
    return value
  }

  mutating func rewind(_ count: Int) { position -= count }
}

/// Reads bits from the last one of some bytes back.
///
/// The highest bit of the last byte that is set marks the end and is no data. Before the first bit
/// there are zeros.
struct BackwardBits {
  private let bytes: UnsafeRawBufferPointer
  /// How many bits are left; negative when some were read that are not there.
  private(set) var left: Int

  init(_ bytes: UnsafeRawBufferPointer) throws(ZstandardError) {
    guard let last = bytes.last, last != 0 else { throw .damaged }
    self.bytes = bytes
    left = 8 * bytes.count - last.leadingZeroBitCount - 1
  }

  /// The next bits, at most 32.
  mutating func read(_ count: Int) -> Int {
    left -= count
    guard left < 0 else { return bits(at: left, count) }
    let present = count + left
    return present <= 0 ? 0 : bits(at: 0, present) << -left
  }

  private func bits(at position: Int, _ count: Int) -> Int {
    guard count > 0 else { return 0 }
    let first = position >> 3
    var value: UInt64 = 0
    if first + 8 <= bytes.count {
      value = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: first, as: UInt64.self))
    } else {
      for index in first..<bytes.count {
        value |= UInt64(bytes[index]) << UInt64(8 * (index - first))
      }
    }
    return Int(value >> UInt64(position & 7) & (1 << UInt64(count) - 1))
  }
}
