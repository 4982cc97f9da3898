/// Where a stop text ended a completion.
public struct StopPlace: Sendable, Hashable {
  /// The stop text.
  public let text: String

  /// The bytes of the completion before it.
  public let offset: Int
}

/// Looks for stop texts in a completion as it grows, byte by byte.
struct StopTexts: Sendable {
  private let texts: [(text: String, bytes: [UInt8])]
  private let longest: Int
  private var said: [UInt8] = []

  init(_ texts: [String]) {
    self.texts = texts.map { ($0, Array($0.utf8)) }
    longest = self.texts.map(\.bytes.count).max() ?? 0
  }

  /// Takes the bytes of the next token; gives the first place at which a stop text is complete, of
  /// several at one place the longest.
  ///
  /// - Complexity: O(longest stop text · (longest stop text + bytes)) for each of them.
  mutating func place(after bytes: [UInt8]) -> StopPlace? {
    let old = said.count
    said += bytes
    guard longest > 0 else { return nil }
    for start in max(0, old - longest + 1)..<said.count {
      var best: (text: String, bytes: [UInt8])?
      for stop in texts where said[start...].starts(with: stop.bytes) {
        if stop.bytes.count > best?.bytes.count ?? 0 { best = stop }
      }
      if let best { return StopPlace(text: best.text, offset: start) }
    }
    return nil
  }
}
