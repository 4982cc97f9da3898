import JSON

/// Walks through the bytes of a text and knows the line and column.
struct TextScanner {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is not seen by who looks at the file in an editor.
    offset = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  var isAtEnd: Bool { offset >= bytes.count }

  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  var position: JSONPosition { JSONPosition(line: line, column: column, offset: offset) }

  mutating func advance() {
    let byte = bytes[offset]
    offset += 1
    if byte == 0x0a || byte == 0x0d && peek != 0x0a {
      line += 1
      column = 1
    } else if byte & 0xc0 != 0x80 {
      column += 1
    }
  }

  /// Goes over a byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    advance()
    return true
  }

  /// Goes over a text if it comes next.
  mutating func take(_ text: String) -> Bool {
    guard bytes[offset...].starts(with: text.utf8) else { return false }
    for _ in 0..<text.utf8.count { advance() }
    return true
  }

  /// Goes over one line break, if there is one.
  mutating func takeLineBreak() -> Bool {
    let isReturn = take(0x0d)
    return take(0x0a) || isReturn
  }

  mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0d).contains(byte) { advance() }
  }

  /// The bytes up to a text, which is gone over too; `nil` when it does not come.
  mutating func take(upTo end: String) -> [UInt8]? {
    var taken: [UInt8] = []
    while !isAtEnd {
      if take(end) { return taken }
      taken.append(bytes[offset])
      advance()
    }
    return nil
  }
}
