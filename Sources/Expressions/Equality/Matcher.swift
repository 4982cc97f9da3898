/// A node on one side of a comparison.
struct Term: Hashable {
  let isGold: Bool
  let id: NodeID
}

/// One comparison under way.
struct Matcher {
  let answer: ExpressionTree
  let gold: ExpressionTree
  let policy: ComparisonPolicy
  var evaluator: ExpressionEvaluator

  init(
    answer: ExpressionTree, gold: ExpressionTree, policy: ComparisonPolicy, limits: ExpressionLimits
  ) {
    self.answer = answer
    self.gold = gold
    self.policy = policy
    evaluator = ExpressionEvaluator(policy: policy, limits: limits)
  }

  @inline(__always)
  func tree(_ term: Term) -> ExpressionTree { term.isGold ? gold : answer }

  func node(_ term: Term) -> Node { term.isGold ? gold[term.id] : answer[term.id] }

  func operation(_ term: Term) -> Operation { node(term).operation }

  func children(_ term: Term) -> [Term] {
    tree(term).children(of: term.id).map { Term(isGold: term.isGold, id: $0) }
  }

  func child(_ term: Term, _ index: Int) throws(Interruption) -> Term {
    let children = tree(term).children(of: term.id)
    guard index < children.count else { throw .unsupported }
    return Term(isGold: term.isGold, id: children[children.startIndex + index])
  }

  // MARK: Comparing

  /// Compares two nodes, usually one of the answer with one of the gold answer.
  mutating func compare(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    try evaluator.budget.charge()
    let kinds = (Kind(operation(a)), Kind(operation(g)))
    if kinds == (.scalar, .scalar) { return try compareScalars(a, g) }
    return try compareStructures(a, g, kinds)
  }

  /// Compares two nodes that stand for numbers or formulas.
  mutating func compareScalars(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    let mine = try exactValue(a)
    let theirs = try exactValue(g)
    if let mine, let theirs {
      if mine == theirs { return .equal(.exactValue, remarks: []) }
      return try compareRounded(a, mine, g, theirs) ?? .different(.exactValue)
    }
    evaluator.isFormal = false
    let left = try evaluator.fingerprint(a.id, in: tree(a))
    let right = try evaluator.fingerprint(g.id, in: tree(g))
    if left == right { return .equal(.algebraicIdentity, remarks: []) }
    if let result = try compareRounded(a, mine, g, theirs) { return result }
    if !evaluator.isFormal { return .different(.algebraicIdentity) }
    return try compareByEnclosures(a, g)
  }

  /// The exact value; `nil` where it is not rational step by step, or too long to write down.
  mutating func exactValue(_ term: Term) throws(Interruption) -> ExactRational? {
    do throws(Interruption) {
      return try evaluator.exact(term.id, in: tree(term))
    } catch {
      if error == .bits { return nil }
      throw error
    }
  }

  /// Whether a decimal is the other number, rounded to its digits; `nil` where the rule does not
  /// apply.
  mutating func compareRounded(
    _ a: Term, _ mine: ExactRational?, _ g: Term, _ theirs: ExactRational?
  ) throws(Interruption) -> Comparison? {
    if let mine, let written = writtenDecimal(a), written.digits >= policy.significantDigits,
      let theirs, !theirs.isTerminating
    {
      return try isWithin(written.halfUnit, mine, theirs)
        ? .equal(.roundedDecimal, remarks: .approximate) : .different(.roundedDecimal)
    }
    if policy.goldDecimalsAreRounded, let theirs, let written = writtenDecimal(g), let mine {
      return try isWithin(written.halfUnit, mine, theirs)
        ? .equal(.roundedDecimal, remarks: .approximate) : .different(.roundedDecimal)
    }
    return nil
  }

  private func isWithin(
    _ distance: ExactRational, _ a: ExactRational, _ b: ExactRational
  ) throws(Interruption) -> Bool {
    try a.subtracting(b, limit: evaluator.bitLimit).magnitude <= distance
  }

  /// The significant digits of a decimal, possibly with a sign, and half a unit in its last place.
  private func writtenDecimal(_ term: Term) -> (digits: Int, halfUnit: ExactRational)? {
    var id = term.id
    let tree = tree(term)
    while tree[id].operation == .negate, let child = tree.children(of: id).first { id = child }
    guard tree[id].operation == .decimal else { return nil }
    let digits = tree.text(of: id).drop { $0 == UInt8(ascii: "0") }.count
    let limit = evaluator.bitLimit
    guard
      let unit = try? ExactRational(10).power(-tree.scale(of: id), limit: limit),
      let half = try? unit.divided(by: ExactRational(2), limit: limit)
    else { return nil }
    return (digits, half)
  }
}

extension ExactRational {
  /// Whether the number has finitely many decimal digits.
  var isTerminating: Bool {
    guard case .small(_, var denominator) = self else { return false }
    denominator >>= denominator.trailingZeroBitCount
    while denominator.isMultiple(of: 5) { denominator /= 5 }
    return denominator == 1
  }
}

/// The kinds of things that answers are.
enum Kind: Equatable {
  case scalar, collection, interval, statement, text, matrix

  init(_ operation: Operation) {
    self =
      switch operation {
      case .integer, .bigInteger, .decimal, .repeating, .constant, .based, .symbol, .add, .multiply,
        .negate, .divide, .power, .root, .percent, .degrees, .function, .application,
        .sum, .product, .integral, .limit, .derivative:
        .scalar
      case .list, .tuple, .set, .emptySet, .plusMinus: .collection
      case .interval, .union, .intersection, .difference, .setBuilder, .numberSet: .interval
      case .relation, .and, .or, .not: .statement
      case .words, .choice, .boolean, .none, .time, .date, .quantity, .ratio: .text
      case .matrix: .matrix
      }
  }
}
