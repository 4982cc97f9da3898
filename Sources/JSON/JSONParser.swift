/// The notation that a text is read as.
public enum JSONDialect: Sendable {
  /// RFC 8259, nothing more.
  case json
  /// JSON5 (json5.org, version 1.0.0): comments, trailing commas, bare names, single quotes,
  /// hexadecimal and signed numbers, `Infinity` and `NaN`.
  case json5
}

extension JSONValue {
  /// Reads one document.
  ///
  /// A byte order mark at the start is skipped. Invalid UTF-8, a lone surrogate, a name that occurs
  /// twice in an object and anything after the value are errors.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8; values keep it alive for their positions.
  ///   - dialect: The notation.
  ///   - source: The file's name, for messages.
  ///   - maximumDepth: How deep arrays and objects may be nested.
  /// - Throws: The first fault, with its line, column and field.
  public static func parse(
    _ bytes: [UInt8], dialect: JSONDialect = .json, source: String = "input",
    maximumDepth: Int = 512
  ) throws(JSONError) -> JSONValue {
    try JSONSource(
      name: source, bytes: bytes, range: 0..<bytes.count, firstLine: 1, dialect: dialect,
      maximumDepth: maximumDepth
    ).parse()
  }

  /// Reads one document from a string.
  ///
  /// - Throws: The first fault, with its line, column and field.
  public static func parse(
    _ text: String, dialect: JSONDialect = .json, source: String = "input",
    maximumDepth: Int = 512
  ) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8), dialect: dialect, source: source, maximumDepth: maximumDepth)
  }
}

/// A recursive-descent parser over bytes; `cursor` never passes `end`.
struct JSONParser {
  let buffer: UnsafeRawBufferPointer
  var cursor: Int
  let end: Int
  let dialect: JSONDialect
  let maximumDepth: Int
  let source: JSONSource
  /// Where to stop in order to learn a path; −1 to read everything.
  let target: Int

  mutating func document() throws(JSONFailure) -> JSONValue {
    try skipSpace()
    let value = try value(depth: 0)
    try skipSpace()
    guard cursor == end else { throw unexpected("the end of the text") }
    return value
  }

