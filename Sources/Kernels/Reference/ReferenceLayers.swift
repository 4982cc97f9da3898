/// The layers as their papers define them, slowly and in double precision.
enum Reference {
  /// x / √(mean(x²) + epsilon) · weight, row by row (arXiv 1910.07467).
  static func rmsNorm(
    _ x: ReferenceMatrix, weight: [Double], epsilon: Double
  ) -> ReferenceMatrix {
    let roots = (0..<x.rows).map { row in
      let squares = (0..<x.columns).reduce(0) { $0 + x[row, $1] * x[row, $1] }
      return (squares / Double(x.columns) + epsilon).squareRoot()
    }
    return ReferenceMatrix(rows: x.rows, columns: x.columns) {
      x[$0, $1] / roots[$0] * weight[$1]
    }
  }

  /// Pairs (i, i + half) of each head turned by position · theta^(−2i / size) (arXiv 2104.09864).
  static func rope(
    _ x: ReferenceMatrix, headSize: Int, positions: [Int], theta: Double
  ) -> ReferenceMatrix {
    let half = headSize / 2
    return ReferenceMatrix(rows: x.rows, columns: x.columns) { row, column in
      let inHead = column % headSize
      let pair = inHead % half
      let angle = Double(positions[row]) * power(theta, -2 * Double(pair) / Double(headSize))
      let start = column - inHead
      let first = x[row, start + pair]
      let second = x[row, start + half + pair]
      return inHead < half
        ? first * cosine(angle) - second * sine(angle)
        : second * cosine(angle) + first * sine(angle)
    }
  }

  /// silu(gate) · up, a row being gate then up (arXiv 2002.05202).
  static func swiglu(_ gateUp: ReferenceMatrix) -> ReferenceMatrix {
    let width = gateUp.columns / 2
    return ReferenceMatrix(rows: gateUp.rows, columns: width) { row, column in
      let gate = gateUp[row, column]
      return gate / (1 + exponential(-gate)) * gateUp[row, width + column]
    }
  }

  /// Causal attention over one sequence of [queries, keys, values] rows (arXiv 2305.13245).
  static func attention(_ shape: AttentionShape, _ qkv: ReferenceMatrix) -> ReferenceMatrix {
    let size = shape.headSize
    var out = ReferenceMatrix(rows: qkv.rows, columns: shape.queryWidth) { _, _ in 0 }
    for head in 0..<shape.heads {
      let group = head / (shape.heads / shape.keyValueHeads)
      let keyStart = shape.queryWidth + group * size
      let valueStart = keyStart + shape.keyValueWidth
      for row in 0..<qkv.rows {
        let scores = (0...row).map { other in
          (0..<size).reduce(0) { $0 + qkv[row, head * size + $1] * qkv[other, keyStart + $1] }
            / Double(size).squareRoot()
        }
        let highest = scores.max() ?? 0
        let weights = scores.map { exponential($0 - highest) }
        let total = weights.reduce(0, +)
        for column in 0..<size {
          out[row, head * size + column] =
            (0...row).reduce(0) { $0 + weights[$1] * qkv[$1, valueStart + column] } / total
        }
      }
    }
    return out
  }

  /// The log-probability of `target` among the first `vocabulary` logits.
  static func logProbability(_ logits: [Double], vocabulary: Int, target: Int) -> Double {
    let valid = logits.prefix(vocabulary)
    let highest = valid.max() ?? 0
    let sum = valid.reduce(0) { $0 + exponential($1 - highest) }
    return logits[target] - highest - logarithm(sum)
  }

  /// One AdamW update of one parameter (arXiv 1711.05101); the moments are changed too.
  static func adamW(
    _ step: AdamWStep, decay: Double, parameter: Double, gradient: Double,
    moments: inout (first: Double, second: Double)
  ) -> Double {
    let g = gradient * Double(step.gradientScale)
    let beta1 = Double(step.beta1)
    let beta2 = Double(step.beta2)
    moments.first = beta1 * moments.first + (1 - beta1) * g
    moments.second = beta2 * moments.second + (1 - beta2) * g * g
    let mean = moments.first / Double(step.correction1)
    let deviation = (moments.second / Double(step.correction2)).squareRoot()
    let rate = Double(step.learningRate)
    return parameter * (1 - rate * decay) - rate * mean / (deviation + Double(step.epsilon))
  }
}
