import Answers

/// An exact sum of terms `c · √n · π^p · i^q · x^d` with rational `c`.
///
/// Rational, surd, complex numbers, multiples of π and polynomials in one variable are all of this
/// form, so one addition and one multiplication serve every family. Equal values have equal terms:
/// square roots of different square-free numbers are independent over the rationals.
public struct MATHExpression: Hashable, Sendable {
  /// The terms in the order in which they are written, no two alike.
  let terms: [ExactTerm]

  /// The sum of terms; `nil` when a number is too large.
  init?(sum terms: [ExactTerm]) {
    var sums: [ExactTerm] = []
    for term in terms {
      guard let index = sums.firstIndex(where: { $0.isLike(term) }) else {
        sums.append(term)
        continue
      }
      guard let sum = sums[index].coefficient.adding(term.coefficient) else { return nil }
      sums[index].coefficient = sum
    }
    self.terms = sums.filter { $0.coefficient.numerator != 0 }.sorted { $0.precedes($1) }
  }

  init(_ value: Rational) {
    terms = value.numerator == 0 ? [] : [ExactTerm(value)]
  }

  private init(_ term: ExactTerm) { terms = [term] }

  static let imaginaryUnit = MATHExpression(ExactTerm(Rational(1), isImaginary: true))
  static let pi = MATHExpression(ExactTerm(Rational(1), piPower: 1))
  static let variable = MATHExpression(ExactTerm(Rational(1), degree: 1))

  /// The root of a rational number, imaginary for a negative one; `nil` when it is too large.
  static func squareRoot(of value: Rational) -> MATHExpression? {
    guard value.numerator != 0 else { return MATHExpression(Rational(0)) }
    let product = value.numerator.magnitude.multipliedReportingOverflow(
      by: value.denominator.magnitude)
    guard !product.overflow, product.partialValue < 1 << 40 else { return nil }
    var rest = Int(product.partialValue)
    var outside = 1
    var factor = 2
    while factor * factor <= rest {
      while rest % (factor * factor) == 0 {
        rest /= factor * factor
        outside *= factor
      }
      factor += 1
    }
    guard let coefficient = Rational(Int128(outside), over: value.denominator) else { return nil }
    return MATHExpression(
      ExactTerm(coefficient, radicand: rest, isImaginary: value.numerator < 0))
  }

  /// The number, when it is rational.
  var rational: Rational? {
    guard let term = terms.first else { return Rational(0) }
    let isPlain = term.radicand == 1 && term.piPower == 0 && !term.isImaginary && term.degree == 0
    return terms.count == 1 && isPlain ? term.coefficient : nil
  }

  /// The highest power of the variable.
  var degree: Int { terms.first?.degree ?? 0 }

  /// Whether some term is imaginary.
  var isComplex: Bool { terms.contains(where: \.isImaginary) }

  /// The rational coefficient of a power of the variable; `nil` when it is not rational.
  func coefficient(of power: Int) -> Rational? {
    MATHExpression(
      sum: terms.filter { $0.degree == power }.map { term in
        var term = term
        term.degree = 0
        return term
      })?.rational
  }

  func adding(_ other: MATHExpression) -> MATHExpression? {
    MATHExpression(sum: terms + other.terms)
  }

  var negated: MATHExpression { mapped { $0.coefficient = $0.coefficient.negated } }

  /// The complex conjugate.
  var conjugate: MATHExpression {
    mapped { if $0.isImaginary { $0.coefficient = $0.coefficient.negated } }
  }

  func multiplied(by other: MATHExpression) -> MATHExpression? {
    var products: [ExactTerm] = []
    for left in terms {
      for right in other.terms {
        guard let product = left.multiplied(by: right) else { return nil }
        products.append(product)
      }
    }
    return MATHExpression(sum: products)
  }

