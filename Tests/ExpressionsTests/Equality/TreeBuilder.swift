@testable import Expressions

/// A tree under construction, from expressions in prefix form: `(+ 1 (^ x 2))`.
struct TreeBuilder {
  private var tree = ExpressionTree()
  private var tokens: ArraySlice<Substring>

  private init(_ text: String) {
    let spaced = text.replacing("(", with: " ( ").replacing(")", with: " ) ")
    tokens = ArraySlice(spaced.split(separator: " "))
  }

  /// The tree of a text in prefix form.
  static func tree(_ text: String) -> ExpressionTree {
    var builder = TreeBuilder(text)
    builder.tree.root = builder.node()
    return builder.tree
  }

  private mutating func node() -> NodeID {
    let token = tokens.removeFirst()
    guard token == "(" else { return leaf(token) }
    let head = tokens.removeFirst()
    var children: [NodeID] = []
    while let next = tokens.first, next != ")" { children.append(node()) }
    tokens.removeFirst()
    return compound(head, children)
  }

  private mutating func leaf(_ token: Substring) -> NodeID {
    if let value = Int(token) {
      if value >= 0 { return tree.add(integer: value) }
      return tree.add(.negate, [tree.add(integer: -value)])
    }
    if token.count > 1, token.hasPrefix("-") { return tree.add(.negate, [leaf(token.dropFirst())]) }
    if token.allSatisfy(\.isNumber) { return tree.add(.bigInteger, text: token.utf8) }
    if let point = token.firstIndex(of: "."), token.dropFirst().first?.isLetter != true {
      let digits = token.filter { $0 != "." }
      return tree.add(
        .decimal, text: digits.utf8, scale: token.distance(from: point, to: token.endIndex) - 1)
    }
    switch token {
    case "pi": return tree.add(.pi)
    case "e": return tree.add(.e)
    case "i": return tree.add(.imaginaryUnit)
    case "inf": return tree.add(.infinity)
    default: return tree.add(.symbol, text: token.utf8)
    }
  }

  private static let operations: [Substring: Expressions.Operation] = [
    "+": .add, "*": .multiply, "/": .divide, "^": .power, "root": .root, "-": .negate,
    "percent": .percent, "list": .list, "set": .set, "tuple": .tuple, "sum": .sum,
    "product": .product, "and": .and, "or": .or, "degrees": .degrees, "union": .union,
  ]
  private static let functions: [Substring: Function] = [
    "sin": .sine, "cos": .cosine, "tan": .tangent, "cot": .cotangent, "sec": .secant,
    "csc": .cosecant, "exp": .exponential, "ln": .naturalLogarithm, "log": .logarithmToBase,
    "abs": .absolute, "floor": .floor, "ceil": .ceiling, "!": .factorial, "C": .binomial,
    "gcd": .greatestCommonDivisor, "lcm": .leastCommonMultiple, "atan": .arcTangent,
    "asin": .arcSine, "acos": .arcCosine, "sinh": .hyperbolicSine, "cosh": .hyperbolicCosine,
    "tanh": .hyperbolicTangent, "mod": .modulo,
  ]
  private static let relations: [Substring: Relation] = [
    "=": .equal, "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
    "in": .element,
  ]

  private mutating func compound(_ head: Substring, _ children: [NodeID]) -> NodeID {
    if head == "sqrt" { return tree.add(.root, children + [tree.add(integer: 2)]) }
    if let function = Self.functions[head] { return tree.add(function, children) }
    if let relation = Self.relations[head] { return tree.add(relation, children[0], children[1]) }
    if head == "quantity" {
      return tree.add(.quantity, text: "cm".utf8, children)
    }
    if head == "interval" || head.hasPrefix("interval") {
      let ends: IntervalEnds =
        switch head {
        case "interval[]": .closed
        case "interval[)": .leftClosed
        case "interval(]": .rightClosed
        default: .open
        }
      return tree.add(.interval, detail: ends.rawValue, children)
    }
    if head.hasPrefix("matrix") {
      return tree.add(.matrix, value: Int64(head.dropFirst(6)) ?? 1, children)
    }
    guard let operation = Self.operations[head] else {
      return tree.add(.application, text: head.utf8, children)
    }
    return tree.add(operation, children)
  }
}

/// Compares two texts in prefix form.
func compare(
  _ answer: String, _ gold: String, policy: ComparisonPolicy = .init(),
  limits: ExpressionLimits = .init()
) -> Comparison {
  ExpressionComparer(policy: policy, limits: limits)
    .compare(TreeBuilder.tree(answer), with: TreeBuilder.tree(gold))
}
