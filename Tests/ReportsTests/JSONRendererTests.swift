import JSON
import Reports
import Testing

@Suite("JSON reports") struct JSONRendererTests {
  @Test("Numbers are unrounded and every block says its kind")
  func numbers() throws {
    let chart = LineChart(
      "pass@k", series: [.init("base", [.init(x: 1, y: 1.0 / 3)])], xLabel: "k", yLabel: "y")
    let page = Page("P", sections: [Section("S", [.lines(chart), .code("x")])])
    let value = JSONRenderer().value(page)
    let blocks = try value["sections"].array()[0]["blocks"].array()
    #expect(try blocks.map { try $0["kind"].string() } == ["lines", "code"])
    let point = try blocks[0]["series"].array()[0]["points"].array()[0]
    #expect(try point["y"].double() == 1.0 / 3)
    #expect(try point["interval"].isNull)
    #expect(try value["subtitle"].isNull)
  }

  @Test("The sample page has all kinds, and its first wrong step by position")
  func kinds() throws {
    let sections = try JSONRenderer().value(samplePage)["sections"].array()
    let blocks = try sections.flatMap { try $0["blocks"].array() }
    let kinds = try Set(blocks.map { try $0["kind"].string() })
    #expect(
      kinds == [
        "paragraph", "note", "list", "key_figures", "table", "bars", "stacked_bars", "lines",
        "scatter", "funnel", "histogram", "tree", "solution", "code",
      ])
    let solution = try #require(try blocks.first { try $0["kind"].string() == "solution" })
    #expect(try solution["first_error"].int() == 3)
    #expect(JSONRenderer().render(samplePage).hasSuffix("}\n"))
  }
}
