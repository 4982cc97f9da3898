/// Why a training run cannot go on.
public enum TrainingError: Error, Hashable, CustomStringConvertible {
  /// The loss or the gradient of a step is not a number, or infinite.
  case diverged(step: Int, loss: Double, gradientNorm: Double)

  /// An example cannot be trained on.
  case unusableExample(step: Int, index: Int, reason: String)

  /// A setting is out of range.
  case unusableSetting(name: String, reason: String)

  /// A checkpoint belongs to another model or run, or is damaged.
  case unusableCheckpoint(path: String, reason: String)

  /// What happened, where, and what to do.
  public var description: String {
    switch self {
    case .diverged(let step, let loss, let norm):
      """
      training diverged at step \(step): loss \(loss), gradient norm \(norm); lower the learning \
      rate or go back to a checkpoint
      """
    case .unusableExample(let step, let index, let reason):
      "example \(index) of step \(step): \(reason)"
    case .unusableSetting(let name, let reason): "training setting \(name): \(reason)"
    case .unusableCheckpoint(let path, let reason): "\(path): \(reason)"
    }
  }
}
