/// A table with aligned columns and notes below it.
public struct Table: Hashable, Sendable {
  /// Where the texts of a column stand.
  public enum Alignment: String, Hashable, Sendable {
    /// At the left: words.
    case left
    /// At the right, digits below digits: numbers.
    case right
    /// In the middle: marks.
    case centre
  }

  /// The heading and alignment of a column.
  public struct Column: Hashable, Sendable {
    /// The heading.
    public var title: String
    /// Where its texts stand.
    public var alignment: Alignment

    /// Makes a column.
    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// A cell.
  public struct Cell: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The text.
    public var text: String
    /// Whether it stands out, such as the best of its column.
    public var isStrong: Bool

    /// Makes a cell.
    public init(_ text: String, strong: Bool = false) {
      self.text = text
      isStrong = strong
    }

    /// Makes a plain cell.
    public init(stringLiteral text: String) { self.init(text) }
  }

  /// What the table shows.
  public var title: String
  /// The columns.
  public var columns: [Column]
  /// The cells, row by row.
  public var rows: [[Cell]]
  /// What has to be said about single cells or the whole.
  public var notes: [String]

  /// Makes a table; every row has one cell for each column.
  public init(_ title: String, columns: [Column], rows: [[Cell]] = [], notes: [String] = []) {
    precondition(
      rows.allSatisfy { $0.count == columns.count }, "a row has one cell for each column")
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}
