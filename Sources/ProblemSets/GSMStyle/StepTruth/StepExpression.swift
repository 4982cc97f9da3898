import Answers

/// The expression on one side of an equation, as far as its numbers can be linked to quantities.
indirect enum StepExpression: Hashable {
  /// A number as it is written; a percentage is a hundredth of it.
  case number(Rational, decimals: Int)
  /// An operation on two expressions.
  case operation(StepOperation, StepExpression, StepExpression)

  /// Reads plain text and the usual LaTeX; `nil` for what is no expression.
  ///
  /// Words are units and are passed over.
  init?(_ text: some StringProtocol) {
    var parser = StepExpressionParser(Array(text.utf8))
    guard let expression = parser.whole() else { return nil }
    self = expression
  }

  /// The exact value.
  var value: Rational? {
    switch self {
    case .number(let value, _): value
    case .operation(let operation, let left, let right):
      left.value.flatMap { left in right.value.flatMap { operation.applied(left, $0) } }
    }
  }

  /// Whether this is one number.
  var isNumber: Bool { if case .number = self { true } else { false } }
}

/// Reads an expression by recursive descent.
private struct StepExpressionParser {
  private enum Token: Hashable {
    case number(Rational, decimals: Int)
    case sign(StepOperation)
    case open, close
    case rounding(StepOperation)
  }

  private var tokens: [Token] = []
  private var index = 0
  private var depth = 0
  private var isReadable = true

  init(_ bytes: [UInt8]) {
    var index = 0
    while index < bytes.count, isReadable { index = scan(bytes, index) }
  }

  mutating func whole() -> StepExpression? {
    guard isReadable, let result = sum(), index == tokens.count else { return nil }
    return result
  }

  // MARK: Tokens

  private mutating func scan(_ bytes: [UInt8], _ start: Int) -> Int {
    let byte = bytes[start]
    if Self.isDigit(byte) || byte == UInt8(ascii: "."), let end = number(bytes, start) {
      return end
    }
    switch byte {
    case UInt8(ascii: "+"): tokens.append(.sign(.add))
    case UInt8(ascii: "-"): tokens.append(.sign(.subtract))
    case UInt8(ascii: "*"): if tokens.last != .sign(.multiply) { tokens.append(.sign(.multiply)) }
    case UInt8(ascii: "/"):
      // The sign in `miles/hour` belongs to the unit.
      if start == 0 || !Self.isLetter(bytes[start - 1]) { tokens.append(.sign(.divide)) }
    case UInt8(ascii: "("), UInt8(ascii: "["):
      // What stands in parentheses behind a number may be words about it.
      if isAfterOperand, let end = Self.endOfRemark(bytes, start + 1) { return end }
      tokens.append(.open)
    case UInt8(ascii: ")"), UInt8(ascii: "]"): tokens.append(.close)
    case UInt8(ascii: "%"): makePercent()
    case UInt8(ascii: "^"): isReadable = false
    case UInt8(ascii: "\\"): return command(bytes, start)
    case 0x80...: return symbol(bytes, start)
    default:
      if Self.isLetter(byte) { return word(bytes, start) }
    }
    return start + 1
  }

  private mutating func number(_ bytes: [UInt8], _ start: Int) -> Int? {
    let glued =
      start >= 2 && bytes[start - 1] == UInt8(ascii: "/") && Self.isDigit(bytes[start - 2])
    var text = ""
    var decimals = 0
    var hasPoint = false
    var end = start
    while end < bytes.count {
      let next = end + 1 < bytes.count && Self.isDigit(bytes[end + 1])
      if Self.isDigit(bytes[end]) {
        text.unicodeScalars.append(Unicode.Scalar(bytes[end]))
        if hasPoint { decimals += 1 }
      } else if bytes[end] == UInt8(ascii: "."), next, !hasPoint {
        text += "."
        hasPoint = true
      } else if !(bytes[end] == UInt8(ascii: ",") && next) {
        break
      }
      end += 1
    }
    guard let value = Rational(decimal: text) else { return nil }
    let number = Token.number(value, decimals: decimals)
    // What is written without spaces is one number: the 3/4 of 8 * 3/4.
    if glued, tokens.count >= 2, tokens.last == .sign(.divide),
      case let top = tokens[tokens.count - 2], case .number = top,
      tokens.count < 3 || tokens[tokens.count - 3] != .sign(.divide),
      end == bytes.count || bytes[end] != UInt8(ascii: "/")
    {
      tokens.removeLast(2)
      tokens += [.open, top, .sign(.divide), number, .close]
    } else {
      tokens.append(number)
    }
    return end
  }

