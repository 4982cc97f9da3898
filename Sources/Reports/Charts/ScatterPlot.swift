import Evaluation

/// Points against two axes, such as stated confidence against frequency.
public struct ScatterPlot: Hashable, Sendable {
  /// One point.
  public struct Point: Hashable, Sendable {
    /// Where it stands.
    public var x: Double
    /// How high it is.
    public var y: Double
    /// Where the true y plausibly lies.
    public var interval: Interval?
    /// How many observations it stands for: its area.
    public var weight: Double?
    /// What it is called.
    public var label: String?

    /// Makes a point.
    public init(
      x: Double, y: Double, interval: Interval? = nil, weight: Double? = nil, label: String? = nil
    ) {
      self.x = x
      self.y = y
      self.interval = interval
      self.weight = weight
      self.label = label
    }
  }

  /// Points that belong together.
  public struct Series: Hashable, Sendable {
    /// Their name.
    public var name: String
    /// The points.
    public var points: [Point]

    /// Makes a series.
    public init(_ name: String, _ points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// What is shown.
  public var title: String
  /// What has to be said about it.
  public var caption: String?
  /// The points.
  public var series: [Series]
  /// What the horizontal axis measures.
  public var xLabel: String
  /// What the vertical axis measures.
  public var yLabel: String
  /// How values of both axes are written.
  public var format: ValueFormat
  /// What the line y = x is called, or `nil` for none.
  ///
  /// With it both axes reach equally far.
  public var diagonal: String?
  /// The ends of both axes; around the data where they are not given.
  public var domain: ClosedRange<Double>?

  /// Makes a plot.
  public init(
    _ title: String, caption: String? = nil, series: [Series], xLabel: String, yLabel: String,
    format: ValueFormat = .decimal(2), diagonal: String? = nil,
    domain: ClosedRange<Double>? = nil
  ) {
    self.title = title
    self.caption = caption
    self.series = series
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.format = format
    self.diagonal = diagonal
    self.domain = domain
  }

  /// A reliability plot: how often predictions of each confidence come true.
  public static func reliability(
    _ title: String, caption: String? = nil, _ models: [(name: String, calibration: Calibration)]
  ) -> ScatterPlot {
    ScatterPlot(
      title, caption: caption,
      series: models.map { model in
        Series(
          model.name,
          model.calibration.bins.map { bin in
            Point(
              x: bin.confidence, y: bin.frequency, interval: bin.interval, weight: Double(bin.count)
            )
          })
      }, xLabel: "Stated probability", yLabel: "Came true", format: .percent(0),
      diagonal: "perfectly calibrated", domain: 0...1)
  }
}

extension ScatterPlot: Chart {
  var summary: String {
    let points = series.flatMap(\.points)
    guard let low = points.map(\.y).min(), let high = points.map(\.y).max() else {
      return "No points."
    }
    return "\(points.count) points with \(yLabel) from \(format.text(low)) to \(format.text(high))."
  }

  var table: Table {
    let points = series.flatMap(\.points)
    let hasNames = series.count > 1
    let hasLabels = points.contains { $0.label != nil }
    let hasIntervals = points.contains { $0.interval != nil }
    let hasWeights = points.contains { $0.weight != nil }
    var columns = [Table.Column(xLabel, .right), Table.Column(yLabel, .right)]
    if hasIntervals { columns.append(Table.Column("95 % interval", .right)) }
    if hasWeights { columns.append(Table.Column("Count", .right)) }
    if hasLabels { columns.insert(Table.Column("Point"), at: 0) }
    if hasNames { columns.insert(Table.Column("Series"), at: 0) }
    let rows = series.flatMap { series in
      series.points.map { point in
        var cells = [Table.Cell(format.text(point.x)), Table.Cell(format.text(point.y))]
        if hasIntervals { cells.append(Table.Cell(point.interval.map { format.text($0) } ?? "–")) }
        if hasWeights {
          cells.append(Table.Cell(point.weight.map { ValueFormat.count.text($0) } ?? "–"))
        }
        if hasLabels { cells.insert(Table.Cell(point.label ?? "–"), at: 0) }
        if hasNames { cells.insert(Table.Cell(series.name), at: 0) }
        return cells
      }
    }
    return Table(title, columns: columns, rows: rows)
  }

  var legend: Legend? {
    series.count > 1
      ? Legend(names: series.map(\.name), swatch: .point, isDirectWhenWide: false) : nil
  }
}
