extension ExpressionEvaluator {
  /// The value of an expression that is rational step by step; `nil` where a step is not.
  mutating func exact(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> ExactRational? {
    let node = tree[id]
    switch node.operation {
    case .integer: return ExactRational(Int(node.value))
    case .bigInteger: return try ExactRational(digits: tree.text(of: id), limit: bitLimit)
    case .decimal:
      return try ExactRational(
        digits: tree.text(of: id), scale: tree.scale(of: id), limit: bitLimit)
    case .repeating: return try repeating(id, in: tree)
    case .based:
      return policy.bases == .value ? try based(id, in: tree) : nil
    case .symbol:
      return bindings.isEmpty ? nil : binding(of: Self.word(of: tree.text(of: id)))
    case .negate, .divide, .power, .root, .percent, .add, .multiply:
      return try descend { (me) throws(Interruption) in try me.arithmetic(id, in: tree) }
    case .set, .list:
      guard node.count == 1, let child = tree.children(of: id).first else { return nil }
      return try descend { (me) throws(Interruption) in try me.exact(child, in: tree) }
    case .function:
      return try descend { (me) throws(Interruption) in try me.exactFunction(id, in: tree) }
    case .sum, .product:
      return try descend { (me) throws(Interruption) in
        try me.series(id, in: tree, start: ExactRational(node.operation == .sum ? 0 : 1)) {
          (me, body, total) throws(Interruption) in
          guard let term = try me.exact(body, in: tree) else { return nil }
          try me.chargeBits(total)
          return node.operation == .sum
            ? try total.adding(term, limit: me.bitLimit)
            : try total.multiplied(by: term, limit: me.bitLimit)
        }
      }
    default: return nil
    }
  }

  private mutating func arithmetic(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> ExactRational? {
    let children = tree.children(of: id)
    guard let first = children.first, var result = try exact(first, in: tree) else { return nil }
    let operation = tree[id].operation
    switch operation {
    case .negate: return -result
    case .percent: return try result.divided(by: ExactRational(100), limit: bitLimit)
    case .power, .root:
      guard let last = children.last, let exponent = try exact(last, in: tree) else { return nil }
      return try power(result, exponent, isRoot: operation == .root)
    default: break
    }
    for child in children.dropFirst() {
      guard let next = try exact(child, in: tree) else { return nil }
      switch operation {
      case .add: result = try result.adding(next, limit: bitLimit)
      case .multiply: result = try result.multiplied(by: next, limit: bitLimit)
      default: result = try result.divided(by: next, limit: bitLimit)
      }
      try chargeBits(result)
    }
    return result
  }

  /// Charges for work with long numbers.
  mutating func chargeBits(_ value: ExactRational) throws(Interruption) {
    if case .big(let big) = value {
      try budget.charge(1 + (big.numeratorBits + big.denominatorBits) / 512)
    }
  }

  /// A rational power or root where it is rational.
  mutating func power(
    _ base: ExactRational, _ exponent: ExactRational, isRoot: Bool = false
  ) throws(Interruption) -> ExactRational? {
    guard case .small(var numerator, var denominator) = exponent else { return nil }
    if isRoot {
      guard numerator > 0 else { return nil }
      (numerator, denominator) = (denominator, numerator)
    }
    if denominator == 1 {
      let result = try base.power(numerator, limit: bitLimit)
      try chargeBits(result)
      return result
    }
    var base = base
    var isNegative = false
    if base.sign < 0 {
      // The cube root of −8 is −2 where it is written as a root, complex as a power.
      guard isRoot, !denominator.isMultiple(of: 2) else { return nil }
      base = -base
      isNegative = !numerator.isMultiple(of: 2)
    }
    guard denominator < 4096, let root = base.root(denominator) else { return nil }
    let result = try root.power(numerator, limit: bitLimit)
    try chargeBits(result)
    return isNegative ? -result : result
  }

  private mutating func repeating(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> ExactRational? {
    let digits = tree.text(of: id)
    let period = tree.period(of: id)
    let scale = tree.scale(of: id)
    guard period > 0, period <= digits.count, scale >= period else { return nil }
    // All digits less those before the period, over 99…9 with zeros behind.
    let whole = try ExactRational(digits: digits, limit: bitLimit)
    let before =
      period == digits.count
      ? ExactRational.zero
      : try ExactRational(digits: digits.dropLast(period), limit: bitLimit)
    let ten = ExactRational(10)
    let nines = try ten.power(period, limit: bitLimit).subtracting(.one, limit: bitLimit)
    let divisor = try nines.multiplied(
      by: ten.power(scale - period, limit: bitLimit), limit: bitLimit)
    return try whole.subtracting(before, limit: bitLimit).divided(by: divisor, limit: bitLimit)
  }

  /// The value of digits in a base.
  mutating func based(_ id: NodeID, in tree: ExpressionTree) throws(Interruption) -> ExactRational?
  {
    let base = tree.base(of: id)
    guard (2...36).contains(base) else { return nil }
    var value = ExactRational.zero
    var behind: Int?
    for byte in tree.text(of: id) {
      if byte == UInt8(ascii: ".") {
        behind = 0
        continue
      }
      guard let digit = Character(UnicodeScalar(byte)).hexDigitOrLetterValue, digit < base else {
        return nil
      }
      value = try value.multiplied(by: ExactRational(base), limit: bitLimit)
        .adding(ExactRational(digit), limit: bitLimit)
      try chargeBits(value)
      behind = behind.map { $0 + 1 }
    }
    let divisor = try ExactRational(base).power(behind ?? 0, limit: bitLimit)
    return try value.divided(by: divisor, limit: bitLimit)
  }

  /// Runs a sum or product over its index; `nil` where a limit is no whole number.
  mutating func series<Value>(
    _ id: NodeID, in tree: ExpressionTree, start: Value,
    _ step: (inout ExpressionEvaluator, NodeID, Value) throws(Interruption) -> Value?
  ) throws(Interruption) -> Value? {
    let children = Array(tree.children(of: id))
    guard children.count == 4, tree[children[1]].operation == .symbol,
      let lower = try exact(children[2], in: tree)?.int,
      let upper = try exact(children[3], in: tree)?.int
    else { return nil }
    let name = Self.word(of: tree.text(of: children[1]))
    var total = start
    guard lower <= upper else { return total }
    guard upper.subtractingReportingOverflow(lower).partialValue < budget.left,
      !upper.subtractingReportingOverflow(lower).overflow
    else { throw .steps }
    for index in lower...upper {
      bindings.append(Binding(name: name, value: ExactRational(index)))
      defer { bindings.removeLast() }
      guard let next = try step(&self, children[0], total) else { return nil }
      total = next
    }
    return total
  }
}

extension Character {
  /// The value of a digit `0…9A…Z` in a base up to 36.
  fileprivate var hexDigitOrLetterValue: Int? {
    guard let ascii = asciiValue else { return nil }
    switch ascii {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return Int(ascii - 48)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return Int(ascii - 55)
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return Int(ascii - 87)
    default: return nil
    }
  }
}
