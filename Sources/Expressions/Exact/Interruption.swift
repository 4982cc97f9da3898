/// Why a computation stopped without a result.
enum Interruption: Error, Hashable, Sendable {
  /// The step budget is spent.
  case steps
  /// A number would have more bits than the limit.
  case bits
  /// The expression is nested deeper than the limit.
  case depth
  /// The value does not exist: division by zero, the logarithm of zero.
  case undefined
  /// More digits are needed to go on: a divisor's enclosure holds 0.
  case imprecise
  /// The method has nothing to say about this kind of expression.
  case unsupported
}

/// How much of a comparison's step budget is left.
struct StepBudget {
  private(set) var left: Int
  let limits: ExpressionLimits

  init(_ limits: ExpressionLimits) {
    self.limits = limits
    left = limits.steps
  }

  /// Charges steps.
  @inline(__always)
  mutating func charge(_ steps: Int = 1) throws(Interruption) {
    left &-= steps
    if left < 0 { throw .steps }
  }
}
