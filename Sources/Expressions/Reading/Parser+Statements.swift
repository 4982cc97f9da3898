extension Parser {
  /// Reads comparisons joined by implications.
  mutating func parseStatement() throws(ReadingRefusal) -> NodeID {
    var node = try parseComparison()
    while kind == .relation, let relation = Relation(rawValue: token.detail), relation.joins {
      advance()
      let right = try parseComparison()
      node = try binary(.relation, node, right, detail: relation.rawValue)
    }
    return node
  }

  /// Reads an expression or a chain of relations: `a < b ≤ c` says `a < b` and `b ≤ c`.
  private mutating func parseComparison() throws(ReadingRefusal) -> NodeID {
    if accept(.negation) {
      try enter()
      defer { depth -= 1 }
      return try unary(.not, try parseComparison())
    }
    let mark = top
    var left = isAtRelation ? nil : try parseRatio()
    while isAtRelation {
      let relation: Relation
      if kind == .word {
        relation = word == .isEqual ? .equal : .element
      } else if kind == .pipe {
        relation = .divides
      } else {
        relation = Relation(rawValue: token.detail) ?? .equal
      }
      let place = offset
      advance()
      skipFillers()
      let outer = isRelated
      isRelated = true
      let right = try parseRatio()
      isRelated = outer
      if let left {
        try push(try binary(.relation, left, right, detail: relation.rawValue))
      } else if relation != .equal && relation != .approximately {
        throw ReadingRefusal(.missingOperand, at: place)
      }
      left = right
    }
    if top > mark { return try congruence(collapse(mark, .and)) }
    guard let left else { throw missing }
    return left
  }

  private var isAtRelation: Bool {
    switch kind {
    case .relation: Relation(rawValue: token.detail)?.joins == false
    case .word: word == .isEqual || word == .element && !isInches
    case .pipe: token.detail == 1 && !pipeSeparates
    default: false
    }
  }

  /// `a ≡ b (mod n)`: the modulus belongs to the congruence.
  private mutating func congruence(_ node: NodeID) throws(ReadingRefusal) -> NodeID {
    guard kind == .parenthesizedModulo || isModuloInParentheses else { return node }
    let isCommand = kind == .parenthesizedModulo
    if isCommand { advance() } else { position += 2 }
    let modulus = isCommand ? try parseArgument() : try parseSum()
    if !isCommand {
      guard kind == .close else { throw refusal(.unexpected) }
      advance()
    }
    let children = tree.children(of: node)
    guard tree[node].operation == .relation, let left = children.first, let right = children.last
    else { throw refusal(.unexpected) }
    let remainder = try binary(.function, right, modulus, detail: Function.modulo.rawValue)
    return try binary(.relation, left, remainder, detail: Relation.congruent.rawValue)
  }

  private var isModuloInParentheses: Bool {
    kind == .open && peek().kind == .modulo
  }

  /// Reads a ratio `a:b:c`.
  private mutating func parseRatio() throws(ReadingRefusal) -> NodeID {
    let first = try parseUnion()
    guard kind == .colon, !pipeSeparates else { return first }
    let mark = top
    try push(first)
    while accept(.colon) { try push(try parseUnion()) }
    if let time = try time(mark) { return time }
    return try gather(mark, .ratio)
  }

  /// Reads unions and differences of sets.
  private mutating func parseUnion() throws(ReadingRefusal) -> NodeID {
    var node = try parseIntersection()
    while kind == .union || kind == .difference {
      let isUnion = kind == .union
      if isUnion {
        let mark = top
        try push(asSet(node))
        while accept(.union) { try push(asSet(try parseIntersection())) }
        node = try gather(mark, .union)
      } else {
        advance()
        node = try binary(.difference, asSet(node), asSet(try parseIntersection()))
      }
    }
    return node
  }

  private mutating func parseIntersection() throws(ReadingRefusal) -> NodeID {
    let first = try parseSum()
    guard kind == .intersection else { return first }
    let mark = top
    try push(asSet(first))
    while accept(.intersection) { try push(asSet(try parseSum())) }
    return try gather(mark, .intersection)
  }

  /// A single number among sets is the set of it: `{1}` with the braces of TeX.
  private mutating func asSet(_ node: NodeID) throws(ReadingRefusal) -> NodeID {
    switch tree[node].operation {
    case .integer, .decimal, .divide, .negate: try unary(.set, node)
    default: node
    }
  }
}

extension Relation {
  /// Whether the relation joins statements.
  fileprivate var joins: Bool { self == .implies || self == .equivalent }
}
