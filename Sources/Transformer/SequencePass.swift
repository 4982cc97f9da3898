import Kernels

/// Runs a model over whole sequences and back: the training side of the engine.
///
/// One object belongs to one worker: it owns the activations, which grow with the largest block.
/// A row's results do not depend on the other sequences of the block.
public final class SequencePass {
  let weights: PackedWeights
  let shape: Configuration
  let kernels: KernelSet
  private(set) var activations: Activations
  private(set) var block = SequenceBlock([])
  private var inverseSums: [Float] = []
  let gradients: GradientScratch

  /// A pass over a model's sequences.
  public init(_ weights: PackedWeights) {
    self.weights = weights
    shape = weights.parameters.configuration
    kernels = weights.kernels
    activations = Activations(shape, capacity: 0)
    gradients = GradientScratch(shape)
  }

  /// The log-probabilities of every sequence's targets, in nats.
  ///
  /// - Parameter sequences: each at most `maximumPositions + 1` tokens, all in the vocabulary.
  public func forward(_ sequences: [TargetSequence]) -> [[Float]] {
    runToLogits(sequences)
    inverseSums = Array(repeating: 0, count: block.lossRows)
    let logits = activations.logits.rows(0..<block.lossRows)
    var result: [[Float]] = []
    var row = 0
    for sequence in sequences {
      var values: [Float] = []
      values.reserveCapacity(sequence.targets.count)
      for target in sequence.targets {
        let (value, inverse) = kernels.logSoftmax(
          logits, row: row, vocabulary: shape.vocabularySize, target: Int(target))
        values.append(value)
        inverseSums[row] = inverse
        row += 1
      }
      result.append(values)
    }
    return result
  }

  /// Adds to `gradient` that of a loss, given its derivative by each log-probability that
  /// ``forward(_:)`` gave last.
  public func backward(_ derivatives: [[Float]], addingTo gradient: Gradient) {
    precondition(derivatives.map(\.count) == block.sequences.map(\.targets.count))
    let logits = activations.logits.rows(0..<block.lossRows)
    var row = 0
    for (sequence, values) in zip(block.sequences, derivatives) {
      for (target, value) in zip(sequence.targets, values) {
        kernels.logSoftmaxBackward(
          logits, row: row, inverseSum: inverseSums[row], target: Int(target), gradient: value)
        row += 1
      }
    }
    propagate(into: gradient)
  }

  /// Fills the logits of the rows that carry loss.
  func runToLogits(_ sequences: [TargetSequence]) {
    block = SequenceBlock(sequences)
    if block.rows > activations.capacity {
      activations = Activations(shape, capacity: block.rows)
    }
    embed()
    for layer in 0..<shape.layers - 1 { run(layer) }
    runLast()
  }

  private func embed() {
    let embedding = weights.parameters.layout.embedding(weights.parameters.arena)
    for (row, token) in block.tokens.enumerated() {
      precondition(token >= 0 && token < shape.vocabularySize, "token \(token) is no token")
      activations.embedded.copyRow(row, from: embedding, row: Int(token))
    }
  }

  private func run(_ index: Int) {
    let ranges = weights.parameters.layout.layers[index]
    let layer = activations.layers[index]
    let all = 0..<block.rows
    attend(index, firstRow: { _ in 0 })
    let middle = layer.middle.rows(all)
    middle.copy(from: layer.input.rows(all))
    kernels.multiply(
      layer.attended.rows(all), weights.forward(ranges.output), into: middle, adding: true)
    feedForward(index, rows: all, into: activations.layers[index + 1].input)
  }

  /// The last layer: above its attention only the rows that carry loss.
  private func runLast() {
    let index = shape.layers - 1
    let layout = weights.parameters.layout
    let layer = activations.layers[index]
    attend(index, firstRow: block.firstLossRow)
    block.forEachLossRow { compact, row, _ in
      layer.compactAttended.copyRow(compact, from: layer.attended, row: row)
      layer.middle.copyRow(compact, from: layer.input, row: row)
    }
    let rows = 0..<block.lossRows
    kernels.multiply(
      layer.compactAttended.rows(rows), weights.forward(layout.layers[index].output),
      into: layer.middle.rows(rows), adding: true)
    feedForward(index, rows: rows, into: activations.output)
    kernels.rmsNorm(
      activations.output.rows(rows), weight: layout.finalNorm(weights.parameters.arena),
      epsilon: Float(shape.normEpsilon), into: activations.normalized.rows(rows),
      inverseRMS: activations.finalRMS)
    kernels.multiply(
      activations.normalized.rows(rows), weights.forward(layout.head),
      into: activations.logits.rows(rows))
  }

  private func attend(_ index: Int, firstRow: (Int) -> Int) {
    let ranges = weights.parameters.layout.layers[index]
    let layer = activations.layers[index]
    let all = 0..<block.rows
    kernels.rmsNorm(
      layer.input.rows(all), weight: ranges.inputNorm(weights.parameters.arena),
      epsilon: Float(shape.normEpsilon), into: layer.inputNormalized.rows(all),
      inverseRMS: layer.inputRMS)
    let qkv = layer.queryKeyValue.rows(all)
    weights.project(layer.inputNormalized.rows(all), layer: index, into: qkv)
    let attention = shape.attention
    let rotated = attention.queryWidth + attention.keyValueWidth
    kernels.rope(
      qkv.columns(0..<rotated), positions: block.positions, table: weights.angles, inverse: false)
    var offset = 0
    for sequence in block.sequences.indices {
      let rows = block.rows(sequence)
      kernels.attention(
        attention, qkv: qkv.rows(rows), firstRow: firstRow(sequence), weights: layer.weights,
        weightOffset: offset, into: layer.attended.rows(rows), panels: activations.panels)
      offset += attention.weightCount(tokens: rows.count)
    }
  }

  private func feedForward(_ index: Int, rows: Range<Int>, into result: Matrix) {
    let ranges = weights.parameters.layout.layers[index]
    let layer = activations.layers[index]
    let middle = layer.middle.rows(rows)
    kernels.rmsNorm(
      middle, weight: ranges.middleNorm(weights.parameters.arena),
      epsilon: Float(shape.normEpsilon), into: layer.middleNormalized.rows(rows),
      inverseRMS: layer.middleRMS)
    kernels.multiply(
      layer.middleNormalized.rows(rows), weights.forward(ranges.gateUp),
      into: layer.gateUp.rows(rows))
    kernels.swiglu(layer.gateUp.rows(rows), into: layer.activated.rows(rows))
    result.rows(rows).copy(from: middle)
    kernels.multiply(
      layer.activated.rows(rows), weights.forward(ranges.down), into: result.rows(rows),
      adding: true)
  }
}
