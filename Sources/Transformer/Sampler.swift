import Kernels

/// Samples completions of many prompts at once: continuous batching on every thread.
///
/// A prompt is run once, whatever the number of its completions, which share its cached blocks; of
/// prompts that begin alike, the common beginning is run once as far as it is whole blocks. A
/// completion is a function of the model, the prompt, its seed and the sampling: it depends neither
/// on what runs beside it nor on the number of threads, to the bit.
public final class Sampler: Sendable {
  /// The uniform number in [0, 1) for a completion's token: its seed and the token's index.
  public typealias Uniform = @Sendable (_ seed: UInt64, _ position: Int) -> Double

  /// The bytes of a token, for stop texts.
  let bytes: @Sendable (Int32) -> [UInt8]

  private let writesText: Bool
  let weights: PackedWeights
  let bias: Buffer
  let uniform: Uniform
  let rowsPerThread: Int
  let prefixes: PrefixTree
  private let workers: Workers
  private let shape: Configuration

  /// A sampler of a model, whose parameters must not change as long as it is used.
  ///
  /// - Parameters:
  ///   - suppressed: tokens that are never sampled.
  ///   - rowsPerThread: completions that run at once on a thread; decides speed only. More than 16
  ///     leave the processor's cache.
  ///   - bytes: the bytes of a token; without it no request may have stop texts.
  public init(
    _ parameters: Parameters, suppressing suppressed: some Sequence<Int32> = [], threads: Int,
    rowsPerThread: Int = 16, kernels: KernelSet = .best,
    bytes: (@Sendable (Int32) -> [UInt8])? = nil, uniform: @escaping Uniform
  ) {
    precondition(threads > 0 && rowsPerThread > 0)
    self.bytes = bytes ?? { _ in [] }
    writesText = bytes != nil
    weights = PackedWeights(parameters, kernels: kernels, forTraining: false)
    shape = parameters.configuration
    workers = Workers(count: threads)
    self.rowsPerThread = rowsPerThread
    self.uniform = uniform
    let blockBytes =
      KeyValueBlock.count(shape.attention, layers: shape.layers) * MemoryLayout<Float>.size
    prefixes = PrefixTree(capacity: max(PrefixTree.memory / blockBytes, 16))
    bias = Buffer(count: shape.paddedVocabulary)
    for token in shape.vocabularySize..<shape.paddedVocabulary { bias[token] = -.infinity }
    for token in suppressed { bias[Int(token)] = -.infinity }
    precondition(
      (0..<shape.vocabularySize).contains { bias[$0] == 0 }, "every token is suppressed")
  }

  /// The completions that the threads can run at once.
  public var width: Int { workers.count * rowsPerThread }

  /// Serves a list of requests and returns when all are done.
  ///
  /// - Parameter deliver: receives completions as they end, in any order, one call at a time.
  public func run(
    _ requests: [SamplingRequest], deliver: @escaping @Sendable ([SampledCompletion]) -> Void
  ) throws(SamplingError) {
    for request in requests { try check(request) }
    let queue = RequestQueue(requests)
    run(next: queue.next, deliver: deliver)
  }

  /// Serves requests as a source hands them over and returns when it has ended and all are done.
  ///
  /// - Parameters:
  ///   - next: asked whenever a thread has room, by one thread at a time; its requests must pass
  ///     ``check(_:)``.
  ///   - deliver: receives completions as they end, in any order, one call at a time, on a worker:
  ///     that worker waits for it.
  public func run(
    next: @escaping @Sendable () -> SamplingFeed,
    deliver: @escaping @Sendable ([SampledCompletion]) -> Void
  ) {
    let board = SamplingBoard(next: next, deliver: deliver)
    workers.run { _ in SamplingWorker(self, board).run() }
  }

  /// All completions of a list of requests, in the order of the requests and of their seeds.
  public func completions(
    of requests: [SamplingRequest]
  ) throws(SamplingError) -> [[SampledCompletion]] {
    let numbered = requests.enumerated().map { index, request in
      var request = request
      request.id = index
      return request
    }
    let collected = Collected()
    try run(numbered) { collected.append($0) }
    var result = requests.map { _ in [SampledCompletion]() }
    for completion in collected.sorted() {
      result[completion.id].append(completion.renamed(requests[completion.id].id))
    }
    return result
  }

  /// Throws where a request cannot be served.
  public func check(_ request: SamplingRequest) throws(SamplingError) {
    guard !request.prompt.isEmpty else {
      throw .unusablePrompt(id: request.id, reason: "it has no tokens")
    }
    guard request.prompt.count <= shape.maximumPositions else {
      throw .unusablePrompt(
        id: request.id,
        reason: "\(request.prompt.count) tokens; the model reads \(shape.maximumPositions)")
    }
    for token in request.prompt where token < 0 || token >= shape.vocabularySize {
      throw .unusablePrompt(id: request.id, reason: "token \(token) is not in the vocabulary")
    }
    let sampling = request.sampling
    func require(_ holds: Bool, _ field: String, _ value: Any) throws(SamplingError) {
      guard holds else {
        throw .unusableSampling(id: request.id, field: field, reason: "\(value) is out of range")
      }
    }
    let temperature = sampling.temperature
    try require(
      temperature == 0 || (1e-4...1e4).contains(temperature), "temperature", temperature)
    try require(sampling.topP > 0 && sampling.topP <= 1, "topP", sampling.topP)
    try require(sampling.topK >= 0, "topK", sampling.topK)
    try require(sampling.minP >= 0 && sampling.minP <= 1, "minP", sampling.minP)
    try require(
      sampling.repetitionPenalty > 0 && sampling.repetitionPenalty.isFinite, "repetitionPenalty",
      sampling.repetitionPenalty)
    try require(
      sampling.presencePenalty.isFinite, "presencePenalty", sampling.presencePenalty)
    try require(
      sampling.frequencyPenalty.isFinite, "frequencyPenalty", sampling.frequencyPenalty)
    try require(sampling.maximumTokens > 0, "maximumTokens", sampling.maximumTokens)
    try require(!sampling.stopTexts.contains(""), "stopTexts", "an empty text")
    try require(
      sampling.stopTexts.isEmpty || writesText, "stopTexts", "a text, which this sampler lacks,")
  }
}
