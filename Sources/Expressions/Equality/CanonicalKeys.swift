/// Makes words that are the same for equal answers, from fingerprints.
struct CanonicalKeys {
  private let tree: ExpressionTree
  private let policy: ComparisonPolicy
  private var evaluator: ExpressionEvaluator

  init(tree: ExpressionTree, policy: ComparisonPolicy, limits: ExpressionLimits) {
    self.tree = tree
    self.policy = policy
    evaluator = ExpressionEvaluator(policy: policy, limits: limits)
  }

  /// What a key is about.
  private enum Purpose: UInt64 {
    case unordered = 1
    case tuple, equation, ratio, words, other, matrix
  }

  /// The key of a node.
  mutating func key(of id: NodeID) -> UInt64 {
    let node = tree[id]
    let children = tree.children(of: id)
    switch node.operation {
    case .list, .set, .or:
      let keys = Set(children.map { key(of: $0) }).sorted()
      if keys.count == 1, let only = keys.first { return only }
      return combine(keys, .unordered)
    case .tuple: return combine(children.map { key(of: $0) }, .tuple)
    case .matrix:
      let rows = tree.rows(of: id)
      let isVector = rows == 1 || rows == children.count
      let keys = children.map { key(of: $0) }
      return isVector && policy.vectorAndTuple == .equal
        ? combine(keys, .tuple) : combine([UInt64(rows)] + keys, .matrix)
    case .words, .choice: return combine(letters(of: id).map { UInt64($0) }, .words)
    case .relation:
      if let key = relationKey(id) { return key }
    case .ratio:
      let parts = children.map { try? evaluator.fingerprint($0, in: tree) }
      if let last = parts.last??.inverse, parts.allSatisfy({ $0 != nil }) {
        let shares = parts.dropLast().compactMap { $0.map { ($0 * last).word } }
        if shares.count == 1, policy.ratioAndFraction == .equal { return shares[0] }
        return combine(shares, .ratio)
      }
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
    return combine([word] + children.map { key(of: $0) }, .other)
  }

  /// The key of `x = value` is that of the value; that of another equation does not depend on a
  /// constant factor.
  private mutating func relationKey(_ id: NodeID) -> UInt64? {
    let children = Array(tree.children(of: id))
    guard children.count == 2, let relation = Relation(rawValue: tree[id].detail) else {
      return nil
    }
    switch relation {
    case .greater, .greaterOrEqual:
      let mirrored: Relation = relation == .greater ? .less : .lessOrEqual
      let word = UInt64(Operation.relation.rawValue) << 8 | UInt64(mirrored.rawValue)
      return combine([word, key(of: children[1]), key(of: children[0])], .other)
    case .equal, .defined, .identical:
      if tree[children[0]].operation == .symbol { return key(of: children[1]) }
      if tree[children[1]].operation == .symbol { return key(of: children[0]) }
      if tree[children[0]].operation == .application { return key(of: children[1]) }
      var differences: [FieldElement] = []
      defer { evaluator.point = 0 }
      for point: UInt64 in 0..<3 {
        evaluator.point = FieldElement.mix(point)
        guard let left = try? evaluator.fingerprint(children[0], in: tree),
          let right = try? evaluator.fingerprint(children[1], in: tree)
        else { return nil }
        differences.append(left - right)
      }
      guard let scale = differences[0].inverse else { return nil }
      return combine(differences.dropFirst().map { ($0 * scale).word }, .equation)
    default: return nil
    }
  }

  private func letters(of id: NodeID) -> [UInt8] {
    tree.text(of: id).filter { $0 >= 0x80 || $0.isLetterOrDigit }
      .map { policy.letterCase == .ignored && 65...90 ~= $0 ? $0 | 32 : $0 }
  }

  private func combine(_ words: [UInt64], _ purpose: Purpose) -> UInt64 {
    words.reduce(FieldElement.mix(purpose.rawValue)) { FieldElement.mix($0 &+ $1) }
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
