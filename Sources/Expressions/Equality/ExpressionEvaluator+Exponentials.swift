/// Exponentials, logarithms and trigonometric functions as homomorphisms: e^{a+b} = e^a · e^b holds
/// for the elements, and e^{iπ·q} is the root of unity.
extension ExpressionEvaluator {
  /// Exponentials of generators are powers of random elements, so they have roots of these degrees.
  private static let exponentialDegrees = 60

  /// e to the power of a linear form.
  mutating func exponential(of form: LinearForm) throws(Interruption) -> FieldElement {
    var result = FieldElement.one
    for term in form.terms {
      if !term.real.isZero {
        result = result * (try exponential(term.generator, term.real, isImaginary: false))
      }
      if !term.imaginary.isZero {
        result = result * (try exponential(term.generator, term.imaginary, isImaginary: true))
      }
    }
    return result
  }

  private mutating func exponential(
    _ generator: LinearForm.Generator, _ coefficient: ExactRational, isImaginary: Bool
  ) throws(Interruption) -> FieldElement {
    guard case .small(let above, let below) = coefficient else {
      return formal(
        isImaginary ? .imaginaryExponential : .exponential, 1, element(of: generator),
        try fingerprint(of: coefficient))
    }
    if isImaginary, generator == .pi, below < 1 << 20,
      let root = FieldElement.rootOfUnity(above % (2 * below), over: 2 * below)
    {
      return root
    }
    if !isImaginary, case .logarithm(let prime) = generator {
      return try rationalPower(
        ExactRational(Int(prime % FieldElement.prime)), above, over: below, isRoot: false)
    }
    if !isImaginary, case .symbolicLogarithm(let value) = generator, below == 1 {
      assumesPositive = true
      guard let result = value.power(above) else { throw .undefined }
      return result
    }
    let purpose: Purpose = isImaginary ? .imaginaryExponential : .exponential
    let key = element(of: generator)
    guard Self.exponentialDegrees % below == 0, above.magnitude < 1 << 50 else {
      return formal(purpose, 2, key, try fingerprint(of: coefficient))
    }
    let base = formal(purpose, 0, key)
    guard let result = base.power(above * (Self.exponentialDegrees / below)) else {
      throw .undefined
    }
    return result
  }

  /// A power whose exponent is not rational: e^{exponent · ln base}.
  mutating func exponentialPower(
    _ base: NodeID, _ exponent: NodeID, in tree: ExpressionTree, isRoot: Bool = false
  ) throws(Interruption) -> FieldElement {
    var form: LinearForm
    if isRoot {
      guard let inverse = try fingerprint(exponent, in: tree).inverse else { throw .undefined }
      form = try otherForm(inverse)
    } else {
      form = try linearForm(exponent, in: tree)
    }
    let node = tree[base]
    if node.operation == .constant, node.detail == Constant.e.rawValue {
      return try exponential(of: form)
    }
    if case .small(let above, let below)? = try exactOrNil(base, in: tree), above > 0 {
      var total = LinearForm()
      for (value, sign) in [(above, 1), (below, -1)] {
        try factors(of: UInt64(value)) { (me, prime, count) throws(Interruption) in
          try me.add(
            form, times: .logarithm(prime), ExactRational(sign * count), to: &total)
        }
      }
      return try exponential(of: total)
    }
    let value = try fingerprint(base, in: tree)
    if value == .one { return .one }
    assumesPositive = true
    var total = LinearForm()
    try add(form, times: .symbolicLogarithm(value), .one, to: &total)
    return try exponential(of: total)
  }

  private mutating func add(
    _ form: LinearForm, times logarithm: LinearForm.Generator, _ count: ExactRational,
    to total: inout LinearForm
  ) throws(Interruption) {
    let factor = element(of: logarithm)
    for term in form.terms {
      let generator: LinearForm.Generator =
        term.generator == .one ? logarithm : .other(element(of: term.generator) * factor)
      try total.add(
        generator, real: term.real.multiplied(by: count, limit: bitLimit),
        imaginary: term.imaginary.multiplied(by: count, limit: bitLimit), limit: bitLimit)
    }
  }

  // MARK: Functions

