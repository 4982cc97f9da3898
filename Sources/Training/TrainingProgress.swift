/// What a step of training did.
public struct TrainingProgress: Sendable, Hashable {
  /// Finished steps, this one included.
  public let step: Int

  /// The batch's loss before the update, in nats a target.
  public let loss: Double

  /// The gradient's norm before clipping.
  public let gradientNorm: Double

  /// Tokens of the batch, prompts included.
  public let tokens: Int

  /// Time that the step took.
  public let duration: Duration

  /// Tokens per second of this step.
  public var tokensPerSecond: Double { Double(tokens) / (duration / .seconds(1)) }
}

/// Whether a run goes on after a step.
public enum TrainingDecision: Sendable {
  /// Take the next step.
  case goOn

  /// Return; the trainer can go on later.
  case stop
}

extension TrainingSettings {
  /// Throws where a number is out of range, naming it.
  func validate() throws(TrainingError) {
    func require(_ holds: Bool, _ name: String, _ reason: String) throws(TrainingError) {
      guard holds else { throw .unusableSetting(name: name, reason: reason) }
    }
    try require(steps >= 0, "steps", "\(steps) is negative")
    try require(batchSize > 0, "batchSize", "\(batchSize) examples")
    try require(gradientShards > 0, "gradientShards", "\(gradientShards) shards")
    try require(learningRate.isFinite && learningRate >= 0, "learningRate", "\(learningRate)")
    try require((0..<1).contains(beta1), "beta1", "\(beta1) is outside 0..<1")
    try require((0..<1).contains(beta2), "beta2", "\(beta2) is outside 0..<1")
    try require(clip > 0, "clip", "\(clip) is not positive")
  }
}
