/// A fixed table from names in bytes to values, by open addressing; looking up allocates nothing.
struct NameTable<Value: Sendable>: Sendable {
  private var slots: [Int32]
  private var names: [UInt8] = []
  private var ends: [Int32] = [0]
  private var values: [Value] = []
  private let mask: Int

  /// Makes the table; of equal names the first counts.
  init(_ entries: [(name: String, value: Value)]) {
    var size = 64
    while size < entries.count * 3 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    mask = size - 1
    for entry in entries { insert(Array(entry.name.utf8), entry.value) }
  }

  /// Makes the table of lines that name several spellings of one value, separated by spaces.
  init(spellings: [(names: String, value: Value)]) {
    self.init(
      spellings.flatMap { line in
        line.names.split(separator: " ").map { (String($0), line.value) }
      })
  }

  private mutating func insert(_ name: [UInt8], _ value: Value) {
    let known = name.withUnsafeBufferPointer { self[$0, 0..<name.count] }
    guard known == nil else { return }
    var slot = name.reduce(Self.seed, Self.mix).slot(mask)
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(values.count)
    values.append(value)
    names.append(contentsOf: name)
    ends.append(Int32(names.count))
  }

  /// The value of the bytes in a range.
  subscript(text: UnsafeBufferPointer<UInt8>, range: Range<Int>) -> Value? {
    find(text, range, lowercased: false)
  }

  /// The value of the bytes in a range, capital letters read as small ones.
  func lowercased(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Value? {
    find(text, range, lowercased: true)
  }

  /// The value of bytes, capital letters read as small ones.
  subscript(name: ArraySlice<UInt8>) -> Value? {
    name.withUnsafeBufferPointer { lowercased($0, 0..<$0.count) }
  }

  @inline(__always)
  private func find(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, lowercased: Bool
  ) -> Value? {
    guard range.count <= 24, range.upperBound <= text.count else { return nil }
    var hash = Self.seed
    for index in range { hash = Self.mix(hash, lowercased ? text[index].lowered : text[index]) }
    var slot = hash.slot(mask)
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      let start = Int(ends[entry])
      if Int(ends[entry + 1]) - start == range.count {
        var index = 0
        while index < range.count {
          let byte = text[range.lowerBound + index]
          if names[start + index] != (lowercased ? byte.lowered : byte) { break }
          index += 1
        }
        if index == range.count { return values[entry] }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private static var seed: UInt64 { 0xcbf2_9ce4_8422_2325 }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}

extension UInt64 {
  @inline(__always)
  fileprivate func slot(_ mask: Int) -> Int { Int(truncatingIfNeeded: self ^ (self >> 29)) & mask }
}

extension UInt8 {
  var isDigit: Bool { self &- 48 < 10 }
  var isCapital: Bool { self &- 65 < 26 }
  var isLetter: Bool { (self | 32) &- 97 < 26 }
  /// The letter as a small one.
  var lowered: UInt8 { isCapital ? self | 32 : self }

  init(letter: Unicode.Scalar) { self = UInt8(truncatingIfNeeded: letter.value) }
}
