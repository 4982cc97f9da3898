import JSON

/// The records of a file: the lines of JSON lines, or the elements of one JSON array.
struct Records {
  /// A record with its number in the file.
  struct Record {
    let number: Int
    let result: Result<JSONValue, JSONError>
  }

  let file: String
  let all: [Record]

  init(file: String, limit: Int) throws(ReadingError) {
    self.file = file
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(file, limit: limit) } catch { throw .file(error) }
    if bytes.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "[") {
      do {
        all = try JSONValue.parse(bytes, source: file).array().enumerated().map {
          Record(number: $0 + 1, result: .success($1))
        }
      } catch {
        throw .malformed(error)
      }
    } else {
      all = JSONLines(bytes, source: file).map { Record(number: $0.number, result: $0.result) }
    }
    guard !all.isEmpty else { throw .empty(file: file) }
  }

  /// The first record that is an object.
  var sample: JSONValue? {
    for record in all {
      if case .success(let value) = record.result, case .object = value.kind { return value }
    }
    return nil
  }
}

extension JSONValue {
  /// The text of a field that must say something.
  func text(_ name: String) throws(JSONError) -> String {
    let value = try self[name]
    let text = try value.string()
    guard text.utf8.contains(where: { $0 > 0x20 }) else { throw value.error("the text is empty") }
    return text
  }

  /// The text of a field that may be a string or a number.
  func textOrNumber(_ name: String) throws(JSONError) -> String {
    let value = try self[name]
    if case .number(let lexeme) = value.kind { return lexeme }
    return try text(name)
  }
}
