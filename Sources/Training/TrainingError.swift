/// Why a training run cannot go on.
public enum TrainingError: Error, Hashable, CustomStringConvertible {
  /// The loss or the gradient of the update after `step` finished ones is infinite or not a number;
  /// `examples` are those of the batch whose own loss is.
  case diverged(step: Int, loss: Double, gradientNorm: Double, examples: [Int])

  /// The mean loss of the last steps is far above the lowest there was.
  case rose(step: Int, lowest: Double, last: Double)

  /// An example cannot be trained on.
  case unusableExample(step: Int, index: Int, reason: String)

  /// A setting is out of range.
  case unusableSetting(name: String, reason: String)

  /// A checkpoint belongs to another model or run, or is damaged.
  case unusableCheckpoint(path: String, reason: String)

  /// What happened, where, and what to do.
  public var description: String {
    switch self {
    case .diverged(let step, _, _, let examples):
      "training diverged at step \(step): \(reason)"
        + (examples.isEmpty ? "" : "; examples without a finite loss: \(examples)")
        + "; lower the learning rate or go back to a checkpoint"
    case .rose(let step, _, _):
      "training diverged by step \(step): \(reason); lower the learning rate or go back to a "
        + "checkpoint"
    case .unusableExample(let step, let index, _): "example \(index) of step \(step): \(reason)"
    case .unusableSetting(let name, _): "training setting \(name): \(reason)"
    case .unusableCheckpoint(let path, _): "\(path): \(reason)"
    }
  }

  /// What was seen.
  public var reason: String {
    switch self {
    case .diverged(_, let loss, let norm, _): "loss \(loss), gradient norm \(norm)"
    case .rose(_, let lowest, let last):
      "the mean loss of \(Divergence.window) steps was \(lowest) nats and is \(last)"
    case .unusableExample(_, _, let reason), .unusableSetting(_, let reason),
      .unusableCheckpoint(_, let reason):
      reason
    }
  }
}
