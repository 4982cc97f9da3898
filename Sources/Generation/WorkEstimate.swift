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
    /// The size of the prompts that are charged where requests that share a call share its prompt:
    /// tokens where the generator counts them, else bytes.
    public internal(set) var promptSize = 0
    /// The most tokens of prompts: each request with its own, and of a prompt whose tokens cannot be
    /// counted each byte one.
    public internal(set) var mostPromptTokens = 0
    /// The most tokens that can be generated.
    public internal(set) var maxTokens = 0
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
  /// Where the tokens of prompts come from.
  public internal(set) var promptMeasure = PromptMeasure.assumed
  /// What tokens cost; `nil` where nobody said it.
  public internal(set) var price: TokenPrice?
  /// The speed of an earlier run; `nil` without one.
  public internal(set) var rate: StageRate?

  /// Where the tokens of prompts come from.
  public enum PromptMeasure: Hashable, Sendable {
    /// The generator counted them.
    case counted
    /// From bytes, at the rate of earlier prompts of the model.
    case measured(bytesPerToken: Double)
    /// From bytes, four for a token.
    case assumed

    /// Of a prompt's size, what makes one token.
    var sizePerToken: Double {
      switch self {
      case .counted: 1
      case .measured(let bytes): bytes
      case .assumed: 4
      }
    }
  }

  /// Tokens of prompts.
  public var promptTokens: Bound {
    let size = parts.reduce(0) { $0 + $1.open.promptSize }
    let most = parts.reduce(0) { $0 + $1.open.mostPromptTokens + $1.following.mostPromptTokens }
    let rate = promptMeasure.sizePerToken
    return Bound(
      expected: Double(size) / rate, most: isBounded ? Double(most) / min(1, rate) : nil)
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
///
/// What is expected has servers answer requests of one prompt by one call. The most holds also where
/// none is shared, as by servers that give one choice a call and by the local engine.
public final class WorkSurvey: RequestSurvey {
  fileprivate struct State {
    var estimate = WorkEstimate()
    var generator: (any Generator)?
    /// Requests that are counted already: several procedures may ask for one.
    var seen: Set<ContentKey> = []
    /// The size of the last prompt: many requests in a row have the same.
    var last: (prompt: Prompt, tokens: Int?)?
  }

  private let state = Mutex(State())

  /// Starts to count.
  public init() {}

  /// Keeps the generator, for what is known of it.
  public func begin(_ generator: any Generator) {
    state.withLock { $0.generator = generator }
  }

  /// Counts a request that the store answers.
  public func found(_ request: KeyedRequest, _ completion: Completion) {
    state.withLock { $0.estimate[request.request.purpose].stored += 1 }
  }

  /// Counts requests that would be asked and what may follow.
  public func open(_ requests: [KeyedRequest], followedBy further: [FurtherRequest]?) {
    state.withLock { state in
      guard let generator = state.generator else { return }
      let new = requests.filter { state.seen.insert($0.key).inserted }
      for call in ServerCall.group(new, limit: generator.choicesPerCall) {
        let (size, most) = state.size(of: call.prompt)
        state.estimate[call.requests[0].request.purpose].open.add(
          call.requests.count, of: call.sampling, size: size, most: most)
      }
      for item in further ?? [] {
        // Stand-ins of different texts may look alike.
        if item.unknownTokens == 0,
          !state.seen.insert(item.request.key(model: generator.model)).inserted
        {
          continue
        }
        let (size, most) = state.size(of: item.request.prompt)
        state.estimate[item.request.purpose].following.add(
          1, of: item.request.sampling, size: size, most: most + item.unknownTokens)
      }
      if further == nil { state.estimate.isBounded = false }
    }
  }

  /// The estimate, with what the store knows of the model's earlier work.
  public func estimate(
    stage: String, price: TokenPrice?, store: Store
  ) async throws(DatabaseError) -> WorkEstimate {
    var (result, model) = state.withLock { ($0.estimate, $0.generator?.model) }
    result.price = price
    guard let model else { return result }
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
    if result.promptMeasure != .counted, let bytes {
      result.promptMeasure = .measured(bytesPerToken: bytes)
    }
    result.rate = rate
    return result
  }
}

extension WorkSurvey.State {
  /// A prompt's tokens where they are counted, else its bytes, and the most tokens that it can have.
  fileprivate mutating func size(of prompt: Prompt) -> (size: Int, most: Int) {
    if last?.prompt != prompt { last = (prompt, generator?.promptTokens(of: prompt)) }
    if let tokens = last?.tokens {
      estimate.promptMeasure = .counted
      return (tokens, tokens)
    }
    let bytes = prompt.text.utf8.count
    return (bytes, bytes)
  }
}

extension WorkEstimate.Load {
  /// Adds requests that share a prompt.
  fileprivate mutating func add(_ count: Int, of sampling: Sampling, size: Int, most: Int) {
    requests += count
    promptSize += size
    mostPromptTokens += count * most
    maxTokens += count * sampling.maxTokens
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
