extension Matcher {
  /// Compares two terms of which at most one is a number or formula.
  mutating func compareStructures(
    _ a: Term, _ g: Term, _ kinds: (Kind, Kind)
  ) throws(Interruption) -> Comparison {
    if kinds == (.word, .word) { return compareWords(a, g) }
    if kinds.0 == .word || kinds.1 == .word {
      if let result = try compareWordWithOther(a, g) { return result }
    }
    if kinds == (.matrix, .matrix) { return try compareMatrices(a, g) }
    if kinds == (.collection, .scalar) || kinds == (.scalar, .collection),
      let isEqual = try isDecimalComma(a, g), isEqual
    {
      return .equal(.exactValue, remarks: [])
    }
    // `x = 5` for 5.
    if kinds.0 != .statement || kinds.1 != .statement {
      if kinds.0 == .statement, let value = assignedValue(a) {
        return try compare(value, g).remarking(.nameOmitted)
      }
      if kinds.1 == .statement, let value = assignedValue(g) {
        return try compare(a, value).remarking(.nameOmitted)
      }
    }
    let isInequality = (
      kinds.0 == .statement && operation(g) == .tuple,
      kinds.1 == .statement && operation(a) == .tuple
    )
    if isInequality != (false, false), let result = try compareRegions(a, g) { return result }
    if kinds.0 == .region || kinds.1 == .region {
      if let result = try compareRegions(a, g) { return result }
      return operation(a) == operation(g) ? try compareNodes(a, g) : .different(.kind)
    }
    let mine = try parts(a)
    let theirs = try parts(g)
    if let mine, let theirs { return try compareCollections(a, mine, g, theirs) }
    if kinds == (.statement, .statement) { return try compareStatements(a, g) }
    if kinds == (.scalar, .scalar), mine == nil, theirs == nil { return try compareNumbers(a, g) }
    if kinds.0 == .matrix || kinds.1 == .matrix { return try compareMatrixWithOther(a, g, kinds) }
    return .different(.kind)
  }

  /// Compares terms of the same operation by their data and, in order, their children.
  mutating func compareNodes(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    if isSame(a, g) { return .equal(.structure, remarks: []) }
    let (mine, theirs) = (node(a), node(g))
    guard mine.operation == theirs.operation, mine.detail == theirs.detail,
      mine.count == theirs.count, !mine.isLeaf
    else { return .different(.structure) }
    // Bound variables may have other names: the fingerprint does not depend on them.
    let left = try evaluator.fingerprint(a.id, in: tree(a))
    let right = try evaluator.fingerprint(g.id, in: tree(g))
    if left == right { return .equal(.structure, remarks: []) }
    return try compareInOrder(children(a), children(g), .structure)
  }

  /// Whether `1,22` is the decimal 1.22 on the other side; `nil` where the two are nothing of that
  /// kind.
  ///
  /// A comma before one digit parts a list: `3,5` is as common as two numbers.
  private mutating func isDecimalComma(_ a: Term, _ g: Term) throws(Interruption) -> Bool? {
    let (list, decimal) = operation(a) == .list ? (a, g) : (g, a)
    guard operation(decimal) == .decimal, node(list).value > 1, node(list).value < 16,
      node(list).detail == ListStyle.perhapsDecimal.rawValue,
      let value = try exactValue(decimal), let whole = try exactValue(child(list, 0)),
      let digits = try exactValue(child(list, 1))
    else { return nil }
    let limit = evaluator.bitLimit
    let fraction = try digits.divided(
      by: ExactRational(10).power(Int(node(list).value), limit: limit), limit: limit)
    return try whole.adding(fraction, limit: limit) == value
  }

  // MARK: Collections

  /// The elements of a list, set, alternative or `±`; `nil` for one thing.
  private mutating func parts(_ term: Term) throws(Interruption) -> [Term]? {
    switch operation(term) {
    case .list, .set, .or, .emptySet:
      var result: [Term] = []
      for child in children(term) {
        if let branches = try branches(child) {
          result += branches
        } else if operation(term) == .or || operation(child) == .or, let more = try parts(child) {
          result += more
        } else {
          result.append(child)
        }
      }
      return result
    case .tuple: return children(term)
    case .and:
      let children = children(term)
      if chain(term) != nil { return nil }
      let areEquations = children.allSatisfy {
        let node = node($0)
        return node.operation == .relation && node.detail == Relation.equal.rawValue
      }
      return areEquations ? children : nil
    case .relation: return try branches(term)
    default: return Kind(operation(term)) == .scalar ? try branches(term) : nil
    }
  }

