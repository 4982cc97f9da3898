import Synchronization

/// What the workers of a sampler share: the source, prompts whose completions wait for a row, and
/// the delivery.
final class SamplingBoard: Sendable {
  private struct State {
    var ready: [ReadyPrompt] = []
    var hasEnded = false
    var prefilling = 0
  }

  // Not closures themselves: every access of one as a generic value wraps it once more.
  private struct Source {
    let next: @Sendable () -> SamplingFeed
  }

  private struct Sink {
    let deliver: @Sendable ([SampledCompletion]) -> Void
  }

  private let state = Mutex(State())
  private let source: Mutex<Source>
  private let sink: Mutex<Sink>

  init(
    next: @escaping @Sendable () -> SamplingFeed,
    deliver: @escaping @Sendable ([SampledCompletion]) -> Void
  ) {
    source = Mutex(Source(next: next))
    sink = Mutex(Sink(deliver: deliver))
  }

  /// A completion of the prompt that was run first.
  func takeReady() -> (prompt: ReadyPrompt, index: Int)? {
    state.withLock { state in
      guard let prompt = state.ready.first else { return nil }
      let index = prompt.next
      state.ready[0].next += 1
      if state.ready[0].next == prompt.request.seeds.count { state.ready.removeFirst() }
      return (prompt, index)
    }
  }

  /// A request to run the prompt of; the worker reports it by ``publish(_:)``.
  func takeRequest() -> SamplingRequest? {
    while true {
      if state.withLock({ $0.hasEnded }) { return nil }
      switch source.withLock({ $0.next() }) {
      case .wait: return nil
      case .end: state.withLock { $0.hasEnded = true }
      case .request(let request):
        guard !request.seeds.isEmpty else { continue }
        state.withLock { $0.prefilling += 1 }
        return request
      }
    }
  }

  /// Hands over a prompt whose completions may begin on any worker.
  func publish(_ prompt: ReadyPrompt) {
    state.withLock {
      $0.prefilling -= 1
      $0.ready.append(prompt)
    }
  }

  /// Whether nothing can come any more.
  var isExhausted: Bool {
    state.withLock { $0.hasEnded && $0.ready.isEmpty && $0.prefilling == 0 }
  }

  func deliver(_ completions: [SampledCompletion]) {
    guard !completions.isEmpty else { return }
    sink.withLock { $0.deliver(completions) }
  }
}
