import Corpus
import Curation
import ProblemSets
import Storage
import TestSupport
import Testing

@Suite("Which labeller's labels leave")
struct ChosenLabellerTests {
  private func labellers(_ curation: ScriptedCuration) async throws -> [LabellerCoverage] {
    try await curation.store.read { (store) throws(DatabaseError) in
      try store.labellers(models: [ScriptedCuration.model.key], suite: "toy", split: "train")
    }
  }

  /// Every solution labelled with four rollouts, and those of the first problem with two and by
  /// another method too.
  private func curation() async throws -> ScriptedCuration {
    var curation = try await ScriptedCuration(problems: 6)
    try await curation.sample(2)
    try await curation.label(rollouts: 4)
    curation.part = .shard(try #require(Shard("0/6")))
    try await curation.label(rollouts: 2)
    try await curation.label(.sequential, rollouts: 2)
    return curation
  }

  @Test("Of a method's labellers the one that has labelled most is taken, of equals the newest")
  func widest() async throws {
    let curation = try await curation()
    let found = try await labellers(curation).filter { $0.method == "math-shepherd" }
    let solutions = found.map(\.solutions)
    try #require(found.count == 2 && solutions[1] > 0 && solutions[1] < solutions[0])
    #expect(LabelMethod.widest(of: "math-shepherd", among: found) == [found[0]])
    let equal = found.map {
      LabellerCoverage(
        model: $0.model, labeller: $0.labeller, method: $0.method, settings: $0.settings,
        solutions: 3)
    }
    #expect(LabelMethod.widest(of: "math-shepherd", among: equal) == [equal[1]])
  }

  @Test("A method that has labelled less than half of what another one has is a trial")
  func preferred() async throws {
    let found = try await labellers(try await curation())
    #expect(found.contains { $0.method == "sequential" })
    #expect(LabelMethod.preferred(among: found) == "math-shepherd")
    let sequential = found.filter { $0.method == "sequential" }
    #expect(LabelMethod.preferred(among: sequential) == "sequential")
    #expect(LabelMethod.preferred(among: []) == nil)
  }

  @Test("Labels that are made later change no export of a named labeller")
  func later() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 6)
    try await curation.sample(2)
    try await curation.label(rollouts: 4)
    let chosen = try await labellers(curation).filter { $0.method == "math-shepherd" }
    func export(_ name: String) async throws -> [UInt8] {
      let selection = LabelledSelection(
        suite: "toy", split: "train", model: ScriptedCuration.model, method: "math-shepherd",
        labellers: chosen)
      _ = try await DatasetExport(
        solutions: SolutionGroups(
          store: curation.store, selection: selection, policy: ExportPolicy()),
        format: NativeFormat(), path: folder.file(name)
      ).run()
      return try FileBytes.read(folder.file(name))
    }
    let before = try await export("before.jsonl")
    try await curation.label(rollouts: 2)
    #expect(try await export("after.jsonl") == before)
  }

  @Test("Where the policy leaves out everything, that is what is told")
  func nothingLeft() async throws {
    let folder = TemporaryFolder()
    let curation = try await curation()
    await #expect(throws: ExportError.self) {
      try await curation.export(
        TRLStepwiseFormat(), to: folder.file("a.jsonl"), policy: ExportPolicy(minimumEvidence: 9)
      ).run()
    }
    await #expect(throws: ExportError.nothingLeft(leftOut: 0, isBalanced: true)) {
      try await curation.export(SFTFormat(), to: folder.file("b.jsonl"), isBalanced: true).run()
    }
  }
}