  private mutating func compareCollections(
    _ a: Term, _ mine: [Term], _ g: Term, _ theirs: [Term]
  ) throws(Interruption) -> Comparison {
    let operations = (operation(a), operation(g))
    let isOrdered = (operations.0 == .tuple, operations.1 == .tuple)
    var remarks: ComparisonRemarks = operations.0 == operations.1 ? [] : .brackets
    switch isOrdered {
    case (true, true):
      // `(1,1;2,2)`
      let isNested = mine.count != theirs.count
      return isNested
        ? try compareInOrder(flattened(mine), flattened(theirs), .elements)
        : try compareInOrder(mine, theirs, .elements)
    case (false, false): break
    default:
      let (other, elements) = isOrdered.0 ? (operations.1, theirs) : (operations.0, mine)
      if other == .and || (other == .list && elements.allSatisfy { assignedValue($0) != nil }) {
        // `x = 1, y = 2` for (1, 2).
        return try compareInOrder(mine, theirs, .elements).remarking(.nameOmitted)
      }
      if other == .list, policy.tupleAndList == .sameOrder {
        return try compareInOrder(mine, theirs, .elements).remarking(.brackets)
      }
      guard policy.tupleAndSet == .equal else { return .different(.kind) }
      remarks = .brackets
    }
    if mine.count != theirs.count {
      let flat = (flattened(mine), flattened(theirs))
      if flat.0.count == flat.1.count, flat.0.count > max(mine.count, theirs.count) - 1 {
        return try compareUnordered(flat.0, flat.1, counting: true).remarking(.brackets)
      }
    }
    let areSolutions = (mine + theirs).allSatisfy { operation($0) == .tuple }
    let areLists = operations.0 == .list && operations.1 == .list && !areSolutions
    return try compareUnordered(
      mine, theirs, counting: policy.duplicates == .countInLists && areLists
    ).remarking(remarks)
  }

  /// The elements of the lists within a list, side by side.
  private func flattened(_ terms: [Term]) -> [Term] {
    terms.flatMap { operation($0) == .list ? children($0) : [$0] }
  }

  /// Compares elements one by one.
  mutating func compareInOrder(
    _ mine: [Term], _ theirs: [Term], _ rule: ComparisonRule
  ) throws(Interruption) -> Comparison {
    guard mine.count == theirs.count else { return .different(rule) }
    var remarks: ComparisonRemarks = []
    var reason: UndecidedReason?
    for (a, g) in zip(mine, theirs) {
      switch try attempt({ (me) throws(Interruption) in try me.compare(a, g) }) {
      case .equal(_, let more): remarks.formUnion(more)
      case .different: return .different(rule)
      case .undecided(let why): reason = why
      }
    }
    return reason.map { .undecided($0) } ?? .equal(rule, remarks: remarks)
  }

  /// An interruption other than the end of the budget decides nothing about other elements.
  mutating func attempt(
    _ body: (inout Matcher) throws(Interruption) -> Comparison
  ) throws(Interruption) -> Comparison {
    do throws(Interruption) {
      return try body(&self)
    } catch {
      if error == .steps { throw error }
      return .undecided(UndecidedReason(error))
    }
  }

