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

// A server may repeat the key as it was sent or, within JSON, with its characters escaped: it is
// struck out of the bytes and again of what was read from them.

extension HTTPReply {
  /// The reply without a key that the server repeats.
  func struckOut(_ key: APIKey?) -> HTTPReply {
    guard let key else { return self }
    var reply = self
    reply.body = key.struckOut(of: body)
    reply.redirect = redirect.map { key.struckOut(of: $0) }
    return reply
  }
}

extension ServerReply {
  /// The reply without a key that the server repeats.
  func struckOut(_ key: APIKey?) -> ServerReply {
    guard let key else { return self }
    var reply = self
    reply.choices = choices.map { choice in
      var choice = choice
      choice.text = key.struckOut(of: choice.text)
      choice.reasoning = choice.reasoning.map { key.struckOut(of: $0) }
      return choice
    }
    return reply
  }
}

extension CallFault {
  /// The fault without a key that the server repeats.
  func struckOut(_ key: APIKey?) -> CallFault {
    guard let key else { return self }
    let reason = key.struckOut(of: reason)
    switch self {
    case .again: return .again(reason)
    case .busy(_, let wait): return .busy(reason, wait: wait)
    case .unreachable: return .unreachable(reason)
    case .refused: return .refused(reason)
    case .stop(_, let advice): return .stop(reason, advice: advice)
    }
  }
}
