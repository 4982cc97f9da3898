/// Rewrites greatest common divisors and least common multiples as those of polynomials.
///
/// Letters, π, e and square roots are independent indeterminates. Over the whole numbers the
/// greatest common divisor of the coefficients counts; where a coefficient is a fraction, divisors
/// and multiples have the leading coefficient 1. Covers operands of which at most one has several
/// terms; what it does not cover stays as it is.
struct DivisorsOfPolynomials {
  private(set) var tree: ExpressionTree
  /// Whether a divisor or multiple of formulas had to stay as it is.
  private(set) var isPartial = false
  private var evaluator: ExpressionEvaluator

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
  fileprivate enum Base: Hashable {
    /// A letter or a constant, by its node's text or detail.
    case symbol([UInt8])
    case constant(UInt8)
    /// The square root of a whole number without square factors.
    case squareRoot(Int)
  }

  /// A product of powers with exponents above 0, times a number.
  private struct Monomial {
    var coefficient: ExactRational
    var powers: [Base: ExactRational] = [:]
  }

  /// A sum of monomials, no two with the same powers.
  private typealias Polynomial = [Monomial]

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

  private func quotient(
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

  private mutating func product(
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

  // MARK: Divisors and multiples

  private mutating func join(
    _ operands: [Polynomial], isMultiple: Bool
  ) throws(Interruption) -> Polynomial? {
    let terms = Array(operands.joined())
    let isWhole = terms.allSatisfy(\.coefficient.isWhole)
    let bases = Set(terms.flatMap(\.powers.keys))
    guard areIndependent(bases, in: operands), isWhole || bases.contains(where: \.isLetter) else {
      return nil
    }
    var result = operands[0]
    for operand in operands.dropFirst() {
      guard result.count == 1 || operand.count == 1 else { return nil }
      let divisor = commonDivisor(result, operand, isWhole: isWhole)
      guard isMultiple else {
        result = [divisor]
        continue
      }
      guard let product = try product(result, operand) else { return nil }
      result = product
      for index in result.indices {
        result[index] = try quotient(result[index], divisor)
      }
      if !isWhole {
        guard result.count == 1 else { return nil }
        result[0].coefficient = .one
      }
    }
    // Of one indeterminate, multiples have a positive leading coefficient; of several, the sign of
    // the product.
    if bases.count == 1, let base = bases.first,
      let leading = result.max(by: { ($0.powers[base] ?? .zero) < ($1.powers[base] ?? .zero) }),
      leading.coefficient.sign < 0
    {
      for index in result.indices { result[index].coefficient = -result[index].coefficient }
    }
    return result
  }

  /// The divisor of two polynomials of which one has a single term.
  private func commonDivisor(
    _ a: Polynomial, _ b: Polynomial, isWhole: Bool
  ) -> Monomial {
    var coefficient = isWhole ? ExactRational.zero : .one
    var least = a[0].powers
    for term in a + b {
      if isWhole { coefficient = coefficient.greatestCommonDivisor(term.coefficient) }
      least = least.filter { term.powers[$0.key] != nil }
        .merging(term.powers.filter { least[$0.key] != nil }, uniquingKeysWith: min)
    }
    return Monomial(coefficient: coefficient, powers: least)
  }

  /// A monomial divided by one that divides it.
  private func quotient(_ a: Monomial, _ b: Monomial) throws(Interruption) -> Monomial {
    var result = a
    result.coefficient = try quotient(a.coefficient, b.coefficient)
    for (base, exponent) in b.powers {
      let rest = try (a.powers[base] ?? .zero).subtracting(exponent, limit: evaluator.bitLimit)
      result.powers[base] = rest.isZero ? nil : rest
    }
    return result
  }

  /// Whether the indeterminates have nothing to do with each other: no two square roots of numbers
  /// with a common factor, and no letter of which powers and roots would have a common divisor.
  private func areIndependent(_ bases: Set<Base>, in operands: [Polynomial]) -> Bool {
    let numbers = bases.compactMap { if case .squareRoot(let number) = $0 { number } else { nil } }
    for (index, number) in numbers.enumerated() {
      for other in numbers[..<index]
      where ExactRational.greatestCommonDivisor(UInt(number), UInt(other)) != 1 {
        return false
      }
    }
    return bases.allSatisfy { base in
      let exponents = operands.joined().compactMap { $0.powers[base] }
      if Set(exponents.map(\.isWhole)).count < 2 { return true }
      return operands.contains { $0.contains { $0.powers[base] == nil } }
    }
  }

  // MARK: Back to a tree

  private mutating func node(of polynomial: Polynomial) -> NodeID? {
    var terms: [NodeID] = []
    for term in polynomial {
      guard let coefficient = number(term.coefficient) else { return nil }
      var factors = [coefficient]
      for (base, exponent) in term.powers.sorted(by: { $0.key.name < $1.key.name }) {
        guard let exponent = number(exponent) else { return nil }
        factors.append(tree.add(.power, [node(of: base), exponent]))
      }
      terms.append(factors.count == 1 ? factors[0] : tree.add(.multiply, factors))
    }
    return terms.count == 1 ? terms[0] : tree.add(.add, terms)
  }

  private mutating func node(of base: Base) -> NodeID {
    switch base {
    case .symbol(let text): return tree.add(.symbol, text: text)
    case .constant(let detail): return tree.add(leaf: .constant, detail: detail)
    case .squareRoot(let number):
      return tree.add(.root, [tree.add(integer: number), tree.add(integer: 2)])
    }
  }

  /// A number that fits machine words.
  private mutating func number(_ value: ExactRational) -> NodeID? {
    guard case .small(let numerator, let denominator) = value.magnitude else { return nil }
    var node = tree.add(integer: numerator)
    if denominator != 1 { node = tree.add(.divide, [node, tree.add(integer: denominator)]) }
    return value.sign < 0 ? tree.add(.negate, [node]) : node
  }
}

extension DivisorsOfPolynomials.Base {
  /// Whether it is a letter.
  fileprivate var isLetter: Bool { if case .symbol = self { true } else { false } }

  /// A name that orders the indeterminates.
  fileprivate var name: String {
    switch self {
    case .symbol(let text): "a" + String(decoding: text, as: UTF8.self)
    case .constant(let detail): "b\(detail)"
    case .squareRoot(let number): "c\(number)"
    }
  }
}
