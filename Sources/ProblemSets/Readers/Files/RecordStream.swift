import JSON

/// The records of a file of JSON lines, some at a time, so that memory does not grow with the file;
/// one JSON array is read whole.
public struct RecordStream: ~Copyable {
  /// A record of the file.
  public struct Record: Sendable {
    /// The line, or the number of the element in a JSON array, from 1.
    public let number: Int
    /// The record, or what is wrong with it.
    public let result: Result<JSONValue, JSONError>
  }

  /// The longest line that is read, in bytes.
  public static let longestLine = 16 << 20
  private let path: String
  private var blocks: FileBlocks
  /// The number of the next line.
  public private(set) var line = 1
  private var isDone = false

  /// Opens a file, compressed with gzip or not.
  public init(_ path: String) throws(ReadingError) {
    self.path = path
    do {
      blocks = try FileBlocks(path, longestLine: Self.longestLine)
    } catch {
      throw .file(error)
    }
  }

  /// The next records; `nil` at the end.
  ///
  /// - Throws: What is wrong with the file; the records before stay good.
  public mutating func next() throws(ReadingError) -> [Record]? {
    guard !isDone else { return nil }
    let block: [UInt8]?
    do {
      block = try blocks.next()
    } catch {
      isDone = true
      throw .file(error)
    }
    guard let block else { return nil }
    if line == 1, Records.first(block) == UInt8(ascii: "[") {
      isDone = true
      return try Records(file: path, limit: 4 << 30).all.map {
        Record(number: $0.number, result: $0.result)
      }
    }
    let records = JSONLines(block, source: path, firstLine: line)
      .map { Record(number: $0.number, result: $0.result) }
    line += block.count { $0 == UInt8(ascii: "\n") }
    return records
  }
}
