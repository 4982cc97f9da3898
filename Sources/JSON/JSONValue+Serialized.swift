extension JSONValue {
  /// The value as JSON text, the same bytes for equal values.
  ///
  /// Members keep their order and numbers their text, except that numbers which only JSON5 can
  /// write are rewritten (`0x10` as `16`, `.5` as `0.5`, `Infinity` as `null`). Only quotes,
  /// backslashes and control characters are escaped.
  ///
  /// - Parameter pretty: Whether every member stands on its own line, indented by two spaces;
  ///   otherwise there is no space outside strings. There is no line end after the value.
  public func serialized(pretty: Bool = false) -> String {
    String(decoding: serializedBytes(pretty: pretty), as: UTF8.self)
  }

  /// The value as JSON text in UTF-8; see ``serialized(pretty:)``.
  public func serializedBytes(pretty: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, pretty: pretty)
    return bytes
  }

  /// Appends the value as JSON text in UTF-8; see ``serialized(pretty:)``.
  public func append(to bytes: inout [UInt8], pretty: Bool = false) {
    append(to: &bytes, indentation: pretty ? 0 : nil)
  }

  private func append(to bytes: inout [UInt8], indentation: Int?) {
    switch kind {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let lexeme): bytes.append(contentsOf: jsonNumber(lexeme).utf8)
    case .string(let text): appendString(text, to: &bytes)
    case .array(let elements):
      appendContainer("[", elements, "]", to: &bytes, indentation) { element, bytes, inner in
        element.append(to: &bytes, indentation: inner)
      }
    case .object(let members):
      appendContainer("{", members, "}", to: &bytes, indentation) { member, bytes, inner in
        appendString(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if inner != nil { bytes.append(UInt8(ascii: " ")) }
        member.value.append(to: &bytes, indentation: inner)
      }
    }
  }
}

private func appendContainer<Item>(
  _ opening: Unicode.Scalar, _ items: [Item], _ closing: Unicode.Scalar,
  to bytes: inout [UInt8], _ indentation: Int?,
  appendItem: (Item, inout [UInt8], Int?) -> Void
) {
  bytes.append(UInt8(ascii: opening))
  let inner = indentation.map { $0 + 2 }
  for (index, item) in items.enumerated() {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    appendLineEnd(to: &bytes, indentation: inner)
    appendItem(item, &bytes, inner)
  }
  if !items.isEmpty { appendLineEnd(to: &bytes, indentation: indentation) }
  bytes.append(UInt8(ascii: closing))
}

private func appendLineEnd(to bytes: inout [UInt8], indentation: Int?) {
  guard let indentation else { return }
  bytes.append(UInt8(ascii: "\n"))
  bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
}

private func appendString(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  var text = text
  text.withUTF8 { utf8 in
    var plain = 0
    for index in 0..<utf8.count {
      let byte = utf8[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      bytes.append(contentsOf: utf8[plain..<index])
      plain = index + 1
      appendEscape(byte, to: &bytes)
    }
    bytes.append(contentsOf: utf8[plain...])
  }
  bytes.append(UInt8(ascii: "\""))
}

private func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\\"))
  switch byte {
  case 0x08: bytes.append(UInt8(ascii: "b"))
  case 0x09: bytes.append(UInt8(ascii: "t"))
  case 0x0a: bytes.append(UInt8(ascii: "n"))
  case 0x0c: bytes.append(UInt8(ascii: "f"))
  case 0x0d: bytes.append(UInt8(ascii: "r"))
  case 0..<0x20:
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: "u00".utf8)
    bytes.append(digits[Int(byte >> 4)])
    bytes.append(digits[Int(byte & 15)])
  default: bytes.append(byte)
  }
}

/// The text of a number as RFC 8259 writes it.
private func jsonNumber(_ lexeme: String) -> String {
  let isNegative = lexeme.hasPrefix("-")
  let digits = isNegative || lexeme.hasPrefix("+") ? lexeme.dropFirst() : lexeme[...]
  if digits == "Infinity" || digits == "NaN" { return "null" }
  if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
    return (isNegative ? "-" : "") + (UInt64(digits.dropFirst(2), radix: 16) ?? 0).description
  }
  return (isNegative ? "-" : "") + decimal(digits)
}
