import Evaluation
import Testing

@testable import Reports

/// What a model may write to break out of a page.
private let hostileTexts = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
  "</title><script>", "</svg><script>", "</style><b>", "<!-- -->", "]]>", "&lt;b&gt; & <b>",
  "\u{0}\u{1b}[31m\u{202e}reversed", "`${x}`", "javascript:alert(1)",
]

/// A page that shows `text` in every place that takes a text.
private func page(everywhere text: String) -> Page {
  let interval = Interval(low: 0.2, high: 0.8)
  return Page(
    text, subtitle: text,
    sections: (0..<4).map { _ in
      Section(
        text,
        [
          .paragraph(Paragraph([.text(text), .strong(text), .code(text)])), .note(Paragraph(text)),
          .list([Paragraph(text)]), .keyFigures([KeyFigure(text, text, detail: text)]),
          .table(
            Table(
              text, columns: [.init(text)], rows: [[Table.Cell(text, strong: true)]], notes: [text])
          ),
          .bars(
            BarChart(
              text, caption: text, series: [text, text],
              groups: [.init(text, [.init(0.5, interval: interval), nil])])),
          .stackedBars(
            StackedBarChart(
              text, caption: text, parts: [text, text], bars: [.init(text, [1, 2])])),
          .lines(
            LineChart(
              text, caption: text,
              series: [
                .init(text, [.init(x: 1, y: 0.5, interval: interval), .init(x: 2, y: 0.6)]),
                .init(text, [.init(x: 1, y: 0.4), .init(x: 2, y: 0.5)]),
              ], xLabel: text, yLabel: text)),
          .scatter(
            ScatterPlot(
              text, caption: text, series: [.init(text, [.init(x: 0.1, y: 0.3, label: text)])],
              xLabel: text, yLabel: text, diagonal: text)),
          .funnel(
            Funnel(
              text, caption: text, stages: [.init(text, 9, note: text), .init(text, 4, note: text)])
          ),
          .histogram(
            Histogram(
              text, caption: text, edges: [0, 1, 2], counts: [3, 4], xLabel: text,
              marker: .init(1, text))),
          .solution(
            MarkedSolution(
              text, statement: text,
              steps: MarkedSolution.Mark.allCases.map { mark in
                .init(text, mark, counts: text, interval: interval, truth: .positive, note: text)
              }, outcome: text)),
          .code(text),
        ])
    }, command: text)
}

/// The tags of a document in order, without their attributes; `nil` where one is not closed.
private func tags(_ source: String) -> [String]? {
  var names: [String] = []
  var rest = source[...]
  while let start = rest.firstIndex(of: "<") {
    guard let end = rest[start...].firstIndex(of: ">") else { return nil }
    let tag = rest[rest.index(after: start)..<end]
    names.append(String(tag.prefix { $0 != " " }) + (tag.hasSuffix("/") ? "/" : ""))
    rest = rest[rest.index(after: end)...]
  }
  return names
}

@Suite("HTML") struct HTMLRendererTests {
  @Test("No text can add, close or change an element, wherever it stands", arguments: hostileTexts)
  func hostile(text: String) throws {
    let html = HTMLRenderer().render(page(everywhere: text))
    let harmless = HTMLRenderer().render(page(everywhere: "x"))
    #expect(tags(html) != nil && tags(html) == tags(harmless))
    // Between quotation marks and tags stands no raw character that could end either.
    #expect(html.count { $0 == "\"" } == harmless.count { $0 == "\"" })
    #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!html.unicodeScalars.contains { (0x202a...0x202e).contains($0.value) })
  }

  @Test("Every element that is opened is closed in order")
  func wellFormed() throws {
    var open: [String] = []
    for tag in try #require(tags(HTMLRenderer().render(samplePage))) where tag != "!doctype" {
      if tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == String(tag.dropFirst()))
      } else {
        open.append(tag)
      }
    }
    #expect(open.isEmpty)
  }

  @Test("The file needs nothing else and runs nothing")
  func selfContained() {
    let html = HTMLRenderer().render(samplePage)
    for forbidden in ["<script", "http://", "https://", "src=", "@import", "<link", "javascript:"] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
    #expect(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"))
  }

  @Test("Each drawing has a title, a description and an id of its own")
  func accessible() {
    let html = HTMLRenderer().render(samplePage)
    let drawings = html.components(between: "<svg class=\"wide\"", and: "</svg>")
    #expect(drawings.count == 7)
    #expect(drawings.allSatisfy { $0.contains("<title id=") && $0.contains("<desc id=") })
    let ids = html.components(between: " id=\"", and: "\"")
    #expect(Set(ids).count == ids.count)
  }

  @Test("A label shows its sign and its word, and the first wrong step says so")
  func marks() {
    let html = HTMLRenderer().render(samplePage)
    for mark in [MarkedSolution.Mark.positive, .neutral, .abstain, .none] {
      #expect(html.contains(">\(mark.symbol)</span>"))
      #expect(html.contains("<strong>\(mark.word)</strong>"))
    }
    #expect(
      html.components(between: "<strong>", and: "</strong>").count { $0 == "first error" } == 1)
    #expect(html.contains("truth − wrong, differs"))
  }

  @Test("A page without numbers renders too")
  func emptyCharts() throws {
    let page = Page(
      "Nothing yet",
      sections: [
        Section(
          "Empty",
          [
            .bars(BarChart("b", groups: [])),
            .lines(LineChart("l", series: [], xLabel: "x", yLabel: "y")),
            .stackedBars(StackedBarChart("s", parts: ["a"], bars: [.init("none", [0])])),
            .scatter(ScatterPlot("p", series: [], xLabel: "x", yLabel: "y")),
            .funnel(Funnel("f", stages: [])), .tree(TreeDiagram("t", nodes: [])),
            .histogram(Histogram("h", values: [], xLabel: "x")),
            .lines(
              LineChart(
                "one", series: [.init("s", [.init(x: 4, y: 0.5)])], xLabel: "k", yLabel: "y",
                logarithmic: true)),
          ])
      ])
    let html = HTMLRenderer().render(page)
    #expect(tags(html) != nil)
    #expect(!html.contains("nan") && !html.contains("inf\""))
    #expect(!MarkdownRenderer().render(page).isEmpty)
  }
}

extension String {
  /// The texts that stand between two marks.
  fileprivate func components(between start: String, and end: String) -> [Substring] {
    var result: [Substring] = []
    var rest = self[...]
    while let opening = rest.firstRange(of: start) {
      rest = rest[opening.upperBound...]
      guard let closing = rest.firstRange(of: end) else { break }
      result.append(rest[..<closing.lowerBound])
      rest = rest[closing.upperBound...]
    }
    return result
  }
}
