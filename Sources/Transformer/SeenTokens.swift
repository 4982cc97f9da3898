/// The tokens of a prompt and its completion, as far as penalties go by them.
struct SeenTokens: Sendable {
  /// How often each token occurs in the completion; 0 for one of the prompt only.
  private(set) var counts: [Int32: Int] = [:]

  /// The tokens of a prompt.
  init(prompt: [Int32]) {
    for token in prompt { counts[token] = 0 }
  }

  mutating func append(_ token: Int32) { counts[token, default: 0] += 1 }

  /// A token's logit after the penalties.
  ///
  /// Repetition as in transformers (CTRL, arXiv 1909.05858), presence and frequency as in OpenAI's
  /// interface.
  static func penalized(_ logit: Float, count: Int, by sampling: Sampling) -> Float {
    let penalty = Float(sampling.repetitionPenalty)
    let repeated = logit > 0 ? logit / penalty : logit * penalty
    return repeated - Float(sampling.frequencyPenalty) * Float(count)
      - (count > 0 ? Float(sampling.presencePenalty) : 0)
  }
}
