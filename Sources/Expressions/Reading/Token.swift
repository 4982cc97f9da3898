/// A piece of the text that is read: what it is and where it stands.
struct Token {
  enum Kind: UInt8 {
    case end
    /// A number; detail = `NumberForm`, value = how many digits repeat.
    case number
    /// One letter; detail = the letter.
    case letter
    /// A Greek letter or another named symbol; value = its index in `SymbolNames`.
    case named
    /// Detail = `Function`.
    case function
    /// The name of a function that only has a name; the text is the name.
    case functionName
    /// A word of text; detail = `Word`, value = what the word says.
    case word
    case constant, numberSet, emptySet
    /// Brackets; detail = `Bracket`, value = the index of the partner.
    case open, close
    case pipe, doublePipe
    case plus, minus, plusMinus, minusPlus
    case times, crossTimes, dotTimes, slash, modulo, parenthesizedModulo
    case caret, underscore
    /// Raised or lowered Unicode characters; the text is the run.
    case raised, lowered
    /// The power of ten of a number before it: `e-5`.
    case scaled
    case bang, prime, comma, semicolon, colon, percent, degree, period
    /// Detail = the currency's first byte; value = its unit.
    case currency
    /// Detail = `Relation`.
    case relation
    case not, dots, union, intersection, difference
    case ampersand, newRow
    case fraction, root, cubeRoot, fourthRoot, binomial, choose, vulgarFraction
    case sum, product, integral, limit, partial, logarithm
    case overline, hat, wrapper, bold
    case begin, finish
    case negation, quantifier, ray, prescript
  }

  var kind: Kind
  var detail: UInt8 = 0
  /// Whether white space stands before it.
  var spaced = false
  /// Whether that space sets statements apart (`\quad`).
  var isWide = false
  var start: Int32
  var end: Int32
  var value: Int32 = 0

  var range: Range<Int> { Int(start)..<Int(end) }
}

/// How a number is written.
enum NumberForm {
  /// Digits alone.
  static let whole: UInt8 = 0
  /// Digits with separators of groups.
  static let grouped: UInt8 = 1
  /// The point, or the only comma, is the decimal point.
  static let decimal: UInt8 = 2
  /// As `decimal`, with a comma as the point.
  static let decimalComma: UInt8 = 3
  /// A decimal whose last `value` digits repeat.
  static let repeating: UInt8 = 4
  /// Hexadecimal digits after `0x`.
  static let hexadecimal: UInt8 = 5
}

/// The kinds of brackets.
enum Bracket: UInt8 {
  case parenthesis, square, reversedSquare, brace, curly, pipe, norm, floor, ceiling, angle, none

  /// Whether a bracket of this kind may be closed by the other.
  func closes(with other: Bracket) -> Bool {
    switch self {
    case .parenthesis, .square, .reversedSquare: other.isRound || other == .none
    case .curly: other == .curly || other == .none
    case .none: other != .brace
    case .pipe: other == .pipe || other == .angle || other == .none
    case .angle: other == .angle || other == .pipe
    default: self == other
    }
  }

  private var isRound: Bool {
    self == .parenthesis || self == .square || self == .reversedSquare
  }
}

/// What a word of text means to an expression.
enum Word: UInt8 {
  case unknown
  case and, or
  /// "None", "undefined".
  case noAnswer
  case yes, no
  case percent
  /// Value = the index of a unit.
  case unit
  /// A word for a number: value = the number.
  case numeral
  /// A power of ten or a dozen: value = the exponent of ten, or -12 for a dozen.
  case scale
  case square, cubic, per
  /// Words that change nothing: "about", "exactly", "the".
  case filler
  /// Is, are, equals.
  case isEqual
  case am, pm
  /// Value = 1…12.
  case month
  /// Words that change what the rest says: "if", "more", "except".
  case condition
  case degrees
  case celsius, fahrenheit
  case infinity
  case modulo
  case element
}

/// The tokens of a text; beyond either end stands the nearest one, so that no place is outside.
struct TokenList {
  private let tokens: UnsafeMutableBufferPointer<Token>

  /// Makes a list; the last token is `end`.
  init(_ tokens: UnsafeMutableBufferPointer<Token>) { self.tokens = tokens }

  var count: Int { tokens.count }

  subscript(index: Int) -> Token {
    get { tokens[max(0, min(index, tokens.count - 1))] }
    nonmutating set { tokens[max(0, min(index, tokens.count - 1))] = newValue }
  }
}
