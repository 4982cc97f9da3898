/// Renders a page as GitHub-flavoured Markdown with the same contents; charts become tables.
public struct MarkdownRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The page as Markdown; equal pages give equal bytes.
  public func render(_ page: Page) -> String {
    var parts = ["# " + inline(page.title)]
    if let subtitle = page.subtitle { parts.append(inline(subtitle)) }
    for section in page.sections {
      parts.append("## " + inline(section.title))
      parts += section.blocks.map(render)
    }
    if let command = page.command {
      parts.append("This report is made by")
      parts.append(fenced(command))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func render(_ block: Block) -> String {
    if let chart = block.chart {
      let words = [chart.caption, chart.summary].compactMap { $0 }.map(inline)
      return ([strong(chart.title)] + words + [rows(chart.table)]).joined(
        separator: "\n\n")
    }
    switch block {
    case .paragraph(let text): return render(text)
    case .note(let text): return "> " + render(text)
    case .list(let points): return points.map { "- " + render($0) }.joined(separator: "\n")
    case .keyFigures(let figures):
      return figures.map { figure in
        let detail = figure.detail.map { " (\(inline($0)))" } ?? ""
        return "- \(inline(figure.label)): \(strong(figure.value))\(detail)"
      }.joined(separator: "\n")
    case .table(let table):
      let notes = table.notes.map(inline).joined(separator: "  \n")
      let title = table.title.isEmpty ? "" : strong(table.title)
      return [title, rows(table), notes].filter { !$0.isEmpty }.joined(separator: "\n\n")
    case .solution(let solution): return render(solution)
    case .code(let text): return fenced(text)
    case .bars, .stackedBars, .lines, .scatter, .funnel, .histogram, .tree:
      preconditionFailure("every chart has a table")
    }
  }

  private func render(_ paragraph: Paragraph) -> String {
    paragraph.spans.map { span in
      switch span {
      case .text(let text): inline(text)
      case .strong(let text): strong(text)
      case .code(let text): codeSpan(text)
      }
    }.joined()
  }

  private func rows(_ table: Table) -> String {
    let head = table.columns.map { inline($0.title) }
    let rules = table.columns.map { column in
      switch column.alignment {
      case .left: ":--"
      case .right: "--:"
      case .centre: ":-:"
      }
    }
    let body = table.rows.map { cells in
      cells.map { $0.isStrong ? strong($0.text) : inline($0.text) }
    }
    return ([head, rules] + body).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private func render(_ solution: MarkedSolution) -> String {
    var parts = ["### " + inline(solution.title)]
    if let statement = solution.statement { parts.append("> " + inline(statement)) }
    let steps = solution.steps.enumerated().map { index, step in
      var facts = [index == solution.firstError ? "first error" : step.mark.word]
      if let counts = step.counts { facts.append(inline(counts)) }
      if let interval = step.interval { facts.append(ValueFormat.decimal(2).text(interval)) }
      if let truth = step.truth { facts.append("truth \(truth.symbol) \(truth.word)") }
      if let note = step.note { facts.append(inline(note)) }
      let sign = step.mark.symbol == "+" ? "\\+" : step.mark.symbol
      return
        "\(index + 1). **\(sign)** \(inline(step.text))  \n   *\(facts.joined(separator: " · "))*"
    }
    parts.append(steps.joined(separator: "\n"))
    if let outcome = solution.outcome { parts.append(strong(outcome)) }
    return parts.joined(separator: "\n\n")
  }
}
