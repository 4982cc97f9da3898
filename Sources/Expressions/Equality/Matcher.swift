/// One comparison under way.
struct Matcher {
  let answer: ExpressionTree
  let gold: ExpressionTree
  let policy: ComparisonPolicy
  /// Expressions that are made on the way: a difference, one branch of `±`.
  var scratch = ExpressionTree()
  var evaluator: ExpressionEvaluator
  /// Whether `±` occurs.
  private let hasBranches: Bool
  /// Whether matrices occur: they do not commute, so the fingerprints of products mislead.
  let hasMatrices: Bool
  /// Whether numbers occur that could be multiples of the field's prime.
  let hasLongNumbers: Bool
  private var depth = 0

  init(
    answer: ExpressionTree, gold: ExpressionTree, policy: ComparisonPolicy, limits: ExpressionLimits
  ) {
    self.answer = answer
    self.gold = gold
    self.policy = policy
    evaluator = ExpressionEvaluator(policy: policy, limits: limits)
    var hasBranches = false
    var hasMatrices = false
    // The bits that a coefficient can have at most, roughly: a multiple of the prime has 61.
    var bits = 0
    for nodes in [answer.nodes, gold.nodes] {
      for node in nodes {
        switch node.operation {
        case .plusMinus: hasBranches = true
        case .matrix: hasMatrices = true
        case .integer: bits += Int.bitWidth - Int(node.value).leadingZeroBitCount
        case .decimal, .repeating, .based, .bigInteger: bits += 4 * Int(node.value & 0xffff)
        case .power: bits += 12
        case .function where node.detail == Function.factorial.rawValue: bits += 61
        default: break
        }
      }
    }
    hasLongNumbers = bits > 56
    self.hasBranches = hasBranches
    self.hasMatrices = hasMatrices
  }

  /// Compares the whole answer with the whole gold answer.
  mutating func result(_ logarithm: ComparisonPolicy.PlainLogarithm) -> Comparison {
    guard let a = answer.root, let g = gold.root else { return .undecided(.nothing) }
    evaluator.plainLogarithm = logarithm
    do throws(Interruption) {
      return try compare(Term(side: .answer, id: a), Term(side: .gold, id: g))
    } catch {
      return .undecided(UndecidedReason(error))
    }
  }

  /// Whether a logarithm without a base occurs.
  var hasPlainLogarithm: Bool {
    (answer.nodes + gold.nodes).contains {
      $0.operation == .function && $0.detail == Function.logarithm.rawValue
    }
  }

  @inline(__always)
  func tree(_ term: Term) -> ExpressionTree {
    switch term.side {
    case .answer: answer
    case .gold: gold
    case .scratch: scratch
    }
  }

  @inline(__always)
  func node(_ term: Term) -> Node {
    switch term.side {
    case .answer: answer[term.id]
    case .gold: gold[term.id]
    case .scratch: scratch[term.id]
    }
  }

  func operation(_ term: Term) -> Operation { node(term).operation }

  func children(_ term: Term) -> [Term] {
    tree(term).children(of: term.id).map { Term(side: term.side, id: $0) }
  }

  func child(_ term: Term, _ index: Int) throws(Interruption) -> Term {
    let children = tree(term).children(of: term.id)
    guard index < children.count else { throw .unsupported }
    return Term(side: term.side, id: children[children.startIndex + index])
  }
}

/// The kinds of things that answers are.
enum Kind: Equatable {
  case scalar, collection, region, statement, word, matrix

  init(_ operation: Operation) {
    self =
      switch operation {
      case .integer, .bigInteger, .decimal, .repeating, .constant, .based, .symbol, .add, .multiply,
        .negate, .divide, .power, .root, .percent, .degrees, .function, .application,
        .sum, .product, .integral, .limit, .derivative:
        .scalar
      case .quantity, .ratio, .plusMinus: .scalar
      case .list, .tuple, .set, .emptySet: .collection
      case .interval, .union, .intersection, .difference, .setBuilder, .numberSet: .region
      case .relation, .and, .or, .not: .statement
      case .words, .choice, .boolean, .none, .time, .date: .word
      case .matrix: .matrix
      }
  }
}

extension Matcher {
  /// Compares two terms, usually one of the answer with one of the gold answer.
  mutating func compare(_ a: Term, _ g: Term) throws(Interruption) -> Comparison {
    try evaluator.budget.charge()
    let a = only(a)
    let g = only(g)
    let kinds = (Kind(operation(a)), Kind(operation(g)))
    if kinds == (.scalar, .scalar), !hasBranches { return try compareNumbers(a, g) }
    depth += 1
    defer { depth -= 1 }
    if depth > evaluator.budget.limits.depth { throw .depth }
    return try compareStructures(a, g, kinds)
  }

  /// The only element of a list or set of one; else the term itself.
  private func only(_ term: Term) -> Term {
    var term = term
    while true {
      let node = node(term)
      switch node.operation {
      case .list, .set, .and, .or, .union:
        guard node.count == 1, let child = children(term).first else { return term }
        term = child
      default: return term
      }
    }
  }
}
