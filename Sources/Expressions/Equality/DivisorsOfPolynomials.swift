/// Rewrites greatest common divisors and least common multiples as those of polynomials.
///
/// Letters, π, e and square roots are independent indeterminates. Over the whole numbers the
/// greatest common divisor of the coefficients counts; where a coefficient is a fraction, divisors
/// and multiples have the leading coefficient 1. Covers operands of which at most one has several
/// terms; what it does not cover stays as it is.
struct DivisorsOfPolynomials {
  var tree: ExpressionTree
  /// Whether a divisor or multiple of formulas had to stay as it is.
  private(set) var isPartial = false
  var evaluator: ExpressionEvaluator

  /// Rewrites a tree.
  init(_ tree: ExpressionTree, policy: ComparisonPolicy, limits: ExpressionLimits) {
    self.tree = tree
    evaluator = ExpressionEvaluator(policy: policy, limits: limits)
    guard let root = tree.root, tree.nodes.contains(where: { Self.isMultiple($0) != nil }) else {
      return
    }
    do throws(Interruption) {
      self.tree.root = try rewritten(root)
    } catch {
      isPartial = true
    }
  }

  /// Whether a node is a least common multiple; `nil` where it is no greatest common divisor
  /// either.
  private static func isMultiple(_ node: Node) -> Bool? {
    guard node.operation == .function else { return nil }
    return switch Function(rawValue: node.detail) {
    case .greatestCommonDivisor: false
    case .leastCommonMultiple: true
    default: nil
    }
  }

  private mutating func rewritten(_ id: NodeID) throws(Interruption) -> NodeID {
    try evaluator.budget.charge()
    let node = tree[id]
    let before = Array(tree.children(of: id))
    var after: [NodeID] = []
    for child in before { after.append(try rewritten(child)) }
    let same =
      after == before
      ? id : tree.add(node.operation, detail: node.detail, value: node.value, after)
    guard let isMultiple = Self.isMultiple(node), after.count > 1,
      try evaluator.exactOrNil(same, in: tree) == nil
    else { return same }
    var operands: [Polynomial] = []
    for child in after {
      guard let operand = try polynomial(child) else {
        isPartial = true
        return same
      }
      operands.append(operand)
    }
    guard let result = try join(operands, isMultiple: isMultiple),
      let new = self.node(of: result)
    else {
      isPartial = true
      return same
    }
    return new
  }

  // MARK: Polynomials

  /// What stands for an indeterminate.
  enum Base: Hashable {
    /// A letter or a constant, by its node's text or detail.
    case symbol([UInt8])
    case constant(UInt8)
    /// The square root of a whole number without square factors.
    case squareRoot(Int)
  }

  /// A product of powers with exponents above 0, times a number.
  struct Monomial {
    var coefficient: ExactRational
    var powers: [Base: ExactRational] = [:]
  }

  /// A sum of monomials, no two with the same powers.
  typealias Polynomial = [Monomial]

  /// The most terms of a polynomial.
  private static let termLimit = 64

  /// An expression as a polynomial; `nil` where it is none, or 0.
  private mutating func polynomial(_ id: NodeID) throws(Interruption) -> Polynomial? {
    if let value = try evaluator.exactOrNil(id, in: tree) {
      return value.isZero ? nil : [Monomial(coefficient: value)]
    }
    let node = tree[id]
    let children = Array(tree.children(of: id))
    switch node.operation {
    case .symbol:
      return [Monomial(coefficient: .one, powers: [.symbol(Array(tree.text(of: id))): .one])]
    case .constant:
      guard [Constant.pi, .e].contains(where: { $0.rawValue == node.detail }) else { return nil }
      return [Monomial(coefficient: .one, powers: [.constant(node.detail): .one])]
    case .negate:
      return try polynomial(children[0])?.map {
        Monomial(coefficient: -$0.coefficient, powers: $0.powers)
      }
    case .add, .multiply:
      var result: Polynomial?
      for child in children {
        guard let next = try polynomial(child) else { return nil }
        guard let before = result else {
          result = next
          continue
        }
        result =
          node.operation == .add ? try sum(before + next) : try product(before, next)
        if result == nil { return nil }
      }
      return result
    case .divide:
      guard children.count == 2, let above = try polynomial(children[0]),
        let below = try evaluator.exactOrNil(children[1], in: tree)
      else { return nil }
      var result = above
      for index in result.indices {
        result[index].coefficient = try quotient(result[index].coefficient, below)
      }
      return result
    case .power, .root:
      guard children.count == 2, let number = try evaluator.exactOrNil(children[1], in: tree),
        number.sign > 0
      else { return nil }
      let exponent = node.operation == .root ? try quotient(.one, number) : number
      return try power(children[0], exponent)
    default: return nil
    }
  }

