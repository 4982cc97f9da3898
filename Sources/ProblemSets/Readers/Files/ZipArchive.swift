import CZlib

/// The files in a ZIP archive (PKWARE APPNOTE 6.3.10), stored, deflated or compressed with
/// Zstandard; ZIP64 too.
///
/// An archive that was cut before its central directory still gives the files that are whole: they
/// are found by their local headers.
struct ZipArchive {
  /// A file of the archive.
  struct Member: Hashable {
    /// Its path in the archive.
    let name: String
    /// How it is compressed: 0 stored, 8 deflated, 93 Zstandard.
    let method: Int
    /// The CRC-32 of its content.
    let checksum: UInt32
    /// Its compressed bytes.
    let compressedSize: Int
    /// The bytes of its content.
    let size: Int
    /// Where its local header starts.
    let offset: Int
  }

  /// What is wrong with a file of the archive.
  struct Failure: Error, Hashable {
    let reason: String
  }

  private let bytes: [UInt8]
  /// The files in the order of the directory.
  let members: [Member]
  /// Whether there is no central directory, so that files may be missing.
  let isCut: Bool

  private static let end: [UInt8] = [0x50, 0x4b, 0x05, 0x06]
  private static let end64: [UInt8] = [0x50, 0x4b, 0x06, 0x06]
  private static let locator64: [UInt8] = [0x50, 0x4b, 0x06, 0x07]
  private static let central: [UInt8] = [0x50, 0x4b, 0x01, 0x02]
  private static let local: [UInt8] = [0x50, 0x4b, 0x03, 0x04]

