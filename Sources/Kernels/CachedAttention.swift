import CKernels

/// The keys and values of 16 positions in all layers of a model.
///
/// Keys lie transposed, [layer][key-value head][head size][16], so that the scores of 16 positions
/// are one vector; values lie as [layer][16][key-value width].
public final class KeyValueBlock: Sendable {
  /// Positions in a block.
  public static let positions = KernelSet.lanes

  let storage: Buffer
  let layerStride: Int

  /// Floats in a block.
  public static func count(_ shape: AttentionShape, layers: Int) -> Int {
    layers * 2 * shape.keyValueWidth * positions
  }

  /// An empty block.
  public init(_ shape: AttentionShape, layers: Int) {
    layerStride = 2 * shape.keyValueWidth * Self.positions
    storage = Buffer(count: Self.count(shape, layers: layers))
  }

  /// A copy, for a sequence that goes on by itself from here.
  public init(copying other: KeyValueBlock) {
    layerStride = other.layerStride
    storage = Buffer(count: other.storage.count)
    storage.copy(0..<storage.count, from: other.storage, at: 0)
  }
}

/// The cached keys and values of one sequence.
///
/// Blocks that are full are never written again, so sequences with a common prefix share them.
public struct KeyValueCache: @unchecked Sendable {
  // Safe to share because the addresses are those of blocks that it retains, and because a position
  // of a block is written once, before any other sequence reads it.

  /// The sequence's blocks, in the order of positions.
  public private(set) var blocks: [KeyValueBlock] = []
  private var bases: [UnsafePointer<Float>?] = []

  /// A cache without positions.
  public init() {}

  /// Blocks that other sequences have filled.
  public init(sharing blocks: [KeyValueBlock]) {
    for block in blocks { append(block) }
  }

  /// Whole blocks of `other` shared, the block that `length` ends inside copied.
  public init(sharing other: KeyValueCache, length: Int) {
    let whole = length / KeyValueBlock.positions
    for block in other.blocks.prefix(whole) { append(block) }
    if length % KeyValueBlock.positions != 0 {
      append(KeyValueBlock(copying: other.blocks[whole]))
    }
  }

  /// Makes room for `length` positions.
  public mutating func reserve(_ length: Int, shape: AttentionShape, layers: Int) {
    while blocks.count * KeyValueBlock.positions < length {
      append(KeyValueBlock(shape, layers: layers))
    }
  }

  private mutating func append(_ block: KeyValueBlock) {
    blocks.append(block)
    bases.append(UnsafePointer(block.storage.base))
  }

  /// Stores the key and value of a row of queries, keys and values at `position` of `layer`.
  public func store(
    _ qkv: Matrix, row: Int, position: Int, layer: Int, shape: AttentionShape, kernels: KernelSet
  ) {
    precondition(qkv.columns == shape.width && row >= 0 && row < qkv.rows)
    let block = blocks[position / KeyValueBlock.positions]
    precondition((layer + 1) * block.layerStride <= block.storage.count)
    let k = qkv.base + row * qkv.stride + shape.queryWidth
    let keys = block.storage.base + layer * block.layerStride
    kernels.table.pointee.store_key_value(
      shape.keyValueHeads, shape.headSize, k, k + shape.keyValueWidth,
      position % KeyValueBlock.positions, keys, keys + block.layerStride / 2)
  }

  /// Attention of a row of queries to the first `length` positions, into the same row of `out`.
  ///
  /// - Parameter scores: scratch of heads · padded length floats.
  public func attend(
    _ qkv: Matrix, row: Int, length: Int, layer: Int, shape: AttentionShape, scores: Buffer,
    into out: Matrix, kernels: KernelSet
  ) {
    precondition(qkv.columns == shape.width && out.columns == shape.queryWidth)
    precondition(row >= 0 && row < qkv.rows && row < out.rows)
    precondition(length > 0 && length <= blocks.count * KeyValueBlock.positions)
    precondition(scores.count >= shape.heads * KernelSet.padded(length))
    var arguments = shape.arguments(
      tokens: length, firstRow: 0, rowStride: qkv.stride, outStride: out.stride)
    let stride = blocks[0].layerStride
    kernels.table.pointee.attention_cached(
      &arguments, qkv.base + row * qkv.stride, bases, layer * stride, layer * stride + stride / 2,
      length, scores.base, out.base + row * out.stride)
  }
}
