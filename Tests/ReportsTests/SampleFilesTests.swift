import Glibc
import Reports
import Testing

@Suite("The sample page") struct SampleFilesTests {
  @Test("Rendering twice gives the same bytes; STEPMARK_SAMPLE_PAGES=FOLDER keeps them to look at")
  func writesSamples() throws {
    let files = [
      ("sample.html", HTMLRenderer().render(samplePage), HTMLRenderer().render(samplePage)),
      ("sample.json", JSONRenderer().render(samplePage), JSONRenderer().render(samplePage)),
      ("sample.md", MarkdownRenderer().render(samplePage), MarkdownRenderer().render(samplePage)),
    ]
    for (name, first, second) in files {
      #expect(first == second)
      guard let folder = getenv("STEPMARK_SAMPLE_PAGES") else { continue }
      let file = try #require(fopen(String(cString: folder) + "/" + name, "w"))
      #expect(fputs(first, file) >= 0)
      #expect(fclose(file) == 0)
    }
  }
}
