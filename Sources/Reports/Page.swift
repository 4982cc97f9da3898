/// A report: a title and sections of blocks, independent of how it is rendered.
///
/// It holds no date and no machine: the same contents render to the same bytes.
public struct Page: Hashable, Sendable {
  /// The title.
  public var title: String
  /// One line below the title: what was measured, on what.
  public var subtitle: String?
  /// The sections, in order.
  public var sections: [Section]
  /// The command that remakes the report.
  public var command: String?

  /// Makes a page.
  public init(
    _ title: String, subtitle: String? = nil, sections: [Section] = [], command: String? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
    self.command = command
  }
}

/// A part of a page under a heading.
public struct Section: Hashable, Sendable {
  /// The heading.
  public var title: String
  /// What stands under it.
  public var blocks: [Block]

  /// Makes a section.
  public init(_ title: String, _ blocks: [Block] = []) {
    self.title = title
    self.blocks = blocks
  }
}

/// One thing on a page.
public enum Block: Hashable, Sendable {
  /// Running text.
  case paragraph(Paragraph)
  /// Text that must not be overlooked: a limit of what the page shows.
  case note(Paragraph)
  /// Points of equal weight.
  case list([Paragraph])
  /// The numbers to remember.
  case keyFigures([KeyFigure])
  /// A table.
  case table(Table)
  /// Bars with intervals.
  case bars(BarChart)
  /// Bars cut into parts.
  case stackedBars(StackedBarChart)
  /// Curves with interval bands.
  case lines(LineChart)
  /// Points.
  case scatter(ScatterPlot)
  /// What is left after each stage.
  case funnel(Funnel)
  /// How values are distributed.
  case histogram(Histogram)
  /// A search tree.
  case tree(TreeDiagram)
  /// A solution with labelled steps.
  case solution(MarkedSolution)
  /// Text to copy or read as it is.
  case code(String)
}

/// Running text with a few emphases.
public struct Paragraph: Hashable, Sendable, ExpressibleByStringLiteral {
  /// A piece of text.
  public enum Span: Hashable, Sendable {
    /// Plain.
    case text(String)
    /// Stressed.
    case strong(String)
    /// A name to type.
    case code(String)
  }

  /// The pieces, in order.
  public var spans: [Span]

  /// Makes a paragraph of pieces.
  public init(_ spans: [Span]) { self.spans = spans }

  /// Makes a plain paragraph.
  public init(_ text: String) { spans = [.text(text)] }

  /// Makes a plain paragraph.
  public init(stringLiteral text: String) { self.init(text) }
}

/// A number to remember, with what it is.
public struct KeyFigure: Hashable, Sendable {
  /// What the number is.
  public var label: String
  /// The number as it is shown.
  public var value: String
  /// What stands below it, such as its interval.
  public var detail: String?

  /// Makes a key figure of texts.
  public init(_ label: String, _ value: String, detail: String? = nil) {
    self.label = label
    self.value = value
    self.detail = detail
  }
}
