import Kernels
import Synchronization
import Transformer

extension Trainer {
  /// The loss of examples at the present parameters, as a batch of them would have; nothing is
  /// learnt from them.
  public func loss(of examples: [TrainingExample]) throws(TrainingError) -> Double {
    try check(examples)
    return losses(of: examples).reduce(0, +) / objective.divisor(of: examples)
  }

  /// The examples of a batch whose own loss is not a number; empty where only the gradient is.
  func examplesNotFinite(_ batch: [TrainingExample]) -> [Int] {
    losses(of: batch).indices(where: { !$0.isFinite }).ranges.flatMap { Array($0) }
  }

  /// Each example's own loss, in parts that the threads take in turn.
  private func losses(of examples: [TrainingExample]) -> [Double] {
    let part = 16
    let results = Mutex([Double](repeating: 0, count: examples.count))
    let next = Atomic(0)
    let (weights, objective) = (weights, objective)
    workers.run { _ in
      let pass = SequencePass(weights)
      while true {
        let start = next.wrappingAdd(part, ordering: .relaxed).oldValue
        guard start < examples.count else { return }
        for index in start..<min(start + part, examples.count) {
          let example = examples[index]
          let value = objective.evaluate(example, pass.forward(example.sequences)).loss
          results.withLock { $0[index] = value }
        }
      }
    }
    return results.withLock { $0 }
  }
}
