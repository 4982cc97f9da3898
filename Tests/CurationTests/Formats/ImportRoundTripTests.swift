import Answers
import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import TestSupport
import Testing

/// A store that only holds what was imported.
struct ImportingStore {
  let store: Store
  let run: Int

  init() async throws {
    store = try Store(path: ":memory:", access: .write)
    run = try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: "import", recipe: "{}", seed: 0, version: "0", time: "2026-01-01T00:00:00Z")
    }
  }

  func imports(
    _ path: String, _ format: any DatasetFormat, model: String = "script"
  ) async throws -> LabelledImport.Result {
    let work = try #require(
      LabelledImport(
        store: store, judge: .standard, run: run, format: format, suite: "toy", split: "train",
        model: model))
    return try await work.run(path)
  }

  func export(
    _ format: any DatasetFormat, to path: String, policy: ExportPolicy = ExportPolicy(),
    order: RootOrder = .rows
  ) async throws -> ExportedFile {
    let isNative = format.lineShape == .record
    let selection = LabelledSelection(
      suite: "toy", split: "train", model: nil, purpose: isNative ? .solve : .published,
      method: isNative ? "math-shepherd" : RatedImport.method, order: isNative ? .content : order)
    return try await DatasetExport(
      solutions: SolutionGroups(store: store, selection: selection, policy: policy),
      format: format, path: path
    ).run().files[0]
  }
}

@Suite("Import round trips")
struct ImportRoundTripTests {
  @Test(
    "Export, import into an empty store and export again give the same bytes",
    arguments: DatasetFormats.imported.filter { $0.lineShape != .answers }.map(\.name))
  func sameBytes(name: String) async throws {
    let folder = TemporaryFolder()
    let format = try #require(DatasetFormats.named(name))
    let curation = try await ScriptedCuration(problems: 5)
    try await curation.everything()
    let (files, _) = try await curation.export(format, to: folder.file("first.jsonl")).run()
    try #require(files[0].lines > 8)
    let other = try await ImportingStore()
    let result = try await other.imports(files[0].path, format)
    #expect(result.rejected == 0, "\(result.rejections)")
    #expect(result.repeated == 0 && result.records == files[0].lines)
    let again = try await other.export(format, to: folder.file("second.jsonl"))
    #expect(again.sha256 == files[0].sha256)
    #expect(try FileBytes.read(again.path) == FileBytes.read(files[0].path))
    // A second import changes nothing.
    _ = try await other.imports(files[0].path, format)
    let third = try await other.export(format, to: folder.file("third.jsonl"))
    #expect(third.sha256 == files[0].sha256)
  }

  @Test("StepMark's own lines bring back counts, verdicts, truths, roots and keys")
  func native() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 6)
    try await curation.everything()
    let (files, _) = try await curation.export(
      NativeFormat(), to: folder.file("n.jsonl")
    ).run()
    let other = try await ImportingStore()
    _ = try await other.imports(files[0].path, NativeFormat())
    for sql in [
      """
      SELECT hex(c.key), l.position, l.value, correct, incorrect, unanswered, undetermined, stopping,
        low, high, posterior, advantage, reason, method, settings
      FROM label l JOIN solution s ON s.id = l.solution_id JOIN completion c
        ON c.id = s.completion_id JOIN labeller g ON g.id = labeller_id
      WHERE method = 'math-shepherd' ORDER BY 1, 2
      """,
      """
      SELECT hex(c.key), c.text, s.verdict, s.answer, hex(m.key), m.kind, hex(p.key), hex(r.key)
      FROM solution s JOIN completion c ON c.id = s.completion_id JOIN model m ON m.id = s.model_id
        JOIN problem p ON p.id = s.problem_id LEFT JOIN problem r ON r.id = p.root_id
      WHERE duplicate_of IS NULL AND EXISTS (SELECT 1 FROM label WHERE solution_id = s.id)
      ORDER BY 1
      """,
    ] {
      let imported = try await other.store.read { (store) throws(DatabaseError) in
        try store.table(sql).rows
      }
      let original = try await curation.table(sql)
      #expect(imported == original && imported.count > 20)
    }
    // Another format's export of the same labels is the same too.
    let (first, _) = try await curation.export(
      MathAPSFormat(), to: folder.file("a.jsonl")
    ).run()
    let selection = LabelledSelection(
      suite: "toy", split: "train", model: ScriptedCuration.model, method: "math-shepherd")
    let second = try await DatasetExport(
      solutions: SolutionGroups(
        store: other.store, selection: selection, policy: ExportPolicy()),
      format: MathAPSFormat(), path: folder.file("b.jsonl")
    ).run().files[0]
    #expect(second.sha256 == first[0].sha256)
  }

  @Test(
    "Published files are imported whole and export as the rows that were read",
    .enabled(if: SharedData.isPresent, SharedData.absence),
    arguments: [
      ("processbench", "processbench/gsm8k.json.gz", 400, 400, 0),
      ("prm800k", "openr_prm_samples/samples_prm800k.jsonl", 6, 6, 0),
      ("math-shepherd", "openr_prm_samples/samples_math-shepherd.jsonl", 7, 7, 0),
      ("math-aps-v2", "openr_prm_samples/samples_math-aps.jsonl.gz", 3, 3, 0),
      // Its trees tell some paths twice, with other values.
      ("math-aps-tree", "openr_prm_samples/samples_math-aps-tree.jsonl", 3, 3, 24),
    ] as [(String, String, Int, Int, Int)])
  func publishedFiles(
    name: String, file: String, records: Int, lines: Int, rejected: Int
  ) async throws {
    let folder = TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let format = try #require(DatasetFormats.named(name))
    let store = try await ImportingStore()
    let path = SharedData.path(file)
    let result = try await store.imports(path, format)
    #expect(result.rejected == rejected, "\(result.rejections.prefix(3))")
    #expect(result.records == records)
    let exported = try await store.export(
      format, to: folder.file("out.jsonl"), policy: ExportPolicy(abstained: .mask))
    #expect(exported.lines == lines)
    // Every exported line says what a line of the file says.
    var said: Set<ExportedLine> = []
    var stream = try RecordStream(path)
    while let part = try stream.next() {
      for record in part { said.insert(try format.read(try record.result.get())) }
    }
    var out = try RecordStream(exported.path)
    var same = 0
    while let part = try out.next() {
      for record in part where said.contains(try format.read(try record.result.get())) {
        same += 1
      }
    }
    if name == "processbench" || name == "math-shepherd" { #expect(same == lines) }
  }
}
