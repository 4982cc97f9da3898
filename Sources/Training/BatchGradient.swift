import Kernels
import Synchronization
import Transformer

/// The loss and gradient of batches: shards in parallel, their sum in a fixed order.
final class BatchGradient: Sendable {
  private let weights: PackedWeights
  private let kernels: KernelSet
  private let objective: any Objective
  private let blockTokens: Int
  private let workers: Workers
  private let shards: [Gradient]
  private let crew = Mutex<[GradientWorker]>([])

  init(
    _ weights: PackedWeights, kernels: KernelSet, objective: any Objective,
    settings: TrainingSettings, workers: Workers
  ) {
    self.weights = weights
    self.kernels = kernels
    self.objective = objective
    self.workers = workers
    blockTokens = settings.blockTokens
    shards = (0..<settings.gradientShards).map { _ in Gradient(weights.layout) }
  }

  /// The gradient that ``compute(_:)`` left.
  var sum: Buffer { shards[0].arena }

  /// The loss of a batch and the norm of its gradient.
  func compute(_ batch: [TrainingExample]) -> (loss: Double, norm: Double) {
    let divisor = objective.divisor(of: batch)
    return (accumulate(batch, divisor: divisor) / divisor, reduce())
  }

  /// Fills every shard's gradient and returns the sum of losses in the order of the batch.
  private func accumulate(_ batch: [TrainingExample], divisor: Double) -> Double {
    let split = Shard.split(batch, into: shards.count)
    let losses = Mutex([Double](repeating: 0, count: batch.count))
    workers.run(pieces: split.count) { _, index in
      let worker = crew.withLock { $0.popLast() } ?? GradientWorker(weights)
      shards[index].clear()
      let values = worker.run(
        split[index], of: batch, objective: objective, divisor: divisor,
        blockTokens: blockTokens, into: shards[index])
      shards[index].finish(kernels)
      losses.withLock { losses in
        for (example, value) in zip(split[index].examples, values) { losses[example] = value }
      }
      crew.withLock { $0.append(worker) }
    }
    return losses.withLock { $0.reduce(0, +) }
  }

  /// Sums the shards into the first and returns the norm.
  private func reduce() -> Double {
    let parts = shards.map(\.arena)
    let size = 16_384
    let pieces = (parts[0].count + size - 1) / size
    let squares = Mutex([Double](repeating: 0, count: pieces))
    workers.run(pieces: pieces) { _, piece in
      let range = piece * size..<min((piece + 1) * size, parts[0].count)
      kernels.sum(parts, range, into: parts[0])
      let square = kernels.sumOfSquares(parts[0], range)
      squares.withLock { $0[piece] = square }
    }
    return squares.withLock { $0.reduce(0, +) }.squareRoot()
  }
}
