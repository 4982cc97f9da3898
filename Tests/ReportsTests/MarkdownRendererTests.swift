import Testing

@testable import Reports

@Suite("Markdown") struct MarkdownRendererTests {
  @Test(
    "Text is shown as it is",
    arguments: [
      ("3 * 4 = 12", "3 \\* 4 = 12"), ("a|b", "a\\|b"), ("<b>&amp;", "\\<b\\>\\&amp;"),
      ("$x$ and `y`", "\\$x\\$ and \\`y\\`"), ("[a](http://b.c)", "\\[a\\](http\\://b.c)"),
      ("www.a.b", "www\\.a.b"), ("a@b.c", "a\\@b.c"), ("line\nbreak", "line break"),
      ("1. not a list", "1\\. not a list"), ("- nor this", "\\- nor this"), ("# no", "\\# no"),
      ("3.5 and 2 + 2", "3.5 and 2 + 2"), ("\u{1b}[0m", "\u{fffd}\\[0m"),
    ])
  func escapes(text: String, expected: String) { #expect(inline(text) == expected) }

  @Test("Spaces stay outside of stressed text")
  func stress() {
    #expect(strong("a: ") == "**a:** ")
    #expect(strong(" *") == " **\\***")
    #expect(strong("  ") == "  ")
    #expect(strong("") == "")
  }

  @Test("Code is fenced with more backticks than it holds")
  func fences() {
    #expect(fenced("a\n```\nb") == "````\na\n```\nb\n````")
    #expect(codeSpan("a`b") == "``a`b``")
    #expect(codeSpan("`") == "`` ` ``")
  }

  @Test("A chart becomes a table with its words")
  func charts() {
    let page = Page(
      "P",
      sections: [
        Section(
          "S",
          [
            .funnel(Funnel("Stages", stages: [.init("in", 200), .init("out", 50, note: "why")])),
            .keyFigures([KeyFigure("k", "1", detail: "d")]),
            .solution(MarkedSolution("t", steps: [.init("s", .negative, counts: "0/8")])),
          ])
      ], command: "stepmark report")
    #expect(
      MarkdownRenderer().render(page)
        == """
        # P

        ## S

        **Stages**

        50 of 200 are left (25.0%).

        | Stage | Left | Of the stage before | Why |
        | :-- | --: | --: | :-- |
        | in | 200 | – |  |
        | out | 50 | 25.0% | why |

        - k: **1** (d)

        ### t

        1. **−** s  
           *first error · 0/8*

        This report is made by

        ```
        stepmark report
        ```

        """)
  }

  @Test("Every number of the page is in the Markdown")
  func sameContents() {
    let text = MarkdownRenderer().render(samplePage)
    for number in ["61,440", "82,565", "26.5%", "0/8", "51.7%", "1,319"] {
      #expect(text.contains(number), "\(number)")
    }
  }
}
