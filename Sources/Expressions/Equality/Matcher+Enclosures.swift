/// The difference of two expressions, as far as enclosures and separation bounds tell.
///
/// What is disjoint is different: that is a proof. What agrees is equal where the values are
/// algebraic and closer than the separation bound of Burnikel, Funke, Mehlhorn, Schirra and Schmitt
/// (ESA 2001) lets different ones be, and is taken for equal where it agrees to far more digits
/// than the expressions are long, as the uniformity conjecture (Richardson and Langley 2002)
/// expects; the rule says which.
extension Matcher {
  /// The bits that values without a separation bound must agree in.
  static let agreeingBits = 1024
  /// The most bits that are computed.
  static let mostBits = 8192
  /// The points at which formulas with variables are compared, and how many must be comparable.
  static let points = 8
  static let comparablePoints = 3

  mutating func compareByEnclosures(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    var names = Set<UInt64>()
    try collectSymbols(a, into: &names)
    try collectSymbols(g, into: &names)
    evaluator.bindings = []
    defer { evaluator.bindings = [] }
    if names.isEmpty { return try compareValues(a, g, bits: Self.agreeingBits) }
    let sorted = names.sorted()
    let isWhole = hasWholeArguments
    var complexResult: Comparison?
    var agreeing = 0
    var reason = UndecidedReason.noMethod
    for point in 0..<Self.points {
      evaluator.bindings = sorted.map {
        .init(name: $0, value: Self.coordinate(of: $0, at: point, isWhole: isWhole))
      }
      do throws(Interruption) {
        let isReal = try [isReal(a), isReal(g)] == [true, true]
        if !isReal, complexResult?.isEqual == false { continue }
        let result = try compareValues(a, g, bits: Self.agreeingBits / Self.comparablePoints)
        if !isReal {
          complexResult = result
        } else if result.isEqual {
          agreeing += 1
          // Divisibility shows at whole numbers in a row alone.
          if agreeing == (isWhole ? Self.points : Self.comparablePoints) {
            return .equal(.manyDigits, remarks: [])
          }
        } else {
          return result
        }
      } catch {
        if error == .steps { throw error }
        reason = UndecidedReason(error)
      }
    }
    if agreeing > 0 { return .equal(.manyDigits, remarks: []) }
    if let complexResult { return complexResult }
    return .undecided(reason)
  }

  /// Whether short enclosures at two points show a difference.
  mutating func areApart(_ a: Term, _ g: Term) throws(Interruption) -> Bool {
    var names = Set<UInt64>()
    try collectSymbols(a, into: &names)
    try collectSymbols(g, into: &names)
    defer { evaluator.bindings = [] }
    for point in 0..<2 {
      evaluator.bindings = names.sorted().map {
        .init(name: $0, value: Self.coordinate(of: $0, at: point))
      }
      do throws(Interruption) {
        let mine = try evaluator.enclosure(a.id, in: tree(a), 64)
        let theirs = try evaluator.enclosure(g.id, in: tree(g), 64)
        if !names.isEmpty, mine.isNotReal || theirs.isNotReal { continue }
        if mine.isDisjoint(from: theirs) { return true }
      } catch {
        if error == .steps { throw error }
      }
    }
    return false
  }

  /// A rational coordinate that depends on a variable's name; both signs and sizes occur.
  static func coordinate(
    of name: UInt64, at point: Int, isWhole: Bool = false
  ) -> ExactRational {
    let word = FieldElement.mix(name &+ UInt64(point) &* 0x9e37_79b9_7f4a_7c15)
    if isWhole {
      // In a row, and now one variable and now another one is the larger.
      return ExactRational(Int(name % 5) + 1 + point + (name >> (8 + point) & 1 == 1 ? 8 : 0))
    }
    let denominator = Int(word >> 40 & 31) | 32
    let numerator = Int(word & 63)
    return switch point {
    case 0: ExactRational(denominator + numerator, over: denominator)
    case 1: ExactRational(-denominator - numerator, over: denominator)
    case 2: ExactRational(numerator + 1, over: 2 * denominator + 2)
    case 3: ExactRational(-numerator - 1, over: 2 * denominator + 3)
    case 4: ExactRational(200 + 3 * numerator, over: denominator)
    default:
      ExactRational(
        (word >> 32) & 1 == 0 ? 3 * numerator + 1 : -3 * numerator - 2, over: denominator)
    }
  }

