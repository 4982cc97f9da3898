import Kernels

extension SequencePass {
  /// From the gradient by the logits, which stands in their place, down to the embedding.
  func propagate(into gradient: Gradient) {
    gradients.reserve(block.rows)
    let layout = weights.parameters.layout
    let rows = 0..<block.lossRows
    let dLogits = activations.logits.rows(rows)
    let dNormalized = gradients.normalized.rows(rows)
    kernels.multiply(dLogits, weights.backward(layout.head), into: dNormalized)
    kernels.accumulateTransposedProduct(
      dLogits, activations.normalized.rows(rows), into: layout.head(gradient.arena),
      panels: activations.panels)
    let dStream = gradients.compactStream.rows(rows)
    dStream.clear()
    kernels.rmsNormBackward(
      activations.output.rows(rows), weight: layout.finalNorm(weights.parameters.arena),
      inverseRMS: activations.finalRMS, dy: dNormalized, addingTo: dStream,
      dWeight: layout.finalNorm(gradient.arena))
    propagateLast(gradient)
    for layer in (0..<shape.layers - 1).reversed() { propagate(layer, gradient) }
    scatter(gradient)
  }

  private func propagateLast(_ gradient: Gradient) {
    let index = shape.layers - 1
    let ranges = weights.parameters.layout.layers[index]
    let layer = activations.layers[index]
    let rows = 0..<block.lossRows
    let dStream = gradients.compactStream.rows(rows)
    let dAttended = gradients.compactAttended.rows(rows)
    propagateFeedForward(index, dStream, gradient)
    kernels.multiply(dStream, weights.backward(ranges.output), into: dAttended)
    kernels.accumulateTransposedProduct(
      dStream, layer.compactAttended.rows(rows), into: ranges.output(gradient.arena),
      panels: activations.panels)

    gradients.stream.rows(0..<block.rows).clear()
    gradients.queryKeyValue.rows(0..<block.rows).clear()
    block.forEachLossRow { compact, row, _ in
      gradients.stream.copyRow(row, from: dStream, row: compact)
      gradients.attended.copyRow(row, from: dAttended, row: compact)
    }
    propagateAttention(index, firstRow: block.firstLossRow, gradient)
  }

  private func propagate(_ index: Int, _ gradient: Gradient) {
    let ranges = weights.parameters.layout.layers[index]
    let rows = 0..<block.rows
    let dStream = gradients.stream.rows(rows)
    propagateFeedForward(index, dStream, gradient)
    kernels.multiply(
      dStream, weights.backward(ranges.output), into: gradients.attended.rows(rows))
    kernels.accumulateTransposedProduct(
      dStream, activations.layers[index].attended.rows(rows), into: ranges.output(gradient.arena),
      panels: activations.panels)
    propagateAttention(index, firstRow: { _ in 0 }, gradient)
  }

  /// Through the gated layer and its norm; `dStream` is the gradient by its output, then by its
  /// input.
  private func propagateFeedForward(_ index: Int, _ dStream: Matrix, _ gradient: Gradient) {
    let ranges = weights.parameters.layout.layers[index]
    let layer = activations.layers[index]
    let rows = 0..<dStream.rows
    let dActivated = gradients.activated.rows(rows)
    kernels.multiply(dStream, weights.backward(ranges.down), into: dActivated)
    kernels.accumulateTransposedProduct(
      dStream, layer.activated.rows(rows), into: ranges.down(gradient.arena),
      panels: activations.panels)
    let dGateUp = layer.gateUp.rows(rows)
    kernels.swigluBackward(dGateUp, dOut: dActivated)
    let dNormalized = gradients.normalized.rows(rows)
    kernels.multiply(dGateUp, weights.backward(ranges.gateUp), into: dNormalized)
    kernels.accumulateTransposedProduct(
      dGateUp, layer.middleNormalized.rows(rows), into: ranges.gateUp(gradient.arena),
      panels: activations.panels)
    kernels.rmsNormBackward(
      layer.middle.rows(rows), weight: ranges.middleNorm(weights.parameters.arena),
      inverseRMS: layer.middleRMS, dy: dNormalized, addingTo: dStream,
      dWeight: ranges.middleNorm(gradient.arena))
  }

  /// Through attention, projections and norm, adding to the stream's gradient.
  private func propagateAttention(_ index: Int, firstRow: (Int) -> Int, _ gradient: Gradient) {
    let ranges = weights.parameters.layout.layers[index]
    let layer = activations.layers[index]
    let attention = shape.attention
    let all = 0..<block.rows
    let dQKV = gradients.queryKeyValue.rows(all)
    var offset = 0
    for sequence in block.sequences.indices {
      let rows = block.rows(sequence)
      kernels.attentionBackward(
        attention, qkv: layer.queryKeyValue.rows(rows), firstRow: firstRow(sequence),
        weights: layer.weights, weightOffset: offset, out: layer.attended.rows(rows),
        dOut: gradients.attended.rows(rows), into: dQKV.rows(rows),
        scratch: activations.attentionScratch, panels: activations.panels)
      offset += attention.weightCount(tokens: rows.count)
    }
    let rotated = attention.queryWidth + attention.keyValueWidth
    kernels.rope(
      dQKV.columns(0..<rotated), positions: block.positions, table: weights.angles, inverse: true)
    if let bias = ranges.queryKeyValueBias?(gradient.arena) {
      for row in all { kernels.add(dQKV.rows(row..<row + 1), to: bias) }
    }
    let dNormalized = gradients.normalized.rows(all)
    kernels.multiply(dQKV, weights.backward(ranges.queryKeyValue), into: dNormalized)
    kernels.accumulateTransposedProduct(
      dQKV, layer.inputNormalized.rows(all), into: ranges.queryKeyValue(gradient.arena),
      panels: activations.panels)
    kernels.rmsNormBackward(
      layer.input.rows(all), weight: ranges.inputNorm(weights.parameters.arena),
      inverseRMS: layer.inputRMS, dy: dNormalized, addingTo: gradients.stream.rows(all),
      dWeight: ranges.inputNorm(gradient.arena))
  }

  private func scatter(_ gradient: Gradient) {
    let embedding = weights.parameters.layout.embedding
    let rows = Matrix(gradient.lookedUp, rows: embedding.rows, columns: embedding.columns)
    for (row, token) in block.tokens.enumerated() {
      let token = Int(token)
      kernels.add(gradients.stream.rows(row..<row + 1), to: rows.rows(token..<token + 1))
    }
  }
}
