import CKernels

extension KernelSet {
  /// The log-probability of `target` in a row of logits, in nats.
  ///
  /// Replaces the row by exp(logit − max), padding by 0, and gives 1 over their sum: what
  /// ``logSoftmaxBackward(_:row:inverseSum:target:gradient:)`` turns into the gradient.
  public func logSoftmax(
    _ logits: Matrix, row: Int, vocabulary: Int, target: Int
  ) -> (logProbability: Float, inverseSum: Float) {
    check(logits, row, vocabulary, target)
    var inverse: Float = 0
    let value = table.pointee.log_softmax_target(
      vocabulary, logits.columns, logits.base + row * logits.stride, target, &inverse)
    return (value, inverse)
  }

  /// Replaces the row that `logSoftmax` left by the loss's gradient by the logits, `gradient`
  /// being the loss's derivative by the target's log-probability.
  public func logSoftmaxBackward(
    _ exponentials: Matrix, row: Int, inverseSum: Float, target: Int, gradient: Float
  ) {
    check(exponentials, row, exponentials.columns, target)
    table.pointee.log_softmax_backward(
      exponentials.columns, exponentials.base + row * exponentials.stride, inverseSum, target,
      gradient)
  }

  /// The log-probability of `target` in a row of logits, which stay as they are.
  public func logProbability(_ logits: Matrix, row: Int, vocabulary: Int, target: Int) -> Float {
    check(logits, row, vocabulary, target)
    return table.pointee.log_probability(
      vocabulary, logits.columns, logits.base + row * logits.stride, target)
  }

  /// The index of the largest logit + bias of a row, the first of equals.
  public func argmax(_ logits: Matrix, row: Int, bias: Buffer) -> Int {
    check(logits, row, logits.columns, 0)
    precondition(bias.count >= logits.columns)
    return table.pointee.argmax(
      logits.columns, logits.base + row * logits.stride, bias.base)
  }

  /// `weights = exp((logit + bias − max) / temperature)` of a row.
  public func samplingWeights(
    _ logits: Matrix, row: Int, bias: Buffer, temperature: Float, into weights: Buffer
  ) {
    check(logits, row, logits.columns, 0)
    precondition(temperature > 0)
    precondition(bias.count >= logits.columns && weights.count >= logits.columns)
    table.pointee.sampling_weights(
      logits.columns, logits.base + row * logits.stride, bias.base, 1 / temperature, weights.base)
  }

  /// The index that a number in [0, 1) draws from weights that need not add up to 1.
  ///
  /// The weights run from index 0; the first index whose running sum exceeds unit · total is
  /// taken, and never one whose weight is 0.
  public func draw(_ weights: Buffer, count: Int, unit: Double) -> Int {
    precondition(count % Self.lanes == 0 && count <= weights.count)
    return table.pointee.draw(count, weights.base, unit)
  }

  /// Makes every weight 0 but those of the `topK` heaviest (0: all), and of these but the fewest
  /// that hold `topP` of their sum (nucleus sampling, arXiv 1904.09751); of equals the first stays.
  public func truncate(_ weights: Buffer, count: Int, topK: Int, topP: Double) {
    precondition(count <= weights.count && topK >= 0 && topP > 0)
    let base = weights.base
    func descending(_ least: Float) -> [Int] {
      (0..<count).filter { base[$0] > 0 && base[$0] >= least }
        .sorted { (-base[$0], $0) < (-base[$1], $1) }
    }
    var kept: ArraySlice<Int>
    if topK > 0 {
      kept = descending(0).prefix(topK)
    } else {
      // Tokens below this bound weigh less than 1 − topP together: the nucleus needs none of them.
      let total = (0..<count).reduce(0.0) { $0 + Double(base[$1]) }
      kept = descending(Float((1 - topP) * total / Double(count)) * 0.999)[...]
      if topP < 1 { kept = nucleus(kept, base, topP * total) }
    }
    if topK > 0, topP < 1 {
      kept = nucleus(kept, base, topP * kept.reduce(0.0) { $0 + Double(base[$1]) })
    }
    let weightsKept = kept.map { base[$0] }
    weights.clear(0..<count)
    for (index, weight) in zip(kept, weightsKept) { base[index] = weight }
  }

  private func nucleus(
    _ sorted: ArraySlice<Int>, _ base: UnsafeMutablePointer<Float>, _ goal: Double
  ) -> ArraySlice<Int> {
    var sum = 0.0
    for (taken, index) in sorted.enumerated() {
      sum += Double(base[index])
      if sum >= goal { return sorted.prefix(taken + 1) }
    }
    return sorted
  }

  private func check(_ logits: Matrix, _ row: Int, _ vocabulary: Int, _ target: Int) {
    precondition(row >= 0 && row < logits.rows && logits.columns % Self.lanes == 0)
    precondition(vocabulary > 0 && vocabulary <= logits.columns)
    precondition(target >= 0 && target < vocabulary)
  }
}