  private mutating func makePercent() {
    guard case .number(let value, let decimals)? = tokens.last,
      let part = value.divided(by: Rational(100))
    else { return }
    tokens[tokens.count - 1] = .number(part, decimals: decimals + 2)
  }

  private mutating func word(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < bytes.count, Self.isLetter(bytes[end]) { end += 1 }
    switch String(decoding: bytes[start..<end], as: UTF8.self).lowercased() {
    case "x", "times": if isAfterOperand { tokens.append(.sign(.multiply)) }
    case "plus": tokens.append(.sign(.add))
    case "minus": tokens.append(.sign(.subtract))
    case "of": if isAfterOperand { tokens.append(.sign(.multiply)) }
    case "percent": makePercent()
    case "floor": tokens.append(.rounding(.floor))
    case "ceil": tokens.append(.rounding(.ceiling))
    default: break
    }
    return end
  }

  private var isAfterOperand: Bool {
    switch tokens.last {
    case .number, .close: true
    default: false
    }
  }

  private mutating func command(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, Self.isLetter(bytes[end]) { end += 1 }
    guard end > start + 1 else {
      if end < bytes.count, bytes[end] == UInt8(ascii: "%") { makePercent() }
      return end + 1
    }
    switch String(decoding: bytes[(start + 1)..<end], as: UTF8.self) {
    case "times", "cdot", "ast": tokens.append(.sign(.multiply))
    case "div": tokens.append(.sign(.divide))
    case "frac", "dfrac", "tfrac": return fraction(bytes, end)
    case "text", "mathrm", "textbf", "boxed", "left", "right", "quad", "mathbf": break
    default: isReadable = false
    }
    return end
  }

  private mutating func fraction(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    for part in 0..<2 {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else {
        isReadable = false
        return start
      }
      tokens += part == 0 ? [.open, .open] : [.sign(.divide), .open]
      var depth = 1
      index += 1
      while index < bytes.count, depth > 0, isReadable {
        if bytes[index] == UInt8(ascii: "{") { depth += 1 }
        if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
        index = depth == 0 ? index + 1 : scan(bytes, index)
      }
      tokens.append(.close)
    }
    tokens.append(.close)
    return index
  }

  private mutating func symbol(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    switch String(decoding: bytes[start..<end], as: UTF8.self) {
    case "×", "·", "⋅", "∗": tokens.append(.sign(.multiply))
    case "÷": tokens.append(.sign(.divide))
    case "−", "–": tokens.append(.sign(.subtract))
    // Square meters.
    case "²", "³": isReadable = start > 0 && Self.isLetter(bytes[start - 1])
    case "½", "¼", "¾", "√": isReadable = false
    default: break
    }
    return end
  }

  /// Where a parenthesis of words ends that is open at `start`; `nil` for one with numbers or signs.
  private static func endOfRemark(_ bytes: [UInt8], _ start: Int) -> Int? {
    var end = start
    while end < bytes.count, isLetter(bytes[end]) || bytes[end] == UInt8(ascii: " ") { end += 1 }
    return end > start && end < bytes.count && bytes[end] == UInt8(ascii: ")") ? end + 1 : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
  private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7a ~= byte | 0x20 }

  // MARK: Expressions

  private var next: Token? { index < tokens.count ? tokens[index] : nil }

  private mutating func sum() -> StepExpression? {
    guard var left = product() else { return nil }
    while case .sign(let operation)? = next, operation.isAdditive {
      index += 1
      guard let right = product() else { return nil }
      left = .operation(operation, left, right)
    }
    return left
  }

  private mutating func product() -> StepExpression? {
    guard var left = operand() else { return nil }
    while case .sign(let operation)? = next, !operation.isAdditive {
      index += 1
      guard let right = operand() else { return nil }
      left = .operation(operation, left, right)
    }
    return left
  }

  private mutating func operand() -> StepExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 40, let token = next else { return nil }
    index += 1
    switch token {
    case .number(let value, let decimals): return .number(value, decimals: decimals)
    case .sign(.subtract):
      guard case .number(let value, let decimals)? = next else { return nil }
      index += 1
      return .number(value.negated, decimals: decimals)
    case .open:
      guard let inner = sum(), next == .close else { return nil }
      index += 1
      return inner
    case .rounding(let operation):
      guard next == .open, case .operation(.divide, let left, let right)? = operand() else {
        return nil
      }
      return .operation(operation, left, right)
    case .sign, .close: return nil
    }
  }
}
