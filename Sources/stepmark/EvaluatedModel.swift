import Answers
import Corpus
import Curation
import Evaluation
import Generation
import Glibc
import JSON
import Storage
import Terminal

/// A model that is evaluated: a local one that can be sampled, or published outputs in the store.
struct EvaluatedModel {
  let identity: ModelIdentity
  let local: LocalModel?

  /// The model of a `--model` value: a folder, or the name of a model whose outputs were imported.
  init(_ name: String, in store: Store) async throws {
    if access(name + "/config.json", F_OK) == 0 {
      let model = try LocalModel(folder: name)
      (identity, local) = (model.identity, model)
      return
    }
    let known = try await store.read { (store) throws(DatabaseError) in try store.models() }
    let published = known.filter { $0.kind == .published }
    guard let found = published.first(where: { $0.name == name }) else {
      // The loader's message names the file that a folder lacks.
      if access(name, F_OK) == 0 { _ = try LocalModel(folder: name) }
      let names = published.map(\.name)
      throw CommandError(
        "--model \(name): there is no such folder, and the store holds no outputs of that name",
        hint: names.isEmpty
          ? "train a model with `stepmark train`, or import outputs with `stepmark import`"
          : "--model " + names.joined(separator: "|"),
        exitCode: .missingData)
    }
    (identity, local) = (found, nil)
  }

  /// The requests whose completions are a problem's samples.
  func requests(_ plan: EvaluationPlan) -> (Problem) -> [Request] {
    guard local != nil else { return { [PublishedImport.request($0)] } }
    let settings = plan.settings
    let samples = plan.samples
    return { settings.requests($0, count: samples) }
  }
}

/// What is evaluated and how.
struct EvaluationPlan {
  let selection: ProblemSelection
  let settings: SolveSettings
  let samples: Int

  static let options =
    CommonOptions.selection.filter { $0.name != "rephrasings" && $0.name != "split" } + [
      .value("split", "NAME", "the split that is evaluated", default: "test"),
      .value("samples", "N", "solutions a problem", default: "16"),
      CommonOptions.temperature, CommonOptions.maxTokens, CommonOptions.seed,
    ]

  init(_ invocation: Invocation) throws {
    let temperature = try invocation.double("temperature", in: 0...)
    // Greedy samples are all the same.
    samples = temperature == 0 ? 1 : try invocation.int("samples", in: 1...)
    selection = ProblemSelection(
      suite: try invocation.string("suite"), split: try invocation.string("split"),
      start: try invocation.int("start", in: 0...),
      limit: try invocation.optionalInt("limit", in: 1...))
    settings = SolveSettings(
      template: LocalPrompts.solve,
      sampling: try invocation.sampling(maximum: LocalPrompts.maximumSolutionTokens),
      judge: defaultJudge(), purpose: .evaluate, seed: try invocation.seed())
  }

  /// The settings as they are stored with estimates.
  func description(of model: EvaluatedModel) -> String {
    let json: JSONValue =
      model.local == nil
      ? ["outputs": "published", "judge": JSONValue(settings.judge.identity.description)]
      : [
        "samples": JSONValue(samples), "temperature": JSONValue(settings.sampling.temperature),
        "max_tokens": JSONValue(settings.sampling.maxTokens), "seed": JSONValue(settings.seed),
        "template": JSONValue(settings.template.name),
        "judge": JSONValue(settings.judge.identity.description),
      ]
    return json.serialized()
  }

  /// The rows of the selection.
  func rows(in store: Store) async throws -> [StoredProblem] {
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.problems(
        suite: selection.suite, split: selection.split, from: selection.start,
        limit: selection.limit ?? Int.max)
    }
    guard !rows.isEmpty else { throw noProblems(selection) }
    return rows
  }

  /// What a model did, read from the store.
  func result(of model: EvaluatedModel, in store: Store) async throws -> SuiteResult {
    let result = try await SuiteReader(store: store, judge: settings.judge).result(
      suite: selection.suite, split: selection.split, model: model.identity,
      settings: description(of: model), rows: try await rows(in: store),
      attributes: { Self.attributes($0.attributes) }, requests: model.requests(self))
    guard !result.rows.isEmpty else {
      throw CommandError(
        "the store holds no samples of \(model.identity.name) with these settings",
        hint: "`stepmark evaluate` with the same options first", exitCode: .missingData)
    }
    return result
  }

  private static func attributes(_ text: String) -> [String: String] {
    guard let members = try? JSONValue.parse(Array(text.utf8)).object() else { return [:] }
    return Dictionary(members.map { ($0.name, (try? $0.value.string()) ?? "") }) { first, _ in
      first
    }
  }
}
