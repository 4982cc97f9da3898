extension Matcher {
  /// The value in `x = value`, `f(x) = value`, `x = … = value` or `x ∈ values`.
  func assignedValue(_ term: Term) -> Term? {
    guard let (relation, left, right) = chain(term) ?? relation(term) else { return nil }
    switch relation {
    case .equal, .defined, .approximately, .identical:
      if isName(left) { return right }
      if isName(right) { return left }
      let isConstant = [left, right].allSatisfy { !tree($0).contains(.symbol, below: $0.id) }
      return isConstant ? (relation == .approximately ? left : right) : nil
    case .element: return isName(left) ? right : nil
    default: return nil
    }
  }

  /// The ends of a chain of equations, as one equation; what follows `≈` is left out.
  func chain(_ term: Term) -> (Relation, Term, Term)? {
    guard operation(term) == .and else { return nil }
    var ends: (first: Term, last: Term)?
    for link in children(term) {
      guard let (relation, left, right) = relation(link) else { return nil }
      guard let soFar = ends else {
        guard relation == .equal else { return nil }
        ends = (left, right)
        continue
      }
      guard isSame(soFar.last, left) else { return nil }
      switch relation {
      case .equal: ends = (soFar.first, right)
      case .approximately: return (.equal, soFar.first, soFar.last)
      default: return nil
      }
    }
    return ends.map { (.equal, $0.first, $0.last) }
  }

  /// A relation and its sides.
  func relation(_ term: Term) -> (Relation, Term, Term)? {
    let node = node(term)
    let sides = children(term)
    guard node.operation == .relation, let relation = Relation(rawValue: node.detail),
      sides.count == 2
    else { return nil }
    return (relation, sides[0], sides[1])
  }

  /// Whether a term names a quantity: a symbol, a function of something, a length or ratio of
  /// segments, a tuple of names.
  func isName(_ term: Term) -> Bool {
    switch operation(term) {
    case .symbol, .words, .choice: return true
    case .application: return children(term).allSatisfy { Kind(operation($0)) == .scalar }
    case .tuple, .ratio: return children(term).allSatisfy { isName($0) }
    case .multiply where isDelta(children(term).first): return children(term).count == 2
    case .multiply, .divide: return children(term).allSatisfy { isSegment($0) }
    case .function:
      switch Function(rawValue: node(term).detail) {
      case .absolute, .norm, .angle, .determinant, .trace, .rank:
        return children(term).allSatisfy { isName($0) }
      default: return false
      }
    default: return false
    }
  }

  private func isDelta(_ term: Term?) -> Bool {
    term.map { tree($0).text(of: $0.id).elementsEqual("\\Delta".utf8) } ?? false
  }

  /// Whether a term is made of capital letters, as segments and areas are named.
  private func isSegment(_ term: Term) -> Bool {
    switch operation(term) {
    case .symbol:
      let text = tree(term).text(of: term.id)
      return text.first.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 } ?? false
    case .boolean: return true
    case .multiply: return children(term).allSatisfy { isSegment($0) }
    default: return false
    }
  }

  mutating func compareStatements(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    if isSolvedForSize(a) != isSolvedForSize(g), let result = try compareRegions(a, g) {
      return result
    }
    if let mine = chain(a) ?? relation(a), let theirs = chain(g) ?? relation(g) {
      return try compareRelations(mine, theirs)
    }
    if let result = try compareRegions(a, g) { return result }
    guard operation(a) == operation(g) else { return .different(.statements) }
    return try compareUnordered(children(a), children(g), counting: false, .statements)
  }

  private mutating func compareRelations(
    _ mine: (Relation, Term, Term), _ theirs: (Relation, Term, Term)
  ) throws(Interruption) -> Comparison {
    let (relation, left, right) = mine
    let (other, first, second) = theirs
    if relation == .element || other == .element, relation != other,
      [relation, other].allSatisfy({ $0 == .element || $0 == .equal }), isName(left),
      isSame(left, first)
    {
      return try compare(right, second)
    }
    let isTurned = other.mirrored == relation && other != relation
    guard relation.isLike(other) || isTurned else { return .different(.statements) }
    let pairs = isTurned ? [(second, first)] : [(first, second), (second, first)]
    for (place, pair) in pairs.enumerated() where place == 0 || relation.mirrored == relation {
      let result = try attempt { (me) throws(Interruption) in
        try me.compareInOrder([left, right], [pair.0, pair.1], .statements)
      }
      if result.isEqual { return result }
    }
    // Both sides numbers or formulas: the differences are proportional.
    let sides = [left, right, first, second]
    guard sides.allSatisfy({ Kind(operation($0)) == .scalar }), relation.isComparison else {
      return .different(.statements)
    }
    let difference = try makeDifference(left, right)
    let reference =
      try isTurned ? makeDifference(second, first) : makeDifference(first, second)
    return try compareMultiples(difference, reference, isSigned: relation.isInequality)
  }

  private mutating func makeDifference(
    _ left: Term, _ right: Term
  ) throws(Interruption) -> Term {
    let opposite = try make(.negate, right)
    return try make(.add, left, opposite)
  }

  /// Whether one formula is a constant multiple of the other; with `isSigned`, a positive one.
  private mutating func compareMultiples(
    _ a: Term, _ g: Term, isSigned: Bool
  ) throws(Interruption) -> Comparison {
    var ratios: [FieldElement] = []
    evaluator.isFormal = false
    defer { evaluator.point = 0 }
    for point: UInt64 in 0..<3 {
      evaluator.point = FieldElement.mix(point)
      let mine = try evaluator.fingerprint(a.id, in: scratch)
      let theirs = try evaluator.fingerprint(g.id, in: scratch)
      if mine.isZero || theirs.isZero {
        return mine.isZero && theirs.isZero
          ? .equal(.statements, remarks: []) : .different(.statements)
      }
      guard let inverse = theirs.inverse else { throw .undefined }
      ratios.append(mine * inverse)
    }
    guard ratios.allSatisfy({ $0 == ratios[0] }) else {
      if !evaluator.isFormal { return .different(.statements) }
      return try compareRatios(a, g)
    }
    guard isSigned else { return .equal(.statements, remarks: []) }
    guard let sign = try signOfRatio(a, g) else { return .undecided(.zeroTest) }
    return sign > 0 ? .equal(.statements, remarks: []) : .different(.statements)
  }

  // MARK: Points

  /// Runs a body with the symbols of two terms at points, until it answers.
  private mutating func atPoints<Result>(
    _ a: Term, _ g: Term,
    _ body: (inout Matcher) throws(Interruption) -> Result?
  ) throws(Interruption) -> Result? {
    var names = Set<UInt64>()
    try collectSymbols(a, into: &names)
    try collectSymbols(g, into: &names)
    let sorted = names.sorted()
    defer { evaluator.bindings = [] }
    for point in 0..<Self.points {
      evaluator.bindings = sorted.map { .init(name: $0, value: Self.coordinate(of: $0, at: point)) }
      do throws(Interruption) {
        if let result = try body(&self) { return result }
      } catch {
        if error == .steps { throw error }
      }
    }
    return nil
  }

  private mutating func ratio(
    _ a: Term, _ g: Term, _ p: Int
  ) throws(Interruption) -> ComplexBox {
    try evaluator.enclosure(a.id, in: tree(a), p)
      .divided(by: evaluator.enclosure(g.id, in: tree(g), p), p)
  }

  /// The sign of the ratio of two formulas that are proportional.
  private mutating func signOfRatio(_ a: Term, _ g: Term) throws(Interruption) -> Int? {
    try atPoints(a, g) { (me) throws(Interruption) in
      let ratio = try me.ratio(a, g, 128)
      if ratio.imaginary != nil { return nil }
      return ratio.real.isPositive ? 1 : ratio.real.isNegative ? -1 : nil
    }
  }

  /// Whether the ratio of two formulas differs from point to point.
  private mutating func compareRatios(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    var seen: [ComplexBox] = []
    let result: Comparison? = try atPoints(a, g) { (me) throws(Interruption) in
      let ratio = try me.ratio(a, g, 256)
      if seen.contains(where: { $0.isDisjoint(from: ratio) }) { return .different(.enclosures) }
      seen.append(ratio)
      return nil
    }
    return result ?? .undecided(.zeroTest)
  }
}

extension Relation {
  /// Whether the relation is about the difference of its sides.
  var isComparison: Bool { self == .equal || self == .notEqual || isInequality }

  var isInequality: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// Whether two relations say the same.
  func isLike(_ other: Relation) -> Bool {
    self == other || (isEquality && other.isEquality)
  }

  private var isEquality: Bool { self == .equal || self == .defined || self == .identical }

  /// The relation that holds with the sides exchanged; `nil` where there is none.
  var mirrored: Relation? {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .subset: .superset
    case .subsetOrEqual: .supersetOrEqual
    case .superset: .subset
    case .supersetOrEqual: .subsetOrEqual
    case .equal, .notEqual, .approximately, .proportional, .congruent, .similar, .identical,
      .parallel, .perpendicular, .equivalent:
      self
    case .element, .notElement, .divides, .implies, .maps, .defined: nil
    }
  }
}
