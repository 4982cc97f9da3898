import CKernels

/// The shape of an attention layer.
public struct AttentionShape: Sendable, Hashable {
  /// Query heads.
  public let heads: Int

  /// Key-value heads, a divisor of the query heads (GQA, arXiv 2305.13245).
  public let keyValueHeads: Int

  /// Floats in a head, a multiple of ``KernelSet/lanes``.
  public let headSize: Int

  /// A shape, checked.
  public init(heads: Int, keyValueHeads: Int, headSize: Int) {
    precondition(heads > 0 && keyValueHeads > 0 && heads % keyValueHeads == 0)
    precondition(headSize > 0 && headSize % KernelSet.lanes == 0)
    self.heads = heads
    self.keyValueHeads = keyValueHeads
    self.headSize = headSize
  }

  /// The width of the queries.
  public var queryWidth: Int { heads * headSize }

  /// The width of the keys, and of the values.
  public var keyValueWidth: Int { keyValueHeads * headSize }

  /// The width of a row of queries, keys and values.
  public var width: Int { queryWidth + 2 * keyValueWidth }

  /// Floats that the weights of a sequence take: [heads][tokens][tokens, padded].
  public func weightCount(tokens: Int) -> Int { heads * tokens * KernelSet.padded(tokens) }

  /// Floats of scratch that a sequence needs for its packed keys.
  public func panelCount(tokens: Int) -> Int { headSize * KernelSet.padded(tokens) }

  func arguments(tokens: Int, firstRow: Int, rowStride: Int, outStride: Int) -> sm_attention {
    sm_attention(
      tokens: tokens, first_row: firstRow, heads: heads, kv_heads: keyValueHeads,
      head_size: headSize, qkv_stride: rowStride, out_stride: outStride,
      scale: 1 / Float(headSize).squareRoot())
  }
}

extension KernelSet {
  /// Causal attention over one sequence.
  ///
  /// - Parameters:
  ///   - qkv: [tokens][queries, keys, values], rotated.
  ///   - firstRow: rows before it are not computed.
  ///   - weights: receives the attention weights, `shape.weightCount` floats from `weightOffset`.
  ///   - out: [tokens][heads · head size].
  ///   - panels: scratch of `shape.panelCount` floats.
  public func attention(
    _ shape: AttentionShape, qkv: Matrix, firstRow: Int, weights: Buffer, weightOffset: Int,
    into out: Matrix, panels: Buffer
  ) {
    check(shape, qkv, firstRow, weights, weightOffset, out, panels)
    var arguments = shape.arguments(
      tokens: qkv.rows, firstRow: firstRow, rowStride: qkv.stride, outStride: out.stride)
    let q = qkv.base
    let k = q + shape.queryWidth
    table.pointee.attention(
      &arguments, q, k, k + shape.keyValueWidth, weights.base + weightOffset, out.base, panels.base)
  }

  /// The gradient by queries, keys and values; `dQKV` is overwritten, but for the queries of rows
  /// before `firstRow`.
  ///
  /// - Parameter scratch: at least tokens · padded tokens floats.
  public func attentionBackward(
    _ shape: AttentionShape, qkv: Matrix, firstRow: Int, weights: Buffer, weightOffset: Int,
    out: Matrix, dOut: Matrix, into dQKV: Matrix, scratch: Buffer, panels: Buffer
  ) {
    check(shape, qkv, firstRow, weights, weightOffset, out, panels)
    precondition(dQKV.rows == qkv.rows && dQKV.columns == qkv.columns)
    precondition(dQKV.stride == qkv.stride && dOut.stride == out.stride)
    precondition(dOut.rows == out.rows && dOut.columns == out.columns)
    precondition(scratch.count >= qkv.rows * Self.padded(qkv.rows))
    var arguments = shape.arguments(
      tokens: qkv.rows, firstRow: firstRow, rowStride: qkv.stride, outStride: out.stride)
    let q = qkv.base
    let k = q + shape.queryWidth
    let dq = dQKV.base
    let dk = dq + shape.queryWidth
    table.pointee.attention_backward(
      &arguments, q, k, k + shape.keyValueWidth, weights.base + weightOffset, out.base, dOut.base,
      dq, dk, dk + shape.keyValueWidth, scratch.base, panels.base)
  }

  private func check(
    _ shape: AttentionShape, _ qkv: Matrix, _ firstRow: Int, _ weights: Buffer,
    _ weightOffset: Int, _ out: Matrix, _ panels: Buffer
  ) {
    precondition(qkv.columns == shape.width && out.columns == shape.queryWidth)
    precondition(out.rows == qkv.rows && firstRow >= 0 && firstRow <= qkv.rows)
    precondition(weightOffset >= 0)
    precondition(weightOffset + shape.weightCount(tokens: qkv.rows) <= weights.count)
    precondition(panels.count >= shape.panelCount(tokens: qkv.rows))
  }
}
