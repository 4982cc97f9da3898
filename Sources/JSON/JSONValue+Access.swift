extension JSONValue {
  /// The member `name` of an object that must have it.
  ///
  /// - Throws: An error at the object when it has no such member, with the nearest one it has.
  public subscript(name: String) -> JSONValue {
    get throws(JSONError) {
      if let value = try member(name) { return value }
      guard let near = nearest(to: name, among: try object().map(\.name)) else {
        throw error("'\(name)' is missing")
      }
      throw error("'\(name)' is missing: there is '\(near)'")
    }
  }

  /// The member `name` of an object; `nil` when it has none.
  ///
  /// - Throws: An error when the value is no object.
  /// - Complexity: O(members).
  public func member(_ name: String) throws(JSONError) -> JSONValue? {
    try object().first { $0.name == name }?.value
  }

  /// Whether the value is `null`.
  public var isNull: Bool { kind == .null }

  /// The text of a string.
  ///
  /// - Throws: An error when the value is something else.
  public func string() throws(JSONError) -> String {
    guard case .string(let text) = kind else { throw mismatch("a string") }
    return text
  }

  /// The value of a number that is exactly an `Int`, however it is written (`27`, `27.0`, `1e3`).
  ///
  /// - Throws: An error when the value is something else.
  public func int() throws(JSONError) -> Int {
    guard case .number(let lexeme) = kind else { throw mismatch("a whole number") }
    if let value = wholeNumber(lexeme) { return value }
    // Up to 2⁵³ a Double is the exact value of what was written or no whole number.
    if !lexeme.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "-") }),
      let value = floatingPoint(lexeme), abs(value) <= 0x1p53, Double(Int(value)) == value
    {
      return Int(value)
    }
    throw error("expected a whole number of at most 64 bits but found \(lexeme)")
  }

  /// The value of a number, rounded to the nearest `Double`.
  ///
  /// - Throws: An error when the value is something else or beyond every finite `Double`.
  public func double() throws(JSONError) -> Double {
    guard case .number(let lexeme) = kind else { throw mismatch("a number") }
    guard let value = floatingPoint(lexeme) else { throw error("\(lexeme) is too large") }
    return value
  }

  /// A truth value.
  ///
  /// - Throws: An error when the value is something else.
  public func bool() throws(JSONError) -> Bool {
    guard case .bool(let value) = kind else { throw mismatch("true or false") }
    return value
  }

  /// The elements of an array.
  ///
  /// - Throws: An error when the value is something else.
  public func array() throws(JSONError) -> [JSONValue] {
    guard case .array(let elements) = kind else { throw mismatch("an array") }
    return elements
  }

  /// The members of an object in the order written.
  ///
  /// - Throws: An error when the value is something else.
  public func object() throws(JSONError) -> [JSONMember] {
    guard case .object(let members) = kind else { throw mismatch("an object") }
    return members
  }

  /// Refuses members that nobody will read.
  ///
  /// - Throws: An error at the first member that is not in `names`, with the nearest name.
  public func onlyKeys(_ names: [String]) throws(JSONError) {
    for member in try object() where !names.contains(member.name) {
      let hint = nearest(to: member.name, among: names).map { ": did you mean '\($0)'?" }
      throw member.value.error("unknown key '\(member.name)'\(hint ?? "")")
    }
  }

  /// An error at this value, for a reader's own checks.
  public func error(_ reason: String) -> JSONError {
    JSONError(source: sourceName, position: position, path: path, reason: reason)
  }

  private func mismatch(_ expected: String) -> JSONError {
    let found =
      switch kind {
      case .null: "null"
      case .bool(let value): "\(value)"
      case .number(let lexeme): "the number \(lexeme)"
      case .string(let text) where text.utf8.count <= 40: "the string \"\(text)\""
      case .string: "a string"
      case .array: "an array"
      case .object: "an object"
      }
    return error("expected \(expected) but found \(found)")
  }
}

/// The value of a decimal or hexadecimal whole number that fits.
func wholeNumber(_ lexeme: String) -> Int? {
  let digits = lexeme.drop { $0 == "+" || $0 == "-" }
  guard digits.hasPrefix("0x") || digits.hasPrefix("0X") else { return Int(lexeme) }
  let sign = lexeme.hasPrefix("-") ? "-" : ""
  return Int(sign + digits.dropFirst(2), radix: 16)
}

/// The value of a number; `nil` when it is written with digits and rounds to infinity.
private func floatingPoint(_ lexeme: String) -> Double? {
  let isSigned = lexeme.hasPrefix("+") || lexeme.hasPrefix("-")
  let digits = isSigned ? lexeme.dropFirst() : lexeme[...]
  let magnitude: Double?
  switch digits {
  case "Infinity": magnitude = .infinity
  case "NaN": magnitude = .nan
  default:
    // Swift reads neither ".5" nor "5." the way JSON5 writes them.
    let isHexadecimal = digits.hasPrefix("0x") || digits.hasPrefix("0X")
    let value = Double(isHexadecimal ? "\(digits)p0" : decimal(digits))
    magnitude = value?.isFinite == true ? value : nil
  }
  return magnitude.map { lexeme.hasPrefix("-") ? -$0 : $0 }
}

/// A JSON5 decimal without its sign as JSON writes it: a digit on both sides of the point.
func decimal(_ digits: Substring) -> String {
  guard let point = digits.utf8.firstIndex(of: UInt8(ascii: ".")) else { return String(digits) }
  let whole = digits[..<point]
  let rest = digits[digits.index(after: point)...]
  let hasFraction = rest.utf8.first.map(isDigit) ?? false
  return (whole.isEmpty ? "0" : whole) + (hasFraction ? "." : "") + rest
}
