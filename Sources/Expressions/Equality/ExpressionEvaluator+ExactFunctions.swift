extension ExpressionEvaluator {
  /// The value of a function that takes rational numbers to rational numbers.
  mutating func exactFunction(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> ExactRational? {
    let function = Function(rawValue: tree[id].detail)
    var arguments: [ExactRational] = []
    guard let function, Self.isArithmetic(function) else { return nil }
    for child in tree.children(of: id) {
      guard let value = try exact(child, in: tree) else { return nil }
      arguments.append(value)
    }
    guard let first = arguments.first else { return nil }
    let second = arguments.count == 2 ? arguments[1] : nil
    switch function {
    case .absolute, .norm: return first.magnitude
    case .floor: return first.floor
    case .ceiling: return first.ceiling
    case .sign: return ExactRational(first.sign)
    case .conjugate, .realPart: return first
    case .imaginaryPart: return .zero
    case .determinant, .trace: return first
    case .minimum: return arguments.min()
    case .maximum: return arguments.max()
    case .greatestCommonDivisor:
      return try fold(arguments) { (a, b, _) throws(Interruption) in a.greatestCommonDivisor(b) }
    case .leastCommonMultiple:
      return try fold(arguments) { (a, b, limit) throws(Interruption) in
        if a.isZero || b.isZero { return .zero }
        return try a.divided(by: a.greatestCommonDivisor(b), limit: limit)
          .multiplied(by: b, limit: limit).magnitude
      }
    case .modulo:
      guard let second, !second.isZero else { return nil }
      let turns = try first.divided(by: second, limit: bitLimit).floor
      return try first.subtracting(
        turns.multiplied(by: second, limit: bitLimit), limit: bitLimit)
    case .factorial: return try fallingProduct(first.int, over: first.int, by: 1)
    case .doubleFactorial:
      return try fallingProduct(first.int, over: first.int.map { ($0 + 1) / 2 }, by: 2)
    case .gamma:
      let below = first.int.map { $0 - 1 }
      return try fallingProduct(below, over: below, by: 1)
    case .subfactorial: return try subfactorial(first.int)
    case .permutations: return try fallingProduct(first.int, over: second?.int, by: 1)
    case .binomial: return try binomial(first, second?.int)
    default: return nil
    }
  }

  private static func isArithmetic(_ function: Function) -> Bool {
    switch function {
    case .absolute, .norm, .floor, .ceiling, .sign, .conjugate, .realPart, .imaginaryPart, .minimum,
      .maximum, .greatestCommonDivisor, .leastCommonMultiple, .modulo, .factorial,
      .doubleFactorial, .gamma, .subfactorial, .permutations, .binomial, .determinant, .trace:
      true
    default: false
    }
  }

  /// Joins whole numbers; `nil` where one is not whole.
  private func fold(
    _ arguments: [ExactRational],
    _ join: (ExactRational, ExactRational, Int) throws(Interruption) -> ExactRational
  ) throws(Interruption) -> ExactRational? {
    // The greatest common divisor of fractions: that of the numerators over a common denominator.
    var common = ExactRational.one
    for case .small(_, let denominator) in arguments {
      common = try common.multiplied(by: ExactRational(denominator), limit: bitLimit)
    }
    var result: ExactRational?
    for argument in arguments {
      let whole = try argument.multiplied(by: common, limit: bitLimit)
      guard whole.isWhole else { return nil }
      result = try result.map { (a) throws(Interruption) in try join(a, whole, bitLimit) } ?? whole
    }
    return try result?.magnitude.divided(by: common, limit: bitLimit)
  }

  /// n · (n − step) · …, with a number of factors.
  private mutating func fallingProduct(
    _ n: Int?, over count: Int?, by step: Int
  ) throws(Interruption) -> ExactRational? {
    guard let n, let count, n >= 0, count >= 0 else { return nil }
    guard count <= n else { return step == 1 ? .zero : nil }
    var result = ExactRational.one
    for index in 0..<count {
      try budget.charge()
      result = try result.multiplied(by: ExactRational(n - step * index), limit: bitLimit)
      try chargeBits(result)
    }
    return result
  }

  private mutating func subfactorial(_ n: Int?) throws(Interruption) -> ExactRational? {
    guard let n, n >= 0 else { return nil }
    var result = ExactRational.one
    var index = 0
    while index < n {
      index += 1
      result = try result.multiplied(by: ExactRational(index), limit: bitLimit)
        .adding(ExactRational(index.isMultiple(of: 2) ? 1 : -1), limit: bitLimit)
      try budget.charge()
      try chargeBits(result)
    }
    return result
  }

  private mutating func binomial(
    _ n: ExactRational, _ k: Int?
  ) throws(Interruption) -> ExactRational? {
    guard var k else { return nil }
    if let whole = n.int, whole >= 0 {
      if k < 0 || k > whole { return .zero }
      k = min(k, whole - k)
    }
    guard k >= 0 else { return .zero }
    var result = ExactRational.one
    var index = 0
    while index < k {
      let factor = try n.subtracting(ExactRational(index), limit: bitLimit)
      index += 1
      result = try result.multiplied(by: factor, limit: bitLimit)
        .divided(by: ExactRational(index), limit: bitLimit)
      try budget.charge()
      try chargeBits(result)
    }
    return result
  }
}
