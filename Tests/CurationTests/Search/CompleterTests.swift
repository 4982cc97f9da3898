import Answers
import Corpus
import Curation
import Generation
import Storage
import TestSupport
import Testing
import Transformer

@Suite("Rollouts of another author's solutions", .serialized)
struct CompleterTests {
  private let selection = ProblemSelection(suite: "toy", split: "train")

  /// The bytes that the prefixes of a model's rollouts end before.
  private func nextBytes(_ curation: ScriptedCuration, of model: String) async throws -> [SQLValue]
  {
    try await curation.table(
      """
      SELECT DISTINCT substr(s.text, p.end_byte, 1) FROM prefix p
        JOIN completion s ON s.id = p.completion_id
        JOIN completion r ON r.prefix_id = p.id JOIN model m ON m.id = r.model_id
      WHERE r.purpose = 'rollout' AND m.name = '\(model)'
      """
    ).map { $0[0] }
  }

  private func stage(
    _ curation: ScriptedCuration, _ completer: any Generator, _ method: LabelMethod,
    template: Template = plain, maxTokens: Int = 50,
    authors: [ModelIdentity] = [ScriptedCuration.model]
  ) -> LabelStage {
    LabelStage(
      context: StageContext(store: curation.store, generator: completer, run: curation.run),
      settings: LabelSettings(
        template: template, sampling: Sampling(temperature: 1, maxTokens: maxTokens), rollouts: 4,
        judge: .standard, seed: 1),
      method: method, reading: SolutionReading(authors: authors))
  }

  @Test("They start where the author's next step does, and pairs find them")
  func foreign() async throws {
    let curation = try await ScriptedCuration(problems: 8)
    try await curation.sample(6)
    let completer = ReorderingGenerator(name: "other", width: 3, seed: 4) {
      ScriptedCuration.reply($0)
    }
    #expect(try await stage(curation, completer, .mathShepherd).run(selection).asked > 0)
    #expect(try await nextBytes(curation, of: "other") == [.text("\n")])
    let groups = SolutionGroups(
      store: curation.store,
      selection: LabelledSelection(
        suite: "toy", split: "train", model: ScriptedCuration.model, method: "math-shepherd"),
      policy: ExportPolicy())
    var continuations = 0
    try await groups.forEach(for: SelfExploreFormat()) { group in
      let solutions = group.problems.flatMap(\.solutions)
      continuations += solutions.reduce(0) { $0 + $1.continuations.compactMap { $0 }.count }
    }
    #expect(continuations > 0)
    // Its own solutions are gone on from where their words end.
    try await curation.label(.mathShepherd)
    let own = try await nextBytes(curation, of: "script")
    #expect(!own.isEmpty && !own.contains(.text("\n")))
  }

  @Test(
    "A model of the kind that is trained here takes up anybody's solutions where their words end",
    arguments: LabelMethod.allCases)
  func wordModel(method: LabelMethod) async throws {
    let curation = try await ScriptedCuration(problems: 3)
    try await curation.sample(4)
    let texts = try await curation.table(
      "SELECT statement FROM problem UNION SELECT text FROM completion"
    ).compactMap { row -> String? in
      guard case .text(let text) = row[0] else { return nil }
      return text.hasPrefix("\n") ? text : " " + text
    }
    let tokenizer = try Tokenizer.build(
      from: texts, endToken: LocalPrompts.endMarker,
      otherSpecialTokens: LocalPrompts.markers.filter { $0 != LocalPrompts.endMarker })
    #expect(!tokenizer.takesTrailingSpace)
    var stream = RandomStream(seed: 1, "word model")
    let folder = TemporaryFolder()
    try Model(
      tokenizer: tokenizer,
      configuration: Configuration(
        vocabularySize: tokenizer.count, hiddenSize: 32, layers: 1, heads: 1, intermediateSize: 32,
        maximumPositions: 128),
      randomizedBy: &stream
    ).save(to: folder.file("rft"))
    let completer = LocalGenerator(try LocalModel(folder: folder.file("rft")), threads: 1)
    #expect(!completer.takesTrailingSpace)
    let progress = try await stage(
      curation, completer, method, template: LocalPrompts.solve, maxTokens: 4
    ).run(selection)
    #expect(progress.finished > 0 && progress.failed == 0 && progress.open == 0)
    // Omega's tree has no root: the completer has no samples of its own.
    guard method != .omega else { return }
    #expect(progress.asked > 0)
    #expect(try await !nextBytes(curation, of: "rft").contains(.text("\n")))
  }

