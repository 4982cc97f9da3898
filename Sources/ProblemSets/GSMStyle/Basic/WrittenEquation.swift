/// The equation `a op b = c` of a step's text.
public struct WrittenEquation: Hashable, Sendable, CustomStringConvertible {
  /// The first operand.
  public let left: Int
  /// The operation.
  public let operation: ArithmeticOperation
  /// The second operand.
  public let right: Int
  /// The number after the equals sign.
  public let result: Int

  /// Makes an equation.
  public init(_ left: Int, _ operation: ArithmeticOperation, _ right: Int, _ result: Int) {
    self.left = left
    self.operation = operation
    self.right = right
    self.result = result
  }

  /// Reads the one equation of a text.
  ///
  /// `x`, `×`, `·`, `÷` and `−` are understood beside `*`, `/` and `-`, a dollar sign is passed
  /// over, and any words may stand around the equation. `nil` when there is no equals sign or more
  /// than one, when either side is longer (`1 + 2 + 3 = 6`, `3 = 1 + 2`), or when a number has a
  /// decimal point or more than nine digits.
  public init?(in text: String) {
    let tokens = Token.split(text)
    let signs = tokens.indices.filter { tokens[$0] == .equals }
    guard signs.count == 1, let sign = signs.first, sign >= 3, sign + 1 < tokens.count,
      case .number(let left) = tokens[sign - 3], case .sign(let operation) = tokens[sign - 2],
      case .number(let right) = tokens[sign - 1]
    else { return nil }
    if sign >= 4, tokens[sign - 4].isArithmetic { return nil }
    var next = sign + 1
    let isNegative = tokens[next] == .sign(.subtract)
    if isNegative { next += 1 }
    guard next < tokens.count, case .number(let size) = tokens[next] else { return nil }
    if next + 1 < tokens.count, tokens[next + 1].isArithmetic { return nil }
    self.init(left, operation, right, isNegative ? -size : size)
  }

  /// Whether a text completes no equation at all: it has no equals sign, or no number stands before
  /// the first or after the last one.
  ///
  /// False for a text without a word or number, and for one with a number that is not read (with a
  /// decimal point, or of more than nine digits).
  static func isMissing(in text: String) -> Bool {
    let characters = Array(text)
    guard characters.contains(where: { $0.isLetter || $0.isNumber || $0 == "#" }) else {
      return false
    }
    let runs = text.split { !$0.isNumber }
    let hasDecimal = characters.indices.dropFirst().dropLast().contains { index in
      characters[index] == "." && characters[index - 1].isNumber && characters[index + 1].isNumber
    }
    guard !hasDecimal, runs.allSatisfy({ $0.count <= 9 }) else { return false }
    let tokens = Token.split(text)
    guard let first = tokens.firstIndex(of: .equals), let last = tokens.lastIndex(of: .equals)
    else { return true }
    return !tokens[..<first].contains(where: \.isNumber)
      || !tokens[last...].contains(where: \.isNumber)
  }

  /// The equation as the gold steps write it: `3 * 4 = 12`.
  public var description: String { "\(left) \(operation.rawValue) \(right) = \(result)" }

  /// Whether the equation is numerically true.
  public var holds: Bool { operation.applied(left, right) == result }
}

/// A piece of a step's text, as far as reading its equation needs to tell pieces apart.
private enum Token: Hashable {
  case number(Int)
  case sign(ArithmeticOperation)
  case equals
  case word

  var isArithmetic: Bool { self != .word }

  var isNumber: Bool { if case .number = self { true } else { false } }

  static func split(_ text: String) -> [Token] {
    let characters = Array(text)
    var tokens: [Token] = []
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character.isASCII, character.isNumber {
        let start = index
        while index < characters.count, characters[index].isASCII, characters[index].isNumber {
          index += 1
        }
        let hasFraction =
          index + 1 < characters.count && characters[index] == "."
          && characters[index + 1].isNumber
        let digits = characters[start..<index]
        let value = digits.count <= 9 && !hasFraction ? Int(String(digits)) : nil
        tokens.append(value.map { .number($0) } ?? .word)
        if hasFraction { index += 2 }
        continue
      }
      if character.isLetter {
        let start = index
        while index < characters.count, characters[index].isLetter { index += 1 }
        let isCross = index - start == 1 && character == "x"
        tokens.append(isCross ? .sign(.multiply) : .word)
        continue
      }
      index += 1
      switch character {
      case "+": tokens.append(.sign(.add))
      case "-", "−": tokens.append(.sign(.subtract))
      case "*", "×", "·": tokens.append(.sign(.multiply))
      case "/", "÷": tokens.append(.sign(.divide))
      case "=": tokens.append(.equals)
      case " ", "\t", "$": break
      default: tokens.append(.word)
      }
    }
    return tokens
  }
}
