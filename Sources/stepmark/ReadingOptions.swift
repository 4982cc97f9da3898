import Corpus
import Curation
import Generation
import Storage
import Terminal

/// Options of commands in which a model reads stored solutions.
enum ReadingOptions {
  static let all: [Terminal.Option] = [
    .value(
      "of", "MODEL|NAME", "whose solutions are read; without it those of the model itself"),
    .value(
      "verdict", "NAME", "read only solutions with this verdict",
      choices: Verdict.allCases.map(\.rawValue), repeats: true),
  ]
}

extension StageRun {
  /// Whose solutions are read, and how many there are.
  func reading(
    _ model: StageModel, _ selection: ProblemSelection
  ) async throws -> (reading: SolutionReading, count: Int) {
    let chosen = Set(invocation.strings("verdict").compactMap { Verdict(rawValue: $0) })
    let verdicts = chosen.isEmpty ? Set(Verdict.allCases) : chosen
    var reading = SolutionReading(author: model.generator.model, verdicts: verdicts)
    if let name = invocation.optionalString("of") {
      let author = try await EvaluatedModel(name, in: store, invocation)
      reading = SolutionReading(
        author: author.identity, purpose: author.prompts == nil ? .published : .solve,
        verdicts: verdicts)
    }
    let count = try await reading.count(selection, in: store)
    guard count > 0 || selection.part != nil else {
      throw CommandError(
        "the store holds no such solutions of \(reading.author.name) in \(selection.suite), split "
          + selection.split,
        hint: "stepmark sample first, or name another model with --of", exitCode: .missingData)
    }
    return (reading, count)
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
