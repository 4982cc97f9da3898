import Evaluation
import JSON

/// Renders a page as JSON with the numbers unrounded, for programs that read reports.
///
/// Every block is an object whose `kind` names it; what is not there is `null`.
public struct JSONRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The page as indented JSON with a line break at its end; equal pages give equal bytes.
  public func render(_ page: Page) -> String { value(page).serialized(pretty: true) + "\n" }

  /// The page as a JSON value.
  public func value(_ page: Page) -> JSONValue {
    [
      "title": JSONValue(page.title), "subtitle": text(page.subtitle),
      "command": text(page.command),
      "sections": JSONValue(
        page.sections.map { section in
          [
            "title": JSONValue(section.title),
            "blocks": JSONValue(section.blocks.map(value)),
          ]
        }),
    ]
  }

  private func value(_ block: Block) -> JSONValue {
    switch block {
    case .paragraph(let text): ["kind": "paragraph", "text": JSONValue(plain(text))]
    case .note(let text): ["kind": "note", "text": JSONValue(plain(text))]
    case .list(let points):
      ["kind": "list", "points": JSONValue(points.map { JSONValue(plain($0)) })]
    case .keyFigures(let figures): value(figures)
    case .table(let table): value(table)
    case .bars(let chart): value(chart)
    case .stackedBars(let chart): value(chart)
    case .lines(let chart): value(chart)
    case .scatter(let chart): value(chart)
    case .funnel(let chart): value(chart)
    case .histogram(let chart): value(chart)
    case .tree(let chart): value(chart)
    case .solution(let solution): value(solution)
    case .code(let text): ["kind": "code", "text": JSONValue(text)]
    }
  }

  private func value(_ figures: [KeyFigure]) -> JSONValue {
    [
      "kind": "key_figures",
      "figures": JSONValue(
        figures.map { figure in
          [
            "label": JSONValue(figure.label), "value": JSONValue(figure.value),
            "detail": text(figure.detail),
          ]
        }),
    ]
  }

  private func value(_ table: Table) -> JSONValue {
    [
      "kind": "table", "title": JSONValue(table.title),
      "columns": JSONValue(table.columns.map { JSONValue($0.title) }),
      "rows": JSONValue(
        table.rows.map { cells in JSONValue(cells.map { JSONValue($0.text) }) }),
      "notes": JSONValue(table.notes.map { JSONValue($0) }),
    ]
  }

  private func value(_ solution: MarkedSolution) -> JSONValue {
    [
      "kind": "solution", "title": JSONValue(solution.title),
      "statement": text(solution.statement),
      "steps": JSONValue(
        solution.steps.map { step in
          [
            "text": JSONValue(step.text), "label": JSONValue(step.mark.rawValue),
            "counts": text(step.counts), "interval": interval(step.interval),
            "truth": text(step.truth?.rawValue), "note": text(step.note),
          ]
        }),
      "first_error": JSONValue(solution.firstError.map { JSONValue($0) }),
      "outcome": text(solution.outcome),
    ]
  }

  private func plain(_ paragraph: Paragraph) -> String {
    paragraph.spans.map { span in
      switch span {
      case .text(let text), .strong(let text), .code(let text): text
      }
    }.joined()
  }

  func text(_ text: String?) -> JSONValue { JSONValue(text.map { JSONValue($0) }) }

  func interval(_ interval: Interval?) -> JSONValue {
    JSONValue(interval.map { [JSONValue($0.low), JSONValue($0.high)] })
  }
}
