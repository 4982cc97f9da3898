/// Computes values of expressions: exactly, as fingerprints and as enclosures.
///
/// One evaluator serves one comparison: it owns the step budget and what is known about symbols.
struct ExpressionEvaluator {
  /// A symbol with a value: the index of a sum, or a variable at a point.
  struct Binding {
    /// The name, as `ExpressionEvaluator.word(of:)` says.
    let name: UInt64
    let value: ExactRational
  }

  let policy: ComparisonPolicy
  var budget: StepBudget
  var bindings: [Binding] = []
  /// The variables that operations around bind: their names do not count.
  var boundNames: [UInt64] = []
  /// Whether a fingerprint rests on an element that only stands for a value (`sin 1`, `2^x`): then
  /// two that differ may still belong to equal expressions.
  var isFormal = false
  /// Whether a fingerprint rests on a law of logarithms and powers that holds for positive numbers.
  var assumesPositive = false
  /// Whether the fingerprint depends on a symbol.
  var hasSymbols = false
  /// Which of several points the symbols' elements belong to.
  var point: UInt64 = 0
  /// The base of a logarithm without a written one.
  var plainLogarithm = ComparisonPolicy.PlainLogarithm.natural
  /// The largest binary exponent, up or down, of a number in an enclosure's computation.
  var largestExponent = 0
  private var depth = 0

  init(policy: ComparisonPolicy, limits: ExpressionLimits) {
    self.policy = policy
    budget = StepBudget(limits)
  }

  var bitLimit: Int { budget.limits.bits }

  /// Charges a step and checks the depth around a recursive call.
  @inline(__always)
  mutating func descend<Result>(
    _ body: (inout ExpressionEvaluator) throws(Interruption) -> Result
  ) throws(Interruption) -> Result {
    try budget.charge()
    depth += 1
    defer { depth -= 1 }
    // A level of brackets makes up to four levels of nodes.
    if depth > 4 * budget.limits.depth { throw .depth }
    return try body(&self)
  }

  /// A word that stands for a text.
  static func word(of text: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return FieldElement.mix(hash)
  }

  /// The value that a symbol is bound to.
  func binding(of name: UInt64) -> ExactRational? {
    bindings.isEmpty ? nil : bindings.last { $0.name == name }?.value
  }
}
