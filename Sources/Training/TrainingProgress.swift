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

  /// Time that the step took, without its evaluation.
  public let duration: Duration

  /// The evaluation after the step, where one was due.
  public internal(set) var evaluation: TrainingEvaluation?

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
