extension ExpressionEvaluator {
  /// The fingerprint of a power or root.
  mutating func power(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FieldElement {
    let children = tree.children(of: id)
    guard let base = children.first, let last = children.last else { throw .unsupported }
    let isRoot = tree[id].operation == .root
    let exponent: ExactRational?
    do throws(Interruption) {
      exponent = try exact(last, in: tree)
    } catch {
      if error != .bits { throw error }
      exponent = nil
    }
    guard case .small(var numerator, var denominator)? = exponent else {
      return try exponentialPower(base, last, in: tree, isRoot: isRoot)
    }
    if isRoot {
      guard numerator > 0 else { throw .undefined }
      (numerator, denominator) = (denominator, numerator)
    }
    if !isRoot, tree[base].operation == .constant, tree[base].detail == Constant.e.rawValue {
      return try exponentialPower(base, last, in: tree)
    }
    if denominator == 1 {
      let value = try fingerprint(base, in: tree)
      guard let result = value.power(numerator) else { throw .undefined }
      return result
    }
    return try fractionalPower(base, in: tree, numerator, over: denominator, isRoot: isRoot)
  }

  private mutating func fractionalPower(
    _ base: NodeID, in tree: ExpressionTree, _ numerator: Int, over denominator: Int, isRoot: Bool
  ) throws(Interruption) -> FieldElement {
    let degree = UInt(denominator)
    if tree[base].operation == .symbol, Self.rootDegrees.isMultiple(of: degree) {
      let name = Self.word(of: tree.text(of: base))
      if binding(of: name) == nil {
        hasSymbols = true
        let root = powerOfSymbol(name, Self.rootDegrees / degree)
        guard let result = root.power(numerator) else { throw .undefined }
        return result
      }
    }
    if let value = try exact(base, in: tree) {
      return try rationalPower(value, numerator, over: denominator, isRoot: isRoot)
    }
    let value = try fingerprint(base, in: tree)
    let root = formal(
      .root, UInt64(denominator) << 1 | (isRoot && denominator % 2 == 1 ? 1 : 0), value)
    guard let result = root.power(numerator) else { throw .undefined }
    return result
  }

  /// The image of a fractional power of a rational number: the product of those of its primes.
  mutating func rationalPower(
    _ base: ExactRational, _ numerator: Int, over denominator: Int, isRoot: Bool
  ) throws(Interruption) -> FieldElement {
    if base.isZero {
      if numerator <= 0 { throw .undefined }
      return .zero
    }
    var sign = FieldElement.one
    if base.sign < 0 {
      if isRoot, !denominator.isMultiple(of: 2) {
        sign = numerator.isMultiple(of: 2) ? .one : -.one
      } else if denominator < 1 << 20,
        let turned = FieldElement.rootOfUnity(
          numerator % (2 * denominator), over: 2 * denominator)
      {
        sign = turned
      } else {
        return formal(.root, UInt64(denominator), try fingerprint(of: base)).power(numerator)
          ?? .one
      }
    }
    guard case .small(let above, let below) = base.magnitude else {
      if let root = base.magnitude.root(denominator) {
        guard let value = try fingerprint(of: root).power(numerator) else { throw .undefined }
        return sign * value
      }
      let root = formal(.root, UInt64(denominator), try fingerprint(of: base.magnitude))
      guard let value = root.power(numerator) else { throw .undefined }
      return sign * value
    }
    let result = try wholePower(UInt64(above), numerator, over: denominator)
    if below == 1 { return sign * result }
    guard let inverse = try wholePower(UInt64(below), numerator, over: denominator).inverse else {
      throw .undefined
    }
    return sign * result * inverse
  }

  /// The image of n^{a/b} for a whole number n > 0.
  private mutating func wholePower(
    _ n: UInt64, _ a: Int, over b: Int
  ) throws(Interruption) -> FieldElement {
    var result = FieldElement.one
    try factors(of: n) { (me, prime, count) throws(Interruption) in
      let (product, overflow) = a.multipliedReportingOverflow(by: count)
      if overflow { throw .unsupported }
      // a·count/b = whole + rest/b with 0 ≤ rest < b.
      let rest = ((product % b) + b) % b
      let whole = (product - rest) / b
      guard let power = FieldElement(Int(prime % FieldElement.prime)).power(whole) else {
        throw .undefined
      }
      result = result * power
      if rest != 0 { result = result * me.primeRoot(prime, rest, b) }
    }
    return result
  }

  /// q^{a/b} with 0 < a < b.
  private mutating func primeRoot(_ q: UInt64, _ a: Int, _ b: Int) -> FieldElement {
    let divisor = Int(ExactRational.greatestCommonDivisor(a.magnitude, b.magnitude))
    let power = a / divisor
    let degree = b / divisor
    if degree == 2 { return .squareRoot(prime: q) }
    // These are independent of each other over the field of square roots, but their powers by the
    // degree are not the primes.
    return formal(.root, UInt64(degree), FieldElement(Int(q % FieldElement.prime)))
      .power(UInt(power))
  }

  /// Calls a body for each prime of a number > 0 with its exponent.
  ///
  /// What is left after trial division by numbers below 4,096 counts as a prime; then a fingerprint
  /// is formal.
  mutating func factors(
    of n: UInt64,
    _ body: (inout ExpressionEvaluator, UInt64, Int) throws(Interruption) -> Void
  ) throws(Interruption) {
    var rest = n
    let twos = n.trailingZeroBitCount
    if twos > 0 { try body(&self, 2, twos) }
    rest >>= UInt64(twos)
    var prime: UInt64 = 3
    while prime * prime <= rest, prime < 4096 {
      var count = 0
      while rest % prime == 0 {
        rest /= prime
        count += 1
      }
      if count > 0 { try body(&self, prime, count) }
      prime += 2
    }
    try budget.charge(Int(prime) / 32)
    if rest > 1 {
      if prime * prime <= rest {
        isFormal = true
        let root = UInt64(Double(rest).squareRoot().rounded())
        if root.multipliedFullWidth(by: root) == (0, rest) {
          try body(&self, root, 2)
          return
        }
      }
      try body(&self, rest, 1)
    }
  }
}
