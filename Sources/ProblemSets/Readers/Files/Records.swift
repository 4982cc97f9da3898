import JSON

/// How the records of a format stand in its files.
public enum RecordContainer: Hashable, Sendable {
  /// JSON lines, or one JSON array.
  case json
  /// Comma-separated values with a header line (RFC 4180).
  case csv
  /// The elements of this name in an XML document, wherever they stand.
  case xml(element: String)
}

/// The records of a file.
struct Records {
  /// A record with its number in the file.
  struct Record {
    /// The line, or the number of the element in a JSON array, from 1.
    let number: Int
    let result: Result<JSONValue, JSONError>
    /// Where the fields stand, for containers whose values know no position of their own.
    var positions: [String: JSONPosition] = [:]
  }

  let file: String
  /// The SHA-256 of the content, decompressed.
  let digest: String
  let all: [Record]

  init(
    file: String, container: RecordContainer = .json, limit: Int
  ) throws(ReadingError) {
    try self.init(Self.content(of: file, limit: limit), file: file, container: container)
  }

  init(_ content: FileContent, file: String, container: RecordContainer) throws(ReadingError) {
    self.file = file
    digest = content.digest
    let bytes = content.bytes
    do throws(JSONError) {
      switch container {
      case .csv: all = try CSVDocument(bytes, source: file).records()
      case .xml(let element): all = try XMLDocument(bytes, source: file).records(of: element)
      case .json where Self.first(bytes) == UInt8(ascii: "["):
        all = JSONElements(bytes, source: file).map {
          Record(number: $0.number, result: $0.result)
        }
        // Of an array that is damaged at its very start there is nothing.
        if all.count == 1 { _ = try all[0].result.get() }
      case .json:
        all = JSONLines(bytes, source: file).map { Record(number: $0.number, result: $0.result) }
      }
    } catch {
      throw .malformed(error)
    }
    guard !all.isEmpty else { throw .empty(file: file) }
  }

  /// The content of a file with its SHA-256.
  static func content(of file: String, limit: Int) throws(ReadingError) -> FileContent {
    do {
      return FileContent(bytes: try FileBytes.read(file, limit: limit))
    } catch {
      throw .file(error)
    }
  }

  /// The first record that is an object.
  var sample: JSONValue? {
    for record in all {
      if case .success(let value) = record.result, case .object = value.kind { return value }
    }
    return nil
  }

  /// The first byte that is no white space.
  static func first(_ bytes: [UInt8]) -> UInt8? {
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    return bytes[start...].first { !" \t\r\n".utf8.contains($0) }
  }
}
