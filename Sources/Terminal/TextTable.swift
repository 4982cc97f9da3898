/// A table in aligned columns for the terminal.
public struct TextTable: Sendable {
  /// Where the texts of a column stand.
  public enum Alignment: Sendable {
    /// At the left: words.
    case left
    /// At the right: numbers.
    case right
  }

  /// The heading and alignment of one column.
  public struct Column: Sendable {
    /// The heading.
    public let title: String
    /// Where its texts stand.
    public let alignment: Alignment

    /// Makes a column.
    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// The columns.
  public let columns: [Column]
  /// The cells, row by row.
  public private(set) var rows: [[String]] = []

  /// Makes a table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row: one text for each column.
  public mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has one cell for each column")
    rows.append(cells.map { printable($0) })
  }

  /// The table as text.
  ///
  /// Cells of the widest left-aligned column are cut where a line would be
  /// longer than `width`.
  public func rendered(width: Int = .max) -> String {
    var widths = columns.indices.map { column in
      max(displayWidth(columns[column].title), rows.map { displayWidth($0[column]) }.max() ?? 0)
    }
    shrink(&widths, to: width)
    let head = line(columns.map(\.title), widths)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([head, rule] + rows.map { line($0, widths) }).map { $0 + "\n" }.joined()
  }

  private func shrink(_ widths: inout [Int], to width: Int) {
    let total = widths.reduce(0, +) + 2 * max(0, widths.count - 1)
    let flexible = columns.indices.filter { columns[$0].alignment == .left }
    guard total > width, let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
    widths[widest] = max(8, widths[widest] - (total - width))
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let text = truncated(cell, to: widths[index])
      let padding = String(repeating: " ", count: widths[index] - displayWidth(text))
      if index > 0 { line += "  " }
      line += columns[index].alignment == .left ? text + padding : padding + text
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