  /// Whether some bytes start as an archive does.
  static func starts(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: local) || bytes.starts(with: end)
  }

  /// Reads the directory.
  ///
  /// - Throws: What is wrong with it.
  init(_ bytes: [UInt8]) throws(Failure) {
    self.bytes = bytes
    if let end = Self.endRecord(bytes) {
      members = try Self.directory(bytes, end: end)
      isCut = false
    } else {
      members = Self.scanned(bytes)
      isCut = true
    }
  }

  /// The content of a file, decompressed and checked.
  ///
  /// - Parameter limit: The most bytes, which also bounds what a hostile archive expands to.
  func content(of member: Member, limit: Int = 1 << 30) throws(Failure) -> [UInt8] {
    guard bytes.has(Self.local, at: member.offset), member.offset + 30 <= bytes.count else {
      throw Failure(reason: "the archive has no local header at byte \(member.offset)")
    }
    let start =
      member.offset + 30 + bytes.number(at: member.offset + 26, bytes: 2)
      + bytes.number(at: member.offset + 28, bytes: 2)
    guard start <= bytes.count, member.compressedSize <= bytes.count - start else {
      throw Failure(reason: "the archive ends inside its data")
    }
    guard member.size <= limit else {
      throw Failure(reason: "larger than \(limit / 1_048_576) MiB")
    }
    let data = bytes[start..<start + member.compressedSize]
    let content: [UInt8]
    switch member.method {
    case 0: content = Array(data)
    case 8: content = try Self.inflated(Array(data), size: member.size)
    case 93:
      do throws(ZstandardError) {
        content = try Zstandard.decompressed(Array(data), limit: member.size)
      } catch {
        throw Failure(reason: error.reason)
      }
    default:
      throw Failure(reason: "compressed by method \(member.method), which is not read here")
    }
    guard content.count == member.size else {
      throw Failure(reason: "\(content.count) bytes where the archive says \(member.size)")
    }
    let checksum = content.withUnsafeBufferPointer { buffer in
      crc32_z(0, buffer.baseAddress, buffer.count)
    }
    guard content.isEmpty || UInt32(truncatingIfNeeded: checksum) == member.checksum else {
      throw Failure(reason: "the data does not have its checksum: it is damaged")
    }
    return content
  }

  /// Where the end record starts; it may be followed by a comment of up to 65,535 bytes.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    var at = bytes.count - 22
    let last = max(0, bytes.count - 22 - 65_535)
    while at >= last {
      if bytes.has(end, at: at), at + 22 + bytes.number(at: at + 20, bytes: 2) == bytes.count {
        return at
      }
      at -= 1
    }
    return nil
  }

  private static func directory(
    _ bytes: [UInt8], end: Int
  ) throws(Failure) -> [Member] {
    var count = bytes.number(at: end + 10, bytes: 2)
    var at = bytes.number(at: end + 16, bytes: 4)
    if count == 0xffff || at == 0xffff_ffff {
      guard end >= 20, bytes.has(locator64, at: end - 20),
        case let place = bytes.number(at: end - 12, bytes: 8), bytes.has(end64, at: place),
        place + 56 <= bytes.count
      else { throw Failure(reason: "the archive's ZIP64 directory is missing") }
      count = bytes.number(at: place + 32, bytes: 8)
      at = bytes.number(at: place + 48, bytes: 8)
    }
    var members: [Member] = []
    for number in 0..<count {
      guard at >= 0, at <= bytes.count - 46, bytes.has(central, at: at) else {
        throw Failure(reason: "the archive's directory ends at entry \(number + 1) of \(count)")
      }
      let name = bytes.number(at: at + 28, bytes: 2)
      let extra = bytes.number(at: at + 30, bytes: 2)
      let next = at + 46 + name + extra + bytes.number(at: at + 32, bytes: 2)
      guard next <= bytes.count else {
        throw Failure(reason: "the archive's directory ends at entry \(number + 1) of \(count)")
      }
      var sizes = [
        bytes.number(at: at + 24, bytes: 4), bytes.number(at: at + 20, bytes: 4),
        bytes.number(at: at + 42, bytes: 4),
      ]
      widen(&sizes, extra: bytes[(at + 46 + name)..<(at + 46 + name + extra)])
      members.append(
        Member(
          name: String(decoding: bytes[(at + 46)..<(at + 46 + name)], as: UTF8.self),
          method: bytes.number(at: at + 10, bytes: 2),
          checksum: UInt32(bytes.number(at: at + 16, bytes: 4)), compressedSize: sizes[1],
          size: sizes[0], offset: sizes[2]))
      at = next
    }
    return members
  }

  /// Replaces sizes that do not fit 32 bits by those of the ZIP64 extra field.
  private static func widen(_ sizes: inout [Int], extra: ArraySlice<UInt8>) {
    let extra = Array(extra)
    var at = 0
    while at + 4 <= extra.count {
      let length = extra.number(at: at + 2, bytes: 2)
      if extra.number(at: at, bytes: 2) == 1 {
        var value = at + 4
        for index in sizes.indices
        where sizes[index] == 0xffff_ffff && value + 8 <= min(extra.count, at + 4 + length) {
          sizes[index] = extra.number(at: value, bytes: 8)
          value += 8
        }
      }
      at += 4 + length
    }
  }

  /// The files whose local headers follow each other from the start.
  ///
  /// A header without sizes (bit 3: they stand after the data) ends the scan.
  private static func scanned(_ bytes: [UInt8]) -> [Member] {
    var members: [Member] = []
    var at = 0
    while at + 30 <= bytes.count, bytes.has(local, at: at),
      bytes.number(at: at + 6, bytes: 2) & 8 == 0
    {
      let name = bytes.number(at: at + 26, bytes: 2)
      let extra = bytes.number(at: at + 28, bytes: 2)
      let start = at + 30 + name + extra
      guard start <= bytes.count else { break }
      var sizes = [bytes.number(at: at + 22, bytes: 4), bytes.number(at: at + 18, bytes: 4)]
      widen(&sizes, extra: bytes[(at + 30 + name)..<start])
      members.append(
        Member(
          name: String(decoding: bytes[(at + 30)..<(at + 30 + name)], as: UTF8.self),
          method: bytes.number(at: at + 8, bytes: 2),
          checksum: UInt32(bytes.number(at: at + 14, bytes: 4)), compressedSize: sizes[1],
          size: sizes[0], offset: at))
      guard sizes[1] <= bytes.count - start else { break }
      at = start + sizes[1]
    }
    return members
  }

  /// Decompresses raw deflate data of a known size.
  private static func inflated(_ data: [UInt8], size: Int) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    // A negative window asks zlib for data without a header.
    guard
      inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw Failure(reason: "zlib cannot start") }
    defer { inflateEnd(&stream) }
    guard data.count < 1 << 32, size < 1 << 32 else { throw Failure(reason: "larger than 4 GiB") }
    var input = data
    // One byte more, so that data that says too little of its size is found out.
    var output = [UInt8](repeating: 0, count: size + 1)
    let (status, produced) = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        let status = CZlib.inflate(&stream, Z_FINISH)
        return (status, output.count - Int(stream.avail_out))
      }
    }
    guard status == Z_STREAM_END else {
      throw Failure(reason: "the compressed data is damaged")
    }
    output.removeLast(output.count - produced)
    return output
  }
}

extension [UInt8] {
  /// The little-endian number at an offset; 0 where the bytes end before.
  ///
  /// Eight bytes lose their top bit, which no size in a file uses.
  fileprivate func number(at offset: Int, bytes count: Int) -> Int {
    guard offset >= 0, offset <= self.count - count else { return 0 }
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(self[offset + index]) << UInt64(8 * index) }
    return Int(value & UInt64(Int.max))
  }

  fileprivate func has(_ signature: [UInt8], at offset: Int) -> Bool {
    offset >= 0 && offset <= count - signature.count
      && self[offset..<offset + signature.count].elementsEqual(signature)
  }
}
