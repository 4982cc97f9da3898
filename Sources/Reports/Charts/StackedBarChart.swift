/// Horizontal bars cut into parts, such as the labels of each method.
public struct StackedBarChart: Hashable, Sendable {
  /// One bar: a number for each part.
  public struct Bar: Hashable, Sendable {
    /// What is counted.
    public var label: String
    /// How much falls to each part.
    public var values: [Double]

    /// Makes a bar.
    public init(_ label: String, _ values: [Double]) {
      self.label = label
      self.values = values
    }

    var total: Double { values.reduce(0, +) }
  }

  /// What is shown.
  public var title: String
  /// What has to be said about it.
  public var caption: String?
  /// The names of the parts.
  public var parts: [String]
  /// The bars, from top to bottom.
  public var bars: [Bar]
  /// How values are written.
  public var format: ValueFormat
  /// Whether every bar is drawn at full length, so that shares are compared and not amounts.
  public var isNormalised: Bool

  /// Makes a chart; every bar has one value, not below 0, for each part.
  public init(
    _ title: String, caption: String? = nil, parts: [String], bars: [Bar],
    format: ValueFormat = .count, normalised: Bool = true
  ) {
    precondition(
      bars.allSatisfy { $0.values.count == parts.count && $0.values.allSatisfy { $0 >= 0 } },
      "a bar has one value, not below 0, for each part")
    self.title = title
    self.caption = caption
    self.parts = parts
    self.bars = bars
    self.format = format
    isNormalised = normalised
  }
}

extension StackedBarChart: Chart {
  var summary: String {
    bars.map { bar in
      let largest = bar.values.indices.max { bar.values[$0] < bar.values[$1] }
      guard let largest, bar.total > 0 else { return "\(bar.label): nothing." }
      let share = ValueFormat.percent(0).text(bar.values[largest] / bar.total)
      return "\(bar.label): mostly \(parts[largest]) (\(share))."
    }.joined(separator: " ")
  }

  var table: Table {
    Table(
      title,
      columns: [Table.Column("")] + parts.map { Table.Column($0, .right) } + [
        Table.Column("Total", .right)
      ],
      rows: bars.map { bar in
        [Table.Cell(bar.label)]
          + bar.values.map { value in
            let share = bar.total > 0 ? " (\(ValueFormat.percent(0).text(value / bar.total)))" : ""
            return Table.Cell(format.text(value) + share)
          } + [Table.Cell(format.text(bar.total))]
      })
  }

  var legend: Legend? { Legend(names: parts, swatch: .area, isDirectWhenWide: false) }
}
