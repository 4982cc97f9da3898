extension ExpressionEvaluator {
  /// A rectangle that holds the value of an expression without free symbols.
  mutating func enclosure(
    _ id: NodeID, in tree: ExpressionTree, _ p: Int
  ) throws(Interruption) -> ComplexBox {
    try budget.charge(4 + p / 64)
    let box = try descend { (me) throws(Interruption) in try me.enclosureOfNode(id, in: tree, p) }
    // Numbers that are very large or very small need as many digits more.
    for part in [box.real, box.imaginary] {
      if let part, !part.containsZero, let exponent = part.exponent {
        largestExponent = max(largestExponent, abs(exponent))
      }
    }
    return box
  }

  private mutating func enclosureOfNode(
    _ id: NodeID, in tree: ExpressionTree, _ p: Int
  ) throws(Interruption) -> ComplexBox {
    let node = tree[id]
    let children = tree.children(of: id)
    switch node.operation {
    case .integer, .bigInteger, .decimal, .repeating, .based, .symbol:
      guard let value = try exact(id, in: tree) else { throw .unsupported }
      return ComplexBox(try RealInterval(value, p))
    case .constant: return try constantEnclosure(node.detail, p)
    case .add, .multiply, .negate, .divide, .percent, .degrees:
      guard let first = children.first else { throw .unsupported }
      var result = try enclosure(first, in: tree, p)
      switch node.operation {
      case .negate: return try result.negated(p)
      case .percent: return try result.divided(by: ComplexBox(.whole(100, p)), p)
      case .degrees:
        return try result.multiplied(by: ComplexBox(.pi(p)), p)
          .divided(by: ComplexBox(.whole(180, p)), p)
      default: break
      }
      for child in children.dropFirst() {
        let next = try enclosure(child, in: tree, p)
        switch node.operation {
        case .add: result = try result.adding(next, p)
        case .multiply: result = try result.multiplied(by: next, p)
        default: result = try result.divided(by: next, p)
        }
      }
      return result
    case .power, .root: return try powerEnclosure(id, in: tree, p)
    case .function: return try functionEnclosure(id, in: tree, p)
    case .sum, .product:
      let isSum = node.operation == .sum
      let start = ComplexBox(try .whole(isSum ? 0 : 1, p))
      let total = try series(id, in: tree, start: start) {
        (me, body, total) throws(Interruption) -> ComplexBox? in
        let term = try me.enclosure(body, in: tree, p)
        return isSum ? try total.adding(term, p) : try total.multiplied(by: term, p)
      }
      guard let total else { throw .unsupported }
      return total
    case .set, .list:
      guard node.count == 1, let child = children.first else { throw .unsupported }
      return try enclosure(child, in: tree, p)
    case .application: return ComplexBox(try RealInterval(generic(id, in: tree), p))
    default: throw .unsupported
    }
  }

  private func constantEnclosure(_ detail: UInt8, _ p: Int) throws(Interruption) -> ComplexBox {
    switch Constant(rawValue: detail) {
    case .pi: return ComplexBox(try .pi(p))
    case .e: return ComplexBox(try RealInterval.whole(1, p).exponential(p))
    case .imaginaryUnit: return ComplexBox(try .whole(0, p), try .whole(1, p))
    case .goldenRatio:
      return ComplexBox(
        try RealInterval.whole(5, p).squareRoot(p).adding(.whole(1, p), p)
          .divided(by: .whole(2, p), p))
    default: throw .unsupported
    }
  }

  private mutating func powerEnclosure(
    _ id: NodeID, in tree: ExpressionTree, _ p: Int
  ) throws(Interruption) -> ComplexBox {
    let children = tree.children(of: id)
    guard let first = children.first, let last = children.last else { throw .unsupported }
    let base = try enclosure(first, in: tree, p)
    let isRoot = tree[id].operation == .root
    if case .small(let numerator, let denominator)? = try exactOrNil(last, in: tree) {
      if isRoot {
        guard numerator > 0, denominator == 1 else {
          let share = try ComplexBox(RealInterval.whole(denominator, p))
            .divided(by: ComplexBox(.whole(numerator, p)), p)
          return try base.power(share, p)
        }
        if numerator % 2 == 1, base.imaginary == nil, base.real.upper.sign <= 0 {
          return ComplexBox(try base.real.negated(p).root(numerator, p).negated(p))
        }
        return try base.root(numerator, p)
      }
      if denominator == 1 { return try base.power(numerator, p) }
      if base.imaginary == nil, base.real.isZero {
        guard numerator > 0 else { throw .undefined }
        return base
      }
      if denominator < 64 { return try base.root(denominator, p).power(numerator, p) }
    }
    let exponent = try enclosure(last, in: tree, p)
    if base.imaginary == nil, base.real.isZero, exponent.real.isPositive { return base }
    if isRoot {
      return try base.power(ComplexBox(.whole(1, p)).divided(by: exponent, p), p)
    }
    return try base.power(exponent, p)
  }

  /// The exact value, `nil` also where it is too long.
  mutating func exactOrNil(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> ExactRational? {
    do throws(Interruption) {
      return try exact(id, in: tree)
    } catch {
      if error == .bits { return nil }
      throw error
    }
  }

  /// A value for a function that is only a name: one for each name and arguments.
  private mutating func generic(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> ExactRational {
    let wasFormal = isFormal
    isFormal = false
    for child in tree.children(of: id) { _ = try fingerprint(child, in: tree) }
    // Equal arguments must have equal fingerprints for certain.
    if isFormal { throw .unsupported }
    isFormal = wasFormal
    let word = try fingerprint(id, in: tree).word
    return ExactRational(Int(word & 0xffff) + 1, over: Int(word >> 48) + 1)
  }
}
