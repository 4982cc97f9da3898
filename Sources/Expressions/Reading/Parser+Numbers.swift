extension Parser {
  /// Reads a number: whole, decimal, repeating, in a base, mixed, times a power of ten.
  mutating func parseNumber() throws(ReadingRefusal) -> NodeID {
    let token = token
    if token.detail == NumberForm.hexadecimal || isBaseNext { return try parseBased() }
    if isMixedNumber { return try parseMixedNumber() }
    advance()
    let number = try checked(number(token))
    if kind == .scaled { return try scaled(number) }
    if let choices = try parseChoices(number) { return choices }
    return number
  }

  /// The leaf of a number's digits.
  mutating func number(_ token: Token) -> NodeID {
    let digits = token.range.lazy.filter { [text] in isDigit(text, $0) }.map { [text] in
      text[$0] < 128 ? text[$0] : text[$0] &- 0x90 &+ 48
    }
    switch token.detail {
    case NumberForm.whole, NumberForm.grouped:
      var value: Int64 = 0
      var overflows = false
      for digit in digits {
        let (product, first) = value.multipliedReportingOverflow(by: 10)
        let (sum, second) = product.addingReportingOverflow(Int64(digit &- 48))
        overflows = overflows || first || second
        value = sum
      }
      guard overflows else { return tree.add(leaf: .integer, value: value) }
      return tree.add(.bigInteger, text: digits.drop { $0 == 48 })
    default:
      let comma = token.detail == NumberForm.decimalComma
      let point = token.range.first { isPoint(text[$0], comma) } ?? token.range.upperBound
      var scale = 0
      for index in point..<token.range.upperBound where isDigit(text, index) { scale += 1 }
      let period = token.detail == NumberForm.repeating ? Int(token.value) : 0
      return tree.add(
        period > 0 ? .repeating : .decimal, text: digits, scale: scale, period: period)
    }
  }

  /// The power of ten behind a number.
  private mutating func scaled(_ number: NodeID) throws(ReadingRefusal) -> NodeID {
    let token = token
    advance()
    let sign = byte(Int(token.start) + 1)
    let isSigned = !sign.isDigit
    let digits = Token(
      kind: .number, detail: NumberForm.whole, start: token.start + (isSigned ? 2 : 1),
      end: token.end)
    var exponent = self.number(digits)
    if sign == UInt8(letter: "-") { exponent = try negated(exponent) }
    let power = try binary(.power, try checked(tree.add(integer: 10)), exponent)
    return try binary(.multiply, number, power)
  }

  /// `5C2` and `5P2`, written without spaces.
  private mutating func parseChoices(_ count: NodeID) throws(ReadingRefusal) -> NodeID? {
    let letter = token
    let isNarrow = !letter.spaced && !peek().spaced && peek().kind == .number
    guard letter.kind == .letter, isNarrow, let function = Self.counting(letter.detail) else {
      return nil
    }
    position += 2
    let chosen = try checked(number(tokens[position - 1]))
    return try binary(.function, count, chosen, detail: function.rawValue)
  }

  static func counting(_ letter: UInt8) -> Function? {
    letter == UInt8(letter: "C") ? .binomial : letter == UInt8(letter: "P") ? .permutations : nil
  }

  // MARK: Mixed numbers

  /// Whether a whole number and a proper fraction stand here: `7 3/4`, `7\frac{3}{4}`, `1½`.
  var isMixedNumber: Bool {
    guard token.detail == NumberForm.whole || token.detail == NumberForm.grouped else {
      return false
    }
    switch peek().kind {
    case .vulgarFraction: return true
    case .number:
      return peek().spaced && peek(2).kind == .slash && peek(3).kind == .number
        && isProper(peek(), peek(3)) && peek(4).kind != .letter && peek(4).kind != .open
    case .fraction:
      let next = peek(2)
      if next.kind == .number {
        // `\frac34` keeps its digits in one token.
        let digits = next.range.count
        if digits == 2 { return firstByte(next) < byte(Int(next.start) + 1) }
        return digits == 1 && peek(3).kind == .number && isProper(next, peek(3))
          || digits == 1 && peek(3).kind == .open && peek(4).kind == .number
            && peek(5).kind == .close && isProper(next, peek(4))
      }
      return next.kind == .open && peek(3).kind == .number && peek(4).kind == .close
        && (peek(5).kind == .open && peek(6).kind == .number && peek(7).kind == .close
          && isProper(peek(3), peek(6)) || peek(5).kind == .number && isProper(peek(3), peek(5)))
    default: return false
    }
  }

  /// Whether the first whole number is smaller than the second, by their digits.
  private func isProper(_ numerator: Token, _ denominator: Token) -> Bool {
    guard numerator.detail == NumberForm.whole, denominator.detail == NumberForm.whole else {
      return false
    }
    let (top, bottom) = (numerator.range, denominator.range)
    if top.count != bottom.count { return top.count < bottom.count }
    return text[top].lexicographicallyPrecedes(text[bottom])
  }

  private mutating func parseMixedNumber() throws(ReadingRefusal) -> NodeID {
    let whole = try checked(number(token))
    advance()
    guard kind == .number else { return try binary(.add, whole, try parseAtom()) }
    let numerator = try checked(number(token))
    position += 2
    let denominator = try checked(number(token))
    advance()
    return try binary(.add, whole, try binary(.divide, numerator, denominator))
  }

  // MARK: Bases

  /// Whether a base is written below the number: `52_8`, `1011_{two}`.
  private var isBaseNext: Bool { peek().kind == .underscore || peek().kind == .lowered }

  private mutating func parseBased() throws(ReadingRefusal) -> NodeID {
    let token = token
    var range = token.range
    advance()
    var base = 0
    switch kind {
    case .underscore:
      advance()
      let isBraced = isOpen(.brace)
      if isBraced { advance() }
      if kind == .number, self.token.detail == NumberForm.whole {
        base = smallNumber(self.token)
      } else if kind == .word, word == .numeral {
        base = Int(self.token.value)
      }
      advance()
      if isBraced {
        guard isClose(.brace) else { throw refusal(.unexpected) }
        advance()
      }
    case .lowered:
      for scalar in scalars(self.token.range) {
        guard 0x2080...0x2089 ~= scalar, base < 100 else { throw refusal(.unexpected) }
        base = base * 10 + Int(scalar - 0x2080)
      }
      advance()
    default:
      base = 16
      range = (range.lowerBound + 2)..<range.upperBound
    }
    guard 2...36 ~= base else { throw ReadingRefusal(.unexpected, at: range.lowerBound) }
    scratch.removeAll(keepingCapacity: true)
    for index in range {
      let byte = text[index]
      let capital = byte.isLetter ? byte & 0xdf : byte
      let value = capital.isDigit ? Int(capital) - 48 : capital.isLetter ? Int(capital) - 55 : -1
      if value >= 0 {
        guard value < base else { throw ReadingRefusal(.unexpected, at: index) }
        scratch.append(capital)
      } else if byte == UInt8(letter: "."), token.detail == NumberForm.decimal {
        scratch.append(byte)
      }
    }
    return try checked(tree.add(.based, text: scratch, base: base))
  }

  private func smallNumber(_ token: Token) -> Int {
    token.range.count > 2 ? 0 : text[token.range].reduce(0) { $0 * 10 + Int($1 &- 48) }
  }
}

private func isPoint(_ byte: UInt8, _ isComma: Bool) -> Bool {
  byte == UInt8(letter: isComma ? "," : ".") || byte == 0x8e
}

/// Whether the byte at an index is a digit, or the last byte of a full-width one.
private func isDigit(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
  let byte = text[index]
  if byte < 128 { return byte.isDigit }
  return byte &- 0x90 < 10 && index > 1 && text[index - 1] == 0xbc && text[index - 2] == 0xef
}
