extension EquationTokenizer {
  /// Reads a number with its thousands separators, decimals and what is glued to it.
  mutating func number(at start: Int) -> Int {
    var digits: [UInt8] = []
    var index = start
    func take() {
      while isDigit(byte(index)) {
        digits.append(byte(index))
        index += 1
      }
    }
    take()
    var groups = digits.count
    while 1...3 ~= groups || groups == 0 && digits.count > 3, let next = thousands(at: index) {
      groups = 0
      index = next
      take()
    }
    var decimals = 0
    if byte(index) == UInt8(ascii: "."), isDigit(byte(index + 1)) {
      let whole = digits.count
      digits.append(UInt8(ascii: "."))
      index += 1
      take()
      decimals = digits.count - whole - 1
    }
    guard let value = Rational(decimal: String(decoding: digits, as: UTF8.self)),
      decimals > 0 || digits.count < 2 || digits[0] != UInt8(ascii: "0")
    else {
      add(.unknown, start..<index)
      return index
    }
    if let next = endOfOther(after: index) {
      add(.unknown, start..<next)
      return next
    }
    // "8.333..." is cut off where it ends.
    let isCut = decimals > 0 && bytes[index..<end].starts(with: "...".utf8)
    add(.number(WrittenNumber(value: value, decimals: decimals)), start..<index)
    return isCut ? index + 3 : index
  }

  /// Where the next three digits start, if a separator of thousands is at `index`.
  private func thousands(at index: Int) -> Int? {
    let next: Int
    if byte(index) == UInt8(ascii: ",") {
      next = index + 1
    } else if bytes[index..<end].starts(with: "{,}".utf8) {
      next = index + 3
    } else {
      return nil
    }
    guard (0..<3).allSatisfy({ isDigit(byte(next + $0)) }), !isDigit(byte(next + 3)) else {
      return nil
    }
    return next
  }

  /// The end of what makes the number before `index` something else: a time, a list, a factorial,
  /// a term, an ordinal.
  private func endOfOther(after index: Int) -> Int? {
    let next = byte(index)
    if next == UInt8(ascii: ":"), isDigit(byte(index + 1)) {
      var end = index + 1
      while isDigit(byte(end)) || byte(end) == UInt8(ascii: ":") { end += 1 }
      return end
    }
    if next == UInt8(ascii: ","), isDigit(byte(index + 1)) {
      var end = index + 1
      while isDigit(byte(end)) || byte(end) == UInt8(ascii: ",") { end += 1 }
      return end
    }
    // The recurring decimal of "0.\overline{6}"
    if next == UInt8(ascii: "."), byte(index + 1) == UInt8(ascii: "\\") { return index + 1 }
    if next == UInt8(ascii: "!") {
      var end = index + 1
      while byte(end) == 0x20 { end += 1 }
      return "=*/+-)".utf8.contains(byte(end)) ? index + 1 : nil
    }
    guard isASCIILetter(next) else { return nil }
    var end = index
    while isASCIILetter(byte(end)) { end += 1 }
    let letters = bytes[index..<end]
    if end == index + 1 {
      let isTimes = next | 0x20 == UInt8(ascii: "x") && (isDigit(byte(end)) || byte(end) == 0x28)
      return isTimes || "mghslLW".utf8.contains(next) ? nil : end
    }
    return ["st", "nd", "rd", "th"].contains { letters.elementsEqual($0.utf8) } ? end : nil
  }

  func isASCIILetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  /// Reads a word, a spelled operation or a variable.
  mutating func word(at start: Int) -> Int {
    var index = start
    while isASCIILetter(byte(index)) || byte(index) == UInt8(ascii: "'") || byte(index) >= 0x80 {
      // Signs beyond ASCII that mean something end the word.
      if byte(index) >= 0x80, Symbol(at: index, in: bytes[..<end]).kind != .letter { break }
      index += 1
    }
    let letters = index - start
    if letters == 1, byte(start) | 0x20 == UInt8(ascii: "x") {
      return cross(at: start)
    }
    var isCompound = false
    while byte(index) == UInt8(ascii: "-"), letters > 1,
      isASCIILetter(byte(index + 1)) || isDigit(byte(index + 1))
    {
      isCompound = true
      index += 1
      while isASCIILetter(byte(index)) || isDigit(byte(index)) { index += 1 }
    }
    let isFactor =
      isGlued && tokens.last?.endsOperand == true && letters <= 3
      && !EquationWords.shortUnits.contains(
        String(decoding: bytes[start..<index], as: UTF8.self).lowercased())
    if isFactor {
      add(.unknown, start..<index)
    } else if !isCompound, isDigit(byte(index)) {
      while isDigit(byte(index)) { index += 1 }
      add(.unknown, start..<index)
    } else {
      add(kind(of: String(decoding: bytes[start..<index], as: UTF8.self)), start..<index)
    }
    return index
  }