  @Test("A model with a vocabulary of bytes takes them up where the next step starts")
  func byteModel() async throws {
    let tests = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let folder = tests.joined(separator: "/") + "/TrainingTests/Parity/llama"
    let completer = LocalGenerator(try LocalModel(folder: folder), threads: 1)
    #expect(completer.takesTrailingSpace)
    let curation = try await ScriptedCuration(problems: 2)
    try await curation.sample(3)
    let progress = try await stage(curation, completer, .mathShepherd, maxTokens: 2).run(selection)
    #expect(progress.asked > 0 && progress.failed == 0)
    #expect(try await nextBytes(curation, of: "llama") == [.text("\n")])
  }

  @Test(
    "A fine-tuned model asked with our own prompts takes up its origin's solutions where words end",
    arguments: [(true, ModelIdentity.Kind.local), (true, .server), (false, .local)])
  func sibling(isOwnTemplate: Bool, kind: ModelIdentity.Kind) async throws {
    let author = ReorderingGenerator(name: "base", kind: kind, width: 3, seed: 4) {
      ScriptedCuration.reply($0)
    }
    let curation = try await ScriptedCuration(problems: 4, generator: author)
    try await curation.sample(4)
    let completer = ReorderingGenerator(name: "rft", kind: .local, width: 3, seed: 4) {
      ScriptedCuration.reply($0)
    }
    let template = isOwnTemplate ? LocalPrompts.solve : plain
    _ = try await stage(
      curation, completer, .mathShepherd, template: template, authors: [author.model]
    ).run(selection)
    let isSibling = isOwnTemplate && kind == .local
    let found = try await nextBytes(curation, of: "rft")
    #expect(!found.isEmpty && found.contains(.text("\n")) == !isSibling)
  }

  @Test(
    "Of a solution whose rollouts failed no label is stored, nor a consensus of it",
    arguments: LabelMethod.allCases)
  func failed(method: LabelMethod) async throws {
    let broken = ScriptedGenerator(width: 4) { request in
      request.purpose == .rollout && request.prompt.textKey.low % 3 == 0
        ? .failed(reason: "no route") : ScriptedCuration.reply(request)
    }
    let curation = try await ScriptedCuration(problems: 8, generator: broken)
    try await curation.sample(6)
    let stage = curation.labelStage(method, rollouts: 4)
    let progress = try await stage.run(selection)
    #expect(progress.open > 0 && progress.open < progress.finished)
    let unit = method == .omega ? "problem" : "solution"
    let labelledUnits = "SELECT count(DISTINCT \(unit)) FROM step_label WHERE label IS NOT NULL"
    let labelled = try await curation.table(labelledUnits)
    #expect(labelled == [[.integer(Int64(progress.finished - progress.open))]])
    let consensus = try await ConsensusStage(
      store: curation.store, reading: SolutionReading(authors: [ScriptedCuration.model]),
      method: stage.storedMethod, settings: stage.describedSettings, witnesses: [.arithmetic]
    ).run(selection)
    if method != .omega {
      #expect(consensus.solutions == progress.finished - progress.open)
    }
    let trees = try await curation.table("SELECT count(DISTINCT problem) FROM search_tree")
    let grown = method == .omega ? progress.finished - progress.open : 0
    #expect(trees == [[.integer(Int64(grown))]])
    // The next run labels the rest.
    let healthy = ScriptedGenerator(width: 4) { ScriptedCuration.reply($0) }
    let again = try await LabelStage(
      context: StageContext(store: curation.store, generator: healthy, run: curation.run),
      settings: labelSettings(rollouts: 4), method: method,
      reading: SolutionReading(authors: [ScriptedCuration.model])
    ).run(selection)
    #expect(again.open == 0 && again.finished == progress.open)
    let all = try await curation.table(labelledUnits)
    #expect(all == [[.integer(Int64(progress.finished))]])
  }
}
