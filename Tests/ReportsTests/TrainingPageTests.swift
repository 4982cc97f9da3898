import Curation
import TestSupport
import Testing

@testable import Reports

@Suite struct TrainingPageTests {
  private let folder = TemporaryFolder()

  private func parsed(_ text: String) -> TrainingRecord? {
    _ = folder.write(Array(text.utf8), to: TrainingRecord.file)
    return TrainingRecord(folder: folder.path)
  }

  @Test("A record becomes curves, drawn as SVG, and a row with the step that was kept")
  func recordsAreShown() throws {
    let record = try #require(
      parsed(
        """
        {"key":"k","lessons":"12 solutions","steps":40,"done_steps":30,"kept_step":10,
        "evaluated":"x","losses":[[10,3.25],[20,1.5],[30,0.875]],
        "evaluations":[{"step":10,"loss":1.0625,"correct":3,"problems":4},
        {"step":20,"loss":2.5,"correct":1,"problems":4}]}
        """))
    let sections = TrainingPage.sections([("base", record)])
    let page = Page("Training", sections: sections)
    let html = HTMLRenderer().render(page)
    #expect(html.contains("<svg"))
    for text in ["Loss of base", "held out", "Greedy accuracy of base", "30 of 40", "1.0625"] {
      #expect(html.contains(text), "\(text)")
    }
    let markdown = MarkdownRenderer().render(page)
    #expect(markdown.contains("| base | 12 solutions | 30 of 40 | 10 | 0.8750 | 1.0625 |"))
    guard case .lines(let losses)? = sections.first?.blocks.first else {
      Issue.record("the first block is no chart")
      return
    }
    #expect(losses.series.map(\.name) == ["taught", "held out"])
    #expect(losses.series[1].points.map(\.y) == [1.0625, 2.5])
  }

  @Test("Models without a record, or with another program's file, have no section")
  func nothingToShow() {
    #expect(TrainingRecord(folder: folder.path) == nil)
    #expect(parsed(#"{"key":"k"}"#) == nil)
    #expect(TrainingPage.sections([]).isEmpty)
  }
}
