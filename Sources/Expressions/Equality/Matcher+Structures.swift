extension Matcher {
  /// Compares two nodes of which at most one is a number or formula.
  mutating func compareStructures(
    _ a: Term, _ g: Term, _ kinds: (Kind, Kind)
  ) throws(Interruption) -> Comparison {
    switch kinds {
    case (.collection, .collection): return try compareCollections(a, g)
    case (.matrix, .matrix): return try compareMatrices(a, g)
    case (.statement, .statement): return try compareStatements(a, g)
    case (.statement, _):
      if let value = assignedValue(a) { return try compare(value, g).remarking(.nameOmitted) }
    case (_, .statement):
      if let value = assignedValue(g) { return try compare(a, value).remarking(.nameOmitted) }
    case (.collection, _), (_, .collection):
      // A collection of one element is that element.
      let mine = kinds.0 == .collection ? children(a) : [a]
      let theirs = kinds.1 == .collection ? children(g) : [g]
      if mine.count == 1, theirs.count == 1 {
        return try compare(mine[0], theirs[0]).remarking(.brackets)
      }
      return .different(.kind)
    default: break
    }
    if kinds.0 == kinds.1, operation(a) == operation(g) { return try compareNodes(a, g) }
    return .different(.kind)
  }

  /// Compares nodes of the same operation by their data and, in order, their children.
  mutating func compareNodes(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    let (mine, theirs) = (node(a), node(g))
    guard mine.detail == theirs.detail, mine.count == theirs.count,
      mine.hasText || !mine.isLeaf || mine.value == theirs.value,
      !mine.hasText || tree(a).text(of: a.id).elementsEqual(tree(g).text(of: g.id))
    else { return .different(.structure) }
    return try compareInOrder(children(a), children(g), .structure)
  }

  mutating func compareMatrices(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    guard tree(a).rows(of: a.id) == tree(g).rows(of: g.id), node(a).count == node(g).count else {
      return .different(.elements)
    }
    return try compareInOrder(children(a), children(g), .elements)
  }

  // MARK: Collections

  mutating func compareCollections(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    let isOrdered = (operation(a) == .tuple, operation(g) == .tuple)
    switch isOrdered {
    case (true, true): return try compareInOrder(children(a), children(g), .elements)
    case (false, false): break
    default:
      let other = operation(isOrdered.0 ? g : a)
      if policy.listMayBeTuple, other == .list {
        return try compareInOrder(children(a), children(g), .elements).remarking(.brackets)
      }
      if !policy.tupleMayBeSet { return .different(.kind) }
    }
    let areLists = operation(a) == .list && operation(g) == .list
    let result = try compareUnordered(elements(a), elements(g), counting: areLists)
    return operation(a) == operation(g) ? result : result.remarking(.brackets)
  }

  /// The elements of a collection; `±` stands for two.
  private func elements(_ term: Term) -> [Term] { children(term) }

  /// Compares elements one by one.
  mutating func compareInOrder(
    _ mine: [Term], _ theirs: [Term], _ rule: ComparisonRule
  ) throws(Interruption) -> Comparison {
    guard mine.count == theirs.count else { return .different(rule) }
    var remarks: ComparisonRemarks = []
    var reason: UndecidedReason?
    for (a, g) in zip(mine, theirs) {
      switch try compare(a, g) {
      case .equal(_, let more): remarks.formUnion(more)
      case .different: return .different(rule)
      case .undecided(let why): reason = why
      }
    }
    return reason.map { .undecided($0) } ?? .equal(rule, remarks: remarks)
  }

  /// Compares elements in any order; with `counting`, as often as they occur.
  mutating func compareUnordered(
    _ mine: [Term], _ theirs: [Term], counting: Bool, _ rule: ComparisonRule = .elements
  ) throws(Interruption) -> Comparison {
    if counting, mine.count != theirs.count { return .different(rule) }
    var remarks: ComparisonRemarks = []
    var isTaken = [Bool](repeating: false, count: theirs.count)
    for (index, a) in mine.enumerated() {
      // The element at the same place first: most lists are in the same order.
      let order = [index] + theirs.indices.filter { $0 != index }
      var isFound = false
      var reason: UndecidedReason?
      for other in order where other < theirs.count && !(counting && isTaken[other]) {
        switch try compare(a, theirs[other]) {
        case .equal(_, let more):
          remarks.formUnion(more)
          isTaken[other] = true
          isFound = true
        case .different: continue
        case .undecided(let why): reason = reason ?? why
        }
        if isFound { break }
      }
      if !isFound { return reason.map { .undecided($0) } ?? .different(rule) }
    }
    for (index, g) in theirs.enumerated() where !isTaken[index] {
      var isFound = false
      for a in mine where try compare(a, g).isEqual {
        isFound = true
        break
      }
      if !isFound { return .different(rule) }
    }
    return .equal(rule, remarks: remarks)
  }

  // MARK: Statements

  /// The value in `x = value` or `f(x) = value`.
  func assignedValue(_ term: Term) -> Term? {
    let node = node(term)
    guard node.operation == .relation, let relation = Relation(rawValue: node.detail),
      relation == .equal || relation == .defined || relation == .approximately
    else { return nil }
    let sides = children(term)
    guard sides.count == 2 else { return nil }
    return isName(sides[0]) ? sides[1] : isName(sides[1]) ? sides[0] : nil
  }

  /// Whether a node is a symbol, or a named function of symbols.
  func isName(_ term: Term) -> Bool {
    switch operation(term) {
    case .symbol: true
    case .application: children(term).allSatisfy { operation($0) == .symbol }
    default: false
    }
  }

  mutating func compareStatements(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    let (mine, theirs) = (node(a), node(g))
    if mine.operation == .relation, theirs.operation == .relation {
      return try compareRelations(a, g)
    }
    guard mine.operation == theirs.operation else { return .different(.statements) }
    return try compareUnordered(children(a), children(g), counting: false, .statements)
  }

  private mutating func compareRelations(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    let mine = children(a)
    let theirs = children(g)
    guard mine.count == 2, theirs.count == 2, let relation = Relation(rawValue: node(a).detail),
      let other = Relation(rawValue: node(g).detail)
    else { return .different(.statements) }
    if relation == other {
      let result = try compareInOrder(mine, theirs, .statements)
      if result.isEqual { return result }
    }
    if relation == other.mirrored {
      let result = try compareInOrder(mine, theirs.reversed(), .statements)
      if result.isEqual { return result }
    }
    return .different(.statements)
  }
}

extension Relation {
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
