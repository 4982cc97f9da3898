import CSQLite
import Corpus

/// A value of a column.
public enum SQLValue: Hashable, Sendable {
  /// SQL's NULL.
  case null
  /// A whole number.
  case integer(Int64)
  /// A floating-point number.
  case real(Double)
  /// A text.
  case text(String)
  /// Bytes.
  case blob([UInt8])

  static func key(_ key: ContentKey) -> SQLValue { .blob(key.bytes) }
  static func int(_ value: Int) -> SQLValue { .integer(Int64(value)) }
  static func optional(_ value: Int64?) -> SQLValue { value.map { .integer($0) } ?? .null }
  static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
  static func optional(_ value: Double?) -> SQLValue { value.map { .real($0) } ?? .null }
}

/// A prepared statement; lives as long as its connection.
final class Statement {
  private let handle: OpaquePointer
  private let sql: String
  private unowned let connection: Connection

  init(_ handle: OpaquePointer, sql: String, of connection: Connection) {
    self.handle = handle
    self.sql = sql
    self.connection = connection
  }

  func finalize() { sqlite3_finalize(handle) }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  func bind(_ values: [SQLValue]) throws(DatabaseError) {
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      let code: Int32
      switch value {
      case .null: code = sqlite3_bind_null(handle, index)
      case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
      case .real(let number): code = sqlite3_bind_double(handle, index, number)
      case .text(let text):
        var copy = text
        code = copy.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) {
            csqlite_bind_text(handle, index, $0.baseAddress, Int32($0.count))
          }
        }
      case .blob(let bytes):
        code = csqlite_bind_blob(handle, index, bytes, Int32(bytes.count))
      }
      guard code == SQLITE_OK else { throw connection.error(code, sql: sql) }
    }
  }

  /// Moves to the next row; `false` at the end.
  func step() throws(DatabaseError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      let error = connection.error(code, sql: sql)
      sqlite3_reset(handle)
      throw error
    }
  }

  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func text(_ column: Int32) -> String {
    guard let bytes = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  func key(_ column: Int32) throws(DatabaseError) -> ContentKey {
    let count = Int(sqlite3_column_bytes(handle, column))
    guard let start = sqlite3_column_blob(handle, column),
      let key = ContentKey(bytes: UnsafeRawBufferPointer(start: start, count: count))
    else {
      throw .corrupt(path: connection.path, reason: "a content key of \(count) bytes in: \(sql)")
    }
    return key
  }

  /// The columns of the current row with their names.
  func values() -> [(name: String, value: SQLValue)] {
    (0..<sqlite3_column_count(handle)).map { column in
      let name = String(cString: sqlite3_column_name(handle, column))
      switch sqlite3_column_type(handle, column) {
      case SQLITE_INTEGER: return (name, .integer(int64(column)))
      case SQLITE_FLOAT: return (name, .real(double(column)))
      case SQLITE_TEXT: return (name, .text(text(column)))
      case SQLITE_BLOB:
        let count = Int(sqlite3_column_bytes(handle, column))
        let bytes = UnsafeRawBufferPointer(start: sqlite3_column_blob(handle, column), count: count)
        return (name, .blob(Array(bytes)))
      default: return (name, .null)
      }
    }
  }
}
