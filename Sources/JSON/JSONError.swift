/// A place in a text.
public struct JSONPosition: Sendable, Hashable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// The offset in bytes from the start of the file, from 0.
  public let offset: Int

  /// Makes a position.
  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}

/// What is wrong with a JSON text or a field of it, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The name of the file; `nil` for a value made in code.
  public let source: String?
  /// Where the fault is; `nil` for a value made in code.
  public let position: JSONPosition?
  /// The field that is at fault, for example `sampling.stop[1]`; empty for the whole document.
  public let path: String
  /// One sentence fragment that says what is wrong.
  public let reason: String

  /// Makes an error.
  public init(source: String?, position: JSONPosition?, path: String, reason: String) {
    self.source = source
    self.position = position
    self.path = path
    self.reason = reason
  }

  /// The message as `file:line:column: field: reason`.
  public var description: String {
    var parts: [String] = []
    if let position {
      parts.append("\(source ?? "input"):\(position.line):\(position.column)")
    } else if let source {
      parts.append(source)
    }
    if !path.isEmpty { parts.append(path) }
    parts.append(reason)
    return parts.joined(separator: ": ")
  }
}
