import Corpus
import JSON

/// Reads the records of one published format as rows.
public protocol SuiteReader: Sendable {
  /// The format's name, as `--format` takes it.
  var format: String { get }
  /// The fields that every record of the format has; they tell formats apart.
  var requiredFields: [String] { get }

  /// The row of a record.
  ///
  /// - Parameters:
  ///   - record: an object.
  ///   - place: the file's suite and split and the record's number in the file.
  /// - Throws: What is wrong with a field.
  func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row
}

/// Where a record stands.
public struct RecordPlace: Hashable, Sendable {
  /// The suite's name.
  public let suite: String
  /// The split's name.
  public let split: String
  /// The line, or the number of the record in a JSON array, from 1.
  public let line: Int

  /// Makes a place.
  public init(suite: String, split: String, line: Int) {
    self.suite = suite
    self.split = split
    self.line = line
  }

  /// The id of a record that has none of its own.
  public var defaultID: String { "\(suite)-\(split)-\(line)" }
}

/// A record that cannot be used, and why.
public struct RecordRejection: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The field that is at fault; empty for the whole record.
  public let field: String
  /// What is wrong with it.
  public let reason: String

  /// Makes a rejection.
  public init(file: String, line: Int, field: String, reason: String) {
    self.file = file
    self.line = line
    self.field = field
    self.reason = reason
  }

  init(file: String, line: Int, error: JSONError) {
    self.init(
      file: file, line: error.position?.line ?? line, field: error.path, reason: error.reason)
  }

  /// The message as `file:line: field: reason`.
  public var description: String {
    "\(file):\(line): " + (field.isEmpty ? "" : "\(field): ") + reason
  }
}

/// The rows of a file and what was left out.
public struct SuiteRows: Sendable {
  /// The rows in the order of the file.
  public let rows: [Row]
  /// The records that could not be used, in the order of the file.
  public let rejections: [RecordRejection]
  /// The rows whose gold answer no judge can compare with anything, in the order of the file; they
  /// are rows nevertheless, and their samples are undecided unless they say the same text.
  public let unreadableGolds: [RecordRejection]

  /// Makes rows; by default nothing is wrong with any.
  public init(
    rows: [Row], rejections: [RecordRejection] = [], unreadableGolds: [RecordRejection] = []
  ) {
    self.rows = rows
    self.rejections = rejections
    self.unreadableGolds = unreadableGolds
  }
}

/// Why a file gives no rows at all.
public enum ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case file(FileError)
  /// The text is no JSON.
  case malformed(JSONError)
  /// There is no such format; the nearest one, if any is near.
  case unknownFormat(name: String, nearest: String?, known: [String])
  /// The records are of another format.
  case mismatch(file: String, expected: String, found: String)
  /// The file holds no records.
  case empty(file: String)

  /// The message.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .malformed(let error): error.description
    case .unknownFormat(let name, let nearest, let known):
      if let nearest {
        "there is no format '\(name)': did you mean '\(nearest)'?"
      } else {
        "there is no format '\(name)': choose one of \(known.joined(separator: ", "))"
      }
    case .mismatch(let file, let expected, let found):
      "\(file): this looks like \(found), not \(expected): use --format \(found)"
    case .empty(let file): "\(file): there are no records"
    }
  }
}
