import Corpus
import Dispatch
import Synchronization
import Transformer

/// The embedded model as a generator.
///
/// The local engine's text depends on the model, the prompt, the seed and the sampling alone, to
/// the bit: not on what runs beside it, nor on the number of threads.
public final class LocalGenerator: Generator {
  /// The model's identity.
  public var model: ModelIdentity { local.identity }
  /// How many requests it can work on at once.
  public let width: Int
  private let local: LocalModel
  private let sampler: Sampler
  private let log: RequestLog?

  /// Makes a generator of a loaded model.
  ///
  /// - Parameters:
  ///   - threads: how many threads sample; decides speed only.
  ///   - log: notes every request when its sampling starts; for tests of recovery.
  public init(_ local: LocalModel, threads: Int, log: RequestLog? = nil) {
    self.local = local
    self.log = log
    sampler = local.model.sampler(threads: threads) {
      RandomStream.unit(seed: $0, position: $1)
    }
    width = sampler.width
  }

  /// Counts the tokens; `nil` for a prompt that the model cannot read.
  public func promptTokens(of prompt: Prompt) -> Int? {
    try? local.model.tokenizer.encodePrompt(prompt.text).count
  }

  /// Samples as requests come, on threads of its own.
  public func serve(
    _ requests: AsyncStream<[KeyedRequest]>, deliver: @escaping @Sendable ([Delivery]) -> Void
  ) async throws(GenerationError) {
    let queue = LocalQueue(log: log)
    await withTaskCancellationHandler {
      async let sampling: Void = sample(queue, deliver)
      for await group in requests { prepare(group, into: queue, deliver) }
      queue.close()
      await sampling
    } onCancel: {
      queue.abandon()
    }
  }

  /// Blocks a thread of Dispatch's, never one of those that tasks share.
  private func sample(
    _ queue: LocalQueue, _ deliver: @escaping @Sendable ([Delivery]) -> Void
  ) async {
    let (sampler, tokenizer) = (sampler, local.model.tokenizer)
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      DispatchQueue.global().async {
        sampler.run(next: { queue.next() }) { completions in
          deliver(completions.map { queue.delivery($0, tokenizer) })
        }
        done.resume()
      }
    }
  }

  /// Encodes requests; those of one prompt become one, so that the prompt runs once.
  private func prepare(
    _ group: [KeyedRequest], into queue: LocalQueue,
    _ deliver: @Sendable ([Delivery]) -> Void
  ) {
    var start = group.startIndex
    while start < group.endIndex {
      let first = group[start].request
      var end = start + 1
      while end < group.endIndex, end - start < 64, group[end].request.prompt == first.prompt,
        group[end].request.sampling == first.sampling
      {
        end += 1
      }
      let items = Array(group[start..<end])
      do {
        let request = try samplingRequest(items)
        try sampler.check(request)
        queue.add(request, items)
      } catch {
        deliver(items.map { Delivery(request: $0, result: .failed(reason: "\(error)")) })
      }
      start = end
    }
  }

  private func samplingRequest(_ items: [KeyedRequest]) throws -> SamplingRequest {
    let request = items[0].request
    return SamplingRequest(
      prompt: try local.model.tokenizer.encodePrompt(request.prompt.text),
      seeds: items.map { $0.request.seed ?? 0 }, sampling: try local.sampling(request.sampling))
  }
}

/// The requests between the driver's stream and the sampler's threads.
private final class LocalQueue: Sendable {
  private struct State {
    var waiting: [SamplingRequest] = []
    var taken = 0
    var items: [Int: (prompt: Int, requests: [KeyedRequest], left: Int)] = [:]
    var nextID = 0
    var isClosed = false
  }

  private let log: RequestLog?
  /// Protects the requests: the stream's task adds them, the sampler's threads take them.
  private let state = Mutex(State())

  init(log: RequestLog?) { self.log = log }

  func add(_ request: SamplingRequest, _ items: [KeyedRequest]) {
    state.withLock { state in
      var request = request
      request.id = state.nextID
      state.nextID += 1
      state.items[request.id] = (request.prompt.count, items, items.count)
      state.waiting.append(request)
    }
  }

  func close() { state.withLock { $0.isClosed = true } }

  /// Forgets what has not begun, so that a cancelled run ends soon.
  func abandon() {
    state.withLock { state in
      state.isClosed = true
      state.waiting = []
      state.taken = 0
    }
  }

  func next() -> SamplingFeed {
    let (feed, started) = state.withLock { state -> (SamplingFeed, [KeyedRequest]) in
      guard state.taken < state.waiting.count else {
        state.waiting.removeAll(keepingCapacity: true)
        state.taken = 0
        return (state.isClosed ? .end : .wait, [])
      }
      let request = state.waiting[state.taken]
      state.taken += 1
      return (.request(request), log == nil ? [] : state.items[request.id]?.requests ?? [])
    }
    log?.write(started.map(\.key))
    return feed
  }

  func delivery(_ completion: SampledCompletion, _ tokenizer: Tokenizer) -> Delivery {
    let (request, promptTokens) = state.withLock { state -> (KeyedRequest, Int) in
      guard let item = state.items[completion.id] else {
        preconditionFailure("the sampler delivered a completion twice")
      }
      state.items[completion.id]?.left -= 1
      if item.left == 1 { state.items[completion.id] = nil }
      return (item.requests[completion.index], item.prompt)
    }
    return Delivery(
      request: request,
      result: .completion(
        Completion(
          text: tokenizer.text(of: completion), promptTokens: promptTokens,
          completionTokens: completion.tokens.count,
          finishReason: completion.finishReason == .stop ? .stop : .length)))
  }
}
