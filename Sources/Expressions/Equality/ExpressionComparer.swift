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
    if let x = answer.smallFraction(a), let y = gold.smallFraction(g) {
      let left = x.numerator.multipliedFullWidth(by: y.denominator)
      if left == y.numerator.multipliedFullWidth(by: x.denominator) {
        return .equal(.exactValue, remarks: x.isReduced ? [] : .unreduced)
      }
      if !x.isDecimal, !y.isDecimal { return .different(.exactValue) }
    }
    guard policy.divisors == .polynomials else { return compareTrees(answer, with: gold) }
    let mine = DivisorsOfPolynomials(answer, policy: policy, limits: limits)
    let theirs = DivisorsOfPolynomials(gold, policy: policy, limits: limits)
    let result = compareTrees(mine.tree, with: theirs.tree)
    // As numbers they may differ and still be the same as polynomials.
    if case .different = result, mine.isPartial || theirs.isPartial { return .undecided(.noMethod) }
    return result
  }

  private func compareTrees(_ answer: ExpressionTree, with gold: ExpressionTree) -> Comparison {
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

extension ExpressionTree {
  /// A number that is read off without any arithmetic that could overflow.
  fileprivate struct SmallFraction {
    var numerator: Int
    var denominator = 1
    var isDecimal = false
    var isReduced = true
  }

  /// The value of `n`, `n/m`, a short decimal, and these with a minus sign.
  fileprivate func smallFraction(_ id: NodeID) -> SmallFraction? {
    let node = self[id]
    switch node.operation {
    case .integer: return SmallFraction(numerator: Int(node.value))
    case .negate:
      guard let child = children(of: id).first, self[child].operation != .negate,
        var result = smallFraction(child)
      else { return nil }
      result.numerator = -result.numerator
      return result
    case .divide:
      let children = children(of: id)
      guard let first = children.first, let last = children.last,
        self[first].operation == .integer, self[last].operation == .integer, self[last].value > 0
      else { return nil }
      let (above, below) = (Int(self[first].value), Int(self[last].value))
      let divisor = ExactRational.greatestCommonDivisor(above.magnitude, below.magnitude)
      return SmallFraction(numerator: above, denominator: below, isReduced: divisor == 1)
    case .decimal:
      let scale = scale(of: id)
      let digits = text(of: id)
      guard digits.count <= 18, 0...18 ~= scale else { return nil }
      var result = SmallFraction(numerator: 0, isDecimal: true)
      for digit in digits {
        guard 48...57 ~= digit else { return nil }
        result.numerator = result.numerator * 10 + Int(digit - 48)
      }
      for _ in 0..<scale { result.denominator *= 10 }
      return result
    default: return nil
    }
  }
}
