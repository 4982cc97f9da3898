import Transformer

/// What an objective judges as one: a sequence, or the sequences that it compares.
public struct TrainingExample: Sendable, Hashable {
  /// The sequences; one for supervised learning.
  public var sequences: [TargetSequence]

  /// Factor of its loss.
  public var weight: Float

  /// An example of several sequences.
  public init(sequences: [TargetSequence], weight: Float = 1) {
    self.sequences = sequences
    self.weight = weight
  }

  /// An example of one sequence whose tokens from `lossStart` on are targets.
  public init(tokens: [Int32], lossStart: Int, weight: Float = 1) {
    self.init(sequences: [TargetSequence(tokens: tokens, lossStart: lossStart)], weight: weight)
  }

  /// All tokens, prompts included.
  public var tokenCount: Int { sequences.reduce(0) { $0 + $1.tokens.count } }

  /// Tokens that are predicted.
  public var targetCount: Int { sequences.reduce(0) { $0 + $1.targets.count } }
}
