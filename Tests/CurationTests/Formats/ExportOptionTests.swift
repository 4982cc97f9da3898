import Corpus
import Curation
import JSON
import ProblemSets
import TestSupport
import Testing

@Suite("Export options")
struct ExportOptionTests {
  private func label(
    _ step: Int, _ value: LabelValue, posterior: Double? = nil, trials: Int = 0,
    stopping: StoppingRule? = nil, method: String = "m"
  ) -> Label {
    Label(
      step: step, value: value, method: method, counts: RolloutCounts(correct: trials),
      stopping: stopping, posterior: posterior)
  }

  private func apply(
    _ values: [LabelValue], _ policy: ExportPolicy, _ fields: Set<ExportedField> = []
  ) throws -> [LabelValue]? {
    try policy.apply(
      values.enumerated().map { label($0, $1) }, steps: values.count, fields: fields)
  }

  @Test("A neutral step stays where a format can say so, becomes what is asked, or is refused")
  func neutral() throws {
    let values: [LabelValue] = [.positive, .neutral, .positive]
    #expect(try apply(values, ExportPolicy(), [.neutral]) == values)
    #expect(
      try apply(values, ExportPolicy(neutral: .plus)) == [.positive, .positive, .positive])
    #expect(
      try apply(values, ExportPolicy(neutral: .minus)) == [.positive, .negative, .negative])
    #expect(try apply(values, ExportPolicy(neutral: .abstain)) == nil)
    #expect(throws: ExportError.loss(.neutral, method: "m")) {
      try apply(values, ExportPolicy())
    }
    #expect(
      try apply(values, ExportPolicy(abstained: .cut, allowedLosses: [.neutral])) == [.positive])
  }

  @Test("A masked step stays where a format can say so; elsewhere it must be asked for by name")
  func mask() throws {
    let values: [LabelValue] = [.abstain, .positive, .abstain]
    let policy = ExportPolicy(abstained: .mask)
    #expect(try apply(values, policy, [.abstention]) == values)
    #expect(throws: ExportError.loss(.mask, method: "m")) { try apply(values, policy) }
    let allowed = ExportPolicy(abstained: .mask, allowedLosses: [.mask])
    #expect(try apply(values, allowed) == values)
    #expect(try apply([.abstain, .abstain], allowed) == nil)
  }

  @Test("Another's probability is no truth value: a threshold, a soft format or its name is needed")
  func softLoss() throws {
    let labels = [
      label(0, .positive, posterior: 0.9, method: "published"),
      label(1, .negative, posterior: 0.3, method: "published"),
    ]
    func at(_ policy: ExportPolicy, _ fields: Set<ExportedField> = []) throws -> [LabelValue]? {
      try policy.apply(labels, steps: 2, fields: fields)
    }
    #expect(throws: ExportError.loss(.soft, method: "published")) { try at(ExportPolicy()) }
    #expect(try at(ExportPolicy(), [.softValues]) == [.positive, .negative])
    #expect(try at(ExportPolicy(allowedLosses: [.soft])) == [.positive, .negative])
    #expect(try at(ExportPolicy(threshold: 0.2)) == [.positive, .positive])
    #expect(try at(ExportPolicy(threshold: 0.95)) == [.negative, .negative])
    // Our own labeller decided.
    let own = [label(0, .positive, posterior: 0.9), label(1, .negative, posterior: 0.3)]
    #expect(try ExportPolicy().apply(own, steps: 2) == [.positive, .negative])
  }

  @Test("A label on fewer rollouts than asked is undecided; one that rests on none is kept")
  func minimumEvidence() throws {
    let labels = [
      label(0, .positive), label(1, .positive, trials: 4, stopping: .fixed),
      label(2, .positive, trials: 2, stopping: .fixed),
    ]
    for (least, kept) in [(0, 3), (2, 3), (3, 2), (5, 1)] {
      let policy = ExportPolicy(abstained: .cut, minimumEvidence: least)
      #expect(try policy.apply(labels, steps: 3)?.count == kept)
    }
  }

  @Test("A masked step is joined to the next one in a format that has a label for every step")
  func joined() async throws {
    let folder = TemporaryFolder()
    let path = folder.write(
      Array(
        #"{"problem":"q","steps":["a","b","c","d"],"ratings":[null,1,0,-1]}"#.utf8),
      to: "p.jsonl")
    let store = try await ImportingStore()
    _ = try await store.imports(path, PRM800KFormat())
    let file = try await store.export(
      TRLStepwiseFormat(), to: folder.file("o.jsonl"),
      policy: ExportPolicy(abstained: .mask, neutral: .plus, allowedLosses: [.mask]))
    let line = try JSONValue.parse(Array(try FileBytes.read(file.path)))
    #expect(
      try line["completions"].array() == ["a\n\nb", "c", "d"]
        && line["labels"].array() == [true, true, false])
    await #expect(throws: ExportError.loss(.neutral, method: "published")) {
      try await store.export(
        TRLStepwiseFormat(), to: folder.file("x.jsonl"),
        policy: ExportPolicy(abstained: .mask, allowedLosses: [.mask]))
    }
  }

  @Test("Balanced files have as many lines with a wrong step as without, the same every time")
  func balance() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 30)
    try await curation.sample()
    try await curation.label()
    func lines(_ name: String, balanced: Bool) async throws -> (ExportedFile, [[UInt8].SubSequence])
    {
      let (files, _) = try await curation.export(
        MathAPSFormat(), to: folder.file(name), isBalanced: balanced
      ).run()
      return (files[0], try FileBytes.read(files[0].path).split(separator: 0x0a))
    }
    let (all, allLines) = try await lines("all.jsonl", balanced: false)
    let (some, someLines) = try await lines("some.jsonl", balanced: true)
    #expect(all.positive != all.negative)
    #expect(some.positive == some.negative && some.positive == min(all.positive, all.negative))
    #expect(Set(someLines).isSubset(of: Set(allLines)))
    let (again, _) = try await lines("again.jsonl", balanced: true)
    #expect(again.sha256 == some.sha256)
  }

  @Test("A cluster of near-duplicates is on one side, and all in one cluster is refused")
  func clusters() async throws {
    let folder = TemporaryFolder()
    let curation = try await ScriptedCuration(problems: 8)
    try await curation.sample(1)
    try await curation.label()
    // "What is k + 2?" differs in a number alone.
    await #expect(throws: ExportError.oneCluster(suite: "toy")) {
      try await curation.export(
        TRLStepwiseFormat(), to: folder.file("c.jsonl"), holdout: 0.5, holdoutBy: .cluster
      ).run()
    }
    let store = try await ImportingStore()
    let stories = [
      "A train leaves the station at noon with N passengers and stops at three villages",
      "The baker sells N loaves of rye bread every morning before the market opens",
      "In a garden of N tulips the gardener plants roses along the northern fence",
      "Maria reads N pages of her novel each evening while her brother paints",
      "A rectangular field has a perimeter of N metres and a pond in its middle",
      "Two runners start N metres apart and meet at the old bridge after a while",
    ]
    let lines = stories.flatMap { story in
      (1...5).map { number in
        let statement = story.replacing("N", with: "\(number * 7)")
        return #"{"prompt":"\#(statement)","completions":["x"],"labels":[true]}"#
      }
    }
    _ = try await store.imports(
      folder.write(Array(lines.joined(separator: "\n").utf8), to: "in.jsonl"), TRLStepwiseFormat())
    let selection = LabelledSelection(
      suite: "toy", split: "train", model: nil, purpose: .published, method: "published")
    let (files, _) = try await DatasetExport(
      solutions: SolutionGroups(
        store: store.store, selection: selection, policy: ExportPolicy()),
      format: TRLStepwiseFormat(), path: folder.file("s.jsonl"),
      holdout: Holdout(share: 0.5, unit: .cluster)
    ).run()
    #expect(files.map(\.lines).reduce(0, +) == 30 && files.allSatisfy { $0.lines % 5 == 0 })
    #expect(files.allSatisfy { $0.lines > 0 })
  }
}
