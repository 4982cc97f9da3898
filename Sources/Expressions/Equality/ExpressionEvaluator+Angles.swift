extension ExpressionEvaluator {
  /// q where an expression is q·π step by step; `nil` otherwise.
  mutating func multipleOfPi(
    _ id: NodeID, in tree: ExpressionTree
  ) throws(Interruption) -> ExactRational? {
    let node = tree[id]
    let children = tree.children(of: id)
    switch node.operation {
    case .constant: return Constant(rawValue: node.detail) == .pi ? .one : nil
    case .integer: return node.value == 0 ? .zero : nil
    case .degrees:
      guard let child = children.first, let angle = try exact(child, in: tree) else { return nil }
      return try angle.divided(by: ExactRational(180), limit: bitLimit)
    case .negate:
      guard let child = children.first else { return nil }
      return try descend { (me) throws(Interruption) in try me.multipleOfPi(child, in: tree) }
        .map { -$0 }
    case .add, .multiply, .divide:
      return try descend { (me) throws(Interruption) in
        try me.joinMultiples(node.operation, children, in: tree)
      }
    default: return nil
    }
  }

  private mutating func joinMultiples(
    _ operation: Operation, _ children: ArraySlice<NodeID>, in tree: ExpressionTree
  ) throws(Interruption) -> ExactRational? {
    var factor = ExactRational.one
    var turn: ExactRational?
    for (place, child) in children.enumerated() {
      let isDivisor = operation == .divide && place > 0
      if operation != .add, let value = try exact(child, in: tree) {
        factor =
          isDivisor
          ? try factor.divided(by: value, limit: bitLimit)
          : try factor.multiplied(by: value, limit: bitLimit)
        continue
      }
      guard !isDivisor, let next = try multipleOfPi(child, in: tree) else { return nil }
      if let soFar = turn {
        guard operation == .add else { return nil }
        turn = try soFar.adding(next, limit: bitLimit)
      } else {
        turn = next
      }
    }
    if turn == nil, factor.isZero { return .zero }
    return try turn?.multiplied(by: factor, limit: bitLimit)
  }
}
