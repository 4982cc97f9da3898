import JSON

/// The records of a file of JSON lines, some at a time, so that memory does not grow with the file;
/// of one JSON array the bytes are held whole and its elements are read some at a time.
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
  /// The number of the next line, or element.
  public private(set) var line = 1
  private var isDone = false
  /// What is left of a file that is one JSON array.
  private var elements: JSONElements.Iterator?
  private static let elementsAtOnce = 1024

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
    if elements != nil { return nextElements() }
    let block: [UInt8]?
    do {
      block = try blocks.next()
    } catch {
      isDone = true
      throw .file(error)
    }
    guard let block else { return nil }
    if line == 1, Records.first(block) == UInt8(ascii: "[") {
      let content = try Records.content(of: path, limit: 4 << 30)
      elements = JSONElements(content.bytes, source: path).makeIterator()
      guard let first = nextElements() else { throw .empty(file: path) }
      if first.count == 1, case .failure(let error) = first[0].result { throw .malformed(error) }
      return first
    }
    let records = JSONLines(block, source: path, firstLine: line)
      .map { Record(number: $0.number, result: $0.result) }
    line += block.count { $0 == UInt8(ascii: "\n") }
    return records
  }

  private mutating func nextElements() -> [Record]? {
    var records: [Record] = []
    while records.count < Self.elementsAtOnce, let element = elements?.next() {
      records.append(Record(number: element.number, result: element.result))
    }
    isDone = records.isEmpty
    line += records.count
    return isDone ? nil : records
  }
}
