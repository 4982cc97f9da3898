/// How tokens are chosen from a distribution.
///
/// In this order, as servers and transformers do: penalties on the logits, temperature, top-k,
/// top-p of what is left, min-p.
public struct Sampling: Sendable, Hashable {
  /// Divides the logits; 0 takes the likeliest token, the first of equals.
  public var temperature: Double

  /// The part of the mass that the nucleus keeps, above 0; 1 keeps everything (arXiv 1904.09751).
  public var topP: Double

  /// The number of likeliest tokens kept, before the nucleus; 0 keeps all.
  public var topK: Int

  /// The least probability, as a part of the likeliest token's, that is kept; 0 keeps all (arXiv
  /// 2407.01082).
  public var minP: Double

  /// Divides the positive logits of tokens of the prompt and the completion and multiplies their
  /// negative ones; 1 leaves them as they are (CTRL, arXiv 1909.05858).
  public var repetitionPenalty: Double

  /// Subtracted from the logits of the completion's tokens; 0 leaves them as they are.
  public var presencePenalty: Double

  /// Subtracted from the logits of the completion's tokens as often as they occur in it.
  public var frequencyPenalty: Double

  /// The most tokens of a completion, at least 1.
  public var maximumTokens: Int

  /// The tokens that end a completion.
  public var stopTokens: [Int32]

  /// Texts that end a completion as soon as they are complete, wherever tokens begin and end; its
  /// text goes up to the first of them.
  public var stopTexts: [String]

  /// A way of sampling.
  public init(
    temperature: Double = 1, topP: Double = 1, topK: Int = 0, minP: Double = 0,
    repetitionPenalty: Double = 1, presencePenalty: Double = 0, frequencyPenalty: Double = 0,
    maximumTokens: Int, stopTokens: [Int32], stopTexts: [String] = []
  ) {
    self.minP = minP
    self.repetitionPenalty = repetitionPenalty
    self.presencePenalty = presencePenalty
    self.frequencyPenalty = frequencyPenalty
    self.stopTexts = stopTexts
    self.temperature = temperature
    self.topP = topP
    self.topK = topK
    self.maximumTokens = maximumTokens
    self.stopTokens = stopTokens
  }

  /// Whether what was said before changes the logits.
  var penalizes: Bool {
    repetitionPenalty != 1 || presencePenalty != 0 || frequencyPenalty != 0
  }
}

/// A prompt and the completions that are wanted of it.
public struct SamplingRequest: Sendable, Hashable {
  /// What the caller knows it by; completions carry it.
  public var id: Int

  /// The prompt's tokens, at least one; run once for all completions.
  public var prompt: [Int32]

  /// One seed for each completion.
  public var seeds: [UInt64]

  /// How tokens are chosen.
  public var sampling: Sampling

  /// Whether completions carry the log-probabilities of their tokens.
  public var wantsLogProbabilities: Bool

  /// A request.
  public init(
    id: Int = 0, prompt: [Int32], seeds: [UInt64], sampling: Sampling,
    wantsLogProbabilities: Bool = false
  ) {
    self.id = id
    self.prompt = prompt
    self.seeds = seeds
    self.sampling = sampling
    self.wantsLogProbabilities = wantsLogProbabilities
  }
}

/// A completion that a sampler made.
public struct SampledCompletion: Sendable, Hashable {
  /// Why a completion ended.
  public enum FinishReason: String, Sendable {
    /// A stop token was sampled, or a stop text is complete.
    case stop

    /// The most tokens were reached, or the model's last position.
    case length
  }

  /// The request's id.
  public let id: Int

  /// The index of its seed in the request.
  public let index: Int

  /// The sampled tokens, the stop token included.
  public let tokens: [Int32]

  /// The model's log-probability of each token at temperature 1, in nats, nothing suppressed or cut
  /// off; empty unless the request wants them.
  public let logProbabilities: [Float]

  /// Why it ended.
  public let finishReason: FinishReason

  /// Where a stop text ended it.
  public let stop: StopPlace?

  /// The tokens without the stop token; those of a stop text are among them.
  public var content: ArraySlice<Int32> {
    finishReason == .stop && stop == nil ? tokens.dropLast() : tokens[...]
  }
}

extension Tokenizer {
  /// What a completion says: up to its stop token or its stop text, which are left out.
  public func text(of completion: SampledCompletion) -> String {
    guard let stop = completion.stop else { return decode(completion.content) }
    let bytes = completion.tokens.flatMap { self.bytes(of: $0) }
    return String(decoding: bytes.prefix(stop.offset), as: UTF8.self)
  }
}

/// Why a request cannot be served.
public enum SamplingError: Error, Hashable, CustomStringConvertible {
  /// The request's prompt is empty, or leaves no position for a token.
  case unusablePrompt(id: Int, reason: String)

  /// A number of the request is out of range.
  case unusableSampling(id: Int, field: String, reason: String)

  /// The request and the reason.
  public var description: String {
    switch self {
    case .unusablePrompt(let id, let reason): "request \(id): prompt: \(reason)"
    case .unusableSampling(let id, let field, let reason): "request \(id): \(field): \(reason)"
    }
  }
}

/// What a source of requests answers when a sampler has room.
public enum SamplingFeed: Sendable {
  /// Serve this one next.
  case request(SamplingRequest)

  /// Nothing yet: ask again soon.
  case wait

  /// Nothing more will come.
  case end
}
