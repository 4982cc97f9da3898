/// The printable characters that stand for bytes in the files of byte-level tokenizers.
///
/// Bytes that are printable Latin-1 stand for themselves; the others take the characters from
/// U+0100 on, in order (GPT-2, Radford et al. 2019, §2.2).
enum ByteAlphabet {
  /// The scalar of every byte.
  static let scalars: [UInt32] = {
    var next: UInt32 = 0x100
    return (0..<256).map { byte -> UInt32 in
      if (0x21...0x7e).contains(byte) || (0xa1...0xac).contains(byte)
        || (0xae...0xff).contains(byte)
      {
        return UInt32(byte)
      }
      defer { next += 1 }
      return next
    }
  }()

  /// The byte of every scalar below U+0144, where it stands for one.
  private static let bytes: [UInt8?] = {
    var result = [UInt8?](repeating: nil, count: 0x144)
    for (byte, scalar) in scalars.enumerated() { result[Int(scalar)] = UInt8(byte) }
    return result
  }()

  /// The bytes that a token's text in a file stands for; `nil` where a character is no byte.
  static func bytes(of text: String) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard scalar.value < 0x144, let byte = bytes[Int(scalar.value)] else { return nil }
      result.append(byte)
    }
    return result
  }
}
