import Kernels

/// All parameters of a model in one buffer.
public final class Parameters: Sendable {
  /// The shape of the model.
  public let configuration: Configuration

  /// Where each tensor lies.
  public let layout: ParameterLayout

  /// The parameters, padding included.
  public let arena: Buffer

  /// Parameters that are all zero.
  public init(_ configuration: Configuration) throws(ConfigurationError) {
    try configuration.validate()
    self.configuration = configuration
    layout = ParameterLayout(configuration)
    arena = Buffer(count: layout.count)
  }

  /// Random parameters: normal with deviation 0.02, those that write to the residual stream divided
  /// by √(2 · layers) (GPT-2's rule), norms 1, biases 0.
  public convenience init(
    _ configuration: Configuration, randomizedBy generator: inout some RandomNumberGenerator
  ) throws(ConfigurationError) {
    try self.init(configuration)
    let residual = 0.02 / Double(2 * configuration.layers).squareRoot()
    for tensor in layout.tensors {
      let writesResidual =
        tensor.name.hasSuffix("o_proj.weight") || tensor.name.hasSuffix("down_proj.weight")
      for index in tensor.range {
        arena[index] =
          tensor.isMatrix
          ? Float((writesResidual ? residual : 0.02) * normal(&generator))
          : tensor.name.hasSuffix(".bias") ? 0 : 1
      }
    }
  }

  /// An independent copy.
  public convenience init(copying other: Parameters) throws(ConfigurationError) {
    try self.init(other.configuration)
    arena.copy(0..<arena.count, from: other.arena, at: 0)
  }
}

/// A standard normal number: the sum of twelve uniform ones less 6 would have no tails, so
/// Box and Muller's polar form by Marsaglia.
private func normal(_ generator: inout some RandomNumberGenerator) -> Double {
  // What `Double.random(in: -1..<1)` gives; unspecialised generics make that forty times slower.
  func uniform() -> Double {
    Double(Int64(generator.next() & (1 << 53 - 1))) * 0x1p-52 - 1
  }
  while true {
    let x = uniform()
    let y = uniform()
    let square = x * x + y * y
    if square > 0, square < 1 { return x * (-2 * logarithm(square) / square).squareRoot() }
  }
}
