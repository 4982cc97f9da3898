import Answers

/// What the numbers of a calculation can be: which quantities they stand for.
struct QuantityLinks {
  /// One way to read an expression.
  struct Reading: Hashable {
    let polynomial: QuantityPolynomial
    /// Whether a number of it stands for itself and no quantity.
    let usesLiteral: Bool
  }

  let graph: StoryGraph
  /// Each quantity as an expression in the given ones.
  let polynomials: [QuantityPolynomial]
  /// The exact quotient behind each rounded quantity.
  let quotients: [Int: QuantityPolynomial]
  private(set) var divisors: QuantityPolynomial.Divisors
  /// Quantities that no step names, such as parts of sums, with their values.
  private(set) var parts: [(value: Rational, polynomial: QuantityPolynomial)] = []

  /// The numbers that a part of a calculation may be taken by: those that everybody knows.
  private let scales: Set<Rational>

  private static let mostReadings = 48

  init(_ graph: StoryGraph) {
    self.graph = graph
    var divisors = QuantityPolynomial.Divisors(first: graph.nodes.count)
    var polynomials: [QuantityPolynomial] = []
    var quotients: [Int: QuantityPolynomial] = [:]
    for (index, node) in graph.nodes.enumerated() {
      let own = QuantityPolynomial(quantity: index)
      switch node.source {
      case .given: polynomials.append(own)
      case .constant: polynomials.append(QuantityPolynomial(constant: node.value))
      case .computed(let operation, let left, let right):
        if operation == .floor || operation == .ceiling {
          quotients[index] = polynomials[left].applying(.divide, polynomials[right], &divisors)
        }
        polynomials.append(
          polynomials[left].applying(operation, polynomials[right], &divisors) ?? own)
      }
    }
    self.polynomials = polynomials
    self.quotients = quotients
    let constants = graph.nodes.filter { $0.source == .constant }.map(\.value)
    scales = Set(
      ([Rational(1), Rational(100)] + constants).flatMap { number in
        [number, Rational(1).divided(by: number)].compactMap { $0 }
      })
    self.divisors = divisors
  }

  mutating func learn(_ value: Rational, _ polynomial: QuantityPolynomial) {
    if !parts.contains(where: { $0.polynomial == polynomial }) { parts.append((value, polynomial)) }
  }

  /// All ways to read an expression whose numbers may be the known quantities.
  mutating func readings(of expression: StepExpression, known: [Bool]) -> [Reading] {
    var found = direct(expression, known)
    if case .operation(let operation, let left, let right) = expression {
      let (lefts, rights) = (readings(of: left, known: known), readings(of: right, known: known))
      for one in lefts {
        for two in rights where found.count < Self.mostReadings {
          let isRounded = operation == .floor || operation == .ceiling
          guard
            let polynomial = one.polynomial.applying(
              isRounded ? .divide : operation, two.polynomial, &divisors)
          else { continue }
          let reading = Reading(
            polynomial: polynomial, usesLiteral: one.usesLiteral || two.usesLiteral)
          if !found.contains(reading) { found.append(reading) }
        }
      }
    }
    return found
  }

  /// The quantities that have an expression's value, where it is only a number: `0.8`, `1/4`.
  private func direct(_ expression: StepExpression, _ known: [Bool]) -> [Reading] {
    guard let value = Self.literal(expression) else { return [] }
    var found: [Reading] = []
    for (index, node) in graph.nodes.enumerated() where known[index] {
      // A quotient of two numbers can be a part that is told, and is no other quantity.
      let isPart = node.unit.form == .percent || node.unit.form == .share
      guard isPart || expression.isNumber else { continue }
      if Self.isWritten(value.number, value.decimals, node.value) {
        found.append(
          Reading(polynomial: polynomials[index], usesLiteral: false))
      }
      guard isPart else { continue }
      for form in Self.forms(of: node.value, polynomials[index]) where form.value == value.number {
        found.append(Reading(polynomial: form.polynomial, usesLiteral: false))
      }
    }
    guard expression.isNumber else { return found }
    for part in parts where Self.isWritten(value.number, value.decimals, part.value) {
      found.append(Reading(polynomial: part.polynomial, usesLiteral: false))
    }
    found.append(
      Reading(
        polynomial: QuantityPolynomial(constant: value.number), usesLiteral: true))
    return found
  }

  /// What a part can be written as beside itself: `20` of `20/100`, `0.8` and `1.2` for 20 %.
  private static func forms(of value: Rational, _ polynomial: QuantityPolynomial)
    -> [(value: Rational, polynomial: QuantityPolynomial)]
  {
    var divisors = QuantityPolynomial.Divisors(first: .max / 2)
    let one = QuantityPolynomial(constant: Rational(1))
    let hundred = QuantityPolynomial(constant: Rational(100))
    var forms: [(value: Rational, polynomial: QuantityPolynomial)] = []
    for operation in [StepOperation.add, .subtract] {
      guard let number = operation.applied(Rational(1), value),
        let form = one.applying(operation, polynomial, &divisors)
      else { continue }
      forms.append((number, form))
    }
    for (number, form) in forms + [(value, polynomial)] {
      guard let percent = number.multiplied(by: Rational(100)),
        let whole = form.applying(.multiply, hundred, &divisors)
      else { continue }
      forms.append((percent, whole))
    }
    // A third of something is what it is divided by three.
    if let inverse = Rational(1).divided(by: value), inverse.isWhole,
      let form = one.applying(.divide, polynomial, &divisors)
    {
      forms.append((inverse, form))
    }
    return forms
  }

  private static func literal(_ expression: StepExpression) -> (number: Rational, decimals: Int)? {
    switch expression {
    case .number(let value, let decimals): return (value, decimals)
    case .operation(.divide, .number(let top, 0), .number(let bottom, 0)):
      return top.divided(by: bottom).map { ($0, 0) }
    default: return nil
    }
  }

  /// Whether a number is a value as it is written, rounded where it has decimals.
  static func isWritten(_ number: Rational, _ decimals: Int, _ value: Rational) -> Bool {
    if number == value { return true }
    guard decimals > 0, decimals < 9, let gap = value.subtracting(number)?.magnitude else {
      return false
    }
    var scale: Int128 = 2
    for _ in 0..<decimals { scale *= 10 }
    return Rational(1, over: scale).flatMap { $0.isLess(than: gap) } == false
  }

  /// The quantities that a reading computes.
  func quantities(_ reading: Reading) -> [Int] {
    polynomials.indices.filter { index in
      guard case .computed = graph.nodes[index].source else { return false }
      return polynomials[index] == reading.polynomial || quotients[index] == reading.polynomial
    }
  }

  /// Whether a reading only writes a told part in another way: `40/100 = 0.4`, `100 - 40 = 60`.
  func isTold(_ reading: Reading) -> Bool {
    graph.nodes.indices.contains { index in
      let node = graph.nodes[index]
      guard case .given = node.source, node.unit.form == .percent || node.unit.form == .share else {
        return false
      }
      return polynomials[index] == reading.polynomial
        || Self.forms(of: node.value, polynomials[index]).contains {
          $0.polynomial == reading.polynomial
        }
    }
  }

  /// Whether a reading computes a part of something that the question needs.
  func isUseful(_ reading: Reading) -> Bool {
    graph.steps.contains { reading.polynomial.isPart(of: polynomials[$0], scales: scales) }
      || quotients.values.contains { reading.polynomial.isPart(of: $0, scales: scales) }
  }
}
