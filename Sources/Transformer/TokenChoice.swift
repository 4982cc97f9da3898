import Kernels

/// Chooses a token from a row of logits.
final class TokenChoice {
  private let kernels: KernelSet
  private let bias: Buffer
  private let weights: Buffer

  /// - Parameter bias: added to the logits: 0, or −∞ for what is never chosen.
  init(bias: Buffer, kernels: KernelSet) {
    self.kernels = kernels
    self.bias = bias
    weights = Buffer(count: bias.count)
  }

  /// The token that `unit`, a number in [0, 1), draws; it is asked for only above temperature 0.
  func callAsFunction(
    _ logits: Matrix, row: Int, sampling: Sampling, unit: () -> Double
  ) -> Int32 {
    guard sampling.temperature > 0 else {
      return Int32(kernels.argmax(logits, row: row, bias: bias))
    }
    kernels.samplingWeights(
      logits, row: row, bias: bias, temperature: Float(sampling.temperature), into: weights)
    if sampling.topK > 0 || sampling.topP < 1 {
      kernels.truncate(
        weights, count: logits.columns, topK: sampling.topK, topP: sampling.topP)
    }
    return Int32(kernels.draw(weights, count: logits.columns, unit: unit()))
  }
}
