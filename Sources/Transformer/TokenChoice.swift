import Kernels

/// Chooses a token from a row of logits.
final class TokenChoice {
  private let kernels: KernelSet
  private let bias: Buffer
  private let weights: Buffer
  private let penalized: Matrix

  /// - Parameter bias: added to the logits: 0, or −∞ for what is never chosen.
  init(bias: Buffer, kernels: KernelSet) {
    self.kernels = kernels
    self.bias = bias
    weights = Buffer(count: bias.count)
    penalized = Matrix(rows: 1, columns: bias.count)
  }

  /// The token that `unit`, a number in [0, 1), draws; it is asked for only above temperature 0.
  ///
  /// - Parameter seen: what penalties go by; `nil` for no penalties.
  func callAsFunction(
    _ logits: Matrix, row: Int, sampling: Sampling, seen: SeenTokens? = nil, unit: () -> Double
  ) -> Int32 {
    guard let seen else { return choose(logits, row, sampling, unit) }
    penalized.copyRow(0, from: logits, row: row)
    for (token, count) in seen.counts {
      penalized[0, Int(token)] = SeenTokens.penalized(
        penalized[0, Int(token)], count: count, by: sampling)
    }
    return choose(penalized, 0, sampling, unit)
  }

  private func choose(
    _ logits: Matrix, _ row: Int, _ sampling: Sampling, _ unit: () -> Double
  ) -> Int32 {
    guard sampling.temperature > 0 else {
      return Int32(kernels.argmax(logits, row: row, bias: bias))
    }
    weigh(logits, row, sampling)
    return draw(unit())
  }

  /// The token that a number in [0, 1) draws from the weights of the last row.
  func draw(_ unit: Double) -> Int32 {
    Int32(kernels.draw(weights, count: weights.count, unit: unit))
  }

  private func weigh(_ logits: Matrix, _ row: Int, _ sampling: Sampling) {
    kernels.samplingWeights(
      logits, row: row, bias: bias, temperature: Float(sampling.temperature), into: weights)
    if sampling.topK > 0 || sampling.topP < 1 {
      kernels.truncate(
        weights, count: logits.columns, topK: sampling.topK, topP: sampling.topP)
    }
    if sampling.minP > 0 {
      // The likeliest token's weight is e⁰: weights are parts of it.
      for index in 0..<logits.columns where weights[index] < Float(sampling.minP) {
        weights[index] = 0
      }
    }
  }

  /// The tokens that can be drawn, in ascending order: for tests of the truncations.
  func candidates(_ logits: Matrix, row: Int, sampling: Sampling) -> [Int32] {
    weigh(logits, row, sampling)
    return (0..<logits.columns).filter { weights[$0] > 0 }.map { Int32($0) }
  }
}
