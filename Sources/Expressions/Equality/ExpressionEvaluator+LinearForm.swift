/// A sum of generators with complex rational coefficients: the argument of an exponential.
struct LinearForm {
  /// What a coefficient belongs to.
  enum Generator: Equatable {
    case one, pi
    /// The logarithm of a prime.
    case logarithm(UInt64)
    /// The logarithm of what has this fingerprint.
    case symbolicLogarithm(FieldElement)
    /// What has this fingerprint.
    case other(FieldElement)
  }

  struct Term {
    let generator: Generator
    var real: ExactRational
    var imaginary: ExactRational
  }

  private(set) var terms: [Term] = []

  mutating func add(
    _ generator: Generator, real: ExactRational, imaginary: ExactRational = .zero, limit: Int
  ) throws(Interruption) {
    if let place = terms.firstIndex(where: { $0.generator == generator }) {
      terms[place].real = try terms[place].real.adding(real, limit: limit)
      terms[place].imaginary = try terms[place].imaginary.adding(imaginary, limit: limit)
    } else {
      terms.append(Term(generator: generator, real: real, imaginary: imaginary))
    }
  }

  /// The form times a + b·i.
  func scaled(
    by a: ExactRational, _ b: ExactRational, limit: Int
  ) throws(Interruption) -> LinearForm {
    var result = LinearForm()
    for term in terms {
      let real = try term.real.multiplied(by: a, limit: limit)
        .subtracting(term.imaginary.multiplied(by: b, limit: limit), limit: limit)
      let imaginary = try term.real.multiplied(by: b, limit: limit)
        .adding(term.imaginary.multiplied(by: a, limit: limit), limit: limit)
      result.terms.append(Term(generator: term.generator, real: real, imaginary: imaginary))
    }
    return result
  }
}

extension ExpressionEvaluator {
  /// An expression as a linear form.
  mutating func linearForm(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> LinearForm {
    var form = LinearForm()
    if let value = try exactOrNil(id, in: tree) {
      try form.add(.one, real: value, limit: bitLimit)
      return form
    }
    return try descend { (me) throws(Interruption) in try me.linearFormOfNode(id, in: tree) }
  }

  private mutating func linearFormOfNode(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> LinearForm {
    let node = tree[id]
    let children = tree.children(of: id)
    let limit = bitLimit
    var form = LinearForm()
    switch node.operation {
    case .constant where node.detail == Constant.pi.rawValue:
      try form.add(.pi, real: .one, limit: limit)
    case .constant where node.detail == Constant.imaginaryUnit.rawValue:
      try form.add(.one, real: .zero, imaginary: .one, limit: limit)
    case .add, .negate:
      for child in children {
        for term in try linearForm(child, in: tree).terms {
          let isNegated = node.operation == .negate
          try form.add(
            term.generator, real: isNegated ? -term.real : term.real,
            imaginary: isNegated ? -term.imaginary : term.imaginary, limit: limit)
        }
      }
    case .multiply, .divide: return try linearFormOfProduct(id, in: tree)
    case .degrees:
      guard let child = children.first, let angle = try exactOrNil(child, in: tree) else {
        return try otherForm(try fingerprint(id, in: tree))
      }
      try form.add(
        .pi, real: angle.divided(by: ExactRational(180), limit: limit), limit: limit)
    case .function where node.detail == Function.naturalLogarithm.rawValue:
      guard let child = children.first else { throw .unsupported }
      if case .small(let above, let below)? = try exactOrNil(child, in: tree), above > 0 {
        for (value, sign) in [(above, 1), (below, -1)] {
          try factors(of: UInt64(value)) { (me, prime, count) throws(Interruption) in
            try form.add(.logarithm(prime), real: ExactRational(sign * count), limit: limit)
          }
        }
        return form
      }
      try form.add(
        .symbolicLogarithm(try fingerprint(child, in: tree)), real: .one, limit: limit)
    default: return try otherForm(try fingerprint(id, in: tree))
    }
    return form
  }

  private mutating func linearFormOfProduct(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> LinearForm {
    let children = tree.children(of: id)
    let isQuotient = tree[id].operation == .divide
    let limit = bitLimit
    var real = ExactRational.one
    var turns = 0
    var rest: [(id: NodeID, isDivisor: Bool)] = []
    for (place, child) in children.enumerated() {
      let isDivisor = isQuotient && place > 0
      if let value = try exactOrNil(child, in: tree) {
        real =
          isDivisor
          ? try real.divided(by: value, limit: limit) : try real.multiplied(by: value, limit: limit)
      } else if tree[child].operation == .constant,
        tree[child].detail == Constant.imaginaryUnit.rawValue
      {
        turns += isDivisor ? 3 : 1
      } else {
        rest.append((child, isDivisor))
      }
    }
    // A power of i turns the coefficient by right angles.
    let coefficient: (ExactRational, ExactRational) =
      switch turns % 4 {
      case 0: (real, .zero)
      case 1: (.zero, real)
      case 2: (-real, .zero)
      default: (.zero, -real)
      }
    var form = LinearForm()
    if rest.isEmpty {
      try form.add(.one, real: .one, limit: limit)
    } else if rest.count == 1, !rest[0].isDivisor {
      form = try linearForm(rest[0].id, in: tree)
    } else if rest.count == 2, rest[1].isDivisor, !rest[0].isDivisor,
      case let above = try linearForm(rest[0].id, in: tree), above.terms.count == 1
    {
      // 2x/y is 2 · (x/y), also where a factor hides within the numerator.
      guard let inverse = try fingerprint(rest[1].id, in: tree).inverse else { throw .undefined }
      let term = above.terms[0]
      form = try otherForm(element(of: term.generator) * inverse)
        .scaled(by: term.real, term.imaginary, limit: limit)
    } else {
      var product = FieldElement.one
      for factor in rest {
        let value = try fingerprint(factor.id, in: tree)
        if factor.isDivisor {
          guard let inverse = value.inverse else { throw .undefined }
          product = product * inverse
        } else {
          product = product * value
        }
      }
      form = try otherForm(product)
    }
    return try form.scaled(by: coefficient.0, coefficient.1, limit: limit)
  }

  /// The form of one generator; of an element and its opposite always the same one is taken.
  func otherForm(_ value: FieldElement) throws(Interruption) -> LinearForm {
    var form = LinearForm()
    let opposite = -value
    let isOpposite = opposite.word < value.word
    try form.add(
      .other(isOpposite ? opposite : value), real: ExactRational(isOpposite ? -1 : 1),
      limit: bitLimit)
    return form
  }

  /// The fingerprint of a generator.
  mutating func element(of generator: LinearForm.Generator) -> FieldElement {
    switch generator {
    case .one: .one
    case .pi: constant(Constant.pi.rawValue)
    case .logarithm(let prime): logarithm(ofPrime: prime)
    case .symbolicLogarithm(let value): formal(.logarithm, 0, value)
    case .other(let value): value
    }
  }

  mutating func logarithm(ofPrime prime: UInt64) -> FieldElement {
    formal(.logarithm, 0, FieldElement(Int(prime % FieldElement.prime)))
  }
}
