/// A connected set of real numbers; an end that is `nil` is infinite.
private struct Span {
  var lower: Term?
  var upper: Term?
  var includesLower = false
  var includesUpper = false
}

extension Matcher {
  /// Compares two sets of real numbers: intervals, unions, inequalities solved for one variable;
  /// `nil` where one is none.
  mutating func compareRegions(_ a: Term, _ g: Term) throws(Interruption) -> Comparison? {
    guard var mine = try spans(of: a, variable: variable(of: a)),
      var theirs = try spans(of: g, variable: variable(of: g))
    else { return nil }
    switch (isSolvedForSize(a), isSolvedForSize(g)) {
    case (true, false):
      guard isMembership(g, ofSizedBy: a) else { return nil }
      mine = try withSizes(in: mine)
    case (false, true):
      guard isMembership(a, ofSizedBy: g) else { return nil }
      theirs = try withSizes(in: theirs)
    default:
      if let x = variable(of: a), let y = variable(of: g), !isSame(x, y) {
        return .different(.statements)
      }
    }
    if (variable(of: a) == nil) != (variable(of: g) == nil),
      policy.intervalAndInequality == .different
    {
      return .different(.kind)
    }
    let left = try normalised(mine)
    let right = try normalised(theirs)
    guard left.count == right.count else { return .different(.elements) }
    var ends: (mine: [Term], theirs: [Term]) = ([], [])
    for (x, y) in zip(left, right) {
      guard (x.lower == nil) == (y.lower == nil), (x.upper == nil) == (y.upper == nil),
        x.includesLower == y.includesLower, x.includesUpper == y.includesUpper
      else { return .different(.elements) }
      ends.mine += [x.lower, x.upper].compactMap(\.self)
      ends.theirs += [y.lower, y.upper].compactMap(\.self)
    }
    return try compareInOrder(ends.mine, ends.theirs, .elements)
  }

  /// Whether a statement is solved for an absolute value: `|x| < 2`.
  func isSolvedForSize(_ term: Term) -> Bool {
    variable(of: term).map { operation($0) == .function } ?? false
  }

  /// Whether a term says of which real numbers the variable is one whose absolute value the other
  /// bounds; without it, `|z| < 1` may be a disc.
  private func isMembership(_ term: Term, ofSizedBy other: Term) -> Bool {
    guard let (written, left, _) = relation(term), written == .element,
      let size = variable(of: other), let name = children(size).first
    else { return false }
    return isSame(left, name)
  }

  /// The numbers whose absolute values lie in spans.
  private mutating func withSizes(in spans: [Span]) throws(Interruption) -> [Span] {
    var result = try intersected(spans, [Span(lower: try zero(), includesLower: true)])
    for span in result {
      var mirrored = Span(includesLower: span.includesUpper, includesUpper: span.includesLower)
      if let upper = span.upper { mirrored.lower = try make(.negate, upper) }
      if let lower = span.lower { mirrored.upper = try make(.negate, lower) }
      result.append(mirrored)
    }
    return result
  }

  /// Whether a term is a symbol, a function of something, or the absolute value of a symbol.
  private func isUnknown(_ term: Term) -> Bool {
    switch operation(term) {
    case .symbol, .application: true
    case .function:
      node(term).detail == Function.absolute.rawValue
        && children(term).allSatisfy { operation($0) == .symbol }
    default: false
    }
  }

  /// What a statement is solved for; `nil` for what is no statement.
  private func variable(of term: Term) -> Term? {
    guard Kind(operation(term)) == .statement else { return nil }
    var relations: [Term] = []
    collectRelations(term, into: &relations)
    guard let first = relations.first else { return nil }
    for candidate in children(first) where isUnknown(candidate) {
      let isEverywhere = relations.allSatisfy { relation in
        children(relation).contains { isSame($0, candidate) }
      }
      if isEverywhere { return candidate }
    }
    return nil
  }

  private func collectRelations(_ term: Term, into relations: inout [Term]) {
    if operation(term) == .relation {
      relations.append(term)
    } else {
      for child in children(term) { collectRelations(child, into: &relations) }
    }
  }

  private mutating func spans(
    of term: Term, variable: Term?
  ) throws(Interruption) -> [Span]? {
    try evaluator.budget.charge()
    let node = node(term)
    let parts = children(term)
    switch node.operation {
    case .emptySet: return []
    case .set:
      return parts.allSatisfy { Kind(operation($0)) == .scalar }
        ? parts.map { Span(lower: $0, upper: $0, includesLower: true, includesUpper: true) } : nil
    case .interval, .tuple:
      guard parts.count == 2, parts.allSatisfy({ Kind(operation($0)) == .scalar }) else {
        return nil
      }
      let ends =
        node.operation == .tuple ? .open : IntervalEnds(rawValue: node.detail) ?? .open
      return [between(parts[0], parts[1], ends)]
    case .numberSet:
      switch NumberSet(rawValue: node.detail) {
      case .reals: return [Span()]
      case .positiveReals: return [Span(lower: try zero())]
      default: return nil
      }
    case .union, .or, .intersection, .and, .difference:
      guard let first = parts.first, var result = try spans(of: first, variable: variable) else {
        return nil
      }
      for part in parts.dropFirst() {
        guard let next = try spans(of: part, variable: variable) else { return nil }
        switch node.operation {
        case .union, .or: result += next
        case .difference: result = try subtracted(next, from: result)
        default: result = try intersected(result, next)
        }
      }
      return result
    case .relation: return try solved(term, for: variable)
    default: return nil
    }
  }

  private mutating func zero() throws(Interruption) -> Term {
    Term(side: .scratch, id: scratch.add(integer: 0))
  }

