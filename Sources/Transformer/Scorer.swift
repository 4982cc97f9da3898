import Kernels
import Synchronization

/// Log-probabilities of given tokens, from the training forward pass.
///
/// They equal what the sampler saw when it sampled those tokens, bit for bit.
public final class Scorer: Sendable {
  private let weights: PackedWeights
  private let workers: Workers

  /// A scorer of a model, whose parameters must not change as long as it is used.
  public init(_ parameters: Parameters, threads: Int, kernels: KernelSet = .best) {
    weights = PackedWeights(parameters, kernels: kernels, forTraining: false)
    workers = Workers(count: max(threads, 1))
  }

  /// For each sequence the log-probabilities of its targets, in nats.
  ///
  /// - Parameter sequences: each at most `maximumPositions + 1` tokens, all in the vocabulary.
  public func logProbabilities(of sequences: [TargetSequence]) -> [[Float]] {
    map(sequences) { pass, sequence in pass.forward([sequence])[0] }
  }

  /// For each query and each of its positions the log-probability of every candidate, in nats.
  public func logProbabilities(of queries: [CandidateQuery]) -> [[[Float]]] {
    map(queries) { pass, query in
      guard let first = query.positions.min(), let last = query.positions.max() else { return [] }
      precondition(first >= 1 && last <= query.tokens.count)
      // The pass takes what follows a row as its target; after the last token anything may follow.
      let tokens = Array(query.tokens.prefix(last)) + [0]
      pass.runToLogits([TargetSequence(tokens: tokens, lossStart: first)])
      return query.positions.map { position in
        query.candidates.map { pass.logProbability(row: position - first, token: $0) }
      }
    }
  }

  private func map<Query: Sendable, Value: Sendable>(
    _ queries: [Query], _ body: @Sendable (SequencePass, Query) -> [Value]
  ) -> [[Value]] {
    let results = Mutex([[Value]](repeating: [], count: queries.count))
    let next = Atomic(0)
    workers.run { _ in
      let pass = SequencePass(weights)
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < queries.count else { return }
        let values = body(pass, queries[index])
        results.withLock { $0[index] = values }
      }
    }
    return results.withLock { $0 }
  }
}

/// Tokens, and candidates for what comes at some positions of them.
public struct CandidateQuery: Sendable, Hashable {
  /// The tokens that are given.
  public var tokens: [Int32]

  /// Positions in 1...tokens.count: position i asks for the token after the first i.
  public var positions: [Int]

  /// The tokens whose log-probabilities are asked for.
  public var candidates: [Int32]

  /// A query.
  public init(tokens: [Int32], positions: [Int], candidates: [Int32]) {
    self.tokens = tokens
    self.positions = positions
    self.candidates = candidates
  }
}

extension SequencePass {
  /// The log-probability of a token in a row of logits that `runToLogits` left.
  func logProbability(row: Int, token: Int32) -> Float {
    kernels.logProbability(
      activations.logits, row: row, vocabulary: shape.vocabularySize, target: Int(token))
  }
}
