import Corpus

/// Recorded completions as a generator: a published run is replayed and judged without its model.
public final class RecordedGenerator: Generator {
  /// The model whose completions were recorded, so that requests have the keys that they had.
  public let model: ModelIdentity
  /// How many requests are handed over at once.
  public let width = 256
  /// Not for a folder's model, which is spoken to as those are that are trained here.
  public var takesTrailingSpace: Bool { model.kind != .local }
  private let completions: [ContentKey: Completion]
  private let name: String
  private let summary: String

  /// Makes a generator.
  ///
  /// - Parameters:
  ///   - completions: by the keys of their requests.
  ///   - name: the recording's name, for messages.
  ///   - summary: what it holds, for messages.
  public init(
    _ completions: [ContentKey: Completion], of model: ModelIdentity, name: String, summary: String
  ) {
    self.completions = completions
    self.model = model
    self.name = name
    self.summary = summary
  }

  /// Replies from the recording.
  ///
  /// - Throws: `GenerationError` at the first request that it does not hold: what came before has
  ///   been delivered.
  public func serve(
    _ requests: AsyncStream<[KeyedRequest]>, deliver: @escaping @Sendable ([Delivery]) -> Void
  ) async throws(GenerationError) {
    for await group in requests {
      var deliveries: [Delivery] = []
      for item in group {
        guard let completion = completions[item.key] else {
          deliver(deliveries)
          throw miss(item.request)
        }
        deliveries.append(Delivery(request: item, result: .completion(completion)))
      }
      deliver(deliveries)
    }
  }

  private func miss(_ request: Request) -> GenerationError {
    let statement = request.prompt.problem.statement
    let beginning = statement.prefix(60) + (statement.count > 60 ? "…" : "")
    let sampling = request.sampling
    return .recording(
      name: name,
      reason: "it holds no completion \(request.index) for \(request.purpose.rawValue) with "
        + "\(request.prompt.template.name), temperature \(sampling.temperature), max-tokens "
        + "\(sampling.maxTokens), of “\(beginning)”",
      advice: "replay with the options of the recorded run (seed, template, sampling, numbers of "
        + "samples); it holds " + (summary.isEmpty ? "nothing" : summary))
  }
}
