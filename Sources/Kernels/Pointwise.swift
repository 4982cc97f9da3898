import CKernels

extension KernelSet {
  /// `y = x · r · weight` with r = 1/√(mean(x²) + epsilon) per row (RMSNorm, arXiv 1910.07467).
  ///
  /// - Parameters:
  ///   - x: [rows][width].
  ///   - weight: [1][width].
  ///   - y: [rows][width]; may be `x`.
  ///   - inverseRMS: receives r, at least one float a row.
  public func rmsNorm(
    _ x: Matrix, weight: Matrix, epsilon: Float, into y: Matrix, inverseRMS: Buffer
  ) {
    precondition(x.columns % Self.lanes == 0 && weight.columns == x.columns)
    precondition(y.rows == x.rows && y.columns == x.columns && inverseRMS.count >= x.rows)
    table.pointee.rms_norm(
      x.rows, x.columns, x.base, x.stride, weight.base, epsilon, y.base, y.stride, inverseRMS.base)
  }

  /// Adds RMSNorm's gradients by its input to `dx` and by its weight to `dWeight`.
  public func rmsNormBackward(
    _ x: Matrix, weight: Matrix, inverseRMS: Buffer, dy: Matrix, addingTo dx: Matrix,
    dWeight: Matrix
  ) {
    precondition(x.columns % Self.lanes == 0 && weight.columns == x.columns)
    precondition(dWeight.columns == x.columns && inverseRMS.count >= x.rows)
    precondition(dy.rows == x.rows && dy.columns == x.columns)
    precondition(dx.rows == x.rows && dx.columns == x.columns)
    table.pointee.rms_norm_backward(
      x.rows, x.columns, x.base, x.stride, weight.base, inverseRMS.base, dy.base, dy.stride,
      dx.base, dx.stride, dWeight.base)
  }

  /// Rotates the heads of each row by its position's angles (RoPE, arXiv 2104.09864), in place.
  ///
  /// Element i of a head's first half is paired with element i of its second half, as in Hugging
  /// Face's Llama.
  ///
  /// - Parameters:
  ///   - x: [rows][heads · head size].
  ///   - positions: at least one a row, each below the table's rows.
  ///   - inverse: rotates back: what the gradient needs.
  public func rope(_ x: Matrix, positions: [Int32], table angles: RotaryTable, inverse: Bool) {
    let half = angles.cosines.columns
    precondition(x.columns % (2 * half) == 0 && positions.count >= x.rows)
    precondition(positions.prefix(x.rows).allSatisfy { $0 >= 0 && $0 < angles.cosines.rows })
    table.pointee.rope(
      x.rows, x.columns / (2 * half), 2 * half, x.base, x.stride, positions, angles.cosines.base,
      angles.sines.base, inverse ? -1 : 1)
  }

  /// `out = silu(gate) · up` (SwiGLU, arXiv 2002.05202), a row of `gateUp` being gate then up.
  public func swiglu(_ gateUp: Matrix, into out: Matrix) {
    precondition(gateUp.columns == 2 * out.columns && gateUp.rows == out.rows)
    precondition(gateUp.stride == gateUp.columns && out.stride == out.columns)
    precondition(out.columns % Self.lanes == 0)
    table.pointee.swiglu(out.rows, out.columns, gateUp.base, out.base)
  }

  /// Replaces `gateUp` by its gradient, given that of the output.
  public func swigluBackward(_ gateUp: Matrix, dOut: Matrix) {
    precondition(gateUp.columns == 2 * dOut.columns && gateUp.rows == dOut.rows)
    precondition(gateUp.stride == gateUp.columns && dOut.stride == dOut.columns)
    precondition(dOut.columns % Self.lanes == 0)
    table.pointee.swiglu_backward(dOut.rows, dOut.columns, gateUp.base, dOut.base)
  }

  /// `y = eˣ`, 0 below x = −87 and saturated above 88.
  public func exponential(_ x: Buffer, into y: Buffer) {
    precondition(x.count % Self.lanes == 0 && y.count == x.count)
    table.pointee.exponential(x.count, x.base, y.base)
  }

  /// `y += x`, rows side by side.
  public func add(_ x: Matrix, to y: Matrix) {
    precondition(x.rows == y.rows && x.columns == y.columns && x.columns % Self.lanes == 0)
    for row in 0..<x.rows {
      table.pointee.add(x.columns, x.base + row * x.stride, y.base + row * y.stride)
    }
  }
}

/// The cosines and sines of every position: [positions][head size / 2] each.
public struct RotaryTable: Sendable {
  let cosines: Matrix
  let sines: Matrix

  /// The angles position · frequency, one frequency in radians for each pair of a head's floats.
  public init(positions: Int, frequencies: [Double]) {
    precondition(
      frequencies.count * 2 % KernelSet.lanes == 0,
      "a head of \(frequencies.count * 2) is not whole vectors")
    cosines = Matrix(rows: positions, columns: frequencies.count)
    sines = Matrix(rows: positions, columns: frequencies.count)
    for (index, frequency) in frequencies.enumerated() {
      for position in 0..<positions {
        let angle = Double(position) * frequency
        cosines[position, index] = Float(cosine(angle))
        sines[position, index] = Float(sine(angle))
      }
    }
  }
}