  /// The fingerprint of a function that has no exact value.
  mutating func function(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FieldElement {
    let children = tree.children(of: id)
    guard let function = Function(rawValue: tree[id].detail), let first = children.first else {
      throw .unsupported
    }
    switch function {
    case .exponential: return try exponential(of: linearForm(first, in: tree))
    case .sine, .cosine, .tangent, .cotangent, .secant, .cosecant:
      let turned = try linearForm(first, in: tree).scaled(by: .zero, .one, limit: bitLimit)
      return try trigonometric(function, exponential(of: turned))
    case .hyperbolicSine, .hyperbolicCosine, .hyperbolicTangent, .hyperbolicCotangent,
      .hyperbolicSecant, .hyperbolicCosecant:
      return try trigonometric(function, exponential(of: linearForm(first, in: tree)))
    case .naturalLogarithm: return try logarithm(first, in: tree)
    case .logarithm:
      let value = try logarithm(first, in: tree)
      guard plainLogarithm == .ten else { return value }
      let ten = logarithm(ofPrime: 2) + logarithm(ofPrime: 5)
      guard let inverse = ten.inverse else { throw .undefined }
      return value * inverse
    case .logarithmToBase:
      guard children.count == 2, let base = children.last,
        let inverse = try logarithm(base, in: tree).inverse
      else { throw .undefined }
      return try logarithm(first, in: tree) * inverse
    case .determinant, .trace:
      if let value = try numberOfMatrix(function, first, in: tree) { return value }
      return try opaque(id, in: tree)
    case .absolute where children.count == 1:
      if let value = try numberOfMatrix(function, first, in: tree) { return value }
      let value = try fingerprint(first, in: tree)
      let opposite = -value
      return formal(.absolute, 0, opposite.word < value.word ? opposite : value)
    default: return try opaque(id, in: tree)
    }
  }

  private func trigonometric(
    _ function: Function, _ power: FieldElement
  ) throws(Interruption) -> FieldElement {
    guard let inverse = power.inverse else { throw .undefined }
    let sum = power + inverse
    let difference = power - inverse
    func quotient(_ a: FieldElement, _ b: FieldElement) throws(Interruption) -> FieldElement {
      guard let below = b.inverse else { throw .undefined }
      return a * below
    }
    let two = FieldElement(2)
    switch function {
    case .sine: return difference * .half * -.i
    case .cosine, .hyperbolicCosine: return sum * .half
    case .tangent: return try quotient(difference * -.i, sum)
    case .cotangent: return try quotient(sum * .i, difference)
    case .secant, .hyperbolicSecant: return try quotient(two, sum)
    case .cosecant: return try quotient(two * .i, difference)
    case .hyperbolicSine: return difference * .half
    case .hyperbolicTangent: return try quotient(difference, sum)
    case .hyperbolicCotangent: return try quotient(sum, difference)
    default: return try quotient(two, difference)
    }
  }

  /// The fingerprint of a natural logarithm: products go to sums, as they do where all is positive.
  private mutating func logarithm(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FieldElement {
    if let value = try exactOrNil(id, in: tree) {
      guard case .small(let above, let below) = value, above > 0 else {
        if value.isZero { throw .undefined }
        return formal(.logarithm, 0, try fingerprint(of: value))
      }
      var result = FieldElement.zero
      for (number, sign) in [(above, 1), (below, -1)] {
        try factors(of: UInt64(number)) { (me, prime, count) throws(Interruption) in
          result = result + me.logarithm(ofPrime: prime) * FieldElement(sign * count)
        }
      }
      return result
    }
    let node = tree[id]
    let children = tree.children(of: id)
    switch node.operation {
    case .constant where node.detail == Constant.e.rawValue: return .one
    case .multiply:
      assumesPositive = true
      var sum = FieldElement.zero
      for child in children {
        sum = sum + (try descend { (me) throws(Interruption) in try me.logarithm(child, in: tree) })
      }
      return sum
    case .divide:
      assumesPositive = true
      return try logarithm(children[children.startIndex], in: tree)
        - logarithm(children[children.startIndex + 1], in: tree)
    case .power, .root:
      assumesPositive = true
      let exponent = try fingerprint(children[children.startIndex + 1], in: tree)
      let base = try descend { (me) throws(Interruption) in
        try me.logarithm(children[children.startIndex], in: tree)
      }
      guard node.operation == .root else { return base * exponent }
      guard let inverse = exponent.inverse else { throw .undefined }
      return base * inverse
    default: return formal(.logarithm, 0, try fingerprint(id, in: tree))
    }
  }
}
