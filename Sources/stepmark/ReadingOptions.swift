import Corpus
import Curation
import Generation
import Storage
import Terminal

/// Options of commands in which a model reads stored solutions.
enum ReadingOptions {
  static let all: [Terminal.Option] = [
    .value(
      "of", "MODEL|NAME",
      "whose solutions are read; published for those of all who were imported; without it those of "
        + "the model itself"),
    .value(
      "verdict", "NAME", "read only solutions with this verdict",
      choices: Verdict.allCases.map(\.rawValue), repeats: true),
  ]

  /// The same for commands that ask no model.
  static let withoutAsking =
    [CommonOptions.model] + all + [
      .value("revision", "NAME", "the revision of a served model")
    ]
}

extension StageRun {
  /// Whose solutions are read, and how many there are.
  func reading(
    _ model: StageModel, _ selection: ProblemSelection
  ) async throws -> (reading: SolutionReading, count: Int) {
    let reading = try await reading(of: model.generator.model)
    let count = try await reading.count(selection, in: store)
    guard count > 0 || selection.part != nil else {
      throw CommandError(
        "the store holds no such solutions of \(reading.names) in \(selection.suite), split "
          + selection.split,
        hint: "stepmark sample first, or name another model with --of", exitCode: .missingData)
    }
    return (reading, count)
  }

  /// Whose solutions are read: those that `--of` names, else those of `model`.
  func reading(of model: ModelIdentity) async throws -> SolutionReading {
    try await ReadingOptions.reading(invocation, store) { model }
  }
}

extension ReadingOptions {
  /// Whose stored solutions are meant, without asking a server who it is.
  static func stored(_ invocation: Invocation, _ store: Store) async throws -> SolutionReading {
    try await reading(invocation, store) {
      try await EvaluatedModel(invocation.string("model"), in: store, invocation).identity
    }
  }

  fileprivate static func reading(
    _ invocation: Invocation, _ store: Store, model: () async throws -> ModelIdentity
  ) async throws -> SolutionReading {
    let chosen = Set(invocation.strings("verdict").compactMap { Verdict(rawValue: $0) })
    let verdicts = chosen.isEmpty ? Set(Verdict.allCases) : chosen
    guard let name = invocation.optionalString("of") else {
      return SolutionReading(authors: [try await model()], verdicts: verdicts)
    }
    let published = try await store.read { (store) throws(DatabaseError) in try store.models() }
      .filter { $0.kind == .published }
    if name == "published", !published.isEmpty, !published.contains(where: { $0.name == name }) {
      return SolutionReading(authors: published, purpose: .published, verdicts: verdicts)
    }
    let author = try await EvaluatedModel(name, in: store, invocation)
    return SolutionReading(
      authors: [author.identity], purpose: author.prompts == nil ? .published : .solve,
      verdicts: verdicts)
  }
}

extension ModelPrompts {
  /// The template of a task.
  func only(_ task: PromptTask) throws(CommandError) -> PromptTemplate {
    guard let template = templates(task).first else {
      throw .usage(
        "there is no template for \(task.rawValue) in the set \(name)",
        hint: "--template chat or chatml, or a file of your own: `stepmark prompts list`")
    }
    return template
  }
}

extension Invocation {
  /// How what is said by this template is sampled.
  func sampling(_ prompts: ModelPrompts, _ template: PromptTemplate) throws -> Sampling {
    var sampling = try sampling(prompts)
    sampling.stop = template.stop
    return sampling
  }
}

/// The method that `--method` names, or the one that is meant without it: the best of those whose
/// labels of these authors' solutions the store holds.
func preferredMethod(
  _ invocation: Invocation, of authors: [ModelIdentity], in store: Store
) async throws -> String {
  if let method = invocation.optionalString("method") { return method }
  let stored = try await store.read { (store) throws(DatabaseError) in
    try store.labellers(models: authors.map(\.key))
  }
  return LabelMethod.preferred(among: stored) ?? LabelMethod.standard.rawValue
}
