import Answers

/// A product of quantities with whole exponents.
struct QuantityMonomial: Hashable {
  /// The quantities and their exponents, none of which is zero, in the order of the quantities.
  private(set) var factors: [Int: Int]

  static let one = QuantityMonomial(factors: [:])

  func multiplied(by other: QuantityMonomial, sign: Int = 1) -> QuantityMonomial {
    var result = factors
    for (atom, exponent) in other.factors {
      let sum = result[atom, default: 0] + sign * exponent
      result[atom] = sum == 0 ? nil : sum
    }
    return QuantityMonomial(factors: result)
  }

  /// Whether every factor is one of `other`, on the same side of the fraction and as often.
  func isPart(of other: QuantityMonomial) -> Bool {
    factors.allSatisfy { atom, exponent in
      let whole = other.factors[atom, default: 0]
      return exponent > 0 ? exponent <= whole : exponent >= whole
    }
  }
}

/// A quantity as an expression in the given quantities: a sum of products with exact coefficients.
///
/// Two calculations that are equal for all numbers have equal polynomials, whatever their order and
/// brackets; that their values agree by chance for these numbers does not make them equal. Only a
/// division by a sum is kept as it is: it counts as a quantity of its own.
struct QuantityPolynomial: Hashable {
  private(set) var terms: [QuantityMonomial: Rational]

  /// Sums that were divided by, each with the number it is known by.
  struct Divisors {
    private var numbers: [QuantityPolynomial: Int] = [:]
    private let first: Int

    init(first: Int) { self.first = first }

    mutating func number(of sum: QuantityPolynomial) -> Int {
      if let number = numbers[sum] { return number }
      let number = first + numbers.count
      numbers[sum] = number
      return number
    }
  }

  private static let mostTerms = 64

  init(constant: Rational) { terms = constant == Rational(0) ? [:] : [.one: constant] }

  init(quantity: Int) { terms = [QuantityMonomial(factors: [quantity: 1]): Rational(1)] }

  private init(terms: [QuantityMonomial: Rational]) { self.terms = terms }

  /// The result of an operation; `nil` for what is too long, and for a rounded quotient.
  func applying(
    _ operation: StepOperation, _ other: QuantityPolynomial, _ divisors: inout Divisors
  ) -> QuantityPolynomial? {
    switch operation {
    case .add, .subtract:
      var sum = terms
      for (monomial, coefficient) in other.terms {
        let signed = operation == .add ? coefficient : coefficient.negated
        guard let value = (sum[monomial] ?? Rational(0)).adding(signed) else { return nil }
        sum[monomial] = value == Rational(0) ? nil : value
      }
      return sum.count > Self.mostTerms ? nil : QuantityPolynomial(terms: sum)
    case .multiply: return multiplied(by: other, sign: 1)
    case .divide:
      guard let first = other.terms.first else { return nil }
      if other.terms.count == 1 {
        guard let inverse = Rational(1).divided(by: first.value) else { return nil }
        return multiplied(by: QuantityPolynomial(terms: [first.key: inverse]), sign: -1)
      }
      return multiplied(by: QuantityPolynomial(quantity: divisors.number(of: other)), sign: -1)
    case .floor, .ceiling: return nil
    }
  }

  /// The product with, for sign -1, every factor of `other` on the other side of the fraction.
  private func multiplied(by other: QuantityPolynomial, sign: Int) -> QuantityPolynomial? {
    guard terms.count * other.terms.count <= Self.mostTerms else { return nil }
    var product: [QuantityMonomial: Rational] = [:]
    for (left, a) in terms {
      for (right, b) in other.terms {
        let monomial = left.multiplied(by: right, sign: sign)
        guard let part = a.multiplied(by: b),
          let value = (product[monomial] ?? Rational(0)).adding(part)
        else { return nil }
        product[monomial] = value == Rational(0) ? nil : value
      }
    }
    return QuantityPolynomial(terms: product)
  }

  /// Whether this is a part of a sum, perhaps without some common factors: 3 * 2 of (3 + 4) * 2.
  ///
  /// - Parameter scales: the numbers that may be among these factors.
  func isPart(of whole: QuantityPolynomial, scales: Set<Rational>) -> Bool {
    guard let first = terms.first, terms.count > 1 || first.key != .one else { return false }
    return whole.terms.contains { monomial, coefficient in
      guard first.key.isPart(of: monomial), let scale = coefficient.divided(by: first.value),
        scales.contains(scale.magnitude)
      else { return false }
      let rest = monomial.multiplied(by: first.key, sign: -1)
      return terms.allSatisfy { part, value in
        whole.terms[part.multiplied(by: rest)] == value.multiplied(by: scale)
      }
    }
  }
}
