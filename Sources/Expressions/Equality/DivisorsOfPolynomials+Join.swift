extension DivisorsOfPolynomials {
  /// The divisor or multiple of polynomials; `nil` where that is not covered.
  mutating func join(
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

  /// Adds a polynomial to the tree; `nil` where a coefficient is too long.
  mutating func node(of polynomial: Polynomial) -> NodeID? {
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
