import JSON
import Storage
import Terminal

/// `stepmark status`.
enum StatusCommand {
  static let command = Command(
    name: "status",
    summary: "Say what a store holds and what its runs did.",
    examples: [Example("stepmark status --store demo/stepmark.db", "the demo's store")],
    options: [CommonOptions.filledStore, CommonOptions.json]
  ) { invocation in
    let store = try invocation.openedStore()
    let tables = try await store.read { (store) throws(DatabaseError) in try store.overview() }
    if invocation.flag("json") {
      let members = tables.map { title, columns, rows in
        JSONMember(
          title,
          JSONValue(
            rows.map { row in JSONValue(zip(columns, row).map { JSONMember($0, json($1)) }) })
        )
      }
      Console.writeLine(JSONValue(members).serialized())
      return .success
    }
    for (title, all, allRows) in tables where !allRows.isEmpty {
      let shown = all.indices.filter { index in
        !rare.contains(all[index])
          || allRows.contains { $0[index] != .null && $0[index] != .integer(0) }
      }
      let columns = shown.map { all[$0] }
      let rows = allRows.map { row in shown.map { row[$0] } }
      Console.writeLine(title)
      var table = TextTable(
        columns.map { .init($0, isNumeric(rows, $0, columns) ? .right : .left) })
      for row in rows { table.add(row.map(text)) }
      // What goes into a file or to another program is not cut.
      Console.write(
        Console.isTerminal(.output) ? table.rendered(width: Console.width()) : table.rendered())
      Console.writeLine()
    }
    return .success
  }

  /// Columns that are shown where one row has something to say in them.
  private static let rare: Set<String> = ["neutral", "settings"]

  private static func isNumeric(_ rows: [[SQLValue]], _ name: String, _ columns: [String]) -> Bool {
    guard let column = columns.firstIndex(of: name) else { return false }
    return rows.allSatisfy {
      switch $0[column] {
      case .integer, .real: true
      default: false
      }
    }
  }

  static func text(_ value: SQLValue) -> String {
    switch value {
    case .null: "–"
    case .integer(let number): Quantity.grouped(Int(number))
    case .real(let number): Quantity.fixed(number, decimals: 3)
    case .text(let text): isTime(text) ? time(text) : text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }

  /// Whether a text is a time as the store keeps it: `2026-01-31T23:59:59Z`.
  private static func isTime(_ text: String) -> Bool {
    text.utf8.count == 20 && text.hasSuffix("Z") && text.dropFirst(10).hasPrefix("T")
  }

  /// `2026-01-31 23:59`: on a terminal every column counts.
  private static func time(_ text: String) -> String {
    text.prefix(10) + " " + text.dropFirst(11).prefix(5)
  }

  private static func json(_ value: SQLValue) -> JSONValue {
    switch value {
    case .null, .blob: .null
    case .integer(let number): JSONValue(number)
    case .real(let number): JSONValue(number)
    case .text(let text): JSONValue(text)
    }
  }
}
