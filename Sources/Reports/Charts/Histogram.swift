/// How values are distributed over ranges.
public struct Histogram: Hashable, Sendable {
  /// A value that is marked by a line.
  public struct Marker: Hashable, Sendable {
    /// Where.
    public var value: Double
    /// What it is called.
    public var label: String

    /// Makes a marker.
    public init(_ value: Double, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  /// What is shown.
  public var title: String
  /// What has to be said about it.
  public var caption: String?
  /// The boundaries of the ranges, ascending: one more than there are counts.
  public var edges: [Double]
  /// How many values lie in each range.
  public var counts: [Int]
  /// What is measured.
  public var xLabel: String
  /// How boundaries are written.
  public var format: ValueFormat
  /// A value to mark.
  public var marker: Marker?

  /// Makes a histogram.
  public init(
    _ title: String, caption: String? = nil, edges: [Double], counts: [Int], xLabel: String,
    format: ValueFormat = .count, marker: Marker? = nil
  ) {
    precondition(edges.count == counts.count + 1, "one boundary more than there are counts")
    precondition(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "boundaries ascend")
    self.title = title
    self.caption = caption
    self.edges = edges
    self.counts = counts
    self.xLabel = xLabel
    self.format = format
    self.marker = marker
  }

  /// Counts values in ranges of equal, round width, at most about `ranges` of them.
  public init(
    _ title: String, caption: String? = nil, values: [Double], ranges: Int = 20, xLabel: String,
    format: ValueFormat = .count, marker: Marker? = nil
  ) {
    let finite = values.filter(\.isFinite)
    let ticks = Ticks(covering: (finite.min() ?? 0)...(finite.max() ?? 1), about: max(2, ranges))
    let edges = ticks.values
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for value in finite {
      counts[min(counts.count - 1, max(0, Int((value - edges[0]) / ticks.step)))] += 1
    }
    self.init(
      title, caption: caption, edges: edges, counts: counts, xLabel: xLabel, format: format,
      marker: marker)
  }
}

extension Histogram: Chart {
  var summary: String {
    guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }) else {
      return "No values."
    }
    let total = ValueFormat.count.text(Double(counts.reduce(0, +)))
    let mark = marker.map { " \($0.label): \(format.text($0.value))." } ?? ""
    return "\(total) values, most of them from \(format.text(edges[most])) to "
      + "\(format.text(edges[most + 1])).\(mark)"
  }

  var table: Table {
    Table(
      title, columns: [Table.Column(xLabel), Table.Column("Count", .right)],
      rows: counts.indices.map { index in
        [
          Table.Cell("\(format.text(edges[index])) to \(format.text(edges[index + 1]))"),
          Table.Cell(ValueFormat.count.text(Double(counts[index]))),
        ]
      })
  }
}
