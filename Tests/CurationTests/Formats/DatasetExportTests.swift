import Corpus
import Curation
import Generation
import Glibc
import JSON
import ProblemSets
import Storage
import TestSupport
import Testing

@Suite("Exports")
struct DatasetExportTests {
  private func lines(_ path: String) throws -> [JSONValue] {
    try JSONLines(try FileBytes.read(path), source: path).map { try $0.result.get() }
  }

  private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  @Test(
    "What is in the file is what the store says, in every format",
    arguments: DatasetFormats.imported.filter { $0.lineShape != .answers }.map(\.name)
      + ["trl-unpaired"])
  func sameAsStore(name: String) async throws {
    let folder = TemporaryFolder()
    let format = try #require(DatasetFormats.named(name))
    let curation = try await ScriptedCuration(problems: 10)
    try await curation.everything()
    let export = curation.export(format, to: folder.file("data.jsonl"))
    let (files, leftOut) = try await export.run()
    #expect(files.count == 1 && leftOut == 0 && files[0].roots == 10)
    let read = try lines(files[0].path)
    #expect(read.count == files[0].lines)
    let stored = try await curation.table(
      """
      SELECT solution, step, statement, label, s.text, s.verdict FROM step_label l
        JOIN solution_text s USING (solution)
      WHERE method = 'math-shepherd' AND duplicate_of IS NULL ORDER BY solution, step
      """)
    // The labels of each solution, everything after the first wrong step being wrong.
    var expected: [String: [Bool]] = [:]
    for row in stored {
      guard case .integer(let solution) = row[0], case .text(let statement) = row[2],
        case .text(let label) = row[3]
      else { continue }
      let labels = expected["\(solution) \(statement)", default: []]
      expected["\(solution) \(statement)"] = labels + [!labels.contains(false) && label == "+"]
    }
    let solutions = expected.count
    #expect(files[0].solutions == solutions)
    let labels = try read.flatMap { try format.read($0).labels }
    #expect(labels.count { $0 == .positive } == files[0].positive)
    #expect(labels.count { $0 == .negative } == files[0].negative)
    if ["trl-stepwise", "math-shepherd", "openrlhf-prm", "qwen-prm"].contains(name) {
      let found = try read.map { line -> [String] in
        let read = try format.read(line)
        return [read.question, read.labels.map(\.rawValue).joined()]
      }
      let wanted = expected.map { key, labels in
        [
          String(key[key.index(after: key.firstIndex(of: " ") ?? key.startIndex)...]),
          labels.map { $0 ? "+" : "-" }.joined(),
        ]
      }
      #expect(Set(found) == Set(wanted) && found.count == wanted.count)
    }
  }

