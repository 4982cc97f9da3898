import Kernels
import Transformer

/// AdamW over a parameter arena (arXiv 1711.05101): moments, clipping, and packing afterwards.
final class AdamW: Sendable {
  let firstMoment: Buffer
  let secondMoment: Buffer
  private let parameters: Parameters
  private let weights: PackedWeights
  private let pieces: [Piece]

  /// Parameters that are updated together, and the packed matrix that follows them.
  private struct Piece {
    var range: Range<Int>
    var decays: Bool
    var packed: Int?
  }

  init(_ parameters: Parameters, _ weights: PackedWeights, decayed: DecayedParameters) {
    self.parameters = parameters
    self.weights = weights
    firstMoment = Buffer(count: parameters.arena.count)
    secondMoment = Buffer(count: parameters.arena.count)
    let spared = decayed == .layers ? parameters.layout.vocabularyRanges : []
    var pieces = parameters.layout.updateRanges.map {
      Piece(range: $0.range, decays: $0.isMatrix && !spared.contains($0.range), packed: nil)
    }
    for index in weights.matrices {
      let range = weights.range(index)
      for piece in pieces.indices where pieces[piece].range == range {
        pieces[piece].packed = index
      }
    }
    self.pieces = pieces
  }

  /// Updates the parameters by a gradient whose norm is `norm`.
  func update(
    _ gradient: Buffer, norm: Double, step: Int, settings: TrainingSettings, workers: Workers,
    kernels: KernelSet
  ) {
    let count = Double(step + 1)
    let numbers = AdamWStep(
      gradientScale: settings.clip > 0 && norm > settings.clip ? Float(settings.clip / norm) : 1,
      learningRate: Float(settings.learningRate(at: step)),
      beta1: Float(settings.beta1), beta2: Float(settings.beta2),
      correction1: Float(1 - power(settings.beta1, count)),
      correction2: Float(1 - power(settings.beta2, count)),
      epsilon: Float(settings.epsilon))
    workers.run(pieces: pieces.count) { _, index in
      let piece = pieces[index]
      kernels.adamW(
        numbers, decay: piece.decays ? Float(settings.weightDecay) : 0,
        parameters: parameters.arena, gradient: gradient, firstMoment: firstMoment,
        secondMoment: secondMoment, range: piece.range)
      if let packed = piece.packed { weights.pack(packed) }
    }
  }
}