  private func between(_ lower: Term, _ upper: Term, _ ends: IntervalEnds) -> Span {
    let isInfinite = (infiniteSign(lower) != 0, infiniteSign(upper) != 0)
    return Span(
      lower: isInfinite.0 ? nil : lower, upper: isInfinite.1 ? nil : upper,
      includesLower: ends.includesLower && !isInfinite.0,
      includesUpper: ends.includesUpper && !isInfinite.1)
  }

  /// The numbers that make `x < a` and the like true.
  private mutating func solved(
    _ term: Term, for variable: Term?
  ) throws(Interruption) -> [Span]? {
    guard let variable, let (written, left, right) = relation(term) else { return nil }
    let isLeft = isSame(left, variable)
    let bound = isLeft ? right : left
    guard isLeft || isSame(right, variable) else { return nil }
    if written == .element, isLeft { return try spans(of: right, variable: nil) }
    guard Kind(operation(bound)) == .scalar, let relation = isLeft ? written : written.mirrored
    else { return nil }
    let isOpenEnded = infiniteSign(bound) != 0
    switch relation {
    case .less: return isOpenEnded ? [Span()] : [Span(upper: bound)]
    case .lessOrEqual: return [Span(upper: bound, includesUpper: true)]
    case .greater: return isOpenEnded ? [Span()] : [Span(lower: bound)]
    case .greaterOrEqual: return [Span(lower: bound, includesLower: true)]
    case .equal:
      return [Span(lower: bound, upper: bound, includesLower: true, includesUpper: true)]
    case .notEqual: return [Span(upper: bound), Span(lower: bound)]
    default: return nil
    }
  }

  // MARK: Order

  /// −1, 0 or 1 as the first number is less than, equal to or greater than the second.
  private mutating func order(_ a: Term, _ g: Term) throws(Interruption) -> Int {
    if let x = try exactValue(a), let y = try exactValue(g) { return x < y ? -1 : x == y ? 0 : 1 }
    if try compareScalars(a, g).isEqual { return 0 }
    for precision in [64, 256, 1024] {
      let x = try evaluator.enclosure(a.id, in: tree(a), precision)
      let y = try evaluator.enclosure(g.id, in: tree(g), precision)
      guard !x.isNotReal, !y.isNotReal else { throw .unsupported }
      if x.real.upper < y.real.lower { return -1 }
      if y.real.upper < x.real.lower { return 1 }
    }
    throw .imprecise
  }

  /// Spans in order, without empty ones, joined where they touch.
  private mutating func normalised(_ spans: [Span]) throws(Interruption) -> [Span] {
    if spans.count == 1, spans[0].lower != spans[0].upper || spans[0].lower == nil { return spans }
    var sorted: [Span] = []
    for span in spans where !(try isEmpty(span)) {
      var place = sorted.count
      while place > 0, try isLower(span, than: sorted[place - 1]) { place -= 1 }
      sorted.insert(span, at: place)
    }
    var result: [Span] = []
    for span in sorted {
      guard let last = result.last, let end = last.upper else {
        if result.isEmpty { result.append(span) }
        continue
      }
      if let start = span.lower {
        let order = try order(start, end)
        if order > 0 || (order == 0 && !span.includesLower && !last.includesUpper) {
          result.append(span)
          continue
        }
      }
      // They touch or overlap: the upper end that is farther counts.
      if let upper = span.upper {
        let order = try order(upper, end)
        if order > 0 {
          result[result.count - 1].upper = upper
          result[result.count - 1].includesUpper = span.includesUpper
        } else if order == 0, span.includesUpper {
          result[result.count - 1].includesUpper = true
        }
      } else {
        result[result.count - 1].upper = nil
        result[result.count - 1].includesUpper = false
      }
    }
    return result
  }

  private mutating func isEmpty(_ span: Span) throws(Interruption) -> Bool {
    guard let lower = span.lower, let upper = span.upper else { return false }
    let order = try lower == upper ? 0 : order(lower, upper)
    return order > 0 || (order == 0 && !(span.includesLower && span.includesUpper))
  }

  /// Whether a span starts before another one.
  private mutating func isLower(_ a: Span, than b: Span) throws(Interruption) -> Bool {
    guard let y = b.lower else { return false }
    guard let x = a.lower else { return true }
    let order = try order(x, y)
    return order < 0 || (order == 0 && a.includesLower && !b.includesLower)
  }

  // MARK: Intersections

  private mutating func intersected(
    _ mine: [Span], _ theirs: [Span]
  ) throws(Interruption) -> [Span] {
    var result: [Span] = []
    for a in mine {
      for b in theirs {
        var span = a
        if let y = b.lower {
          let sign = try a.lower.map { (x) throws(Interruption) in try order(x, y) } ?? -1
          if sign < 0 {
            span.lower = y
            span.includesLower = b.includesLower
          } else if sign == 0 {
            span.includesLower = a.includesLower && b.includesLower
          }
        }
        if let y = b.upper {
          let sign = try a.upper.map { (x) throws(Interruption) in try order(x, y) } ?? 1
          if sign > 0 {
            span.upper = y
            span.includesUpper = b.includesUpper
          } else if sign == 0 {
            span.includesUpper = a.includesUpper && b.includesUpper
          }
        }
        if !(try isEmpty(span)) { result.append(span) }
      }
    }
    return result
  }

  private mutating func subtracted(
    _ theirs: [Span], from mine: [Span]
  ) throws(Interruption) -> [Span] {
    var result = mine
    for span in theirs {
      var outside: [Span] = []
      if let lower = span.lower {
        outside.append(Span(upper: lower, includesUpper: !span.includesLower))
      }
      if let upper = span.upper {
        outside.append(Span(lower: upper, includesLower: !span.includesUpper))
      }
      result = try intersected(result, outside)
    }
    return result
  }
}
