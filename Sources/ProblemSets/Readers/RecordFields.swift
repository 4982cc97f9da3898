import JSON

extension JSONValue {
  /// The text of a field that must say something.
  func text(_ name: String) throws(JSONError) -> String {
    let value = try self[name]
    let text = try value.string()
    guard text.utf8.contains(where: { $0 > 0x20 }) else {
      throw value.error("the text is empty", in: name)
    }
    return text
  }

  /// The text of a field that may be a string or a number.
  func textOrNumber(_ name: String) throws(JSONError) -> String {
    let value = try self[name]
    if case .number(let lexeme) = value.kind { return lexeme }
    return try text(name)
  }

  /// The text of a field that may be missing, `null` or empty.
  func optionalText(_ name: String) throws(JSONError) -> String? {
    guard let value = try member(name), !value.isNull else { return nil }
    if case .number(let lexeme) = value.kind { return lexeme }
    let text = try value.string()
    return text.isEmpty ? nil : text
  }

  /// The strings of an array.
  func texts(_ name: String) throws(JSONError) -> [String] {
    var texts: [String] = []
    for element in try self[name].array() { texts.append(try element.string()) }
    return texts
  }

  /// The first of several spellings of a field's name that the record has.
  func spelling(_ names: String...) throws(JSONError) -> String {
    for name in names where try member(name) != nil { return name }
    return names[0]
  }

  /// Whether this is an object with all of some fields.
  func has(_ names: [String]) -> Bool {
    guard case .object(let members) = kind else { return false }
    return names.allSatisfy { name in members.contains { $0.name == name } }
  }

  /// An error in a field, whose name is known here even where the value's place is not.
  func error(_ reason: String, in name: String) -> JSONError {
    let path = path
    return JSONError(
      source: sourceName, position: position, path: path.isEmpty ? name : path, reason: reason)
  }
}
