/// Fingerprints: values of expressions in a finite field.
///
/// Numbers go to their remainders, symbols and transcendental constants to pseudo-random elements,
/// radicals and roots of unity to roots in the field. This is a ring homomorphism, so expressions
/// that are equal as rational functions of these have equal fingerprints, and expressions of
/// degree d that are not have equal ones with probability at most d · 2⁻¹²² (Schwartz 1980, Zippel
/// 1979). What has no image in the field gets an element that depends on its name and on the
/// fingerprints of its parts (`isFormal`).
extension ExpressionEvaluator {
  mutating func fingerprint(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FieldElement {
    let node = tree[id]
    switch node.operation {
    case .integer: return FieldElement(Int(node.value))
    case .decimal, .bigInteger: return try decimal(id, in: tree)
    case .symbol: return symbol(tree.text(of: id))
    default:
      return try descend { (me) throws(Interruption) in try me.compound(id, in: tree) }
    }
  }

  private mutating func compound(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FieldElement {
    let node = tree[id]
    let children = tree.children(of: id)
    switch node.operation {
    case .add:
      var sum = FieldElement.zero
      for child in children { sum = sum + (try fingerprint(child, in: tree)) }
      return sum
    case .multiply:
      var product = FieldElement.one
      for child in children { product = product * (try fingerprint(child, in: tree)) }
      return product
    case .negate: return -(try fingerprint(children[children.startIndex], in: tree))
    case .divide:
      let above = try fingerprint(children[children.startIndex], in: tree)
      let below = try fingerprint(children[children.startIndex + 1], in: tree)
      guard let inverse = below.inverse else { throw .undefined }
      return above * inverse
    case .percent:
      return try fingerprint(children[children.startIndex], in: tree) * Self.tenths(2)
    case .power, .root: return try power(id, in: tree)
    case .constant: return constant(node.detail)
    case .degrees:
      let angle = try fingerprint(children[children.startIndex], in: tree)
      guard let perDegree = FieldElement(180).inverse else { throw .undefined }
      return angle * constant(Constant.pi.rawValue) * perDegree
    case .set, .list:
      guard children.count == 1, let child = children.first else { return try opaque(id, in: tree) }
      return try fingerprint(child, in: tree)
    case .quantity:
      guard let child = children.first else { throw .unsupported }
      return try fingerprint(child, in: tree) * symbol(tree.text(of: id))
    case .limit:
      guard let value = try limit(id, in: tree) else { return try opaque(id, in: tree) }
      return value
    case .matrix: return try opaque(id, in: tree)
    case .repeating, .based:
      guard let value = try exact(id, in: tree) else { return try opaque(id, in: tree) }
      return try fingerprint(of: value)
    case .function:
      if let value = try exact(id, in: tree) { return try fingerprint(of: value) }
      return try function(id, in: tree)
    case .sum, .product:
      let isSum = node.operation == .sum
      let total = try series(id, in: tree, start: isSum ? FieldElement.zero : .one) {
        (me, body, total) throws(Interruption) -> FieldElement? in
        let term = try me.fingerprint(body, in: tree)
        return isSum ? total + term : total * term
      }
      if let total { return total }
      return try opaque(id, in: tree)
    default: return try opaque(id, in: tree)
    }
  }

  // MARK: Leaves

  /// 10⁻ⁿ.
  private static func tenths(_ count: Int) -> FieldElement {
    // 1/10 modulo 2⁶¹ − 1.
    FieldElement(real: 2_075_258_708_292_324_556, imaginary: 0).power(UInt(count))
  }

  private func decimal(_ id: NodeID, in tree: ExpressionTree) throws(Interruption) -> FieldElement {
    var value: UInt64 = 0
    for digit in tree.text(of: id) {
      guard digit &- 48 < 10 else { throw .unsupported }
      value = FieldElement.add(
        FieldElement.multiply(value, 10), UInt64(digit &- 48))
    }
    let whole = FieldElement(real: value, imaginary: 0)
    guard tree[id].operation == .decimal else { return whole }
    let scale = tree.scale(of: id)
    if scale < 0 { return whole * FieldElement(10).power(UInt(-scale)) }
    return scale == 0 ? whole : whole * Self.tenths(scale)
  }

  /// The image of a rational number.
  func fingerprint(of value: ExactRational) throws(Interruption) -> FieldElement {
    let above: FieldElement
    let below: FieldElement
    switch value {
    case .small(let numerator, let denominator):
      above = FieldElement(numerator)
      below = FieldElement(denominator)
    case .big(let big):
      let remainders = big.remainders(by: FieldElement.prime)
      above = FieldElement(real: remainders.numerator, imaginary: 0)
      below = FieldElement(real: remainders.denominator, imaginary: 0)
    }
    if below == .one { return above }
    guard let inverse = below.inverse else { throw .undefined }
    return above * inverse
  }

  private mutating func symbol(_ text: ArraySlice<UInt8>) -> FieldElement {
    let name = Self.word(of: text)
    if let value = binding(of: name), let element = try? fingerprint(of: value) { return element }
    if let place = boundNames.lastIndex(of: name) {
      return .scrambled(UInt64(place), Purpose.bound.rawValue)
    }
    hasSymbols = true
    return powerOfSymbol(name, Self.rootDegrees)
  }

  /// A symbol's element is a power of a random one, so its roots of these degrees exist.
  static let rootDegrees: UInt = 12

  /// A symbol to the power k/`rootDegrees`.
  func powerOfSymbol(_ name: UInt64, _ k: UInt) -> FieldElement {
    FieldElement.scrambled(name ^ point, Purpose.symbol.rawValue).power(k)
  }

  mutating func constant(_ detail: UInt8) -> FieldElement {
    switch Constant(rawValue: detail) {
    case .imaginaryUnit: return .i
    case .goldenRatio: return (.one + .squareRoot(prime: 5)) * .half
    case .e:
      var form = LinearForm()
      guard (try? form.add(.one, real: .one, limit: bitLimit)) != nil,
        let value = try? exponential(of: form)
      else { return .one }
      return value
    case .pi: return .scrambled(UInt64(detail), Purpose.constant.rawValue)
    default:
      // Whether π and e depend on each other is unknown, and infinity is no number.
      isFormal = true
      return .scrambled(UInt64(detail), Purpose.constant.rawValue)
    }
  }

  /// What an element of the field stands for.
  enum Purpose: UInt64 {
    case symbol = 1
    case constant, opaque, function, root, power, text, bound, unit
    case logarithm, exponential, imaginaryExponential, absolute
  }

  // MARK: What has no image

  /// An element that depends on a node's own data and its children's fingerprints.
  mutating func opaque(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FieldElement {
    let node = tree[id]
    isFormal = true
    let bound = boundNames.count
    defer { boundNames.removeLast(boundNames.count - bound) }
    boundNames += tree.boundVariables(of: id).map { Self.word(of: tree.text(of: $0)) }
    var word = UInt64(node.operation.rawValue) << 8 | UInt64(node.detail)
    if node.hasText {
      word = FieldElement.mix(word) ^ Self.word(of: tree.text(of: id))
    } else if node.isLeaf {
      word = FieldElement.mix(word) ^ UInt64(bitPattern: node.value)
    }
    if node.operation == .repeating || node.operation == .decimal {
      word = FieldElement.mix(word &+ UInt64(tree.scale(of: id) * 4096 + tree.period(of: id)))
    }
    for child in tree.children(of: id) {
      word = FieldElement.mix(word &+ (try fingerprint(child, in: tree)).word)
    }
    return .scrambled(word, Purpose.opaque.rawValue)
  }

  /// An element for a function of elements.
  mutating func formal(
    _ purpose: Purpose, _ detail: UInt64, _ arguments: FieldElement...
  ) -> FieldElement {
    isFormal = true
    var word = detail
    for argument in arguments { word = FieldElement.mix(word &+ argument.word) }
    return .scrambled(word, purpose.rawValue)
  }

  /// The value of the body at the point of a limit, if it has one there: what is made of functions
  /// that are continuous where they are defined goes to it.
  private mutating func limit(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> FieldElement? {
    let children = Array(tree.children(of: id))
    guard children.count == 3, tree[children[1]].operation == .symbol,
      !tree.contains(.function, below: children[0]),
      let point = try exactOrNil(children[2], in: tree)
    else { return nil }
    bindings.append(
      Binding(name: Self.word(of: tree.text(of: children[1])), value: point))
    defer { bindings.removeLast() }
    do throws(Interruption) {
      return try fingerprint(children[0], in: tree)
    } catch {
      if error == .undefined { return nil }
      throw error
    }
  }
}

extension ExpressionTree {
  /// The symbols that an operation binds in its children.
  func boundVariables(of id: NodeID) -> [NodeID] {
    let children = Array(children(of: id))
    switch self[id].operation {
    case .sum, .product, .integral, .limit:
      guard children.count > 1, self[children[1]].operation == .symbol else { return [] }
      // An integral without limits is a function of its variable.
      return self[id].operation == .integral && children.count == 2 ? [] : [children[1]]
    case .setBuilder:
      guard let first = children.first else { return [] }
      if self[first].operation == .symbol { return [first] }
      // `{(x, y) | …}` and `{x ∈ A | …}`.
      return self.children(of: first).filter { self[$0].operation == .symbol }
    default: return []
    }
  }

  /// Whether an operation occurs at or below a node.
  func contains(_ operation: Operation, below id: NodeID) -> Bool {
    self[id].operation == operation
      || children(of: id).contains { contains(operation, below: $0) }
  }
}
