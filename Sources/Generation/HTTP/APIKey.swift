import Glibc

/// A key that a server asks for.
///
/// It is sent to that server and nowhere else: it prints as stars, and is struck out of every text
/// that comes back.
public struct APIKey: Sendable, CustomStringConvertible, CustomReflectable {
  let secret: String

  /// Makes a key; `nil` for an empty one or one that cannot stand in a header.
  public init?(_ secret: String) {
    guard !secret.isEmpty, secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
    self.secret = secret
  }

  /// Stars.
  public var description: String { "***" }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }

  /// Bytes without the key.
  func struckOut(of bytes: [UInt8]) -> [UInt8] {
    let wanted = Array(secret.utf8)
    var result: [UInt8] = []
    var kept = 0
    while let start = Self.find(wanted, in: bytes, from: kept) {
      result += bytes[kept..<start]
      result += description.utf8
      kept = start + wanted.count
    }
    return kept == 0 ? bytes : result + bytes[kept...]
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var start = start
      while buffer.count - start >= wanted.count,
        let found = memchr(base + start, Int32(wanted[0]), buffer.count - start)
      {
        start = base.distance(to: UnsafeRawPointer(found))
        guard buffer.count - start >= wanted.count else { return nil }
        if memcmp(found, wanted, wanted.count) == 0 { return start }
        start += 1
      }
      return nil
    }
  }

  /// A text without the key.
  func struckOut(of text: String) -> String {
    text.contains(secret) ? text.replacing(secret, with: description) : text
  }
}