  /// Compares elements in any order; with `counting`, as often as they occur.
  mutating func compareUnordered(
    _ mine: [Term], _ theirs: [Term], counting: Bool, _ rule: ComparisonRule = .elements
  ) throws(Interruption) -> Comparison {
    if counting, mine.count != theirs.count { return .different(rule) }
    var remarks: ComparisonRemarks = []
    var isTaken = [Bool](repeating: false, count: theirs.count)
    let places = theirs.count > 8 ? self.places(of: theirs) : [:]
    for (index, a) in mine.enumerated() {
      // The element at the same place first: most lists are in the same order.
      var likely = index < theirs.count ? [index] : []
      if !places.isEmpty { likely += (places[fingerprint(of: a)] ?? []).prefix(4) }
      var search = Search(isTaken: counting ? isTaken : [])
      try find(a, in: theirs, at: likely, &search)
      if search.place == nil { try find(a, in: theirs, at: theirs.indices, &search) }
      guard let place = search.place else {
        return search.reason.map { .undecided($0) } ?? .different(rule)
      }
      isTaken[place] = true
      remarks.formUnion(search.remarks)
    }
    for (index, g) in theirs.enumerated() where !isTaken[index] {
      var search = Search()
      try find(g, in: mine, at: mine.indices, &search)
      if search.place == nil { return .different(rule) }
    }
    return .equal(rule, remarks: remarks)
  }

  /// A search for an element's counterpart.
  private struct Search {
    /// Which elements have a counterpart already; empty where that does not count.
    var isTaken: [Bool] = []
    var place: Int?
    var remarks: ComparisonRemarks = []
    /// Why a comparison was not decided.
    var reason: UndecidedReason?
  }

  private mutating func find(
    _ term: Term, in others: [Term], at places: some Sequence<Int>, _ search: inout Search
  ) throws(Interruption) {
    for place in places where search.isTaken.isEmpty || !search.isTaken[place] {
      let other = others[place]
      let (a, g) = term.side == .gold ? (other, term) : (term, other)
      switch try attempt({ (me) throws(Interruption) in try me.compare(a, g) }) {
      case .equal(_, let remarks):
        search.place = place
        search.remarks = remarks
        return
      case .different: continue
      case .undecided(let why): search.reason = search.reason ?? why
      }
    }
  }

  /// Where elements with a fingerprint stand, so that long lists need no search.
  private mutating func places(of terms: [Term]) -> [FieldElement: [Int]] {
    var result: [FieldElement: [Int]] = [:]
    for (index, term) in terms.enumerated() {
      result[fingerprint(of: term), default: []].append(index)
    }
    return result
  }

  private mutating func fingerprint(of term: Term) -> FieldElement {
    (try? evaluator.fingerprint(term.id, in: tree(term))) ?? .zero
  }

  // MARK: Matrices

  private mutating func compareMatrices(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    guard tree(a).rows(of: a.id) == tree(g).rows(of: g.id), node(a).count == node(g).count else {
      return .different(.elements)
    }
    return try compareInOrder(children(a), children(g), .elements)
  }

  /// Compares expressions of matrices by their entries; `nil` where both are numbers.
  mutating func compareMatrixExpressions(
    _ a: Term, _ g: Term
  ) throws(Interruption) -> Comparison? {
    evaluator.isFormal = false
    let mine = try evaluator.matrix(a.id, in: tree(a))
    let theirs = try evaluator.matrix(g.id, in: tree(g))
    guard let mine, let theirs else {
      return (mine == nil) != (theirs == nil) ? .different(.kind) : nil
    }
    if mine == theirs { return .equal(.algebraicIdentity, remarks: []) }
    return evaluator.isFormal ? .undecided(.noMethod) : .different(.algebraicIdentity)
  }

  /// A column or row for a tuple, or a product of matrices for a matrix.
  private mutating func compareMatrixWithOther(
    _ a: Term, _ g: Term, _ kinds: (Kind, Kind)
  ) throws(Interruption) -> Comparison {
    if kinds.0 == .scalar || kinds.1 == .scalar {
      return try compareMatrixExpressions(a, g) ?? .different(.kind)
    }
    let (matrix, other) = kinds.0 == .matrix ? (a, g) : (g, a)
    let rows = tree(matrix).rows(of: matrix.id)
    let isVector = rows == 1 || rows == Int(node(matrix).count)
    guard isVector, operation(other) == .tuple, policy.vectorAndTuple == .equal else {
      return .different(.kind)
    }
    return try compareInOrder(children(a), children(g), .elements).remarking(.brackets)
  }
}

extension Comparison {
  /// The same with a remark more, if it is equality.
  func remarking(_ remark: ComparisonRemarks) -> Comparison {
    if case .equal(let rule, let remarks) = self {
      .equal(rule, remarks: remarks.union(remark))
    } else {
      self
    }
  }
}
