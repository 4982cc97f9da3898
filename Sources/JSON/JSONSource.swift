/// The text that a value was read from, kept so that positions and paths cost nothing until they
/// are asked for.
final class JSONSource: Sendable {
  let name: String
  let bytes: [UInt8]
  /// The part of `bytes` that holds the document: one line of a JSON lines file.
  let range: Range<Int>
  let firstLine: Int
  let dialect: JSONDialect
  let maximumDepth: Int

  init(
    name: String, bytes: [UInt8], range: Range<Int>, firstLine: Int, dialect: JSONDialect,
    maximumDepth: Int
  ) {
    self.name = name
    self.bytes = bytes
    self.range = range
    self.firstLine = firstLine
    self.dialect = dialect
    self.maximumDepth = maximumDepth
  }

  func parse() throws(JSONError) -> JSONValue {
    switch run(until: nil) {
    case .success(let value): return value
    case .failure(let failure): throw error(failure)
    }
  }

  /// Reads the next element of the array that the document is.
  ///
  /// - Parameters:
  ///   - index: how many elements are before it.
  ///   - cursor: where they end, at first `start`; moved behind the element.
  /// - Returns: the element; `nil` after the last.
  func element(_ index: Int, from cursor: inout Int) throws(JSONError) -> JSONValue? {
    let result = parsing(from: cursor, until: nil) { (parser) throws(JSONFailure) in
      let value = try parser.element(index)
      cursor = parser.cursor
      return value
    }
    switch result {
    case .success(let value): return value
    case .failure(let failure): throw error(failure)
    }
  }

  private func error(_ failure: JSONFailure) -> JSONError {
    JSONError(
      source: name, position: position(of: failure.offset), path: failure.path,
      reason: failure.reason)
  }

  func position(of offset: Int) -> JSONPosition {
    var line = firstLine
    var column = 1
    var index = range.lowerBound
    // A byte order mark is not seen by who looks at the file in an editor.
    if hasByteOrderMark { index += 3 }
    while index < offset {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r") && (index >= bytes.count || bytes[index] != 0x0a)
      {
        line += 1
        column = 1
      } else if byte & 0xc0 != 0x80 {
        column += 1
      }
    }
    return JSONPosition(line: line, column: column, offset: offset)
  }

  /// The path of the value that starts at `offset`: the parser runs again and stops there.
  func path(to offset: Int) -> String {
    switch run(until: offset) {
    case .success: ""
    case .failure(let failure): failure.path
    }
  }

  private var hasByteOrderMark: Bool {
    range.lowerBound == 0 && range.upperBound >= 3 && bytes[0] == 0xef && bytes[1] == 0xbb
      && bytes[2] == 0xbf
  }

  /// Where the document begins.
  var start: Int { range.lowerBound + (hasByteOrderMark ? 3 : 0) }

  private func run(until target: Int?) -> Result<JSONValue, JSONFailure> {
    parsing(from: start, until: target) { (parser) throws(JSONFailure) in try parser.document() }
  }

  private func parsing<Value>(
    from start: Int, until target: Int?,
    _ body: (inout JSONParser) throws(JSONFailure) -> Value
  ) -> Result<Value, JSONFailure> {
    bytes.withUnsafeBytes { buffer in
      var parser = JSONParser(
        buffer: buffer, cursor: start, end: range.upperBound, dialect: dialect,
        maximumDepth: maximumDepth, source: self, target: target ?? -1)
      do throws(JSONFailure) {
        return .success(try body(&parser))
      } catch {
        return .failure(error)
      }
    }
  }
}

/// A fault that the parser found; the path grows while the parser unwinds.
struct JSONFailure: Error {
  enum Segment {
    case name(String)
    case index(Int)
  }

  let offset: Int
  let reason: String
  /// Innermost first.
  var segments: [Segment] = []

  func inside(_ segment: Segment) -> JSONFailure {
    var outer = self
    outer.segments.append(segment)
    return outer
  }

  var path: String {
    var text = ""
    for segment in segments.reversed() {
      switch segment {
      case .index(let index): text += "[\(index)]"
      case .name(let name) where isPlainName(name): text += text.isEmpty ? name : ".\(name)"
      case .name(let name): text += "[\(JSONValue(name).serialized())]"
      }
    }
    return text
  }
}

private func isPlainName(_ name: String) -> Bool {
  !name.isEmpty
    && name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
        true
      default: false
      }
    }
}
