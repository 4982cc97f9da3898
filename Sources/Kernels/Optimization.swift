import CKernels

/// The numbers of one AdamW update (arXiv 1711.05101).
public struct AdamWStep: Sendable, Hashable {
  /// Factor of the gradient: what clipping its norm leaves.
  public var gradientScale: Float

  /// The learning rate of this step.
  public var learningRate: Float

  /// Decay rate of the mean of gradients.
  public var beta1: Float

  /// Decay rate of the mean of squared gradients.
  public var beta2: Float

  /// 1 − beta1ⁿ at step n.
  public var correction1: Float

  /// 1 − beta2ⁿ at step n.
  public var correction2: Float

  /// Added to the root of the second moment.
  public var epsilon: Float

  /// An update's numbers.
  public init(
    gradientScale: Float, learningRate: Float, beta1: Float, beta2: Float, correction1: Float,
    correction2: Float, epsilon: Float
  ) {
    self.gradientScale = gradientScale
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.correction1 = correction1
    self.correction2 = correction2
    self.epsilon = epsilon
  }
}

extension KernelSet {
  /// `sum = parts[0] + parts[1] + …` over `range`, added in this order.
  public func sum(_ parts: [Buffer], _ range: Range<Int>, into sum: Buffer) {
    precondition(!parts.isEmpty && range.count % Self.lanes == 0)
    precondition(range.lowerBound >= 0 && range.upperBound <= sum.count)
    precondition(parts.allSatisfy { range.upperBound <= $0.count })
    let bases = parts.map { UnsafePointer<Float>?($0.base + range.lowerBound) }
    table.pointee.sum_parts(range.count, parts.count, bases, sum.base + range.lowerBound)
  }

  /// The sum of squares over `range`, in an order fixed by its bounds.
  public func sumOfSquares(_ buffer: Buffer, _ range: Range<Int>) -> Double {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count)
    precondition(range.count % Self.lanes == 0)
    return table.pointee.sum_of_squares(range.count, buffer.base + range.lowerBound)
  }

  /// One AdamW update of the parameters in `range`, with decoupled weight decay.
  public func adamW(
    _ step: AdamWStep, decay: Float, parameters: Buffer, gradient: Buffer, firstMoment: Buffer,
    secondMoment: Buffer, range: Range<Int>
  ) {
    precondition(range.lowerBound >= 0 && range.count % Self.lanes == 0)
    for buffer in [parameters, gradient, firstMoment, secondMoment] {
      precondition(range.upperBound <= buffer.count)
    }
    let from = range.lowerBound
    table.pointee.adamw(
      range.count, parameters.base + from, gradient.base + from, firstMoment.base + from,
      secondMoment.base + from, step.gradientScale, step.learningRate, decay, step.beta1,
      step.beta2, step.correction1, step.correction2, step.epsilon)
  }
}
