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

  /// The number of whole blocks before position `length` that two caches share.
  func sharedBlocks(with other: KeyValueCache, length: Int) -> Int {
    let whole = min(length / KeyValueBlock.positions, blocks.count, other.blocks.count)
    return (0..<whole).first { bases[$0] != other.bases[$0] } ?? whole
  }

  fileprivate func pointers(_ count: Int, padding: Int) -> [UnsafePointer<Float>?] {
    Array(bases.prefix(count)) + Array(repeating: nil, count: padding - count)
  }
}

/// Rows that attend to cached positions together: of one prompt, or of completions of one prompt,
/// whose common blocks are read once for all of them.
public struct CachedRows: @unchecked Sendable {
  // Safe to share because the addresses are those of blocks that its caches retain, and because
  // positions are written before they are attended to.

  /// The most rows of a group: more would crowd their scores out of the nearest cache.
  public static let most = 8

  /// The rows of the queries.
  public let rows: Range<Int>

  private let caches: [KeyValueCache]
  private let lengths: [Int]
  private let shared: Int
  private let stride: Int
  private let blocks: [UnsafePointer<Float>?]

  /// Rows from `first` on, row i attending to the first `lengths[i]` positions of `caches[i]`.
  private init(first: Int, caches: [KeyValueCache], lengths: [Int], shared: Int) {
    rows = first..<first + caches.count
    self.caches = caches
    self.lengths = lengths
    self.shared = shared
    let counts = lengths.map { KernelSet.padded($0) / KeyValueBlock.positions }
    let stride = counts.max() ?? 0
    precondition(zip(counts, caches).allSatisfy { $0 > 0 && $0 <= $1.blocks.count })
    self.stride = stride
    blocks = zip(caches, counts).flatMap { $0.pointers($1, padding: stride) }
  }

  /// Groups of consecutive rows, each row with its cache and length; rows without are left out.
  public static func groups(
    _ rows: some Sequence<(row: Int, cache: KeyValueCache, length: Int)>
  ) -> [CachedRows] {
    var groups: [CachedRows] = []
    var (first, shared) = (0, 0)
    var caches: [KeyValueCache] = []
    var lengths: [Int] = []
    func close() {
      guard !caches.isEmpty else { return }
      groups.append(CachedRows(first: first, caches: caches, lengths: lengths, shared: shared))
      (caches, lengths, shared) = ([], [], 0)
    }
    for (row, cache, length) in rows {
      if let leader = caches.first, row == first + caches.count, caches.count < most {
        let common = leader.sharedBlocks(with: cache, length: min(length, lengths[0]))
        // A row that shares less than the others would take from them what they share.
        if common > 0, caches.count == 1 || common == shared {
          shared = common
          caches.append(cache)
          lengths.append(length)
          continue
        }
      }
      close()
      first = row
      caches = [cache]
      lengths = [length]
    }
    close()
    return groups
  }

  /// Floats of scratch that rows of at most `length` positions need.
  public static func scoreCount(_ shape: AttentionShape, length: Int) -> Int {
    most * shape.heads * KernelSet.padded(length)
  }

  /// Attention of the rows' queries to their positions, into the same rows of `out`.
  ///
  /// - Parameter scores: scratch of `scoreCount` floats for the longest row.
  public func attend(
    _ qkv: Matrix, layer: Int, shape: AttentionShape, scores: Buffer, into out: Matrix,
    kernels: KernelSet
  ) {
    precondition(qkv.columns == shape.width && out.columns == shape.queryWidth)
    precondition(rows.lowerBound >= 0 && rows.upperBound <= min(qkv.rows, out.rows))
    precondition(
      scores.count >= rows.count * shape.heads * stride * KeyValueBlock.positions)
    var arguments = shape.arguments(
      tokens: 0, firstRow: 0, rowStride: qkv.stride, outStride: out.stride)
    let size = caches[0].blocks[0].layerStride
    kernels.table.pointee.attention_cached(
      &arguments, rows.count, qkv.base + rows.lowerBound * qkv.stride, blocks, stride, shared,
      layer * size, layer * size + size / 2, lengths, scores.base,
      out.base + rows.lowerBound * out.stride)
  }
}
