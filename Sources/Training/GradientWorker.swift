import Kernels
import Transformer

/// A part of a batch, whose gradient is one sequential sum.
struct Shard: Sendable {
  var examples: [Int] = []
  var tokens = 0

  /// Shares a batch out: the longest example first, each to the shard with the fewest tokens.
  ///
  /// Depends on the batch alone, so that the threads cannot change the sums.
  static func split(_ batch: [TrainingExample], into count: Int) -> [Shard] {
    var shards = Array(repeating: Shard(), count: count)
    let longestFirst = batch.indices.sorted {
      (-batch[$0].tokenCount, $0) < (-batch[$1].tokenCount, $1)
    }
    for index in longestFirst {
      var lightest = 0
      for shard in shards.indices where shards[shard].tokens < shards[lightest].tokens {
        lightest = shard
      }
      shards[lightest].examples.append(index)
      shards[lightest].tokens += batch[index].tokenCount
    }
    return shards
  }
}

/// Runs blocks of examples forward and backward; one per thread.
final class GradientWorker: @unchecked Sendable {
  // Safe to share because it is taken from a locked stack and put back there: one thread at a time
  // holds it.
  private let pass: SequencePass

  init(_ weights: PackedWeights) {
    pass = SequencePass(weights)
  }

  /// Adds a shard's gradient to `gradient` and returns the loss of each of its examples.
  func run(
    _ shard: Shard, of batch: [TrainingExample], objective: any Objective, divisor: Double,
    blockTokens: Int, into gradient: Gradient
  ) -> [Double] {
    var losses: [Double] = []
    var from = 0
    while from < shard.examples.count {
      var to = from
      var tokens = 0
      while to < shard.examples.count, to == from || tokens < blockTokens {
        tokens += batch[shard.examples[to]].tokenCount
        to += 1
      }
      let block = shard.examples[from..<to].map { batch[$0] }
      losses += run(block, objective: objective, divisor: divisor, into: gradient)
      from = to
    }
    return losses
  }

  private func run(
    _ examples: [TrainingExample], objective: any Objective, divisor: Double,
    into gradient: Gradient
  ) -> [Double] {
    let logProbabilities = pass.forward(examples.flatMap(\.sequences))
    var losses: [Double] = []
    var derivatives: [[Float]] = []
    var next = 0
    for example in examples {
      let values = Array(logProbabilities[next..<next + example.sequences.count])
      next += example.sequences.count
      let result = objective.evaluate(example, values)
      losses.append(result.loss)
      for row in result.derivatives {
        derivatives.append(row.map { Float(Double($0) / divisor) })
      }
    }
    pass.backward(derivatives, addingTo: gradient)
    return losses
  }
}
