/// Decides whether an answer and the gold answer are the same.
///
/// Exact where it can be: rational numbers are compared as such, algebraic expressions by their
/// images in a finite field, everything else by enclosures that are computed with as many digits
/// as it takes. Every comparison stays within `ExpressionLimits`; what cannot be decided within
/// them is undecided, never a guess. Comparing has no state: one comparer serves all threads.
public struct ExpressionComparer: Sendable {
  /// The decisions of what counts as the same.
  public let policy: ComparisonPolicy
  /// The bounds of work and memory.
  public let limits: ExpressionLimits

  /// Makes a comparer.
  public init(policy: ComparisonPolicy = .init(), limits: ExpressionLimits = .init()) {
    self.policy = policy
    self.limits = limits
  }

  /// Compares an answer with the gold answer.
  public func compare(_ answer: ExpressionTree, with gold: ExpressionTree) -> Comparison {
    guard let a = answer.root, let g = gold.root else { return .undecided(.nothing) }
    if answer[a].operation == .integer, gold[g].operation == .integer {
      return answer[a].value == gold[g].value
        ? .equal(.exactValue, remarks: []) : .different(.exactValue)
    }
    var matcher = Matcher(answer: answer, gold: gold, policy: policy, limits: limits)
    var result = matcher.result(.natural)
    if policy.plainLogarithm != .natural, !result.isEqual, matcher.hasPlainLogarithm {
      let other = matcher.result(.ten)
      if policy.plainLogarithm == .ten || other.isEqual { result = other }
    }
    return result
  }

  /// A text that is the same for answers that are equal, as far as a normal form can tell.
  ///
  /// For counting votes: group by the key, then compare within and across groups where it matters.
  public func canonicalKey(of tree: ExpressionTree) -> String {
    guard let root = tree.root else { return "" }
    var keys = CanonicalKeys(tree: tree, policy: policy, limits: limits)
    return String(keys.key(of: root), radix: 16)
  }
}
