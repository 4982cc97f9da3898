import Kernels

/// A model's weights packed for products, once per version of the parameters.
public final class PackedWeights: Sendable {
  let parameters: Parameters
  let kernels: KernelSet
  let angles: RotaryTable
  private let forwardPanels: Buffer
  private let backwardPanels: Buffer?

  /// Packs the parameters; `forTraining` also packs them for the gradient by the inputs.
  public init(_ parameters: Parameters, kernels: KernelSet = .best, forTraining: Bool) {
    self.parameters = parameters
    self.kernels = kernels
    let shape = parameters.configuration
    angles = RotaryTable(
      positions: shape.maximumPositions, frequencies: shape.rotaryFrequencies)
    forwardPanels = Buffer(count: parameters.layout.count)
    backwardPanels = forTraining ? Buffer(count: parameters.layout.count) : nil
    for index in matrices.indices { pack(index) }
  }

  /// The layout of the parameters.
  public var layout: ParameterLayout { parameters.layout }

  /// The matrices, each of which ``pack(_:)`` brings up to date.
  public var matrices: Range<Int> { 0..<parameters.layout.matrices.count }

  /// The parameters that a packed matrix holds, padding included.
  public func range(_ index: Int) -> Range<Int> { parameters.layout.matrices[index].range }

  /// Packs one matrix after its parameters have changed.
  public func pack(_ index: Int) {
    let range = parameters.layout.matrices[index]
    let matrix = range(parameters.arena)
    kernels.packTransposed(matrix, into: forward(range))
    if backwardPanels != nil { kernels.pack(matrix, into: backward(range)) }
  }

  /// The queries, keys and values of normalised rows of a layer, not rotated.
  func project(_ rows: Matrix, layer: Int, into result: Matrix) {
    let ranges = layout.layers[layer]
    if let bias = ranges.queryKeyValueBias?(parameters.arena) {
      for row in 0..<result.rows { result.copyRow(row, from: bias, row: 0) }
    }
    kernels.multiply(
      rows, forward(ranges.queryKeyValue), into: result, adding: ranges.queryKeyValueBias != nil)
  }

  /// What multiplies inputs: [inputs][outputs].
  func forward(_ range: MatrixRange) -> PackedMatrix {
    PackedMatrix(forwardPanels, offset: range.offset, rows: range.columns, columns: range.rows)
  }

  /// What multiplies gradients by outputs: [outputs][inputs].
  func backward(_ range: MatrixRange) -> PackedMatrix {
    guard let backwardPanels else { preconditionFailure("weights packed without forTraining") }
    return PackedMatrix(
      backwardPanels, offset: range.offset, rows: range.rows, columns: range.columns)
  }
}
