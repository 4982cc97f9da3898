import Glibc

@testable import ProblemSets

/// Files that real harnesses and compressors wrote, and archives that tests write.
enum OutputFixtures {
  static func path(_ name: String) -> String {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return folder.joined(separator: "/") + "/Fixtures/outputs/" + name
  }

  static func read(_ name: String) throws -> [UInt8] { try FileBytes.read(path(name)) }

  /// The bytes that hexadecimal digits say.
  static func bytes(_ text: String) -> [UInt8] {
    let digits = text.utf8.map { digit -> UInt8 in
      digit >= 0x61 ? digit - 0x61 + 10 : digit - 0x30
    }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// An archive of stored files, with a wrong checksum where one is asked for.
  static func archive(
    _ files: [(name: String, content: String)], damaged: Set<String> = [],
    hasDirectory: Bool = true
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let content = Array(file.content.utf8)
      let name = Array(file.name.utf8)
      let checksum = crc32(content) ^ (damaged.contains(file.name) ? 1 : 0)
      let common =
        number(0, 2) + number(0, 2) + number(0, 4) + number(Int(checksum), 4)
        + number(content.count, 4) + number(content.count, 4) + number(name.count, 2)
        + number(0, 2)
      directory +=
        [0x50, 0x4b, 1, 2] + number(20, 2) + number(20, 2) + common + number(0, 6)
        + number(0, 4) + number(bytes.count, 4) + name
      bytes += [0x50, 0x4b, 3, 4] + number(20, 2) + common + name + content
    }
    guard hasDirectory else { return bytes }
    let end =
      [0x50, 0x4b, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2)
      + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
    return bytes + directory + end
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// The CRC-32 of ISO 3309, bit by bit.
  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xffff_ffff
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
    }
    return ~value
  }
}
