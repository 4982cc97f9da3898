/// Renders a page as one HTML file that needs nothing else: no script, no font, no image.
public struct HTMLRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The page as HTML; equal pages give equal bytes.
  public func render(_ page: Page) -> String {
    var markup = Markup()
    markup.literal("<!doctype html>\n")
    markup.element("html", ["lang": "en"]) { html in
      html.newline()
      html.element("head") { head(page, &$0) }
      html.newline()
      html.element("body") { body in
        body.append(hatches)
        body.newline()
        body.element("main") { main(page, &$0) }
      }
    }
    markup.newline()
    return markup.source
  }

  private func head(_ page: Page, _ head: inout Markup) {
    head.empty("meta", ["charset": "utf-8"])
    head.empty(
      "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    head.empty("meta", ["name": "color-scheme", "content": "light dark"])
    // A second wall behind the escaping: the page may load and run nothing at all.
    head.empty(
      "meta",
      [
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
      ])
    head.newline()
    head.element("title", text: page.title)
    head.newline()
    head.element("style") { $0.literal(stylesheet) }
  }

  private func main(_ page: Page, _ main: inout Markup) {
    main.newline()
    main.element("header") { header in
      header.element("h1", text: page.title)
      if let subtitle = page.subtitle {
        header.element("p", ["class": "subtitle"], text: subtitle)
      }
    }
    if page.sections.count > 3 { contents(page, &main) }
    var figures = 0
    for (index, section) in page.sections.enumerated() {
      main.newline()
      main.element("section", ["id": "section-\(index + 1)"]) { part in
        part.element("h2", text: section.title)
        render(section.blocks, figures: &figures, &part)
      }
    }
    if let command = page.command {
      main.newline()
      main.element("footer") { footer in
        footer.element("p", text: "This report is made by")
        footer.element("pre") { $0.element("code", text: command) }
      }
    }
    main.newline()
  }

  private func contents(_ page: Page, _ main: inout Markup) {
    main.newline()
    main.element("nav", ["aria-label": "Contents"]) { nav in
      nav.element("ol") { list in
        for (index, section) in page.sections.enumerated() {
          list.element("li") {
            $0.element("a", ["href": "#section-\(index + 1)"], text: section.title)
          }
        }
      }
    }
  }

  /// Charts that follow each other share a grid, two abreast where there is room.
  private func render(_ blocks: [Block], figures: inout Int, _ markup: inout Markup) {
    var rest = blocks[...]
    while let block = rest.first {
      markup.newline()
      guard block.chart != nil else {
        render(block, &markup)
        rest.removeFirst()
        continue
      }
      let charts = rest.prefix { $0.chart != nil }.compactMap(\.chart)
      rest = rest.dropFirst(charts.count)
      markup.element("div", ["class": charts.count > 1 ? "charts" : "chart"]) { grid in
        for chart in charts {
          figures += 1
          grid.newline()
          render(chart, number: figures, &grid)
        }
      }
    }
  }

  private func render(_ block: Block, _ markup: inout Markup) {
    switch block {
    case .paragraph(let text):
      markup.element("p") { render(text, &$0) }
    case .note(let text):
      markup.element("p", ["class": "note", "role": "note"]) { render(text, &$0) }
    case .list(let points):
      markup.element("ul") { list in
        for point in points { list.element("li") { render(point, &$0) } }
      }
    case .keyFigures(let figures): render(figures, &markup)
    case .table(let table): render(table, &markup)
    case .solution(let solution): render(solution, &markup)
    case .code(let text):
      markup.element("pre", ["tabindex": "0"]) { $0.element("code", text: text) }
    case .bars, .stackedBars, .lines, .scatter, .funnel, .histogram, .tree:
      preconditionFailure("charts are rendered with their neighbours")
    }
  }

  private func render(_ paragraph: Paragraph, _ markup: inout Markup) {
    for span in paragraph.spans {
      switch span {
      case .text(let text): markup.text(text)
      case .strong(let text): markup.element("strong", text: text)
      case .code(let text): markup.element("code", text: text)
      }
    }
  }

  private func render(_ figures: [KeyFigure], _ markup: inout Markup) {
    markup.element("dl", ["class": "tiles"]) { list in
      for figure in figures {
        list.element("div") { tile in
          tile.element("dt", text: figure.label)
          tile.element("dd", ["class": "value"], text: figure.value)
          if let detail = figure.detail { tile.element("dd", text: detail) }
        }
      }
    }
  }
}
