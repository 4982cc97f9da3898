import Answers

/// Computes the exact value of what a step writes: `\binom{8}{3}`, `(2 - 3i)(1 + i)`,
/// `\frac{-3 + \sqrt{5}}{2}`.
///
/// Only what the suite's steps write is understood; everything else has no value. Nothing is
/// rounded.
struct LaTeXEvaluator {
  private var tokens: [Token]
  private var index = 0

  private enum Token: Hashable {
    case number(String)
    case letter(Character)
    case command(String)
    case symbol(Character)
  }

  /// The value of a text; `nil` where it has none or is not understood.
  static func value(of text: some StringProtocol) -> MATHValue? {
    guard text.utf8.count <= 600, let tokens = split(text), !tokens.isEmpty else { return nil }
    var evaluator = LaTeXEvaluator(tokens: tokens)
    guard let value = evaluator.remainder(), evaluator.index == tokens.count, value.isDefined else {
      return nil
    }
    return value
  }

  /// The whole numbers that a text writes, in ascending order.
  static func numbers(in text: some StringProtocol) -> [String] {
    (split(text) ?? []).compactMap { if case .number(let digits) = $0 { digits } else { nil } }
      .sorted()
  }

  private static func split(_ text: some StringProtocol) -> [Token]? {
    var tokens: [Token] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if first.isASCII, first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        tokens.append(.number(String(digits)))
        rest = rest.dropFirst(digits.count)
      } else if first == "\\" {
        rest.removeFirst()
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        guard name.isEmpty else {
          rest = rest.dropFirst(name.count)
          if !["left", "right", "displaystyle"].contains(name) {
            tokens.append(.command(String(name)))
          }
          continue
        }
        guard let mark = rest.popFirst() else { return nil }
        tokens.append(.command(String(mark)))
      } else {
        rest.removeFirst()
        tokens.append(first.isLetter ? .letter(first) : .symbol(first))
      }
    }
    return tokens
  }

  private var next: Token? { index < tokens.count ? tokens[index] : nil }

  private mutating func take(_ token: Token) -> Bool {
    guard next == token else { return false }
    index += 1
    return true
  }

  /// A sum, possibly `\bmod` another one.
  private mutating func remainder() -> MATHValue? {
    guard let left = sum() else { return nil }
    guard take(.command("bmod")) else { return left }
    guard let right = sum() else { return nil }
    return .whole([left, right]) { $0[1] > 0 && $0[0] >= 0 ? $0[0] % $0[1] : nil }
  }

  private mutating func sum() -> MATHValue? {
    var isNegative = take(.symbol("-"))
    if !isNegative { _ = take(.symbol("+")) }
    guard var result = product() else { return nil }
    if isNegative { result = -result }
    while true {
      isNegative = next == .symbol("-")
      guard take(.symbol("+")) || take(.symbol("-")) else { return result }
      guard let term = product() else { return nil }
      result = isNegative ? result - term : result + term
    }
  }

  private mutating func product() -> MATHValue? {
    guard var result = power() else { return nil }
    while true {
      if take(.command("cdot")) || take(.command("times")) || startsFactor {
        guard let factor = power() else { return nil }
        result = result * factor
      } else if take(.command("div")) {
        guard let factor = power() else { return nil }
        result = result / factor
      } else {
        return result
      }
    }
  }

  /// Whether a factor follows without a sign.
  private var startsFactor: Bool {
    switch next {
    case .letter, .symbol("("): true
    case .command(let name):
      ["frac", "sqrt", "pi", "binom", "lfloor", "sin", "cos", "begin"].contains(name)
    default: false
    }
  }

  private mutating func power() -> MATHValue? {
    guard var value = atom() else { return nil }
    while true {
      if take(.symbol("!")) {
        value = .whole([value]) { MATHDraft.factorial($0[0]) }
      } else if take(.symbol("^")) {
        if take(.command("circ")) {
          guard let number = value.rational else { return nil }
          value = .degrees(number)
        } else {
          guard let exponent = argument() else { return nil }
          value = value ^ exponent
        }
      } else {
        return value
      }
    }
  }

  /// A group in braces, or one digit or letter.
  private mutating func argument() -> MATHValue? {
    if take(.symbol("{")) {
      guard let value = sum(), take(.symbol("}")) else { return nil }
      return value
    }
    return atom()
  }

  private mutating func atom() -> MATHValue? {
    guard let token = next else { return nil }
    index += 1
    switch token {
    case .number(let digits): return number(digits)
    case .letter("x"): return .x
    case .letter("i"): return .i
    case .letter: return nil
    case .symbol("("): return list(closing: .symbol(")")).map { $0.count == 1 ? $0[0] : .tuple($0) }
    case .symbol: return nil
    case .command("{"): return list(closing: .command("}")).map { .ascending($0) }
    case .command("pi"): return .pi
    case .command("frac"):
      guard let top = argument(), let bottom = argument() else { return nil }
      return top / bottom
    case .command("sqrt"):
      return argument().map { .squareRoot($0) }
    case .command("binom"):
      guard let top = argument(), let bottom = argument() else { return nil }
      return MATHDraft.choose([top, bottom])
    case .command("lfloor"):
      guard let value = sum(), take(.command("rfloor")) else { return nil }
      return value.floor
    case .command("sin"): return power().map { MATHDraft.sine($0) }
    case .command("cos"): return power().map { MATHDraft.cosine($0) }
    case .command("begin"): return matrix()
    case .command: return nil
    }
  }

  /// Digits, with a base where a subscript follows.
  private mutating func number(_ digits: String) -> MATHValue? {
    guard take(.symbol("_")) else { return .rational(Rational(decimal: digits)) }
    guard let base = argument()?.int, 2...10 ~= base, let value = Int(digits, radix: base) else {
      return nil
    }
    return .based(value, base: base)
  }

  private mutating func list(closing: Token) -> [MATHValue]? {
    var values: [MATHValue] = []
    repeat {
      guard let value = sum() else { return nil }
      values.append(value)
    } while take(.symbol(","))
    return take(closing) ? values : nil
  }

  private mutating func matrix() -> MATHValue? {
    let name: [Token] = "{pmatrix}".map { $0.isLetter ? .letter($0) : .symbol($0) }
    guard name.allSatisfy({ take($0) }) else { return nil }
    var rows: [[MATHValue]] = [[]]
    while true {
      guard let value = sum() else { return nil }
      rows[rows.count - 1].append(value)
      if take(.symbol("&")) { continue }
      if take(.command("\\")) {
        rows.append([])
        continue
      }
      guard take(.command("end")), name.allSatisfy({ take($0) }) else { return nil }
      return rows.allSatisfy { $0.count == rows[0].count } ? .matrix(rows) : nil
    }
  }
}

extension MATHValue {
  /// The greatest whole number that is not greater.
  var floor: MATHValue {
    if case .degrees = self { return .undefined }
    guard let number = rational else { return .undefined }
    let quotient = number.numerator / number.denominator
    let isExact = number.numerator % number.denominator == 0
    return .rational(Rational(number.numerator < 0 && !isExact ? quotient - 1 : quotient, over: 1))
  }
}
