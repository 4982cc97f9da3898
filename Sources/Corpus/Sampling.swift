/// How a completion is sampled: every field that is sent with a request.
///
/// Servers fill in unset fields with defaults of their own, so all are always sent and all are
/// part of the request's identity.
public struct Sampling: Hashable, Sendable {
  /// Softmax temperature; 0 means greedy.
  public var temperature: Double
  /// Nucleus mass in (0, 1]; 1 switches it off.
  public var topP: Double
  /// How many of the likeliest tokens are kept; 0 switches it off.
  public var topK: Int
  /// The least probability, relative to the likeliest token's, that is kept; 0 switches it off.
  public var minP: Double
  /// The penalty on a token's log-odds for having occurred; 0 switches it off.
  public var presencePenalty: Double
  /// The penalty on a token's log-odds for each occurrence; 0 switches it off.
  public var frequencyPenalty: Double
  /// The most tokens that are generated.
  public var maxTokens: Int
  /// Texts that end a completion.
  public var stop: [String]
  /// Fields that only some servers know, as one JSON object's text; empty for none.
  public var extra: String

  /// Makes sampling parameters; the defaults are plain sampling at temperature 0.7.
  public init(
    temperature: Double = 0.7, topP: Double = 1, topK: Int = 0, minP: Double = 0,
    presencePenalty: Double = 0, frequencyPenalty: Double = 0, maxTokens: Int = 512,
    stop: [String] = [], extra: String = ""
  ) {
    self.temperature = temperature
    self.topP = topP
    self.topK = topK
    self.minP = minP
    self.presencePenalty = presencePenalty
    self.frequencyPenalty = frequencyPenalty
    self.maxTokens = maxTokens
    self.stop = stop
    self.extra = extra
  }

  /// Whether the text is a function of the prompt alone.
  public var isGreedy: Bool { temperature == 0 }

  /// The identity of these parameters.
  public var key: ContentKey {
    var hasher = ContentHasher("sampling")
    hasher.add(temperature)
    hasher.add(topP)
    hasher.add(topK)
    hasher.add(minP)
    hasher.add(presencePenalty)
    hasher.add(frequencyPenalty)
    hasher.add(maxTokens)
    hasher.add(stop.count)
    for text in stop { hasher.add(text) }
    hasher.add(extra)
    return hasher.key
  }
}
