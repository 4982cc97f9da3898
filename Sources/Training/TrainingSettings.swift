/// The numbers of a training run; all of them but the threads decide the resulting bits.
public struct TrainingSettings: Sendable, Hashable {
  /// Updates in all.
  public var steps: Int

  /// Examples of a step.
  public var batchSize: Int = 16

  /// The highest learning rate.
  public var learningRate: Double = 5e-3

  /// The part of the steps in which the learning rate rises from 0.
  public var warmUp: Double = 0.03

  /// The part of the steps after which the learning rate falls linearly to 0.
  public var constantUntil: Double = 0.5

  /// Decay rate of the mean of gradients (AdamW, arXiv 1711.05101).
  public var beta1: Double = 0.9

  /// Decay rate of the mean of squared gradients.
  public var beta2: Double = 0.95

  /// Added to the root of the second moment.
  public var epsilon: Double = 1e-8

  /// Weight decay of matrices; norms have none.
  public var weightDecay: Double = 0.05

  /// The largest norm of a gradient; a longer one is shortened to it.
  public var clip: Double = 1

  /// Parts of a batch whose gradients are summed apart, then in a fixed order: at most as many
  /// threads are of use.
  public var gradientShards: Int = 4

  /// Sequences go through the model together until they have this many tokens; decides speed only.
  public var blockTokens: Int = 128

  /// Settings for a number of steps, the rest by default.
  public init(steps: Int) {
    self.steps = steps
  }

  /// The learning rate of the update that follows `step` finished ones.
  public func learningRate(at step: Int) -> Double {
    let total = Double(max(steps, 1))
    let warm = (warmUp * total).rounded(.up)
    if Double(step) < warm { return learningRate * Double(step + 1) / warm }
    let turn = constantUntil * total
    if Double(step) < turn { return learningRate }
    return learningRate * max(0, (total - Double(step)) / max(total - turn, 1))
  }
}