  /// The quotient: of numbers, and of polynomials that divide without a remainder.
  func divided(by other: MATHExpression) -> MATHExpression? {
    guard let first = other.terms.first else { return nil }
    if other.terms.count == 1, let inverse = first.inverse {
      return multiplied(by: MATHExpression(inverse))
    }
    if other.degree > 0 {
      guard let (quotient, rest) = dividedWithRemainder(by: other), rest.terms.isEmpty else {
        return nil
      }
      return quotient
    }
    guard let conjugate = other.conjugateForDivision,
      let bottom = other.multiplied(by: conjugate), bottom.terms.count < other.terms.count,
      let top = multiplied(by: conjugate)
    else { return nil }
    return top.divided(by: bottom)
  }

  /// Quotient and remainder of polynomials whose coefficients are numbers.
  func dividedWithRemainder(
    by divisor: MATHExpression
  ) -> (quotient: MATHExpression, rest: MATHExpression)? {
    guard let lead = divisor.terms.first, divisor.degree > 0,
      divisor.terms.count(where: { $0.degree == lead.degree }) == 1
    else { return nil }
    var bottom = lead
    bottom.degree = 0
    guard let inverse = bottom.inverse else { return nil }
    var quotient = MATHExpression(Rational(0))
    var rest = self
    while let top = rest.terms.first, top.degree >= lead.degree {
      var reduced = top
      reduced.degree -= lead.degree
      guard let factor = reduced.multiplied(by: inverse).map(MATHExpression.init),
        let product = factor.multiplied(by: divisor),
        let next = rest.adding(product.negated), let sum = quotient.adding(factor),
        next.terms != rest.terms
      else { return nil }
      quotient = sum
      rest = next
    }
    return (quotient, rest)
  }

  /// The power with a whole exponent of at most 64.
  func power(_ exponent: Int) -> MATHExpression? {
    guard abs(exponent) <= 64 else { return nil }
    if exponent < 0 {
      return power(-exponent).flatMap { MATHExpression(Rational(1)).divided(by: $0) }
    }
    var result = MATHExpression(Rational(1))
    for _ in 0..<exponent {
      guard let next = result.multiplied(by: self), next.terms.count <= 64 else { return nil }
      result = next
    }
    return result
  }

  /// The value with another expression in the place of the variable.
  func substituting(_ value: MATHExpression) -> MATHExpression? {
    var sum = MATHExpression(Rational(0))
    for term in terms {
      var factor = term
      factor.degree = 0
      guard let power = value.power(term.degree),
        let product = MATHExpression(factor).multiplied(by: power), let next = sum.adding(product)
      else { return nil }
      sum = next
    }
    return sum
  }

  /// The derivative by the variable.
  var derivative: MATHExpression? {
    var terms: [ExactTerm] = []
    for var term in self.terms where term.degree > 0 {
      guard let product = term.coefficient.multiplied(by: Rational(term.degree)) else {
        return nil
      }
      term.coefficient = product
      term.degree -= 1
      terms.append(term)
    }
    return MATHExpression(sum: terms)
  }

  /// The sign of a real number of at most two terms without π: -1, 0 or 1.
  var sign: Int? {
    func sign(_ term: ExactTerm) -> Int { term.coefficient.numerator < 0 ? -1 : 1 }
    guard !isComplex, degree == 0, Set(terms.map(\.piPower)).count <= 1 else { return nil }
    guard let first = terms.first else { return 0 }
    guard terms.count > 1, let second = terms.last else { return sign(first) }
    guard terms.count == 2 else { return nil }
    if sign(first) == sign(second) { return sign(first) }
    guard let left = first.multiplied(by: first), let right = second.multiplied(by: second),
      let isLess = left.coefficient.isLess(than: right.coefficient)
    else { return nil }
    return isLess ? sign(second) : sign(first)
  }

  /// The sum with the sign of the imaginary terms, or of the last root, turned.
  private var conjugateForDivision: MATHExpression? {
    if isComplex { return conjugate }
    guard let last = terms.last, last.radicand > 1 else { return nil }
    return mapped { if $0.radicand == last.radicand { $0.coefficient = $0.coefficient.negated } }
  }

  private func mapped(_ change: (inout ExactTerm) -> Void) -> MATHExpression {
    MATHExpression(
      sorted: terms.map { term in
        var term = term
        change(&term)
        return term
      })
  }

  private init(sorted terms: [ExactTerm]) { self.terms = terms }
}
