import JSON

/// Comma-separated values as RFC 4180 has them: a header line, quotes doubled inside quotes, line
/// breaks allowed inside quotes.
struct CSVDocument {
  private struct Cell {
    let text: String
    let position: JSONPosition
  }

  private let bytes: [UInt8]
  private let source: String

  init(_ bytes: [UInt8], source: String) {
    self.bytes = bytes
    self.source = source
  }

  /// The records under the header line, as objects of strings.
  ///
  /// A record with another number of cells than the header is an error of its own.
  ///
  /// - Throws: An error in the header, or a quote that never closes.
  func records() throws(JSONError) -> [Records.Record] {
    var lines = try rows()
    guard !lines.isEmpty else { return [] }
    let header = lines.removeFirst()
    var seen: Set<String> = []
    for cell in header where !seen.insert(cell.text).inserted {
      throw error(cell.position, "the column '\(cell.text)' occurs twice")
    }
    return lines.map { cells in
      let line = cells[0].position.line
      guard cells.count == header.count else {
        return Records.Record(
          number: line,
          result: .failure(
            error(
              cells[0].position, "\(cells.count) cells where the header has \(header.count)")))
      }
      var positions: [String: JSONPosition] = [:]
      var members: [JSONMember] = []
      for (name, cell) in zip(header, cells) {
        members.append(JSONMember(name.text, JSONValue(cell.text)))
        positions[name.text] = cell.position
      }
      return Records.Record(
        number: line, result: .success(JSONValue(members)), positions: positions)
    }
  }

  private func rows() throws(JSONError) -> [[Cell]] {
    var scanner = TextScanner(bytes)
    var rows: [[Cell]] = []
    while !scanner.isAtEnd {
      var row: [Cell] = []
      repeat { row.append(try cell(&scanner)) } while scanner.take(UInt8(ascii: ","))
      if !scanner.isAtEnd, !scanner.takeLineBreak() {
        throw error(scanner.position, "expected ',' or a line break after the closing quote")
      }
      if row.count > 1 || !row[0].text.isEmpty { rows.append(row) }
    }
    return rows
  }

  private func cell(_ scanner: inout TextScanner) throws(JSONError) -> Cell {
    let start = scanner.position
    var text: [UInt8] = []
    guard scanner.take(UInt8(ascii: "\"")) else {
      while let byte = scanner.peek, byte != UInt8(ascii: ","), byte != 0x0a, byte != 0x0d {
        text.append(byte)
        scanner.advance()
      }
      return Cell(text: String(decoding: text, as: UTF8.self), position: start)
    }
    while let byte = scanner.peek {
      scanner.advance()
      if byte != UInt8(ascii: "\"") {
        text.append(byte)
      } else if scanner.take(UInt8(ascii: "\"")) {
        text.append(byte)
      } else {
        return Cell(text: String(decoding: text, as: UTF8.self), position: start)
      }
    }
    throw error(start, "the quote never closes")
  }

  private func error(_ position: JSONPosition, _ reason: String) -> JSONError {
    JSONError(source: source, position: position, path: "", reason: reason)
  }
}
