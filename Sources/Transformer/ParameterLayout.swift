import Kernels

/// A named part of the parameter arena: one tensor of the file format.
public struct ParameterTensor: Sendable, Hashable {
  /// Its name in Hugging Face's Llama.
  public let name: String

  /// Its shape there: [outputs, inputs], or [width] of a norm or bias.
  public let shape: [Int]

  /// Its first float in the arena.
  public let offset: Int

  /// Its floats, without the padding that may follow in the arena.
  public var count: Int { shape.reduce(1, *) }

  /// Whether it is a matrix: norms and biases are not decayed.
  public var isMatrix: Bool { shape.count == 2 }

  /// Its floats in the arena, without padding.
  public var range: Range<Int> { offset..<offset + count }
}

/// Where every tensor of a model lies in one buffer.
///
/// Weights are [outputs][inputs] as in the file. Queries, keys and values lie side by side and so
/// are one matrix for the engine; so do gate and up. Rows of the embedding are padded with zeros to
/// whole vectors.
public struct ParameterLayout: Sendable, Hashable {
  /// The tensors in the order of the arena.
  public let tensors: [ParameterTensor]

  /// The floats of the arena.
  public let count: Int

  let embedding: MatrixRange
  let layers: [LayerRanges]
  let finalNorm: MatrixRange
  let head: MatrixRange

  /// The layout of a model's parameters.
  public init(_ shape: Configuration) {
    var builder = Builder()
    let hidden = shape.hiddenSize
    let padded = shape.paddedVocabulary
    embedding = builder.add(
      [("model.embed_tokens.weight", shape.vocabularySize)], columns: hidden, rows: padded)
    var layers: [LayerRanges] = []
    for layer in 0..<shape.layers {
      let prefix = "model.layers.\(layer)."
      let attention = shape.attention
      let keyValues = attention.keyValueWidth
      let projections = [
        ("q_proj", attention.queryWidth), ("k_proj", keyValues), ("v_proj", keyValues),
      ]
      layers.append(
        LayerRanges(
          inputNorm: builder.addVectors([(prefix + "input_layernorm.weight", hidden)]),
          queryKeyValue: builder.add(
            projections.map { (prefix + "self_attn.\($0.0).weight", $0.1) }, columns: hidden),
          queryKeyValueBias: shape.hasAttentionBias
            ? builder.addVectors(
              projections.map { (prefix + "self_attn.\($0.0).bias", $0.1) }) : nil,
          output: builder.add(
            [(prefix + "self_attn.o_proj.weight", hidden)], columns: attention.queryWidth),
          middleNorm: builder.addVectors([(prefix + "post_attention_layernorm.weight", hidden)]),
          gateUp: builder.add(
            [
              (prefix + "mlp.gate_proj.weight", shape.intermediateSize),
              (prefix + "mlp.up_proj.weight", shape.intermediateSize),
            ], columns: hidden),
          down: builder.add(
            [(prefix + "mlp.down_proj.weight", hidden)], columns: shape.intermediateSize)))
    }
    self.layers = layers
    finalNorm = builder.addVectors([("model.norm.weight", hidden)])
    head =
      shape.tiesEmbeddings
      ? embedding
      : builder.add([("lm_head.weight", shape.vocabularySize)], columns: hidden, rows: padded)
    tensors = builder.tensors
    count = builder.count
  }

  /// The weight matrices that products are made with.
  var matrices: [MatrixRange] {
    layers.flatMap { [$0.queryKeyValue, $0.output, $0.gateUp, $0.down] } + [head]
  }

  /// The arena in disjoint parts, each wholly of matrices or of norms and biases, padding included.
  public var updateRanges: [(range: Range<Int>, isMatrix: Bool)] {
    let matrices = Set(matrices + [embedding]).map { (range: $0.range, isMatrix: true) }
    let vectors =
      layers.flatMap { [$0.inputNorm, $0.middleNorm] + ($0.queryKeyValueBias.map { [$0] } ?? []) }
      + [finalNorm]
    return (matrices + vectors.map { (range: $0.range, isMatrix: false) })
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The embedding and the output layer, which may be one.
  public var vocabularyRanges: Set<Range<Int>> { [embedding.range, head.range] }

  private struct Builder {
    var tensors: [ParameterTensor] = []
    var count = 0

    /// Matrices of the same width, one below the other.
    mutating func add(
      _ parts: [(name: String, rows: Int)], columns: Int, rows: Int? = nil
    ) -> MatrixRange {
      let start = count
      for part in parts {
        tensors.append(
          ParameterTensor(name: part.name, shape: [part.rows, columns], offset: count))
        count += part.rows * columns
      }
      let total = rows ?? (count - start) / columns
      count = start + total * columns
      return MatrixRange(offset: start, rows: total, columns: columns)
    }

    /// Norms or biases, one after the other in one row.
    mutating func addVectors(_ parts: [(name: String, width: Int)]) -> MatrixRange {
      let start = count
      for part in parts {
        tensors.append(ParameterTensor(name: part.name, shape: [part.width], offset: count))
        count += part.width
      }
      return MatrixRange(offset: start, rows: 1, columns: count - start)
    }
  }
}

/// A matrix of the arena.
struct MatrixRange: Sendable, Hashable {
  let offset: Int
  let rows: Int
  let columns: Int

  var range: Range<Int> { offset..<offset + rows * columns }

  func callAsFunction(_ arena: Buffer) -> Matrix {
    Matrix(arena, offset: offset, rows: rows, columns: columns)
  }
}

/// The matrices of one layer.
struct LayerRanges: Sendable, Hashable {
  let inputNorm: MatrixRange
  let queryKeyValue: MatrixRange
  let queryKeyValueBias: MatrixRange?
  let output: MatrixRange
  let middleNorm: MatrixRange
  let gateUp: MatrixRange
  let down: MatrixRange
}