  private func kind(of word: String) -> EquationToken.Kind {
    if word == "A" { return .unknown }
    let word = word.lowercased()
    return switch word {
    case "plus": .plus
    case "minus": .minus
    case "times": .times
    case "equals": .equals(isApproximate: false)
    case "a", "i": .word(word)
    default: word.utf8.count == 1 ? .unknown : .word(word)
    }
  }

  /// An `x` is a multiplication sign between operands and a variable elsewhere.
  private mutating func cross(at index: Int) -> Int {
    var next = index + 1
    while byte(next) == 0x20 || byte(next) == UInt8(ascii: "$") { next += 1 }
    let isBetween = tokens.last.map { $0.endsOperand || $0.word != nil } ?? false
    let isSign = isBetween && (isDigit(byte(next)) || byte(next) == 0x28)
    add(isSign ? .times : .unknown, index..<(index + 1))
    return index + 1
  }

  /// Reads a LaTeX command.
  mutating func command(at start: Int) -> Int {
    var index = start + 1
    while isASCIILetter(byte(index)) { index += 1 }
    guard index > start + 1 else {
      switch byte(index) {
      case UInt8(ascii: "%"): return percent(start..<(index + 1))
      case UInt8(ascii: "\\"), UInt8(ascii: "["), UInt8(ascii: "]"):
        add(.end, start..<(index + 1))
      default: isGlued = false
      }
      return index + 1
    }
    let range = start..<index
    switch String(decoding: bytes[(start + 1)..<index], as: UTF8.self) {
    case "times", "cdot", "ast": add(.times, range)
    case "div": add(.divide, range)
    case "frac", "dfrac", "tfrac", "cfrac": return fraction(range)
    case "approx", "simeq", "sim": add(.equals(isApproximate: true), range)
    case "left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "text", "textbf", "textit",
      "mathrm", "mathbf", "mbox", "boxed", "fbox", "circ":
      break
    case "quad", "qquad": isGlued = false
    case "implies", "Rightarrow", "rightarrow", "to", "therefore", "neq", "ne", "le", "leq", "ge",
      "geq", "lt", "gt", "because", "begin", "end":
      add(.end, range)
    default: add(.unknown, range)
    }
    return index
  }

  private mutating func fraction(_ range: Range<Int>) -> Int {
    let top = range.upperBound
    // A fraction that is glued to a number is a mixed number for some and a product for others.
    let isAmbiguous = isGlued && tokens.last?.endsOperand == true
    guard !isAmbiguous, let middle = closingBrace(of: top),
      let bottom = closingBrace(of: middle + 1)
    else {
      add(.unknown, range)
      return range.upperBound
    }
    add(.open, range)
    add(.open, range)
    nested(from: top + 1, to: middle)
    add(.close, middle..<(middle + 1))
    add(.divide, middle..<(middle + 1))
    add(.open, middle..<(middle + 1))
    nested(from: middle + 2, to: bottom)
    add(.close, bottom..<(bottom + 1))
    add(.close, bottom..<(bottom + 1))
    return bottom + 1
  }

  /// Reads a sign beyond ASCII.
  mutating func symbol(at start: Int) -> Int {
    let symbol = Symbol(at: start, in: bytes[..<end])
    let range = start..<symbol.end
    switch symbol.kind {
    case .letter: return word(at: start)
    case .space: isGlued = false
    case .nothing: break
    case .token(let kind): add(kind, range)
    case .exponent: if tokens.last?.word == nil { add(.unknown, range) }
    }
    return symbol.end
  }
}

/// A character beyond ASCII.
private struct Symbol {
  enum Kind: Equatable {
    case letter, space, nothing, exponent
    case token(EquationToken.Kind)
  }

  let kind: Kind
  let end: Int

  init(at start: Int, in bytes: ArraySlice<UInt8>) {
    var end = start + 1
    while end < bytes.endIndex, bytes[end] & 0xc0 == 0x80 { end += 1 }
    self.end = end
    kind =
      switch String(decoding: bytes[start..<end], as: UTF8.self) {
      case "×", "✕", "✖", "·", "⋅", "∙", "∗": .token(.times)
      case "÷": .token(.divide)
      case "−", "–": .token(.minus)
      case "≈", "≃", "≅": .token(.equals(isApproximate: true))
      case "—", "•", "≠", "≤", "≥", "→", "⇒", "∴", "…", "“", "”": .token(.end)
      case "π", "√", "½", "¼", "¾", "⅓", "⅔": .token(.unknown)
      case "²", "³": .exponent
      case "€", "£", "¥", "¢", "°": .nothing
      case "\u{a0}", "\u{202f}", "\u{2009}", "\u{200b}": .space
      default: .letter
      }
  }
}
