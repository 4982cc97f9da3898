/// The documents of a JSON lines text, one a line; blank lines are skipped.
///
/// A line that cannot be read is an error of its own and does not end the sequence.
public struct JSONLines: Sequence, Sendable {
  /// A line of the text.
  public struct Line: Sendable {
    /// The line's number, from 1.
    public let number: Int
    /// The document, or what is wrong with it.
    public let result: Result<JSONValue, JSONError>
  }

  private let bytes: [UInt8]
  private let source: String
  private let firstLine: Int
  private let maximumDepth: Int

  /// Makes the sequence of the lines of `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8; values keep it alive for their positions.
  ///   - source: The file's name, for messages.
  ///   - firstLine: The number of the first line, where `bytes` is a later part of the file.
  ///   - maximumDepth: How deep arrays and objects may be nested.
  public init(
    _ bytes: [UInt8], source: String = "input", firstLine: Int = 1, maximumDepth: Int = 512
  ) {
    self.bytes = bytes
    self.source = source
    self.firstLine = firstLine
    self.maximumDepth = maximumDepth
  }

  /// Starts at the first line.
  public func makeIterator() -> Iterator {
    Iterator(bytes: bytes, source: source, firstLine: firstLine, maximumDepth: maximumDepth)
  }

  /// Reads line after line.
  public struct Iterator: IteratorProtocol {
    let bytes: [UInt8]
    let source: String
    let maximumDepth: Int
    private var cursor = 0
    private var number: Int

    init(bytes: [UInt8], source: String, firstLine: Int, maximumDepth: Int) {
      self.bytes = bytes
      self.source = source
      number = firstLine - 1
      self.maximumDepth = maximumDepth
    }

    /// Reads the next line that is not blank.
    public mutating func next() -> Line? {
      while cursor < bytes.count {
        let start = cursor
        let end = lineEnd(from: start)
        cursor = end + 1
        number += 1
        guard !isBlank(start..<end) else { continue }
        let line = JSONSource(
          name: source, bytes: bytes, range: start..<end, firstLine: number, dialect: .json,
          maximumDepth: maximumDepth)
        return Line(
          number: number, result: Result { () throws(JSONError) in try line.parse() })
      }
      return nil
    }

    private func lineEnd(from start: Int) -> Int {
      bytes.withUnsafeBytes { buffer in
        var index = start
        let newlines: UInt64 = 0x0a0a_0a0a_0a0a_0a0a
        while buffer.count - index >= 8 {
          let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ newlines
          guard (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 == 0 else { break }
          index += 8
        }
        while index < buffer.count, buffer[index] != UInt8(ascii: "\n") { index += 1 }
        return index
      }
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
      !bytes[range].contains { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }
    }
  }
}
