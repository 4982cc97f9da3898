/// Leaves out what a model writes while it thinks.
enum ThinkingSpans {
  /// The part of a text that is not thought; `nil` when that is white space only.
  ///
  /// It follows the last `</think>`, and ends before a `<think>` that never ends.
  static func solution(in bytes: ByteView) -> Range<Int>? {
    var start = 0
    var end = bytes.count
    var index = bytes.nextLessThan(from: 0)
    while let found = index {
      if bytes.has("</think", at: found) {
        start = min(bytes.count, found + 8)
        end = bytes.count
      } else if end == bytes.count, bytes.has("<think", at: found),
        bytes[found + 6] == UInt8(ascii: ">") || bytes.has("ing>", at: found + 6)
      {
        end = found
      }
      index = bytes.nextLessThan(from: found + 1)
    }
    return bytes.trimmed(start..<end).isEmpty ? nil : start..<end
  }
}
