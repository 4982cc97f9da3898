import Evaluation

/// Curves with interval bands, such as pass@k against k.
public struct LineChart: Hashable, Sendable {
  /// One point of a curve.
  public struct Point: Hashable, Sendable {
    /// Where it stands.
    public var x: Double
    /// How high it is.
    public var y: Double
    /// Where the true value plausibly lies.
    public var interval: Interval?

    /// Makes a point.
    public init(x: Double, y: Double, interval: Interval? = nil) {
      self.x = x
      self.y = y
      self.interval = interval
    }

    /// Makes a point of an estimate.
    public init(x: Double, _ estimate: Estimate) {
      self.init(x: x, y: estimate.value, interval: estimate.interval)
    }
  }

  /// One curve.
  public struct Series: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its points, by ascending x.
    public var points: [Point]

    /// Makes a curve.
    public init(_ name: String, _ points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// What is shown.
  public var title: String
  /// What has to be said about it.
  public var caption: String?
  /// The curves.
  public var series: [Series]
  /// What the horizontal axis counts.
  public var xLabel: String
  /// What the vertical axis measures.
  public var yLabel: String
  /// Whether equal distances are doublings; x is above 0 then.
  public var isLogarithmic: Bool
  /// How x is written.
  public var xFormat: ValueFormat
  /// How y is written.
  public var yFormat: ValueFormat
  /// The ends of the vertical axis; around the data where they are not given.
  public var yDomain: ClosedRange<Double>?

  /// Makes a chart.
  public init(
    _ title: String, caption: String? = nil, series: [Series], xLabel: String, yLabel: String,
    logarithmic: Bool = false, xFormat: ValueFormat = .count, yFormat: ValueFormat = .percent(1),
    yDomain: ClosedRange<Double>? = nil
  ) {
    precondition(
      !logarithmic || series.allSatisfy { $0.points.allSatisfy { $0.x > 0 } },
      "a logarithmic axis has no place for 0")
    self.title = title
    self.caption = caption
    self.series = series
    self.xLabel = xLabel
    self.yLabel = yLabel
    isLogarithmic = logarithmic
    self.xFormat = xFormat
    self.yFormat = yFormat
    self.yDomain = yDomain
  }
}

extension LineChart: Chart {
  var summary: String {
    series.compactMap { curve in
      guard let first = curve.points.first, let last = curve.points.last else { return nil }
      return "\(curve.name): \(yFormat.text(first.y)) at \(xFormat.text(first.x)) to "
        + "\(yFormat.text(last.y)) at \(xFormat.text(last.x))."
    }.joined(separator: " ")
  }

  var table: Table {
    let places = Set(series.flatMap { $0.points.map(\.x) }).sorted()
    return Table(
      title, columns: [Table.Column(xLabel, .right)] + series.map { Table.Column($0.name, .right) },
      rows: places.map { x in
        [Table.Cell(xFormat.text(x))]
          + series.map { curve in
            guard let point = curve.points.first(where: { $0.x == x }) else { return "–" }
            let interval = point.interval.map { " (\(yFormat.text($0)))" } ?? ""
            return Table.Cell(yFormat.text(point.y) + interval)
          }
      })
  }

  var legend: Legend? {
    guard series.count > 1 else { return nil }
    // Names beside the curves are read fastest, as long as they leave room for the curves.
    let fits = series.count <= 8 && series.allSatisfy { textWidth($0.name) <= 195 }
    return Legend(names: series.map(\.name), swatch: .line, isDirectWhenWide: fits)
  }
}
