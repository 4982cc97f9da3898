import Answers
import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import TestSupport
import Testing

@Suite("Pairs and answers that leave and come back")
struct AnswerRoundTripTests {
  private static let formats = DatasetFormats.all.filter { $0.lineShape == .answers }

  /// Every format with the usual cap, and one with the least and with none that is reached.
  private static let capped: [(any DatasetFormat, Int)] =
    formats.map { ($0, 4) } + [1, 100].map { (TRLPreferenceFormat(), $0) }

  private func emptyStore() async throws -> (store: Store, run: Int) {
    let store = try Store(path: ":memory:", access: .write)
    let run = try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: "import", recipe: "{}", seed: 0, version: "0", time: "2026-01-01T00:00:00Z")
    }
    return (store, run)
  }

  private func again(_ store: Store, _ format: any DatasetFormat, to path: String) async throws {
    let selection = LabelledSelection(
      suite: "toy", split: "train", model: nil, purpose: .published, method: nil, order: .rows)
    _ = try await DatasetExport(
      solutions: SolutionGroups(store: store, selection: selection, policy: ExportPolicy()),
      format: format, path: path
    ).run()
  }

  @Test("There are seven such formats") func count() { #expect(Self.formats.count == 7) }

  @Test(
    "A store's export, imported into an empty store, is exported as the same bytes",
    arguments: capped)
  func sameBytes(format: any DatasetFormat, pairs: Int) async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 4)
    try await curation.everything()
    let adjusted = (format as? any AdjustableFormat)?.adjusted(to: FormatOptions(pairs: pairs))
    let format = adjusted ?? format
    let path = folder.file("a.jsonl")
    let (files, _) = try await curation.export(format, to: path).run()
    #expect(files[0].lines >= 4)
    let (store, run) = try await emptyStore()
    let work = try #require(
      LabelledImport(
        store: store, judge: .standard, run: run, format: format, suite: "toy", split: "train",
        model: "script"))
    let result = try await work.run(path)
    #expect(result.rejected == 0 && result.records == files[0].lines)
    try await again(store, format, to: folder.file("b.jsonl"))
    #expect(try FileBytes.read(path) == FileBytes.read(folder.file("b.jsonl")))
    // A second import changes nothing.
    _ = try await work.run(path)
    try await again(store, format, to: folder.file("c.jsonl"))
    #expect(try FileBytes.read(path) == FileBytes.read(folder.file("c.jsonl")))
  }

  @Test("A line of UltraInteract as published is a right and a wrong solution of its instruction")
  func published() async throws {
    let folder = TemporaryFolder()
    let line =
      #"{"task":"Math_CoT","dataset":"gsm8k","trajectory":[{"from":"user","value":"3*4+1?"}],"#
      + #""chosen":"Step 1: 3*4=12\nAnswer: 13","rejected":"Step 1: 3*4=12\nAnswer: 14","#
      + #""id":"9f3a_1","parent_id":"9f3a_0"}"#
    let lines = [
      line, line.replacing("Answer: 13", with: "Answer: 14").replacing("9f3a_1", with: "9f3a_2"),
      #"{"id":"9f3a_3","parent_id":"-1","trajectory":[{"from":"assistant","value":"x"}]}"#,
      String(line.dropLast(20)), line.replacing("9f3a_1", with: "9f3a_9"),
    ]
    let path = folder.write(Array(lines.joined(separator: "\n").utf8), to: "ui.jsonl")
    let (store, run) = try await emptyStore()
    let work = try #require(
      LabelledImport(
        store: store, judge: .standard, run: run, format: UltraInteractFormat(), suite: "ui",
        split: "train", model: "gpt"))
    let result = try await work.run(path)
    #expect(result.solutions == 2 && result.records == 3)
    // One text is right on line 1 and wrong on line 2; two lines cannot be read.
    #expect(result.rejections.map(\.line) == [2, 3, 4].sorted() || result.rejected == 3)
    let found = try await store.read { (store) throws(DatabaseError) in
      try store.table(
        "SELECT s.verdict, s.steps, p.statement FROM solution s JOIN problem p ON p.id = s.problem_id ORDER BY 1"
      ).rows
    }
    #expect(
      found == [
        [.text("correct"), .integer(2), .text("3*4+1?")],
        [.text("incorrect"), .integer(2), .text("3*4+1?")],
      ])
  }
}
