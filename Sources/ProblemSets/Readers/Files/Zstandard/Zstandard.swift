/// Why Zstandard data cannot be decompressed.
struct ZstandardError: Error, Hashable {
  let reason: String

  static let damaged = ZstandardError(reason: "the compressed data is damaged")
  static let truncated = ZstandardError(reason: "the compressed data is truncated")
}

/// Decompresses Zstandard data (RFC 8878): any number of frames, no dictionaries.
///
/// Every length is checked against what is there, so hostile data ends with an error. The frames'
/// own checksums are not read: the archives that hold such data have a CRC-32 of the content.
struct Zstandard {
  private static let magic = 0xfd2f_b528
  private static let maximumBlock = 1 << 17

  private let data: UnsafeRawBufferPointer
  private let limit: Int
  private var cursor = 0
  private var output: [UInt8] = []
  /// Where the content of the frame starts.
  private var frame = 0
  private var huffman: HuffmanTable?
  private var sequences = SequenceTables()

  /// Decompresses all frames.
  ///
  /// - Parameter limit: the most bytes of content.
  static func decompressed(
    _ data: [UInt8], limit: Int
  ) throws(ZstandardError) -> [UInt8] {
    let result: Result<[UInt8], ZstandardError> = data.withUnsafeBytes { buffer in
      var decoder = Zstandard(data: buffer, limit: limit)
      return Result { () throws(ZstandardError) in
        while decoder.cursor < buffer.count { try decoder.readFrame() }
        return decoder.output
      }
    }
    return try result.get()
  }

  private init(data: UnsafeRawBufferPointer, limit: Int) {
    self.data = data
    self.limit = limit
  }

  private mutating func number(_ bytes: Int) throws(ZstandardError) -> Int {
    guard bytes <= data.count - cursor else { throw .truncated }
    var value: UInt64 = 0
    for index in 0..<bytes { value |= UInt64(data[cursor + index]) << UInt64(8 * index) }
    cursor += bytes
    return Int(value & UInt64(Int.max))
  }

  private mutating func part(_ bytes: Int) throws(ZstandardError) -> UnsafeRawBufferPointer {
    guard bytes >= 0, bytes <= data.count - cursor else { throw .truncated }
    defer { cursor += bytes }
    return UnsafeRawBufferPointer(rebasing: data[cursor..<cursor + bytes])
  }

  private mutating func readFrame() throws(ZstandardError) {
    let magic = try number(4)
    if magic & ~0xf == 0x184d_2a50 {
      _ = try part(try number(4))
      return
    }
    guard magic == Self.magic else { throw ZstandardError(reason: "is no Zstandard data") }
    let descriptor = try number(1)
    let isSingleSegment = descriptor & 0x20 != 0
    guard descriptor & 8 == 0 else { throw .damaged }
    if !isSingleSegment { _ = try number(1) }
    let dictionary = try number([0, 1, 2, 4][descriptor & 3])
    guard dictionary == 0 else {
      throw ZstandardError(reason: "needs the dictionary \(dictionary)")
    }
    _ = try number([isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6])
    frame = output.count
    huffman = nil
    sequences = SequenceTables()
    while try readBlock() {}
    if descriptor & 4 != 0 { _ = try number(4) }
  }

  /// Reads a block; returns whether another one follows.
  private mutating func readBlock() throws(ZstandardError) -> Bool {
    let header = try number(3)
    let size = header >> 3
    switch header >> 1 & 3 {
    case 0: try append(contentsOf: try part(size))
    case 1:
      let byte = UInt8(try number(1))
      try checkRoom(size)
      output.append(contentsOf: repeatElement(byte, count: size))
    case 2:
      guard size <= Self.maximumBlock else { throw .damaged }
      try decompress(block: try part(size))
    default: throw .damaged
    }
    return header & 1 == 0
  }

  private func checkRoom(_ bytes: Int) throws(ZstandardError) {
    guard bytes <= limit - output.count else {
      throw ZstandardError(reason: "larger than \(limit) bytes")
    }
  }

  private mutating func append(contentsOf bytes: UnsafeRawBufferPointer) throws(ZstandardError) {
    try checkRoom(bytes.count)
    output.append(contentsOf: bytes)
  }

  private mutating func decompress(block: UnsafeRawBufferPointer) throws(ZstandardError) {
    var at = 0
    let literals = try readLiterals(block, &at)
    let rest = UnsafeRawBufferPointer(rebasing: block[at...])
    guard var reader = try sequences.reader(rest) else {
      try checkRoom(literals.count)
      output.append(contentsOf: literals)
      return
    }
    var used = 0
    while let sequence = try reader.next() {
      guard sequence.literals <= literals.count - used else { throw .damaged }
      try checkRoom(sequence.literals + sequence.match)
      output.append(contentsOf: literals[used..<used + sequence.literals])
      used += sequence.literals
      guard sequence.offset <= output.count - frame, sequence.offset > 0 else { throw .damaged }
      // The match may overlap with what it writes.
      var source = output.count - sequence.offset
      for _ in 0..<sequence.match {
        output.append(output[source])
        source += 1
      }
    }
    sequences = reader.tables
    try checkRoom(literals.count - used)
    output.append(contentsOf: literals[used...])
  }

  private mutating func readLiterals(
    _ block: UnsafeRawBufferPointer, _ at: inout Int
  ) throws(ZstandardError) -> [UInt8] {
    guard let first = block.first else { throw .truncated }
    let kind = first & 3
    let format = Int(first >> 2 & 3)
    let headerSize = kind < 2 ? [1, 2, 1, 3][format] : [3, 3, 4, 5][format]
    guard headerSize <= block.count else { throw .truncated }
    var header = 0
    for index in 0..<headerSize { header |= Int(block[index]) << (8 * index) }
    at = headerSize
    if kind < 2 {
      let size = format & 1 == 0 ? header >> 3 : header >> 4
      guard size <= Self.maximumBlock, kind == 1 ? at < block.count : size <= block.count - at
      else { throw .damaged }
      if kind == 1 {
        at += 1
        return [UInt8](repeating: block[at - 1], count: size)
      }
      at += size
      return Array(block[at - size..<at])
    }
    let bits = [10, 10, 14, 18][format]
    let size = header >> 4 & (1 << bits - 1)
    let compressed = header >> (4 + bits) & (1 << bits - 1)
    guard size <= Self.maximumBlock, compressed <= block.count - at else { throw .damaged }
    var part = UnsafeRawBufferPointer(rebasing: block[at..<at + compressed])
    at += compressed
    if kind == 2 {
      let (table, length) = try HuffmanTable.read(part)
      huffman = table
      part = UnsafeRawBufferPointer(rebasing: part[length...])
    }
    guard let huffman else { throw .damaged }
    return try huffman.literals(part, size: size, streams: format == 0 ? 1 : 4)
  }
}
