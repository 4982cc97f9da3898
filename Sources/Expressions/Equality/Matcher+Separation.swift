import Foundation

/// What the separation bound knows about an algebraic number: it is a quotient of algebraic
/// integers whose conjugates have at most these binary logarithms.
private struct AlgebraicBound {
  var above: Double
  var below: Double

  static func + (x: AlgebraicBound, y: AlgebraicBound) -> AlgebraicBound {
    AlgebraicBound(
      above: sumOfPowers(x.above + y.below, x.below + y.above), below: x.below + y.below)
  }

  static func * (x: AlgebraicBound, y: AlgebraicBound) -> AlgebraicBound {
    AlgebraicBound(above: x.above + y.above, below: x.below + y.below)
  }

  var inverse: AlgebraicBound { AlgebraicBound(above: below, below: above) }

  func root(_ degree: Double) -> AlgebraicBound {
    above >= below
      ? AlgebraicBound(above: (above + below * (degree - 1)) / degree, below: below)
      : AlgebraicBound(above: above, below: (above * (degree - 1) + below) / degree)
  }

  /// log₂(2^x + 2^y), rounded up.
  private static func sumOfPowers(_ x: Double, _ y: Double) -> Double {
    let most = max(x, y)
    return most + log2(1 + exp2(min(x, y) - most)) + 1e-9
  }
}

extension Matcher {
  /// The bits to which two values must agree to be equal; `nil` where a value is not algebraic
  /// step by step.
  ///
  /// By the bound of Burnikel, Funke, Mehlhorn, Schirra and Schmitt (ESA 2001) a number that is not
  /// 0 is at least 1/(u^{D−1} · l), where D is the product of the degrees of its different radicals
  /// and roots of unity.
  mutating func separation(_ a: Term, _ g: Term) throws(Interruption) -> Int? {
    var radicals: [FieldElement: Double] = [:]
    guard let mine = try bound(a.id, in: tree(a), &radicals),
      let theirs = try bound(g.id, in: tree(g), &radicals)
    else { return nil }
    let difference = mine + theirs
    let degree = radicals.keys.reduce(1.0) { $0 * (radicals[$1] ?? 1) }
    let bits = (degree - 1) * difference.above + difference.below
    return bits < Double(Self.mostBits) ? Int(bits.rounded(.up)) + 2 : nil
  }

  private mutating func bound(
    _ id: NodeID, in tree: ExpressionTree, _ radicals: inout [FieldElement: Double]
  ) throws(Interruption) -> AlgebraicBound? {
    try evaluator.budget.charge()
    if let value = try evaluator.exactOrNil(id, in: tree) {
      let bits = value.bits
      return AlgebraicBound(above: Double(bits.numerator), below: Double(bits.denominator))
    }
    let node = tree[id]
    let children = tree.children(of: id)
    switch node.operation {
    case .constant:
      switch Constant(rawValue: node.detail) {
      case .imaginaryUnit:
        radicals[.i] = 2
        return AlgebraicBound(above: 0, below: 0)
      case .goldenRatio:
        radicals[.squareRoot(prime: 5)] = 2
        return AlgebraicBound(above: 1, below: 0)
      default: return nil
      }
    case .add, .multiply, .divide, .negate:
      var result: AlgebraicBound?
      for child in children {
        guard let next = try bound(child, in: tree, &radicals) else { return nil }
        guard let soFar = result else {
          result = next
          continue
        }
        result =
          node.operation == .add
          ? soFar + next : soFar * (node.operation == .divide ? next.inverse : next)
      }
      return result
    case .power, .root:
      guard let first = children.first, let last = children.last,
        let base = try bound(first, in: tree, &radicals),
        case .small(var numerator, var degree)? = try evaluator.exactOrNil(last, in: tree)
      else { return nil }
      if node.operation == .root { (numerator, degree) = (degree, numerator) }
      guard degree > 0, degree < 64, numerator.magnitude < 4096 else { return nil }
      var result = base
      if degree > 1 {
        result = base.root(Double(degree))
        let value = try evaluator.fingerprint(first, in: tree)
        radicals[.scrambled(value.word, UInt64(degree))] = Double(degree)
      }
      if numerator < 0 { result = result.inverse }
      let times = Double(numerator.magnitude)
      return AlgebraicBound(above: result.above * times, below: result.below * times)
    case .function: return try trigonometricBound(id, in: tree, &radicals)
    default: return nil
    }
  }

  /// The bound of a sine or cosine of a rational multiple of π: half the sum of two roots of unity.
  private mutating func trigonometricBound(
    _ id: NodeID, in tree: ExpressionTree, _ radicals: inout [FieldElement: Double]
  ) throws(Interruption) -> AlgebraicBound? {
    guard let function = Function(rawValue: tree[id].detail),
      let argument = tree.children(of: id).first,
      let turn = try evaluator.multipleOfPi(argument, in: tree),
      case .small(_, let denominator) = turn, denominator < 256
    else { return nil }
    // e^{πi·k/n} and i are powers of a root of unity of degree 4n at most.
    radicals[.scrambled(UInt64(denominator), ExpressionEvaluator.Purpose.root.rawValue)] =
      Double(2 * denominator)
    radicals[.i] = 2
    let half = AlgebraicBound(above: 1, below: 1)
    switch function {
    case .sine, .cosine: return half
    case .tangent, .cotangent: return half * half.inverse
    case .secant, .cosecant: return half.inverse
    default: return nil
    }
  }
}
