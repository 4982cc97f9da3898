import Synchronization

/// Completions that have ended, from any thread.
final class Collected: Sendable {
  private let completions = Mutex<[SampledCompletion]>([])

  func append(_ more: [SampledCompletion]) {
    completions.withLock { $0 += more }
  }

  /// In the order of requests and seeds.
  func sorted() -> [SampledCompletion] {
    completions.withLock { $0.sorted { ($0.id, $0.index) < ($1.id, $1.index) } }
  }
}

/// A list of requests as a source.
final class RequestQueue: Sendable {
  private let requests: [SamplingRequest]
  private let position = Mutex(0)

  init(_ requests: [SamplingRequest]) {
    self.requests = requests
  }

  func next() -> SamplingFeed {
    position.withLock { position in
      guard position < requests.count else { return .end }
      defer { position += 1 }
      return .request(requests[position])
    }
  }
}

extension SampledCompletion {
  func renamed(_ id: Int) -> SampledCompletion {
    SampledCompletion(
      id: id, index: index, tokens: tokens, logProbabilities: logProbabilities,
      finishReason: finishReason, stop: stop)
  }
}
