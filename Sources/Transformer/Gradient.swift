import Kernels

/// The gradient of a shard of a batch: the parameters' layout, and the embedding's share apart.
///
/// The embedding receives its gradient as the output layer's weights and as the rows that were
/// looked up. Each of the two is one sequential sum over the tokens, so that the size of the blocks
/// cannot change a bit; ``finish(_:)`` adds the two.
public final class Gradient: Sendable {
  let layout: ParameterLayout

  /// The gradient, complete after ``finish(_:)``.
  public let arena: Buffer
  let lookedUp: Buffer

  /// A gradient of zeros.
  public init(_ layout: ParameterLayout) {
    self.layout = layout
    arena = Buffer(count: layout.count)
    lookedUp = Buffer(count: layout.embedding.rows * layout.embedding.columns)
  }

  /// Starts again from zero.
  public func clear() {
    arena.clear()
    lookedUp.clear()
  }

  /// Adds the share of the looked-up rows.
  public func finish(_ kernels: KernelSet) {
    let embedding = layout.embedding(arena)
    kernels.add(Matrix(lookedUp, rows: embedding.rows, columns: embedding.columns), to: embedding)
  }
}

/// The gradients that live only while a block goes backward.
final class GradientScratch {
  private let shape: Configuration
  private var capacity = 0
  private(set) var stream: Matrix
  private(set) var compactStream: Matrix
  private(set) var normalized: Matrix
  private(set) var activated: Matrix
  private(set) var attended: Matrix
  private(set) var compactAttended: Matrix
  private(set) var queryKeyValue: Matrix

  init(_ shape: Configuration) {
    self.shape = shape
    let none = Matrix(rows: 0, columns: 0)
    stream = none
    compactStream = none
    normalized = none
    activated = none
    attended = none
    compactAttended = none
    queryKeyValue = none
  }

  func reserve(_ rows: Int) {
    guard rows > capacity else { return }
    capacity = rows
    let attention = shape.attention
    stream = Matrix(rows: rows, columns: shape.hiddenSize)
    compactStream = Matrix(rows: rows, columns: shape.hiddenSize)
    normalized = Matrix(rows: rows, columns: shape.hiddenSize)
    activated = Matrix(rows: rows, columns: shape.intermediateSize)
    attended = Matrix(rows: rows, columns: attention.queryWidth)
    compactAttended = Matrix(rows: rows, columns: attention.queryWidth)
    queryKeyValue = Matrix(rows: rows, columns: attention.width)
  }
}
