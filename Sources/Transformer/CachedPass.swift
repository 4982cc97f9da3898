import Kernels

/// Runs a model over one token of many sequences at once: the sampling side of the engine.
///
/// Rows of prompts and rows that continue go through the same calls, and a row's logits depend on
/// its own sequence only, to the bit. One object belongs to one worker.
final class CachedPass {
  /// A token to run: its cache among those of the call, its position, and whether its logits are
  /// asked for.
  struct Row {
    let cache: Int
    let token: Int32
    let position: Int
    let wantsLogits: Bool
  }

  private let weights: PackedWeights
  private let shape: Configuration
  private let kernels: KernelSet
  private let stream: Matrix
  private let normalized: Matrix
  private let queryKeyValue: Matrix
  private let attended: Matrix
  private let gateUp: Matrix
  private let activated: Matrix
  private let logits: Matrix
  private let inverseRMS: Buffer
  private let scores: Buffer

  init(_ weights: PackedWeights, capacity: Int) {
    self.weights = weights
    shape = weights.parameters.configuration
    kernels = weights.kernels
    let attention = shape.attention
    stream = Matrix(rows: capacity, columns: shape.hiddenSize)
    normalized = Matrix(rows: capacity, columns: shape.hiddenSize)
    queryKeyValue = Matrix(rows: capacity, columns: attention.width)
    attended = Matrix(rows: capacity, columns: attention.queryWidth)
    gateUp = Matrix(rows: capacity, columns: 2 * shape.intermediateSize)
    activated = Matrix(rows: capacity, columns: shape.intermediateSize)
    logits = Matrix(rows: capacity, columns: shape.paddedVocabulary)
    inverseRMS = Buffer(count: capacity)
    scores = Buffer(count: shape.heads * KernelSet.padded(shape.maximumPositions))
  }

  /// The logits of the rows that ask for them, in order, one matrix row each.
  ///
  /// A row may follow another row of its sequence in the same call. Each cache must have room.
  func run(_ rows: [Row], caches: [KeyValueCache]) -> Matrix {
    let layout = weights.parameters.layout
    let arena = weights.parameters.arena
    let embedding = layout.embedding(arena)
    for (index, row) in rows.enumerated() {
      stream.copyRow(index, from: embedding, row: Int(row.token))
    }
    let positions = rows.map { Int32($0.position) }
    var live = 0..<rows.count
    for layer in 0..<shape.layers {
      attend(layer, rows, positions, caches)
      if layer == shape.layers - 1 { live = keepWanted(rows) }
      feedForward(layer, live)
    }
    kernels.rmsNorm(
      stream.rows(live), weight: layout.finalNorm(arena), epsilon: Float(shape.normEpsilon),
      into: normalized.rows(live), inverseRMS: inverseRMS)
    kernels.multiply(
      normalized.rows(live), weights.forward(layout.head), into: logits.rows(live))
    return logits.rows(live)
  }

  private func attend(
    _ layer: Int, _ rows: [Row], _ positions: [Int32], _ caches: [KeyValueCache]
  ) {
    let ranges = weights.parameters.layout.layers[layer]
    let all = 0..<rows.count
    let attention = shape.attention
    kernels.rmsNorm(
      stream.rows(all), weight: ranges.inputNorm(weights.parameters.arena),
      epsilon: Float(shape.normEpsilon), into: normalized.rows(all), inverseRMS: inverseRMS)
    let qkv = queryKeyValue.rows(all)
    weights.project(normalized.rows(all), layer: layer, into: qkv)
    kernels.rope(
      qkv.columns(0..<attention.queryWidth + attention.keyValueWidth), positions: positions,
      table: weights.angles, inverse: false)
    for (index, row) in rows.enumerated() {
      caches[row.cache].store(
        qkv, row: index, position: row.position, layer: layer, shape: attention, kernels: kernels)
    }
    let isLast = layer == shape.layers - 1
    for (index, row) in rows.enumerated() where row.wantsLogits || !isLast {
      caches[row.cache].attend(
        qkv, row: index, length: row.position + 1, layer: layer, shape: attention,
        scores: scores, into: attended, kernels: kernels)
    }
  }

  /// Above the last attention only the rows whose logits are asked for go on.
  private func keepWanted(_ rows: [Row]) -> Range<Int> {
    var count = 0
    for (index, row) in rows.enumerated() where row.wantsLogits {
      if index != count {
        attended.copyRow(count, from: attended, row: index)
        stream.copyRow(count, from: stream, row: index)
      }
      count += 1
    }
    return 0..<count
  }

  private func feedForward(_ layer: Int, _ rows: Range<Int>) {
    let ranges = weights.parameters.layout.layers[layer]
    let live = stream.rows(rows)
    kernels.multiply(
      attended.rows(rows), weights.forward(ranges.output), into: live, adding: true)
    kernels.rmsNorm(
      live, weight: ranges.middleNorm(weights.parameters.arena),
      epsilon: Float(shape.normEpsilon), into: normalized.rows(rows), inverseRMS: inverseRMS)
    kernels.multiply(
      normalized.rows(rows), weights.forward(ranges.gateUp), into: gateUp.rows(rows))
    kernels.swiglu(gateUp.rows(rows), into: activated.rows(rows))
    kernels.multiply(
      activated.rows(rows), weights.forward(ranges.down), into: live, adding: true)
  }
}
