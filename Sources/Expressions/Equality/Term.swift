/// A node of one of the trees of a comparison.
struct Term: Hashable {
  /// Which tree a node belongs to.
  enum Side: UInt8 { case answer, gold, scratch }

  let side: Side
  let id: NodeID
}

extension Matcher {
  // MARK: Making expressions

  /// A node of terms, in the scratch tree.
  mutating func make(
    _ operation: Operation, detail: UInt8 = 0, _ children: Term...
  ) throws(Interruption) -> Term {
    var ids: [NodeID] = []
    for child in children { ids.append(try copy(child)) }
    return Term(side: .scratch, id: scratch.add(operation, detail: detail, ids))
  }

  /// A term's copy in the scratch tree.
  mutating func copy(_ term: Term) throws(Interruption) -> NodeID {
    if term.side == .scratch { return term.id }
    return try copy(term.id, from: tree(term), choosing: nil)
  }

  /// A copy in which `±` is `+` or, with `false`, `−`, and `∓` the other one.
  mutating func copy(
    _ id: NodeID, from tree: ExpressionTree, choosing isPlus: Bool?
  ) throws(Interruption) -> NodeID {
    try evaluator.budget.charge()
    let node = tree[id]
    var ids: [NodeID] = []
    for child in tree.children(of: id) {
      ids.append(try copy(child, from: tree, choosing: isPlus))
    }
    if let isPlus, node.operation == .plusMinus, let last = ids.last {
      let isFirst = node.detail == SignOrder.plusFirst.rawValue
      let signed = isPlus == isFirst ? last : scratch.add(.negate, [last])
      return ids.count == 1 ? signed : scratch.add(.add, [ids[0], signed])
    }
    if node.isLeaf {
      return node.hasText
        ? scratch.add(
          node.operation, text: tree.text(of: id), scale: tree.scale(of: id),
          period: tree.period(of: id), base: tree.base(of: id))
        : scratch.add(leaf: node.operation, detail: node.detail, value: node.value)
    }
    return node.hasText
      ? scratch.add(node.operation, text: tree.text(of: id), ids)
      : scratch.add(node.operation, detail: node.detail, value: node.value, ids)
  }

  /// The two values of an expression with `±`; `nil` where there is none.
  mutating func branches(_ term: Term) throws(Interruption) -> [Term]? {
    let source = tree(term)
    guard source.contains(.plusMinus, below: term.id) else { return nil }
    return [
      Term(side: .scratch, id: try copy(term.id, from: source, choosing: true)),
      Term(side: .scratch, id: try copy(term.id, from: source, choosing: false)),
    ]
  }

  // MARK: Structure

  /// Whether two terms are the same node by node.
  func isSame(_ a: Term, _ g: Term) -> Bool {
    let (mine, theirs) = (node(a), node(g))
    guard mine.operation == theirs.operation, mine.detail == theirs.detail,
      mine.count == theirs.count
    else { return false }
    let (left, right) = (tree(a), tree(g))
    if mine.hasText {
      guard left.text(of: a.id).elementsEqual(right.text(of: g.id)) else { return false }
    } else if mine.value != theirs.value {
      return false
    }
    if mine.isLeaf { return left.scale(of: a.id) == right.scale(of: g.id) }
    return zip(children(a), children(g)).allSatisfy { isSame($0, $1) }
  }
}