  @Test("Holdout is drawn by root: no root is on both sides, and rephrasings go with theirs")
  func holdout() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 40)
    try await curation.everything()
    let (files, _) = try await curation.export(
      TRLStepwiseFormat(), to: folder.file("data.jsonl"), holdout: 0.3
    ).run()
    try #require(files.map(\.path) == [folder.file("data.jsonl"), folder.file("data.test.jsonl")])
    #expect(files.map(\.split) == ["train", "test"])
    // A rephrasing begins with its seed's statement.
    let sides = try files.map { file in
      Set(
        try lines(file.path).map { line in
          try line["prompt"].string().prefix { $0 != "?" }
        })
    }
    #expect(sides[0].isDisjoint(with: sides[1]))
    #expect(sides[0].count + sides[1].count == 40)
    #expect(sides.map(\.count) == files.map(\.roots) && files.allSatisfy { $0.roots > 0 })
    let rephrased = try lines(files[1].path).filter {
      try $0["prompt"].string().contains("Again")
    }
    #expect(!rephrased.isEmpty)
  }

  @Test("Growing the holdout only moves roots from training to testing")
  func nestedHoldouts() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 30)
    try await curation.sample(2)
    try await curation.label()
    var tests: [Set<String>] = []
    for holdout in [0.2, 0.5] {
      let (files, _) = try await curation.export(
        TRLStepwiseFormat(), to: folder.file("h.jsonl"), holdout: holdout
      ).run()
      tests.append(Set(try lines(files[1].path).map { try $0["prompt"].string() }))
    }
    #expect(tests[0].isStrictSubset(of: tests[1]))
  }

  @Test("A second export has the same bytes, and its hash is that of the file")
  func sameBytes() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 10)
    try await curation.everything()
    var results: [[ExportedFile]] = []
    var bytes: [[UInt8]] = []
    for _ in 0..<2 {
      let (files, _) = try await curation.export(
        MathShepherdFormat(), to: folder.file("a.jsonl")
      ).run()
      results.append(files)
      bytes.append(try FileBytes.read(files[0].path))
    }
    #expect(bytes[0] == bytes[1] && results[0] == results[1])
    #expect(results[0][0].bytes == bytes[0].count)
    #expect(results[0][0].sha256.hasPrefix(ContentKey(hashing: bytes[0]).description))
  }

  @Test("The bytes do not depend on how many requests are in work or in which order replies come")
  func orderOfDelivery() async throws {
    let folder = TemporaryFolder()
    var exports: Set<[UInt8]> = []
    let generators: [any Generator] =
      [1, 3, 64].map { width in
        ScriptedGenerator(width: width) { ScriptedCuration.reply($0) }
      }
      + [1, 2].map { seed in
        ReorderingGenerator(width: 5, seed: seed) { ScriptedCuration.reply($0) }
      }
    for generator in generators {
      let curation = try await ScriptedCuration(problems: 8, generator: generator)
      try await curation.everything()
      var all: [UInt8] = []
      for format in DatasetFormats.imported {
        let (files, _) = try await curation.export(
          format, to: folder.file("x.jsonl"), holdout: 0.4
        ).run()
        for file in files { all += try FileBytes.read(file.path) }
      }
      exports.insert(all)
    }
    #expect(exports.count == 1)
  }

  @Test("Equal prefixes of a problem's solutions are written once")
  func equalPrefixes() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 6)
    try await curation.sample()
    try await curation.label()
    let (files, _) = try await curation.export(MathAPSFormat(), to: folder.file("p.jsonl")).run()
    let read = try lines(files[0].path).map { $0.serialized() }
    #expect(Set(read).count == read.count)
    // Three distinct solutions a problem, of 3 + 2 + 3 steps: the first step is the same in all,
    // the second in two of them.
    let steps = try await curation.table(
      "SELECT count(*) FROM step_label WHERE method = 'math-shepherd'")
    #expect(steps == [[.integer(48)]] && read.count == 30)
  }

  @Test("Solutions that a policy leaves out are counted, and lines and roots only where there are")
  func leftOut() async throws {
    let folder = TemporaryFolder()
    let generator = ScriptedGenerator { request in
      // Rollouts of problem 1 say nothing; its solutions have a gold answer that is undecided.
      request.prompt.problem.statement == "What is 1 + 2?"
        ? .completion(completion("\na\n#### \\frac{3", finish: .stop))
        : ScriptedCuration.reply(request)
    }
    let curation = try await ScriptedCuration(problems: 3, generator: generator)
    try await curation.sample()
    try await curation.label()
    let (stepwise, leftOut) = try await curation.export(
      TRLStepwiseFormat(), to: folder.file("s.jsonl")
    ).run()
    #expect(leftOut == 1 && stepwise[0].roots == 2)
    let (unpaired, none) = try await curation.export(
      TRLUnpairedFormat(), to: folder.file("u.jsonl")
    ).run()
    #expect(none == 0 && unpaired[0].roots == 2)
    #expect(unpaired[0].solutions == unpaired[0].lines)
  }

  @Test("An export that is refused leaves the file that was there, and nothing beside it")
  func refusal() async throws {
    let folder = TemporaryFolder()
    let path = folder.write(Array("before\n".utf8), to: "d.jsonl")
    let generator = ScriptedGenerator { request in
      request.purpose == .solve
        ? .completion(completion("\nкиты\n#### 2")) : ScriptedCuration.reply(request)
    }
    let curation = try await ScriptedCuration(problems: 2, generator: generator)
    try await curation.sample(1)
    await #expect(
      throws: ExportError.nothingLabelled(suite: "toy", split: "train", method: "math-shepherd")
    ) {
      try await curation.export(TRLStepwiseFormat(), to: path).run()
    }
    try await curation.label()
    await #expect(throws: ExportError.self) {
      try await curation.export(MathShepherdFormat(), to: path, holdout: 0.5).run()
    }
    #expect(try FileBytes.read(path) == Array("before\n".utf8))
    #expect(!exists(path + ".partial") && !exists(folder.file("d.test.jsonl")))
    #expect(!exists(folder.file("d.test.jsonl.partial")))
    let (files, _) = try await curation.export(TRLStepwiseFormat(), to: path).run()
    #expect(files[0].lines == 2 && !exists(path + ".partial"))
  }

  @Test("A file that cannot be written is named")
  func cannotWrite() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 1)
    try await curation.sample(1)
    try await curation.label()
    let path = folder.file("no/such/folder/d.jsonl")
    await #expect(
      throws: ExportError.cannotWrite(file: path, reason: "No such file or directory")
    ) { try await curation.export(MathAPSFormat(), to: path).run() }
  }
}
