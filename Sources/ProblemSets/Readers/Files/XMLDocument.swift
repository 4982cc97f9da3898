import JSON

/// A strict reader of the part of XML 1.0 that data files use: elements, attributes, text, comments,
/// CDATA sections, the five named entities and character references.
///
/// There are no document types and so no entities of the file's own: what a file expands to is
/// bounded by its size. Nesting is bounded.
struct XMLDocument {
  private struct Element {
    let name: String
    let position: JSONPosition
    var fields: [(name: String, text: String, position: JSONPosition)] = []
    var text: [UInt8] = []
  }

  private static let maximumDepth = 64
  private let source: String
  private var scanner: TextScanner
  private var open: [Element] = []

  init(_ bytes: [UInt8], source: String) {
    self.source = source
    scanner = TextScanner(bytes)
  }

  /// The elements of a name as objects: their attributes, then their child elements' texts under
  /// the children's names, then the children's attributes as `child.attribute`.
  ///
  /// - Throws: An error where the document is not well-formed; no element is skipped.
  func records(of name: String) throws(JSONError) -> [Records.Record] {
    var reader = self
    return try reader.read(name)
  }

  private mutating func read(_ name: String) throws(JSONError) -> [Records.Record] {
    var records: [Records.Record] = []
    var hasRoot = false
    while true {
      if open.isEmpty { scanner.skipSpace() }
      guard !scanner.isAtEnd else { break }
      if scanner.take("<!--") {
        guard scanner.take(upTo: "-->") != nil else { throw error("the comment never ends") }
      } else if scanner.take("<?") {
        guard scanner.take(upTo: "?>") != nil else { throw error("the instruction never ends") }
      } else if scanner.take("<![CDATA[") {
        guard !open.isEmpty, let text = scanner.take(upTo: "]]>") else {
          throw error("this CDATA section never ends or is in no element")
        }
        open[open.count - 1].text += text
      } else if scanner.take("<!") {
        throw error("document types are not read: remove this declaration")
      } else if scanner.take("</") {
        let closed = try closeTag()
        if closed.name == name {
          records.append(try record(closed))
        } else if let parent = open.indices.last, open.contains(where: { $0.name == name }) {
          open[parent].fields.append(
            (closed.name, String(decoding: closed.text, as: UTF8.self), closed.position))
          open[parent].fields += closed.fields.map { (closed.name + "." + $0.0, $0.1, $0.2) }
        }
      } else if scanner.peek == UInt8(ascii: "<") {
        guard !open.isEmpty || !hasRoot else { throw error("there is a second root element") }
        hasRoot = true
        try openTag()
      } else {
        guard !open.isEmpty else { throw error("there is text outside the root element") }
        open[open.count - 1].text += try character()
      }
    }
    if let element = open.last {
      throw JSONError(
        source: source, position: element.position, path: "",
        reason: "<\(element.name)> is never closed")
    }
    return records
  }

  private func record(_ element: Element) throws(JSONError) -> Records.Record {
    var positions: [String: JSONPosition] = [:]
    var members: [JSONMember] = []
    for field in element.fields {
      guard positions.updateValue(field.position, forKey: field.name) == nil else {
        throw JSONError(
          source: source, position: field.position, path: field.name,
          reason: "'\(field.name)' occurs twice in <\(element.name)>")
      }
      members.append(JSONMember(field.name, JSONValue(field.text)))
    }
    return Records.Record(
      number: element.position.line, result: .success(JSONValue(members)), positions: positions)
  }

  private mutating func openTag() throws(JSONError) {
    let start = scanner.position
    scanner.advance()
    var element = Element(name: try name(), position: start)
    while true {
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: ">")) { break }
      if scanner.take("/>") {
        if let parent = open.indices.last { open[parent].fields.append((element.name, "", start)) }
        return
      }
      let position = scanner.position
      let attribute = try name()
      scanner.skipSpace()
      guard scanner.take(UInt8(ascii: "=")) else { throw error("expected '=' after \(attribute)") }
      scanner.skipSpace()
      guard let quote = scanner.peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      else { throw error("the value of \(attribute) is not in quotes") }
      scanner.advance()
      var value: [UInt8] = []
      while !scanner.take(quote) {
        guard !scanner.isAtEnd, scanner.peek != UInt8(ascii: "<") else {
          throw error("the value of \(attribute) never ends")
        }
        value += try character()
      }
      element.fields.append((attribute, String(decoding: value, as: UTF8.self), position))
    }
    guard open.count < Self.maximumDepth else { throw error("elements are nested too deep") }
    open.append(element)
  }

  private mutating func closeTag() throws(JSONError) -> Element {
    let name = try name()
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: ">")) else { throw error("expected '>'") }
    guard let element = open.popLast(), element.name == name else {
      throw error("</\(name)> closes no element that is open here")
    }
    return element
  }

  private mutating func name() throws(JSONError) -> String {
    var bytes: [UInt8] = []
    while let byte = scanner.peek, !" \t\r\n=/><&\"'".utf8.contains(byte) {
      bytes.append(byte)
      scanner.advance()
    }
    guard !bytes.isEmpty else { throw error("expected a name") }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The next character, or the one that a reference stands for.
  private mutating func character() throws(JSONError) -> [UInt8] {
    guard let byte = scanner.peek else { throw error("the document ends here") }
    guard byte == UInt8(ascii: "&") else {
      scanner.advance()
      return [byte]
    }
    for (name, letter) in [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'")]
    where scanner.take("&\(name);") {
      return Array(letter.utf8)
    }
    let start = scanner
    if scanner.take("&#") {
      let isHexadecimal = scanner.take(UInt8(ascii: "x"))
      var digits = ""
      while let digit = scanner.peek, digit != UInt8(ascii: ";"), digits.utf8.count < 8 {
        digits.unicodeScalars.append(Unicode.Scalar(digit))
        scanner.advance()
      }
      if scanner.take(UInt8(ascii: ";")), let code = UInt32(digits, radix: isHexadecimal ? 16 : 10),
        let scalar = Unicode.Scalar(code), code >= 0x20 || code == 0x09 || code == 0x0a
      {
        return Array(String(scalar).utf8)
      }
    }
    scanner = start
    throw error("'&' starts no reference: write &amp;")
  }

  private func error(_ reason: String) -> JSONError {
    JSONError(source: source, position: scanner.position, path: "", reason: reason)
  }
}
