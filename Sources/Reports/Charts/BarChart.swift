import Evaluation

/// Horizontal bars with intervals, in one or more series.
public struct BarChart: Hashable, Sendable {
  /// One bar.
  public struct Bar: Hashable, Sendable {
    /// How long it is.
    public var value: Double
    /// Where the true value plausibly lies.
    public var interval: Interval?

    /// Makes a bar.
    public init(_ value: Double, interval: Interval? = nil) {
      self.value = value
      self.interval = interval
    }

    /// Makes a bar of an estimate.
    public init(_ estimate: Estimate) {
      self.init(estimate.value, interval: estimate.interval)
    }
  }

  /// The bars of one label, one for each series; `nil` where there is no value.
  public struct Group: Hashable, Sendable {
    /// What is measured.
    public var label: String
    /// The bars.
    public var bars: [Bar?]

    /// Makes a group.
    public init(_ label: String, _ bars: [Bar?]) {
      self.label = label
      self.bars = bars
    }
  }

  /// What is shown.
  public var title: String
  /// What has to be said about it.
  public var caption: String?
  /// The names of the series; one without a name needs no legend.
  public var series: [String]
  /// The groups, from top to bottom.
  public var groups: [Group]
  /// How values are written.
  public var format: ValueFormat
  /// The ends of the axis; from 0 to the longest bar where it is not given.
  public var domain: ClosedRange<Double>?

  /// Makes a chart; every group has one bar for each series.
  public init(
    _ title: String, caption: String? = nil, series: [String] = [""], groups: [Group],
    format: ValueFormat = .percent(1), domain: ClosedRange<Double>? = nil
  ) {
    precondition(
      groups.allSatisfy { $0.bars.count == series.count }, "a group has one bar for each series")
    self.title = title
    self.caption = caption
    self.series = series
    self.groups = groups
    self.format = format
    self.domain = domain
  }
}

extension BarChart: Chart {
  var summary: String {
    let values = groups.flatMap { group in
      zip(series, group.bars).compactMap { name, bar in
        bar.map { (name: name.isEmpty ? group.label : "\(group.label), \(name)", value: $0.value) }
      }
    }
    guard let most = values.max(by: { $0.value < $1.value }),
      let least = values.min(by: { $0.value < $1.value })
    else { return "No values." }
    guard values.count > 1 else { return "\(most.name): \(format.text(most.value))." }
    return
      "From \(format.text(least.value)) (\(least.name)) to \(format.text(most.value)) (\(most.name))."
  }

  var table: Table {
    let hasIntervals = groups.contains { $0.bars.contains { $0?.interval != nil } }
    let columns = series.flatMap { name -> [Table.Column] in
      let value = Table.Column(name.isEmpty ? "Value" : name, .right)
      return hasIntervals ? [value, Table.Column("95 % interval", .right)] : [value]
    }
    return Table(
      title, columns: [Table.Column("")] + columns,
      rows: groups.map { group in
        [Table.Cell(group.label)]
          + group.bars.flatMap { bar -> [Table.Cell] in
            let value = Table.Cell(bar.map { format.text($0.value) } ?? "–")
            let interval = Table.Cell(bar?.interval.map { format.text($0) } ?? "–")
            return hasIntervals ? [value, interval] : [value]
          }
      })
  }

  var legend: Legend? {
    series.count > 1 ? Legend(names: series, swatch: .area, isDirectWhenWide: false) : nil
  }
}
