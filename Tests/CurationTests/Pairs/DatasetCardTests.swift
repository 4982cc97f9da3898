import Corpus
import Curation
import Generation
import Glibc
import JSON
import ProblemSets
import Storage
import TestSupport
import Testing

@Suite("Dataset cards")
struct DatasetCardTests {
  private func export(
    _ curation: ScriptedCuration, _ format: any DatasetFormat, into folder: TemporaryFolder,
    holdout: Double = 0
  ) async throws {
    let path = folder.file(format.name + ".jsonl")
    let export = curation.export(format, to: path, holdout: holdout)
    let (files, leftOut) = try await export.run()
    let statistics = try await ExportStatistics(
      of: export.solutions.selection, in: curation.store, threads: 1)
    try ExportManifest(
      files: files, leftOut: leftOut, export: export, recipe: ["command": "export"],
      version: "0", statistics: statistics
    ).write(besides: path)
  }

  private func readme(_ folder: TemporaryFolder) throws -> String {
    String(decoding: try FileBytes.read(folder.file("README.md")), as: UTF8.self)
  }

  @Test("The head names every export's files by split, and the first one is the default")
  func head() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 8)
    try await curation.everything()
    try await export(curation, TRLStepwiseFormat(), into: folder, holdout: 0.3)
    try await export(curation, TRLPreferenceFormat(), into: folder)
    let text = try readme(folder)
    let head = text.split(separator: "---\n", maxSplits: 2, omittingEmptySubsequences: false)[1]
    #expect(
      head.hasSuffix(
        """
        configs:
        - config_name: "trl-preference"
          default: true
          data_files:
          - split: train
            path: "trl-preference.jsonl"
        - config_name: "trl-stepwise"
          data_files:
          - split: train
            path: "trl-stepwise.jsonl"
          - split: test
            path: "trl-stepwise.test.jsonl"

        """))
    #expect(head.hasPrefix("license: other\nlicense_name: \"unknown\"\n"))
    #expect(head.contains("size_categories:\n- n<1K\n"))
    #expect(access(folder.file("trl-stepwise.jsonl.card.md"), F_OK) != 0)
  }

  @Test("Funnel, class balance, positions, sampling and hashes are what the store and files say")
  func figures() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 5)
    try await curation.everything()
    try await export(curation, TRLStepwiseFormat(), into: folder)
    let text = try readme(folder)
    let manifest = try JSONValue.parse(
      try FileBytes.read(folder.file("trl-stepwise.jsonl.manifest.json")))
    let file = try manifest["files"].array()[0]
    let lines = try file["lines"].int()
    let hash = try file["sha256"].string()
    #expect(text.contains("| `trl-stepwise.jsonl` | trl-stepwise | train | \(lines) |"))
    #expect(text.contains("`\(hash)`") && text.contains("| rows | 5 |"))
    let kept = try await curation.table(
      """
      SELECT count(*) FROM problem p JOIN outcome o ON o.problem_id = p.id
      WHERE p.root_id IS NOT NULL AND o.stage = 'rephrase' AND o.status = 'kept'
      """)
    guard case .integer(let count) = kept[0][0] else { return }
    #expect(text.contains("| rephrase: kept | \(count) |"))
    let labels = try await curation.table(
      """
      SELECT l.position, sum(l.value = '+'), sum(l.value = '-'), sum(l.value = 'neutral'),
        sum(l.value = 'abstain')
      FROM label l JOIN solution s ON s.id = l.solution_id JOIN labeller g ON g.id = l.labeller_id
      WHERE g.method = 'math-shepherd' AND s.duplicate_of IS NULL
      GROUP BY l.position ORDER BY l.position
      """)
    #expect(labels.count > 1)
    for row in labels {
      let cells = row.compactMap { value -> Int? in
        if case .integer(let number) = value { Int(number) } else { nil }
      }
      let shown = ([cells[0] + 1] + cells.dropFirst()).map(String.init).joined(separator: " | ")
      #expect(text.contains("| \(shown) |"))
    }
    #expect(text.contains("| solve | script | "))
    #expect(text.contains("the store holds no exact truth"))
    #expect(text.contains("the store holds no other suite"))
  }

  @Test("Every dropped attempt and every completion that was paid for is in the card")
  func droppedAttempts() async throws {
    let folder = TemporaryFolder()
    let generator = ScriptedGenerator(width: 4) { request in
      // Some replies only repeat the problem: such attempts give no problem.
      request.purpose == .rephrase && request.prompt.problem.statement.contains("1")
        ? .completion(completion(request.prompt.problem.statement, tokens: 3))
        : ScriptedCuration.reply(request)
    }
    let curation = try await ScriptedCuration(problems: 14, generator: generator)
    try await curation.everything()
    try await export(curation, TRLStepwiseFormat(), into: folder)
    let manifest = try JSONValue.parse(
      try FileBytes.read(folder.file("trl-stepwise.jsonl.manifest.json")))
    let statistics = try manifest["statistics"]
    var dropped: [String: Int] = [:]
    for item in try statistics["funnel"].array() {
      let what = try item["what"].string()
      guard what.hasPrefix("rephrase: dropped, ") else { continue }
      dropped[String(what.dropFirst("rephrase: dropped, ".count))] = try item["count"].int()
    }
    var completions: [String: Int] = [:]
    for item in try statistics["sources"].array() {
      completions[try item["purpose"].string(), default: 0] += try item["completions"].int()
    }
    #expect(
      dropped
        == (try await counts(
          curation,
          """
          SELECT reason, count(*) FROM outcome WHERE stage = 'rephrase' AND status = 'dropped'
          GROUP BY reason
          """)))
    #expect(
      completions
        == (try await counts(
          curation,
          "SELECT purpose, count(*) FROM completion WHERE purpose <> 'evaluate' GROUP BY purpose")))
    // An attempt that gave no problem and a problem that was dropped are both there.
    #expect(dropped.count >= 2)
  }

  private func counts(_ curation: ScriptedCuration, _ sql: String) async throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for row in try await curation.table(sql) {
      if case .text(let name) = row[0], case .integer(let count) = row[1] {
        counts[name] = Int(count)
      }
    }
    return counts
  }

  @Test("Of a format that takes no labels neither noise nor a policy is told")
  func withoutLabels() async throws {
    for format in [SFTFormat(), TRLPreferenceFormat(), NativeFormat()] as [any DatasetFormat] {
      let folder = TemporaryFolder()
      let curation = try await ScriptedCuration(problems: 4)
      try await curation.everything()
      let path = folder.file("x.jsonl")
      let policy = ExportPolicy(afterError: .cut, abstained: .mask, minimumEvidence: 2)
      let export = curation.export(format, to: path, policy: policy)
      let (files, leftOut) = try await export.run()
      let plain = ExportManifest(
        files: files, leftOut: leftOut, export: export, recipe: .null, version: "0")
      #expect(try plain.json["policy"].object().isEmpty)
      #expect(!plain.card.contains("cut") && !plain.card.contains("mask"))
      let statistics = try await ExportStatistics(
        of: export.solutions.selection, in: curation.store, threads: 1)
      try ExportManifest(
        files: files, leftOut: leftOut, export: export, recipe: .null, version: "0",
        statistics: statistics
      ).write(besides: path)
      let text = try readme(folder)
      #expect(!text.contains("Policy") && !text.contains("after error"))
      #expect(text.contains("no exact truth") == (format.labelUse != .none))
    }
  }

  @Test("Problems that stand in another suite of the store are counted as overlapping")
  func contamination() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 5)
    try await curation.sample(2)
    try await curation.store.write { (store) throws(DatabaseError) in
      let other = Problem(statement: "what is 3 + 2", gold: "5")
      try store.insert(
        Row(id: "x", suite: "exam", split: "test", problem: other), position: 0)
    }
    try await export(curation, SFTFormat(), into: folder)
    let text = try readme(folder)
    #expect(text.contains("| exam/test | 1 | ") && text.contains(" of 5 | exact 1"))
  }

  @Test("A second export of the same store gives the same card")
  func sameBytes() async throws {
    var cards: Set<String> = []
    for _ in 0..<2 {
      let folder = TemporaryFolder()
      let curation = try await ScriptedCuration(problems: 3)
      try await curation.everything()
      try await export(curation, TRLPreferenceFormat(), into: folder)
      cards.insert(try readme(folder))
    }
    #expect(cards.count == 1)
  }

  @Test("A README that a person wrote is not written over, a card is")
  func person() async throws {
    let folder = TemporaryFolder()
    _ = folder.write(Array("# Mine\n".utf8), to: "README.md")
    #expect(throws: ExportError.self) { try DatasetCard.check(folder: folder.path) }
    let other = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 3)
    try await curation.sample(2)
    try await export(curation, SFTFormat(), into: other)
    try DatasetCard.check(folder: other.path)
  }
}
