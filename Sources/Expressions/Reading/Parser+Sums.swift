extension Parser {
  /// Reads sums and differences, with the unit behind them.
  mutating func parseSum() throws(ReadingRefusal) -> NodeID {
    let mark = top
    let outer = differential
    try push(try parseSignedTerm())
    loop: while true {
      if integrals > 0, differential != outer { break }
      if isAtUnit { try attachUnit(mark) }
      switch kind {
      case .number where tokens[position - 1].kind == .word && endsWithQuantity(mark):
        // `5 feet 3 inches` is a sum.
        try push(try parseProduct())
      case .plus:
        advance()
        try push(try parseSignedTerm())
      case .minus:
        advance()
        let term = try parseSignedTerm()
        try push(try negated(term))
      case .plusMinus, .minusPlus:
        let order: SignOrder = kind == .plusMinus ? .plusFirst : .minusFirst
        advance()
        let left = try collapse(mark, .add)
        let right = try parseSignedTerm()
        try push(try binary(.plusMinus, left, right, detail: order.rawValue))
      default: break loop
      }
    }
    return try collapse(mark, .add)
  }

  private func endsWithQuantity(_ mark: Int) -> Bool {
    top > mark && tree[pending[top - 1]].operation == .quantity
      && UnitLexicon.dimension(of: tree.text(of: pending[top - 1])) != nil
  }

  /// A term with its own signs: `-x`, `±3`, `- -2`.
  private mutating func parseSignedTerm() throws(ReadingRefusal) -> NodeID {
    switch kind {
    case .plus:
      advance()
      return try parseSignedTerm(counted: ())
    case .minus:
      advance()
      let term = try parseSignedTerm(counted: ())
      // The sign belongs to the number whose remainder is taken.
      if tree[term].operation == .function, tree[term].detail == Function.modulo.rawValue,
        case let parts = Array(tree.children(of: term)), parts.count == 2
      {
        return try binary(
          .function, try negated(parts[0]), parts[1], detail: Function.modulo.rawValue)
      }
      return try negated(term)
    case .plusMinus, .minusPlus:
      let order: SignOrder = kind == .plusMinus ? .plusFirst : .minusFirst
      advance()
      return try unary(.plusMinus, try parseSignedTerm(counted: ()), detail: order.rawValue)
    default: return try parseProduct()
    }
  }

  private mutating func parseSignedTerm(counted: Void) throws(ReadingRefusal) -> NodeID {
    try enter()
    defer { depth -= 1 }
    return try parseSignedTerm()
  }

  /// Reads products and quotients; what stands side by side binds more tightly.
  mutating func parseProduct() throws(ReadingRefusal) -> NodeID {
    let mark = top
    try parseRun()
    while true {
      switch kind {
      case .times, .crossTimes, .dotTimes:
        let isCross = kind == .crossTimes
        advance()
        try parseFactorAfterOperator()
        if isCross, try crossProduct(mark) { continue }
      case .slash:
        let numerator = try collapse(mark, .multiply)
        advance()
        let start = top
        try parseFactorAfterOperator(numerator: numerator)
        let denominator = try collapse(start, .multiply)
        try push(try binary(.divide, numerator, denominator))
        if startsImplicitFactor { try parseRun() }
      case .modulo:
        let number = try collapse(mark, .multiply)
        advance()
        let start = top
        try parseFactorAfterOperator()
        let modulus = try collapse(start, .multiply)
        try push(try binary(.function, number, modulus, detail: Function.modulo.rawValue))
      default: return try collapse(mark, .multiply)
      }
    }
  }

  /// The product of two vectors with a cross; true if it was one.
  private mutating func crossProduct(_ mark: Int) throws(ReadingRefusal) -> Bool {
    guard top == mark + 2, isVector(pending[mark]), isVector(pending[mark + 1]) else {
      return false
    }
    try push(try gather(mark, .function, detail: Function.crossProduct.rawValue))
    return true
  }

  private func isVector(_ node: NodeID) -> Bool {
    tree[node].operation == .tuple
      || tree[node].operation == .matrix && tree.rows(of: node) == Int(tree[node].count)
  }

  /// A factor behind an operator, which may have a sign.
  private mutating func parseFactorAfterOperator(numerator: NodeID? = nil) throws(ReadingRefusal) {
    switch kind {
    case .plus, .minus:
      try enter()
      defer { depth -= 1 }
      let isNegative = kind == .minus
      advance()
      let start = top
      try parseFactorAfterOperator(numerator: numerator)
      let factor = try collapse(start, .multiply)
      try push(isNegative ? try negated(factor) : factor)
    default: try parseRun(numerator: numerator)
    }
  }

  /// Pushes the factors that stand side by side.
  ///
  /// After `1/` only the next whole number is taken: `1/2x` is half of x.
  private mutating func parseRun(numerator: NodeID? = nil) throws(ReadingRefusal) {
    if isDifferential { return try takeDifferential(pushingOne: true) }
    var startsWithNumber = kind == .number
    let isNumeric = numerator.map { tree[$0].operation == .integer } ?? false
    try push(try parsePower())
    if isNumeric, tree[pending[top - 1]].operation == .integer { return }
    while startsImplicitFactor {
      if isDifferential { return try takeDifferential(pushingOne: false) }
      if kind == .number, startsWithNumber, tokens[position - 1].kind == .number, !isMixedNumber {
        throw refusal(.adjacentNumbers)
      }
      startsWithNumber = kind == .number
      try push(try parsePower())
    }
  }

  /// Whether an operand follows without an operator.
  var startsImplicitFactor: Bool {
    if token.isWide, isRelated { return false }
    return switch kind {
    case .number, .named, .function, .functionName, .constant, .numberSet, .vulgarFraction,
      .fraction, .root, .cubeRoot, .fourthRoot, .binomial, .sum, .product, .integral, .limit,
      .logarithm, .overline, .hat, .wrapper, .bold, .ray, .begin, .prescript:
      true
    case .letter: !isLetterUnit
    case .open:
      !(peek().kind == .modulo
        || peek().kind == .word && tokens[position].detail != Bracket.brace.rawValue)
    case .pipe, .doublePipe: openPipes == 0 && !pipeSeparates && token.detail == 0
    default: false
    }
  }
}
