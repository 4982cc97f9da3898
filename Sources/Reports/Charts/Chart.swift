/// What all charts have: words for those who do not see them and a table of their numbers.
protocol Chart {
  /// What is shown.
  var title: String { get }
  /// What has to be said about it.
  var caption: String? { get }
  /// One sentence with what the chart says.
  var summary: String { get }
  /// The same numbers as a table.
  var table: Table { get }
  /// The names of the series for a legend, with how each is drawn.
  var legend: Legend? { get }
  /// The drawing, `width` units wide; its text is 12 units high.
  func draw(width: Double) -> Drawing
}

extension Chart {
  var legend: Legend? { nil }
}

/// The names of series and how they are drawn.
struct Legend {
  enum Swatch {
    case area
    case line
    case point
  }

  let names: [String]
  let swatch: Swatch
  /// Whether the wide drawing names its series itself.
  let isDirectWhenWide: Bool
}

extension Block {
  /// The chart of the block, if it is one.
  var chart: (any Chart)? {
    switch self {
    case .bars(let chart): chart
    case .stackedBars(let chart): chart
    case .lines(let chart): chart
    case .scatter(let chart): chart
    case .funnel(let chart): chart
    case .histogram(let chart): chart
    case .tree(let chart): chart
    case .paragraph, .note, .list, .keyFigures, .table, .solution, .code: nil
    }
  }
}
