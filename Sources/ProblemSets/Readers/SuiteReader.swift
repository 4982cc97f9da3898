import Corpus
import JSON

/// Reads the records of one published format as rows.
public protocol SuiteReader: Sendable {
  /// The format's name, as `--format` takes it.
  var format: String { get }
  /// The fields that every record of the format has; they tell formats apart.
  var requiredFields: [String] { get }
  /// How records stand in the format's files.
  var container: RecordContainer { get }

  /// Whether a record has the format's shape.
  func recognises(_ record: JSONValue) -> Bool
  /// The row of a record.
  ///
  /// - Parameters:
  ///   - record: an object.
  ///   - place: the file's suite and split and the record's number in the file.
  /// - Throws: What is wrong with a field.
  func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row
}

extension SuiteReader {
  /// JSON lines or one array, unless a format says otherwise.
  public var container: RecordContainer { .json }

  /// Whether a record has all required fields.
  public func recognises(_ record: JSONValue) -> Bool { record.has(requiredFields) }
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
  /// The column, from 1, where it is known.
  public let column: Int?
  /// The field that is at fault; empty for the whole record.
  public let field: String
  /// What is wrong with it.
  public let reason: String

  /// Makes a rejection.
  public init(file: String, line: Int, column: Int? = nil, field: String, reason: String) {
    self.file = file
    self.line = line
    self.column = column
    self.field = field
    self.reason = reason
  }

  init(file: String, line: Int, error: JSONError, positions: [String: JSONPosition] = [:]) {
    let position = error.position ?? positions[error.path]
    self.init(
      file: file, line: position?.line ?? line, column: position?.column, field: error.path,
      reason: error.reason)
  }

  /// The message as `file:line:column: field: reason`.
  public var description: String {
    "\(file):\(line):" + (column.map { "\($0):" } ?? "") + " "
      + (field.isEmpty ? "" : "\(field): ") + reason
  }
}

/// The rows of a file and what was left out.
public struct SuiteRows: Sendable {
  /// The rows in the order of the file.
  public let rows: [Row]
  /// The rated solution of each row, for formats that hold one.
  public let solutions: [RatedSolution]
  /// The records that could not be used, in the order of the file.
  public let rejections: [RecordRejection]
  /// The rows whose gold answer no judge can compare with anything, in the order of the file; they
  /// are rows nevertheless, and their samples are undecided unless they say the same text.
  public let unreadableGolds: [RecordRejection]
  /// The SHA-256 of the file's content, decompressed.
  public let digest: String
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
  /// No known format has records of this shape.
  case unrecognised(file: String, known: [String])
  /// A part of a column map is no `name=column`.
  case columns(String)
  /// A part of a map of columns for completions that is no `name=column`.
  case outputColumns(String)
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
    case .unrecognised(let file, let known):
      "\(file): the records have the shape of none of \(known.joined(separator: ", "))"
    case .columns(let part), .outputColumns(let part): "'\(part)' is no name=column"
    case .empty(let file): "\(file): there are no records"
    }
  }
}
