/// Makes words that are the same for equal answers, from fingerprints.
struct CanonicalKeys {
  private let tree: ExpressionTree
  private var evaluator: ExpressionEvaluator

  init(tree: ExpressionTree, policy: ComparisonPolicy, limits: ExpressionLimits) {
    self.tree = tree
    evaluator = ExpressionEvaluator(policy: policy, limits: limits)
  }

  /// The key of a node.
  mutating func key(of id: NodeID) -> UInt64 {
    let node = tree[id]
    switch node.operation {
    case .list, .set:
      let keys = Set(tree.children(of: id).map { key(of: $0) }).sorted()
      if keys.count == 1, let only = keys.first { return only }
      return combine(keys, purpose: 1)
    case .tuple: return combine(tree.children(of: id).map { key(of: $0) }, purpose: 2)
    case .matrix:
      return combine(
        tree.children(of: id).map { key(of: $0) }, purpose: 16 + UInt64(tree.rows(of: id)))
    default: break
    }
    if Kind(node.operation) == .scalar, let value = try? evaluator.fingerprint(id, in: tree) {
      return value.word
    }
    var word = UInt64(node.operation.rawValue) << 8 | UInt64(node.detail)
    if node.hasText {
      word ^= ExpressionEvaluator.word(of: tree.text(of: id))
    } else if node.isLeaf {
      word ^= FieldElement.mix(UInt64(bitPattern: node.value))
    }
    return combine(tree.children(of: id).map { key(of: $0) }, purpose: word)
  }

  private func combine(_ words: [UInt64], purpose: UInt64) -> UInt64 {
    words.reduce(FieldElement.mix(purpose &+ 1)) { FieldElement.mix($0 &+ $1) }
  }
}