  /// Whether variables stand for whole numbers: in factorials, (−1)ⁿ and the like.
  private var hasWholeArguments: Bool {
    isAboutWholeNumbers(answer) || isAboutWholeNumbers(gold)
  }

  private func isAboutWholeNumbers(_ tree: ExpressionTree) -> Bool {
    tree.nodes.indices.contains { index in
      let node = tree.nodes[index]
      if node.operation == .function {
        switch Function(rawValue: node.detail) {
        case .factorial, .doubleFactorial, .subfactorial, .binomial, .permutations,
          .greatestCommonDivisor, .leastCommonMultiple, .modulo:
          return true
        default: return false
        }
      }
      let children = Array(tree.children(of: NodeID(index)))
      if node.operation == .sum || node.operation == .product {
        return children.dropFirst(2).contains { tree.contains(.symbol, below: $0) }
      }
      guard node.operation == .power else { return false }
      return tree[children[0]].operation == .negate
        && tree.contains(.symbol, below: children[1])
        && !tree.contains(.symbol, below: children[0])
    }
  }

  private mutating func isReal(_ term: Term) throws(Interruption) -> Bool {
    !(try evaluator.enclosure(term.id, in: tree(term), 64)).isNotReal
  }

  /// Compares the values at the point that the symbols are bound to.
  private mutating func compareValues(
    _ a: Term, _ g: Term, bits: Int
  ) throws(Interruption) -> Comparison {
    var precision = 64
    while true {
      evaluator.largestExponent = 0
      var difference: ComplexBox?
      do throws(Interruption) {
        let mine = try evaluator.enclosure(a.id, in: tree(a), precision)
        let theirs = try evaluator.enclosure(g.id, in: tree(g), precision)
        if mine.isDisjoint(from: theirs) { return .different(.enclosures) }
        difference = try mine.subtracting(theirs, precision)
      } catch {
        if error != .imprecise { throw error }
      }
      if let difference, precision > 64 {
        let agreeing = -(difference.largestExponent ?? -precision)
        if let bound = try separation(a, g), agreeing > bound {
          return .equal(.rootSeparation, remarks: [])
        }
        if agreeing >= bits + 2 * evaluator.largestExponent {
          return .equal(.manyDigits, remarks: [])
        }
      }
      precision *= 4
      if precision > Self.mostBits { return .undecided(.zeroTest) }
    }
  }

  /// The symbols of a term that are not bound in it, as words.
  func collectSymbols(_ term: Term, into names: inout Set<UInt64>) throws(Interruption) {
    collectSymbols(term.id, in: tree(term), bound: [], into: &names)
  }

  private func collectSymbols(
    _ id: NodeID, in tree: ExpressionTree, bound: [UInt64], into names: inout Set<UInt64>
  ) {
    let node = tree[id]
    if node.operation == .symbol {
      let name = ExpressionEvaluator.word(of: tree.text(of: id))
      if !bound.contains(name) { names.insert(name) }
      return
    }
    let children = tree.children(of: id)
    var bound = bound
    if node.operation == .sum || node.operation == .product, children.count > 1 {
      bound.append(
        ExpressionEvaluator.word(of: tree.text(of: children[children.startIndex + 1])))
    }
    for child in children { collectSymbols(child, in: tree, bound: bound, into: &names) }
  }
}

extension ComplexBox {
  /// The largest binary exponent of a number in the box; `nil` for 0.
  var largestExponent: Int? {
    guard let x = real.exponent else { return imaginary?.exponent }
    return max(x, imaginary?.exponent ?? x)
  }
}
