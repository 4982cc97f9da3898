/// The numbers of a training run; all of them but the threads decide the resulting bits.
public struct TrainingSettings: Sendable, Hashable {
  /// Updates in all.
  public var steps: Int

  /// Examples of a batch.
  public var batchSize: Int = 16

  /// Batches whose gradients are summed for one update.
  ///
  /// An update over k batches of n examples has the bits of one over a single batch of k·n: the
  /// targets of all are counted before the first is run, and the shards are those of the whole.
  /// Memory does not grow with either number: activations are held for one block of sequences a
  /// thread.
  public var accumulation: Int = 1

  /// The highest learning rate.
  public var learningRate: Double = 5e-3

  /// The part of the steps in which the learning rate rises from 0.
  public var warmUp: Double = 0.03

  /// How the learning rate goes on after the warm-up.
  public var schedule: LearningRateSchedule = .wsd

  /// The part of the steps in which the learning rate of ``LearningRateSchedule/wsd`` falls.
  public var decay: Double = 0.5

  /// How it falls there.
  public var decayShape: DecayShape = .linear

  /// What the learning rate falls to, as a part of the highest.
  public var finalRate: Double = 0

  /// Decay rate of the mean of gradients (AdamW, arXiv 1711.05101).
  public var beta1: Double = 0.9

  /// Decay rate of the mean of squared gradients.
  public var beta2: Double = 0.95

  /// Added to the root of the second moment.
  public var epsilon: Double = 1e-8

  /// Weight decay of the parameters that ``decayed`` names; norms and biases have none.
  public var weightDecay: Double = 0.05

  /// Which parameters are decayed.
  public var decayed: DecayedParameters = .matrices

  /// The largest norm of a gradient, a longer one is shortened to it; 0 for no limit.
  public var clip: Double = 1

  /// Steps between evaluations on held-out examples; 0 for none.
  public var evaluationInterval: Int = 0

  /// Evaluations in a row without a new best after which the run ends; 0 to go on to the end.
  public var patience: Int = 0

  /// What an evaluation is compared by.
  public var monitor: Monitor = .loss

  /// Whether the run ends with the parameters of its best evaluation instead of its last step's.
  public var keepsBest: Bool = false

  /// Whether a run whose loss has risen for good goes on; see ``Divergence``.
  public var allowsDivergence: Bool = false

  /// Parts of a batch whose gradients are summed apart, then in a fixed order: at most as many
  /// threads are of use.
  public var gradientShards: Int = 4

  /// Sequences go through the model together until they have this many tokens; decides speed only.
  public var blockTokens: Int = 128

  /// Settings for a number of steps, the rest by default.
  public init(steps: Int) {
    self.steps = steps
  }

  /// Examples of an update.
  public var examplesPerStep: Int { batchSize * accumulation }
}

/// Which parameters weight decay shrinks; norms and biases are never among them.
public enum DecayedParameters: String, Sendable, Hashable, CaseIterable {
  /// All matrices, embeddings included.
  case matrices

  /// The matrices of the layers: neither the embedding nor the output layer (OLMo 2, arXiv
  /// 2501.00656, leaves embeddings out).
  case layers
}

/// What evaluations during training are compared by.
public enum Monitor: String, Sendable, Hashable, CaseIterable {
  /// The loss on held-out examples: lower is better.
  case loss

  /// Greedy accuracy: higher is better.
  case accuracy
}

extension TrainingSettings {
  /// Throws where a number is out of range, naming it.
  func validate() throws(TrainingError) {
    func require(_ holds: Bool, _ name: String, _ reason: String) throws(TrainingError) {
      guard holds else { throw .unusableSetting(name: name, reason: reason) }
    }
    try require(steps >= 0, "steps", "\(steps) is negative")
    try require(batchSize > 0, "batchSize", "\(batchSize) examples")
    try require(accumulation > 0, "accumulation", "\(accumulation) batches")
    try require(gradientShards > 0, "gradientShards", "\(gradientShards) shards")
    try require(learningRate.isFinite && learningRate >= 0, "learningRate", "\(learningRate)")
    for (name, value) in [("warmUp", warmUp), ("decay", decay), ("finalRate", finalRate)] {
      try require((0...1).contains(value), name, "\(value) is outside 0...1")
    }
    try require((0..<1).contains(beta1), "beta1", "\(beta1) is outside 0..<1")
    try require((0..<1).contains(beta2), "beta2", "\(beta2) is outside 0..<1")
    try require(weightDecay.isFinite && weightDecay >= 0, "weightDecay", "\(weightDecay)")
    try require(clip >= 0, "clip", "\(clip) is negative")
    try require(evaluationInterval >= 0, "evaluationInterval", "\(evaluationInterval) is negative")
    try require(patience >= 0, "patience", "\(patience) is negative")
    try require(
      evaluationInterval > 0 || (patience == 0 && !keepsBest), "evaluationInterval",
      "patience and the best parameters need evaluations")
  }
}
