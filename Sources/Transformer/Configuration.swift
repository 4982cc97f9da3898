import Kernels

/// The shape of a decoder-only transformer of the Llama family (arXiv 2302.13971), or of Qwen2's
/// (arXiv 2407.10671), which differs by the bias of queries, keys and values.
public struct Configuration: Sendable, Hashable {
  /// The number of tokens.
  public var vocabularySize: Int

  /// The width of the residual stream, a multiple of 16.
  public var hiddenSize: Int

  /// The number of layers.
  public var layers: Int

  /// Query heads of a layer.
  public var heads: Int

  /// Key-value heads of a layer, a divisor of the query heads (GQA, arXiv 2305.13245).
  public var keyValueHeads: Int

  /// Floats in a head, a multiple of 16.
  public var headSize: Int

  /// The inner width of the gated feed-forward layers, a multiple of 16.
  public var intermediateSize: Int

  /// The longest sequence.
  public var maximumPositions: Int

  /// The base of the rotary angles (RoPE, arXiv 2104.09864).
  public var ropeTheta: Double

  /// How the rotary angles are stretched for long texts; `nil` for not at all.
  public var ropeScaling: RopeScaling?

  /// Added to the mean square (RMSNorm, arXiv 1910.07467).
  public var normEpsilon: Double

  /// Whether the output layer is the embedding.
  public var tiesEmbeddings: Bool

  /// Whether queries, keys and values have a bias, as in Qwen2.
  public var hasAttentionBias: Bool

  /// A shape; widths are checked by ``validate()``, which making a model calls.
  public init(
    vocabularySize: Int, hiddenSize: Int = 96, layers: Int = 3, heads: Int = 3,
    keyValueHeads: Int? = nil, headSize: Int? = nil, intermediateSize: Int = 256,
    maximumPositions: Int = 1024, ropeTheta: Double = 10_000,
    ropeScaling: RopeScaling? = nil, normEpsilon: Double = 1e-5, tiesEmbeddings: Bool = true,
    hasAttentionBias: Bool = false
  ) {
    self.vocabularySize = vocabularySize
    self.hiddenSize = hiddenSize
    self.layers = layers
    self.heads = heads
    self.keyValueHeads = keyValueHeads ?? heads
    self.headSize = headSize ?? hiddenSize / max(heads, 1)
    self.intermediateSize = intermediateSize
    self.maximumPositions = maximumPositions
    self.ropeTheta = ropeTheta
    self.ropeScaling = ropeScaling
    self.normEpsilon = normEpsilon
    self.tiesEmbeddings = tiesEmbeddings
    self.hasAttentionBias = hasAttentionBias
  }

  /// Throws where the engine cannot run this shape, naming the field.
  public func validate() throws(ConfigurationError) {
    try require(vocabularySize, in: 1...4_194_304, "vocab_size")
    try require(hiddenSize, in: 16...65_536, multipleOf: 16, "hidden_size")
    try require(layers, in: 1...1024, "num_hidden_layers")
    try require(heads, in: 1...1024, "num_attention_heads")
    try require(keyValueHeads, in: 1...heads, "num_key_value_heads")
    guard heads % keyValueHeads == 0 else {
      throw .unsupported(
        field: "num_key_value_heads", reason: "\(heads) heads are not whole groups")
    }
    try require(headSize, in: 16...1024, multipleOf: 16, "head_dim")
    try require(intermediateSize, in: 16...262_144, multipleOf: 16, "intermediate_size")
    try require(maximumPositions, in: 1...1_048_576, "max_position_embeddings")
    guard ropeTheta.isFinite, ropeTheta > 0 else {
      throw .unsupported(field: "rope_theta", reason: "\(ropeTheta) is not positive")
    }
    try ropeScaling?.validate()
    guard normEpsilon.isFinite, normEpsilon >= 0 else {
      throw .unsupported(field: "rms_norm_eps", reason: "\(normEpsilon) is negative")
    }
  }

  private func require(
    _ value: Int, in range: ClosedRange<Int>, multipleOf unit: Int = 1, _ field: String
  ) throws(ConfigurationError) {
    guard range.contains(value) else {
      throw .unsupported(field: field, reason: "\(value) is outside \(range)")
    }
    guard value % unit == 0 else {
      throw .unsupported(field: field, reason: "\(value) is not a multiple of \(unit)")
    }
  }

  /// The attention of every layer.
  var attention: AttentionShape {
    AttentionShape(heads: heads, keyValueHeads: keyValueHeads, headSize: headSize)
  }

  /// The vocabulary in whole vectors: rows beyond it stay zero and are never sampled.
  var paddedVocabulary: Int { KernelSet.padded(vocabularySize) }
}

/// Why a configuration cannot be used.
public enum ConfigurationError: Error, Hashable, CustomStringConvertible {
  /// A field's value is not one that the engine supports.
  case unsupported(field: String, reason: String)

  /// The field and the reason.
  public var description: String {
    switch self {
    case .unsupported(let field, let reason): "model configuration: \(field): \(reason)"
    }
  }
}
