import Corpus
import Synchronization

/// A request with its identity for the model that serves it.
public struct KeyedRequest: Hashable, Sendable {
  /// The identity.
  public let key: ContentKey
  /// What is asked.
  public let request: Request

  /// Makes a keyed request.
  public init(key: ContentKey, request: Request) {
    self.key = key
    self.request = request
  }
}

/// What became of one request.
public struct Delivery: Hashable, Sendable {
  /// How it ended.
  public enum Result: Hashable, Sendable {
    /// The model replied.
    case completion(Completion)
    /// The model could not reply; the reason is for a person.
    case failed(reason: String)
  }

  /// The request.
  public let request: KeyedRequest
  /// How it ended.
  public let result: Result

  /// Makes a delivery.
  public init(request: KeyedRequest, result: Result) {
    self.request = request
    self.result = result
  }
}

/// Why a generator ended before its work was done.
public enum GenerationError: Error, Sendable, Equatable {
  /// The model cannot be used at all; the text says why and what to do.
  case unusable(String)
  /// A server cannot be used, or no longer: its address, why, and the way out.
  case server(address: String, reason: String, advice: String)
  /// A recording does not hold what is asked of it: its name, what is missing, and the way out.
  case recording(name: String, reason: String, advice: String)
}

/// Something that completes prompts: the local engine, a server, or a script.
public protocol Generator: Sendable {
  /// Whose replies these are.
  var model: ModelIdentity { get }
  /// How many requests it can work on at once.
  var width: Int { get }
  /// How many requests of one prompt are charged with it once.
  var choicesPerCall: Int { get }

  /// The tokens of a prompt that a request is charged with; `nil` where they cannot be counted
  /// without asking.
  func promptTokens(of prompt: Prompt) -> Int?

  /// Takes requests while others run and hands each outcome over as it comes.
  ///
  /// Every request is delivered exactly once, in groups and in any order. A straggler holds nobody
  /// back, and one failure loses no other reply. Returns when the requests have ended and all are
  /// delivered, or when the task is cancelled.
  ///
  /// - Parameters:
  ///   - requests: groups of requests; no key occurs twice while it is open.
  ///   - deliver: takes outcomes; may be called from any thread.
  func serve(
    _ requests: AsyncStream<[KeyedRequest]>, deliver: @escaping @Sendable ([Delivery]) -> Void
  ) async throws(GenerationError)
}

extension Generator {
  /// Every request is charged with its prompt.
  public var choicesPerCall: Int { 1 }

  /// They cannot be counted.
  public func promptTokens(of prompt: Prompt) -> Int? { nil }

  /// What becomes of one request, without a store.
  public func result(of request: Request) async throws(GenerationError) -> Delivery.Result {
    let (stream, feed) = AsyncStream<[KeyedRequest]>.makeStream()
    feed.yield([KeyedRequest(key: request.key(model: model), request: request)])
    feed.finish()
    let delivered = Mutex<[Delivery]>([])
    try await serve(stream) { group in delivered.withLock { $0 += group } }
    guard let result = delivered.withLock({ $0.first?.result }) else {
      throw .unusable("interrupted")
    }
    return result
  }
}
