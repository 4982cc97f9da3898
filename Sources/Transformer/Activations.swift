import Kernels

/// The memory of a pass over a block of sequences: what the forward pass leaves for the backward.
///
/// Rows are tokens. Above the last layer's attention only rows that carry loss exist, without gaps.
final class Activations {
  let capacity: Int
  let layers: [Layer]
  let output: Matrix
  let normalized: Matrix
  let finalRMS: Buffer
  let logits: Matrix
  let embedded: Matrix
  let panels: Buffer
  let attentionScratch: Buffer

  /// What one layer keeps.
  struct Layer {
    let input: Matrix
    let inputRMS: Buffer
    let inputNormalized: Matrix
    let queryKeyValue: Matrix
    let weights: Buffer
    let attended: Matrix
    let middle: Matrix
    let middleRMS: Buffer
    let middleNormalized: Matrix
    let gateUp: Matrix
    let activated: Matrix
    let compactAttended: Matrix
  }

  init(_ shape: Configuration, capacity: Int) {
    self.capacity = capacity
    let hidden = shape.hiddenSize
    let attention = shape.attention
    embedded = Matrix(rows: capacity, columns: hidden)
    var layers: [Layer] = []
    for layer in 0..<shape.layers {
      let isLast = layer == shape.layers - 1
      layers.append(
        Layer(
          input: layer == 0 ? embedded : Matrix(rows: capacity, columns: hidden),
          inputRMS: Buffer(count: capacity),
          inputNormalized: Matrix(rows: capacity, columns: hidden),
          queryKeyValue: Matrix(rows: capacity, columns: attention.width),
          weights: Buffer(count: attention.weightCount(tokens: capacity)),
          attended: Matrix(rows: capacity, columns: attention.queryWidth),
          middle: Matrix(rows: capacity, columns: hidden),
          middleRMS: Buffer(count: capacity),
          middleNormalized: Matrix(rows: capacity, columns: hidden),
          gateUp: Matrix(rows: capacity, columns: 2 * shape.intermediateSize),
          activated: Matrix(rows: capacity, columns: shape.intermediateSize),
          compactAttended: Matrix(rows: isLast ? capacity : 0, columns: attention.queryWidth)))
    }
    self.layers = layers
    output = Matrix(rows: capacity, columns: hidden)
    normalized = Matrix(rows: capacity, columns: hidden)
    finalRMS = Buffer(count: capacity)
    logits = Matrix(rows: capacity, columns: shape.paddedVocabulary)
    let widest = max(
      attention.width, 2 * shape.intermediateSize, attention.panelCount(tokens: 1), hidden)
    panels = Buffer(count: KernelSet.padded(capacity) * widest)
    attentionScratch = Buffer(count: capacity * KernelSet.padded(capacity))
  }
}
