import Answers
import Corpus
import Curation
import Evaluation
import Generation
import Glibc
import JSON
import ProblemSets
import Storage
import Terminal

/// A model whose completions are read from the store: a folder's, a served one's or published ones.
struct EvaluatedModel {
  let identity: ModelIdentity
  /// How it is spoken to; `nil` for published outputs.
  let prompts: ModelPrompts?

  /// The model of a stage.
  init(_ model: StageModel) {
    identity = model.generator.model
    prompts = model.prompts
  }

  /// Whether a `--model` value names a model that can be asked, or its recording.
  static func isAsked(_ name: String) -> Bool {
    ServerAddress.isAddress(name) || name.hasPrefix("recorded:")
      || access(name + "/config.json", F_OK) == 0
  }

  /// The model of a `--model` value: a folder, a recording, the address of servers, which are not asked, or the
  /// name of a model whose outputs were imported.
  init(_ name: String, in store: Store, _ invocation: Invocation) async throws {
    if let address = try Invocation.serverAddress(name) {
      let revision = invocation.optionalString("revision")
      identity = HTTPGenerator.identity(address, revision: revision)
      prompts =
        invocation.declares("template")
        ? try await invocation.serverPrompts(of: identity, in: store) : .local
      return
    }
    if let recording = try Invocation.recording(name) {
      identity = recording.model
      prompts =
        identity.kind != .local && invocation.declares("template")
        ? try await invocation.serverPrompts(of: identity, in: store) : .local
      return
    }
    if access(name + "/config.json", F_OK) == 0 {
      let model = try LocalModel(folder: name)
      (identity, prompts) = (model.identity, try await invocation.localPrompts(model))
      return
    }
    let known = try await store.read { (store) throws(DatabaseError) in try store.models() }
    // A key names whatever the store holds, also where its folder is gone.
    if let found = known.first(where: { "\($0.key)" == name }) {
      (identity, prompts) = (found, found.kind == .published ? nil : .local)
      return
    }
    let named = known.filter { $0.name == name }
    // Outputs that were imported are known by nothing but their name.
    let published = named.filter { $0.kind == .published }
    guard let found = published.first ?? (named.count == 1 ? named.first : nil) else {
      // The loader's message names the file that a folder lacks.
      if access(name, F_OK) == 0 { _ = try LocalModel(folder: name) }
      guard named.isEmpty else {
        throw CommandError(
          "\(name): the store holds several models of that name",
          hint: "their keys tell them apart: " + named.map { "\($0.key)" }.joined(separator: "|"),
          exitCode: .missingData)
      }
      let names = Set(known.map(\.name)).sorted()
      throw CommandError(
        "\(name): there is no such folder, and the store holds nothing of a model of that name",
        hint: names.isEmpty
          ? "train a model with `stepmark train`, or import outputs with `stepmark import`"
          : "the store knows " + names.joined(separator: ", "),
        exitCode: .missingData)
    }
    (identity, prompts) = (found, found.kind == .published ? nil : .local)
  }

  /// The requests whose completions are a problem's samples.
  func requests(_ plan: EvaluationPlan) throws -> (Problem) -> [Request] {
    let samples = plan.samples
    guard let prompts else {
      return { problem in (0..<samples).map { PublishedImport.request(problem, index: $0) } }
    }
    let settings = try plan.settings(prompts)
    return { settings.requests($0, count: samples) }
  }
}

/// What is evaluated and how.
struct EvaluationPlan {
  private(set) var selection: ProblemSelection
  let samples: Int
  let invocation: Invocation

  static let options =
    CommonOptions.selection.filter { $0.name != "rephrasings" && $0.name != "split" } + [
      .value("split", "NAME", "the split that is evaluated", default: "test"),
      .value("samples", "N", "solutions a problem", default: "16"),
      CommonOptions.temperature, CommonOptions.maxTokens, CommonOptions.seed,
    ] + ServerOptions.identity

  init(_ invocation: Invocation) throws {
    let temperature = try invocation.double("temperature", in: 0...)
    // Greedy samples are all the same.
    samples = temperature == 0 ? 1 : try invocation.int("samples", in: 1...)
    selection = try invocation.selection()
    self.invocation = invocation
  }

  /// How a model's samples are made and judged.
  func settings(_ prompts: ModelPrompts) throws -> SolveSettings {
    SolveSettings(
      template: prompts.solve, sampling: try invocation.sampling(prompts), judge: defaultJudge(),
      purpose: .evaluate, seed: try invocation.seed())
  }

  /// The settings as they are stored with estimates.
  func description(of model: EvaluatedModel) throws -> String {
    guard let prompts = model.prompts else {
      let json: JSONValue = [
        "outputs": "published", "judge": JSONValue(defaultJudge().identity.description),
      ]
      return json.serialized()
    }
    let settings = try settings(prompts)
    let sampling = settings.sampling
    var members = [
      JSONMember("samples", JSONValue(samples)),
      JSONMember("temperature", JSONValue(sampling.temperature)),
      JSONMember("max_tokens", JSONValue(sampling.maxTokens)),
      JSONMember("seed", JSONValue(settings.seed)),
      JSONMember("template", JSONValue(settings.template.name)),
      JSONMember("judge", JSONValue(settings.judge.identity.description)),
    ]
    if sampling.topP != 1 { members.append(JSONMember("top_p", JSONValue(sampling.topP))) }
    if sampling.topK != 0 { members.append(JSONMember("top_k", JSONValue(sampling.topK))) }
    if sampling.minP != 0 { members.append(JSONMember("min_p", JSONValue(sampling.minP))) }
    if sampling.presencePenalty != 0 {
      members.append(JSONMember("presence_penalty", JSONValue(sampling.presencePenalty)))
    }
    if sampling.frequencyPenalty != 0 {
      members.append(JSONMember("frequency_penalty", JSONValue(sampling.frequencyPenalty)))
    }
    if sampling.stop != prompts.solveStop {
      members.append(JSONMember("stop", JSONValue(sampling.stop.map { JSONValue($0) })))
    }
    if !sampling.extra.isEmpty { members.append(JSONMember("extra", JSONValue(sampling.extra))) }
    return JSONValue(members).serialized()
  }

  /// The plan for these rows of another suite or split.
  func with(suite: String, split: String) -> EvaluationPlan {
    var plan = self
    plan.selection = ProblemSelection(
      suite: suite, split: split, start: selection.start, limit: selection.limit,
      part: selection.part)
    return plan
  }

  /// The rows of the selection.
  func rows(in store: Store) async throws -> [StoredProblem] {
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.problems(
        suite: selection.suite, split: selection.split, from: selection.start,
        limit: selection.limit ?? Int.max)
    }
    guard rows.isEmpty else { return selection.part?.held(rows) ?? rows }
    guard SuiteCard.named(selection.suite) == nil else {
      throw SuiteSource.missing("\(selection.suite)/\(selection.split)")
    }
    throw noProblems(selection)
  }

  /// What a model did, read from the store.
  func result(of model: EvaluatedModel, in store: Store) async throws -> SuiteResult {
    let result = try await SuiteReader(store: store, judge: defaultJudge()).result(
      suite: selection.suite, split: selection.split, model: model.identity,
      settings: try description(of: model), rows: try await rows(in: store),
      attributes: { Self.attributes($0.attributes) }, requests: try model.requests(self))
    guard !result.rows.isEmpty || selection.part != nil else {
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