  /// The next element of the array that the document is; `nil` after the last.
  mutating func element(_ index: Int) throws(JSONFailure) -> JSONValue? {
    try skipSpace()
    if index == 0 {
      guard skip(UInt8(ascii: "[")) else { throw unexpected("'['") }
      try skipSpace()
    }
    if skip(UInt8(ascii: "]")) {
      try skipSpace()
      guard cursor == end else { throw unexpected("the end of the text") }
      return nil
    }
    if index > 0 {
      guard skip(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
      try skipSpace()
    }
    do throws(JSONFailure) {
      let value = try value(depth: 1)
      // A number ends where something else begins: in a text that was cut, digits may be missing.
      if cursor == end, case .number = value.kind { throw unexpected("',' or ']'") }
      return value
    } catch {
      throw error.inside(.index(index))
    }
  }

  mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
    let start = cursor
    guard start != target else { throw JSONFailure(offset: start, reason: "found") }
    guard cursor < end else { throw unexpected("a value") }
    let kind: JSONValue.Kind
    switch buffer[cursor] {
    case UInt8(ascii: "{"): kind = .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): kind = .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): kind = .string(try string(quote: UInt8(ascii: "\"")))
    case UInt8(ascii: "'") where dialect == .json5:
      kind = .string(try string(quote: UInt8(ascii: "'")))
    case UInt8(ascii: "t"): kind = .bool(try literal("true", true))
    case UInt8(ascii: "f"): kind = .bool(try literal("false", false))
    case UInt8(ascii: "n"): kind = try literal("null", .null)
    default: kind = .number(try number())
    }
    return JSONValue(kind, source: source, offset: start)
  }

  private mutating func members(depth: Int) throws(JSONFailure) -> [JSONMember] {
    guard depth <= maximumDepth else { throw tooDeep() }
    cursor += 1
    var members: [JSONMember] = []
    var names = NameSet()
    while true {
      try skipSpace()
      if skip(UInt8(ascii: "}")) { return members }
      let start = cursor
      let name = try memberName(isFirst: members.isEmpty)
      do throws(JSONFailure) {
        guard names.insert(name, beside: members) else {
          throw JSONFailure(offset: start, reason: "the name occurs twice in its object")
        }
        try skipSpace()
        guard skip(UInt8(ascii: ":")) else { throw unexpected("':'") }
        try skipSpace()
        members.append(JSONMember(name, try value(depth: depth)))
      } catch {
        throw error.inside(.name(name))
      }
      try skipSpace()
      if skip(UInt8(ascii: ",")) {
        guard dialect == .json else { continue }
        try skipSpace()
        guard cursor < end, buffer[cursor] == UInt8(ascii: "\"") else {
          throw unexpected("a name in double quotes after ','")
        }
      } else if skip(UInt8(ascii: "}")) {
        return members
      } else {
        throw unexpected("',' or '}'")
      }
    }
  }

  private mutating func elements(depth: Int) throws(JSONFailure) -> [JSONValue] {
    guard depth <= maximumDepth else { throw tooDeep() }
    cursor += 1
    var elements: [JSONValue] = []
    try skipSpace()
    if skip(UInt8(ascii: "]")) { return elements }
    while true {
      do throws(JSONFailure) {
        elements.append(try value(depth: depth))
      } catch {
        throw error.inside(.index(elements.count))
      }
      try skipSpace()
      if skip(UInt8(ascii: ",")) {
        try skipSpace()
        if dialect == .json5, skip(UInt8(ascii: "]")) { return elements }
      } else if skip(UInt8(ascii: "]")) {
        return elements
      } else {
        throw unexpected("',' or ']'")
      }
    }
  }

  private mutating func memberName(isFirst: Bool) throws(JSONFailure) -> String {
    guard cursor < end else { throw unexpected(isFirst ? "a name or '}'" : "a name") }
    switch (buffer[cursor], dialect) {
    case (UInt8(ascii: "\""), _): return try string(quote: UInt8(ascii: "\""))
    case (UInt8(ascii: "'"), .json5): return try string(quote: UInt8(ascii: "'"))
    case (_, .json5): return try identifier()
    case (_, .json): throw unexpected("a name in double quotes")
    }
  }

  private mutating func literal<Value>(
    _ text: StaticString, _ value: Value
  ) throws(JSONFailure) -> Value {
    let length = text.utf8CodeUnitCount
    guard end - cursor >= length,
      (0..<length).allSatisfy({ buffer[cursor + $0] == text.utf8Start[$0] })
    else { throw unexpected("a value") }
    cursor += length
    return value
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard cursor < end, buffer[cursor] == byte else { return false }
    cursor += 1
    return true
  }

  func unexpected(_ expected: String) -> JSONFailure {
    guard cursor < end else {
      return JSONFailure(offset: end, reason: "expected \(expected) but the text ends here")
    }
    let found =
      scalar(at: cursor).map { scalar in
        scalar.value < 0x20 ? "a control character" : "'\(Character(scalar))'"
      } ?? "a byte that is not UTF-8"
    return JSONFailure(offset: cursor, reason: "expected \(expected) but found \(found)")
  }

  private func tooDeep() -> JSONFailure {
    JSONFailure(offset: cursor, reason: "nested deeper than \(maximumDepth) levels")
  }
}

/// The names of one object: looked up one by one while they are few, hashed once they are many.
private struct NameSet {
  private var hashed: Set<String> = []

  mutating func insert(_ name: String, beside members: [JSONMember]) -> Bool {
    guard members.count >= 16 else { return !members.contains { $0.name == name } }
    if hashed.isEmpty { hashed = Set(members.map(\.name)) }
    return hashed.insert(name).inserted
  }
}
