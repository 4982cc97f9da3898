import Kernels

/// Llama 3.1's stretching of rotary angles (`rope_type: llama3`): long waves are slowed down by a
/// factor, short ones kept, those between mixed (Llama 3, arXiv 2407.21783, §3.4.2 and the released
/// code).
public struct RopeScaling: Sendable, Hashable {
  /// What low frequencies are divided by, at least 1.
  public var factor: Double

  /// Waves longer than the original positions divided by this are stretched.
  public var lowFrequencyFactor: Double

  /// Waves shorter than the original positions divided by this are kept.
  public var highFrequencyFactor: Double

  /// The longest text before the stretching, in tokens.
  public var originalPositions: Int

  /// A stretching; checked by ``Configuration/validate()``.
  public init(
    factor: Double, lowFrequencyFactor: Double, highFrequencyFactor: Double, originalPositions: Int
  ) {
    self.factor = factor
    self.lowFrequencyFactor = lowFrequencyFactor
    self.highFrequencyFactor = highFrequencyFactor
    self.originalPositions = originalPositions
  }

  func validate() throws(ConfigurationError) {
    guard factor.isFinite, factor >= 1, lowFrequencyFactor > 0,
      highFrequencyFactor > lowFrequencyFactor, highFrequencyFactor.isFinite, originalPositions > 0
    else {
      throw .unsupported(field: "rope_scaling", reason: "its numbers are out of range")
    }
  }

  /// The frequency that takes the place of one in radians a position.
  func stretched(_ frequency: Double) -> Double {
    let waves = Double(originalPositions) * frequency / (2 * Double.pi)
    if waves < lowFrequencyFactor { return frequency / factor }
    if waves > highFrequencyFactor { return frequency }
    let share = (waves - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor)
    return (1 - share) * frequency / factor + share * frequency
  }
}

extension Configuration {
  /// The angle from one position to the next of every pair of a head's floats, in radians:
  /// theta^(−2i / head size) (RoPE, arXiv 2104.09864, §3.2.2), stretched where asked for.
  var rotaryFrequencies: [Double] {
    (0..<headSize / 2).map { index in
      let frequency = power(ropeTheta, -2 * Double(index) / Double(headSize))
      return ropeScaling?.stretched(frequency) ?? frequency
    }
  }
}
