import Corpus
import Storage
import Synchronization

/// What a stage would ask, take and cost.
public struct WorkEstimate: Sendable, Hashable {
  /// The requests for one purpose.
  public struct Part: Sendable, Hashable {
    /// What they are for.
    public let purpose: Purpose
    /// Requests that the store answers.
    public internal(set) var stored = 0
    /// Requests that would be asked.
    public internal(set) var open = Load()
    /// The most requests that may follow those.
    public internal(set) var following = Load()
    /// Earlier completions of the model for this purpose; `nil` without any.
    public internal(set) var history: CompletionHistory?

    /// Tokens that the open requests are expected to generate.
    var expectedTokens: Double {
      let most = Double(open.maxTokens)
      return min(most, history.map { $0.meanTokens * Double(open.requests) } ?? most)
    }
  }

  /// Requests with the most that they can take.
  public struct Load: Sendable, Hashable {
    /// How many there are.
    public internal(set) var requests = 0
    /// Bytes of the prompts that are charged: requests that share a call share its prompt.
    public internal(set) var promptBytes = 0
    /// The most tokens that can be generated.
    public internal(set) var maxTokens = 0

    mutating func add(_ call: ServerCall) {
      requests += call.requests.count
      promptBytes += call.prompt.text.utf8.count
      maxTokens += call.requests.count * call.sampling.maxTokens
    }
  }

  /// A number that is expected, and the most that it can be.
  public struct Bound: Sendable, Hashable {
    /// What the open requests are expected to take.
    public let expected: Double
    /// With all that may follow, each as long as it may be; `nil` where nobody can say what follows.
    public let most: Double?
  }

  /// By purpose, in the order of their first requests.
  public internal(set) var parts: [Part] = []
  /// Whether every procedure said what may follow.
  public internal(set) var isBounded = true
  /// Bytes of a prompt for one of its tokens.
  public internal(set) var bytesPerToken = Self.defaultBytesPerToken
  /// Whether that was measured on earlier completions of the model.
  public internal(set) var isPromptMeasured = false
  /// What tokens cost; `nil` where nobody said it.
  public internal(set) var price: TokenPrice?
  /// The speed of an earlier run; `nil` without one.
  public internal(set) var rate: StageRate?

  static let defaultBytesPerToken = 4.0

  /// Tokens of prompts.
  public var promptTokens: Bound {
    let open = parts.reduce(0) { $0 + $1.open.promptBytes }
    let following = parts.reduce(0) { $0 + $1.following.promptBytes }
    return Bound(
      expected: Double(open) / bytesPerToken,
      most: isBounded ? Double(open + following) / bytesPerToken : nil)
  }

  /// Generated tokens.
  public var completionTokens: Bound {
    Bound(
      expected: parts.reduce(0) { $0 + $1.expectedTokens },
      most: isBounded
        ? Double(parts.reduce(0) { $0 + $1.open.maxTokens + $1.following.maxTokens }) : nil)
  }

  /// The price; `nil` where no price of tokens is known.
  public var money: Bound? {
    guard let price else { return nil }
    let (prompt, completion) = (promptTokens, completionTokens)
    func cost(_ prompt: Double, _ completion: Double) -> Double {
      (prompt * price.prompt + completion * price.completion) / 1e6
    }
    return Bound(
      expected: cost(prompt.expected, completion.expected),
      most: prompt.most.flatMap { prompt in completion.most.map { cost(prompt, $0) } })
  }

  /// Seconds; `nil` without an earlier run whose speed is known.
  public var seconds: Bound? {
    guard let rate, rate.tokensPerSecond > 0 else { return nil }
    let tokens = completionTokens
    return Bound(
      expected: tokens.expected / rate.tokensPerSecond,
      most: tokens.most.map { $0 / rate.tokensPerSecond })
  }
}

/// Counts what a stage would ask.
public final class WorkSurvey: RequestSurvey {
  private let choicesPerCall: Int
  private let estimate = Mutex(WorkEstimate())
  private let model = Mutex<ModelIdentity?>(nil)

  /// Starts to count.
  ///
  /// - Parameter choicesPerCall: how many requests of one prompt are charged with it once.
  public init(choicesPerCall: Int) { self.choicesPerCall = choicesPerCall }

  /// Keeps the model, for what is known of it.
  public func begin(model: ModelIdentity) { self.model.withLock { $0 = model } }

  /// Counts a request that the store answers.
  public func found(_ request: KeyedRequest, _ completion: Completion) {
    estimate.withLock { $0[request.request.purpose].stored += 1 }
  }

  /// Counts requests that would be asked and what may follow.
  public func open(_ requests: [KeyedRequest], followedBy further: [Request]?) {
    let calls = ServerCall.group(requests, limit: choicesPerCall)
    let followers = further.map { list in
      let keyed = list.map { KeyedRequest(key: $0.prompt.textKey, request: $0) }
      return ServerCall.group(keyed, limit: choicesPerCall)
    }
    estimate.withLock { estimate in
      for call in calls { estimate[call.requests[0].request.purpose].open.add(call) }
      for call in followers ?? [] {
        estimate[call.requests[0].request.purpose].following.add(call)
      }
      if followers == nil { estimate.isBounded = false }
    }
  }

  /// The estimate, with what the store knows of the model's earlier work.
  public func estimate(
    stage: String, price: TokenPrice?, store: Store
  ) async throws(DatabaseError) -> WorkEstimate {
    var result = estimate.withLock { $0 }
    result.price = price
    guard let model = model.withLock({ $0 }) else { return result }
    let purposes = result.parts.map(\.purpose)
    let (histories, bytes, rate) = try await store.read { (store) throws(DatabaseError) in
      var histories: [CompletionHistory?] = []
      for purpose in purposes {
        histories.append(try store.history(of: model.key, purpose: purpose))
      }
      return (
        histories, try store.promptBytesPerToken(of: model.key),
        try store.rate(of: model.key, stage: stage)
      )
    }
    for (index, history) in histories.enumerated() { result.parts[index].history = history }
    result.bytesPerToken = bytes ?? WorkEstimate.defaultBytesPerToken
    result.isPromptMeasured = bytes != nil
    result.rate = rate
    return result
  }
}

extension WorkEstimate {
  /// The part of a purpose, which is begun when it is new.
  fileprivate subscript(purpose: Purpose) -> Part {
    get { parts.first { $0.purpose == purpose } ?? Part(purpose: purpose) }
    set {
      if let index = parts.firstIndex(where: { $0.purpose == purpose }) {
        parts[index] = newValue
      } else {
        parts.append(newValue)
      }
    }
  }
}
