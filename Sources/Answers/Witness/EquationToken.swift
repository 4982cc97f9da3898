/// A piece of a text in which equations are looked for.
struct EquationToken {
  enum Kind: Equatable {
    case number(WrittenNumber)
    case plus, minus, times, divide, power
    case open, close
    /// An equals sign; `≈` compares less strictly.
    case equals(isApproximate: Bool)
    /// A word in lower case, which may be a unit or the text around an equation.
    case word(String)
    /// Something with a value that is not known: a variable, a root, a time of day.
    case unknown
    /// The end of a clause or a line.
    case end
  }

  var kind: Kind
  /// The bytes of the text.
  let range: Range<Int>
  /// Whether nothing stands between the token and the one before it.
  let isGlued: Bool

  /// Whether the token can end an operand.
  var endsOperand: Bool {
    switch kind {
    case .number, .close: true
    default: false
    }
  }

  /// Whether the token can start an operand.
  var startsOperand: Bool {
    switch kind {
    case .number, .open: true
    default: false
    }
  }

  var isOperator: Bool {
    switch kind {
    case .plus, .minus, .times, .divide, .power: true
    default: false
    }
  }

  var word: String? {
    if case .word(let word) = kind { word } else { nil }
  }
}

/// A number as it is written.
struct WrittenNumber: Equatable {
  /// The value of the digits, percent sign or not.
  let value: Rational
  /// How many digits stand after the decimal point.
  let decimals: Int
  var isPercent = false
}