  private mutating func power(
    _ id: NodeID, _ exponent: ExactRational
  ) throws(Interruption) -> Polynomial? {
    if let value = try evaluator.exactOrNil(id, in: tree) {
      guard exponent == ExactRational(1, over: 2), let number = value.int, 1..<1_000_000 ~= number
      else { return nil }
      var (rest, factor, divisor) = (number, 1, 2)
      while divisor * divisor <= rest {
        if rest.isMultiple(of: divisor * divisor) {
          rest /= divisor * divisor
          factor *= divisor
        } else {
          divisor += 1
        }
      }
      return [Monomial(coefficient: ExactRational(factor), powers: [.squareRoot(rest): .one])]
    }
    // A root of a number would be another number; a whole power of a letter is one of it.
    guard let base = try polynomial(id), base.count == 1, base[0].coefficient == .one else {
      return nil
    }
    var result = base[0]
    for (base, power) in result.powers {
      if case .squareRoot = base { return nil }
      // (x²)^(1/2) is not x.
      guard exponent.isWhole || (base.isLetter && power == .one && result.powers.count == 1) else {
        return nil
      }
      result.powers[base] = try power.multiplied(by: exponent, limit: evaluator.bitLimit)
    }
    return [result]
  }

  func quotient(
    _ a: ExactRational, _ b: ExactRational
  ) throws(Interruption) -> ExactRational {
    try a.divided(by: b, limit: evaluator.bitLimit)
  }

  private mutating func sum(_ terms: Polynomial) throws(Interruption) -> Polynomial? {
    var result: Polynomial = []
    for term in terms {
      try evaluator.budget.charge(1 + result.count)
      guard let place = result.firstIndex(where: { $0.powers == term.powers }) else {
        result.append(term)
        continue
      }
      result[place].coefficient = try result[place].coefficient.adding(
        term.coefficient, limit: evaluator.bitLimit)
    }
    result.removeAll { $0.coefficient.isZero }
    return result.isEmpty || result.count > Self.termLimit ? nil : result
  }

  mutating func product(
    _ a: Polynomial, _ b: Polynomial
  ) throws(Interruption) -> Polynomial? {
    var result: Polynomial = []
    for x in a {
      for y in b {
        var powers = x.powers
        for (base, exponent) in y.powers {
          let total = try (powers[base] ?? .zero).adding(exponent, limit: evaluator.bitLimit)
          if case .squareRoot = base, total != .one { return nil }
          powers[base] = total
        }
        let coefficient = try x.coefficient.multiplied(
          by: y.coefficient, limit: evaluator.bitLimit)
        result.append(Monomial(coefficient: coefficient, powers: powers))
      }
    }
    return try sum(result)
  }
}

extension DivisorsOfPolynomials.Base {
  /// Whether it is a letter.
  var isLetter: Bool { if case .symbol = self { true } else { false } }

  /// A name that orders the indeterminates.
  var name: String {
    switch self {
    case .symbol(let text): "a" + String(decoding: text, as: UTF8.self)
    case .constant(let detail): "b\(detail)"
    case .squareRoot(let number): "c\(number)"
    }
  }
}
