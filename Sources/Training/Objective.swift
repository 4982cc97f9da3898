/// A loss over the log-probabilities of target tokens.
public protocol Objective: Sendable {
  /// What the sum of a batch's losses is divided by, above 0.
  func divisor(of batch: [TrainingExample]) -> Double

  /// An example's loss in nats and its derivative by the log-probability of every target.
  ///
  /// - Parameter logProbabilities: for each sequence of the example, those of its targets.
  func evaluate(_ example: TrainingExample, _ logProbabilities: [[Float]]) -> LossAndGradient
}

/// An example's loss, and its derivatives in the shape of the log-probabilities.
public struct LossAndGradient: Sendable, Hashable {
  /// The loss in nats, not yet divided.
  public var loss: Double

  /// For each sequence, the loss's derivative by each target's log-probability.
  public var derivatives: [[Float]]

  /// A loss and its derivatives.
  public init(loss: Double, derivatives: [[Float]]) {
    self.loss = loss
    self.derivatives = derivatives
  }
}

/// Supervised learning: the weighted mean over a batch's targets of −log p.
public struct NextTokenObjective: Objective {
  /// The objective.
  public init() {}

  /// The weighted number of targets.
  public func divisor(of batch: [TrainingExample]) -> Double {
    batch.reduce(0) { $0 + Double($1.weight) * Double($1.targetCount) }
  }

  /// −weight · log p, summed over the targets.
  public func evaluate(
    _ example: TrainingExample, _ logProbabilities: [[Float]]
  ) -> LossAndGradient {
    var sum = 0.0
    for values in logProbabilities { for value in values { sum += Double(value) } }
    return LossAndGradient(
      loss: -Double(example.weight) * sum,
      derivatives: logProbabilities.map { Array(repeating: -example.weight, count: $0.count) })
  }
}
