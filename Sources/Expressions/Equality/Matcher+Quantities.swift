extension Matcher {
  /// Compares numbers and formulas, with what is written around them: units, percent signs, bases.
  mutating func compareNumbers(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    let operations = (operation(a), operation(g))
    switch operations {
    case (.ratio, _), (_, .ratio): return try compareRatioTerms(a, g)
    case (.based, _), (_, .based): return try compareBased(a, g)
    case (.quantity, _), (_, .quantity): return try compareQuantities(a, g)
    case (.negate, _), (_, .negate):
      let units = try (unit(of: a), unit(of: g))
      if units.0 != nil || units.1 != nil { return try compareQuantities(a, g) }
    default: break
    }
    let result = try compareScalars(a, g)
    if result.isEqual || operations.0 == operations.1 { return result }
    if operations.0 == .percent || operations.1 == .percent, policy.percentSign == .mayDrop {
      return try compareWithout(.percent, a, g, .percentSign) ?? result
    }
    if operations.0 == .degrees || operations.1 == .degrees, policy.degreeSign == .mayDrop {
      return try compareWithout(.degrees, a, g, .unitOmitted) ?? result
    }
    return result
  }

  /// Compares a number behind a sign with a bare one; `nil` where they differ.
  private mutating func compareWithout(
    _ sign: Operation, _ a: Term, _ g: Term, _ remark: ComparisonRemarks
  ) throws(Interruption) -> Comparison? {
    let mine = operation(a) == sign ? try child(a, 0) : a
    let theirs = operation(g) == sign ? try child(g, 0) : g
    let result = try attempt { (me) throws(Interruption) in try me.compareScalars(mine, theirs) }
    return result.isEqual ? result.remarking(remark) : nil
  }

  // MARK: Units

  /// The unit of a quantity, possibly behind a sign.
  private func unit(of term: Term) throws(Interruption) -> ArraySlice<UInt8>? {
    var term = term
    while operation(term) == .negate { term = try child(term, 0) }
    return operation(term) == .quantity ? tree(term).text(of: term.id) : nil
  }

  /// The number of a quantity; a bare number itself.
  private mutating func number(of term: Term) throws(Interruption) -> Term {
    switch operation(term) {
    case .quantity: return try child(term, 0)
    case .negate where try unit(of: term) != nil:
      let number = try number(of: child(term, 0))
      return try make(.negate, number)
    default: return term
    }
  }

  private mutating func compareQuantities(
    _ a: Term, _ g: Term
  ) throws(Interruption) -> Comparison {
    let units = try (unit(of: a), unit(of: g))
    let mine = try number(of: a)
    let theirs = try number(of: g)
    guard let unit = units.0, let other = units.1 else {
      switch policy.omittedUnit {
      case .equal:
        let result = try compare(mine, theirs).remarking(.unitOmitted)
        // The unit may have been read as a factor.
        return result.isEqual ? result : try compareScalars(a, g)
      case .different: return .different(.units)
      }
    }
    if Self.isSameUnit(unit, other) { return try compare(mine, theirs) }
    return try compareConverted(mine, unit, theirs, other)
  }

  /// Whether unit texts are the same; words in the singular and in the plural are.
  private static func isSameUnit(_ unit: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
    if unit.elementsEqual(other) { return true }
    func stem(_ text: ArraySlice<UInt8>) -> [UInt8] {
      let lower = text.map { 65...90 ~= $0 ? $0 | 32 : $0 }
      return lower.count > 3 && lower.last == UInt8(ascii: "s") ? lower.dropLast() : lower
    }
    return unit.count > 2 && other.count > 2 && stem(unit) == stem(other)
  }

  // MARK: Ratios

  /// Compares ratios by their proportions: 3:4 is 6:8, and ¾ if the policy says so.
  private mutating func compareRatioTerms(
    _ a: Term, _ g: Term
  ) throws(Interruption) -> Comparison {
    let mine = children(a)
    let theirs = children(g)
    if operation(a) == .ratio, operation(g) == .ratio {
      guard mine.count == theirs.count, let first = mine.first, let other = theirs.first else {
        return .different(.elements)
      }
      var result = Comparison.equal(.elements, remarks: [])
      for (x, y) in zip(mine, theirs).dropFirst() {
        let left = try make(.multiply, x, other)
        let right = try make(.multiply, y, first)
        result = try compareScalars(left, right)
        if !result.isEqual { return result }
      }
      return result
    }
    let parts = operation(a) == .ratio ? mine : theirs
    guard parts.count == 2, policy.ratioAndFraction == .equal else { return .different(.kind) }
    let quotient = try make(.divide, parts[0], parts[1])
    return operation(a) == .ratio ? try compare(quotient, g) : try compare(a, quotient)
  }

  // MARK: Bases

  private mutating func compareBased(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    if policy.bases == .value { return try compareScalars(a, g) }
    let bases = (operation(a) == .based, operation(g) == .based)
    if bases == (true, true) {
      guard tree(a).base(of: a.id) == tree(g).base(of: g.id) else { return .different(.kind) }
    } else if (bases.0 ? tree(a).base(of: a.id) : tree(g).base(of: g.id)) != 10 {
      return .different(.kind)
    }
    let mine = bases.0 ? try evaluator.based(a.id, in: tree(a)) : try exactValue(a)
    let theirs = bases.1 ? try evaluator.based(g.id, in: tree(g)) : try exactValue(g)
    guard let mine, let theirs else { return .undecided(.noMethod) }
    return mine == theirs ? .equal(.exactValue, remarks: []) : .different(.exactValue)
  }
}
