extension Scanner {
  /// Scans a number that starts here, with a digit or with a point before one.
  mutating func scanNumber() {
    let start = position
    if text[start] == UInt8(letter: "0"), byte(start + 1) | 32 == UInt8(letter: "x") {
      let end = hexadecimalEnd(start + 2)
      if end > start + 2 {
        append(.number, NumberForm.hexadecimal, length: end - start)
        return
      }
    }
    if let end = basedEnd(start) {
      append(.number, NumberForm.hexadecimal, length: end - start)
      return
    }
    var end = digitsEnd(start)
    var form = NumberForm.whole
    if end - start <= 3, end > start, text[start] != UInt8(letter: "0"),
      byte(start - 1) != UInt8(letter: ","),
      let groups = groupsEnd(end)
    {
      end = groups
      form = NumberForm.grouped
    }
    var fraction = end..<end
    if byte(end) == UInt8(letter: "."), byte(end + 1).isDigit {
      fraction = (end + 1)..<digitsEnd(end + 1)
      form = NumberForm.decimal
    } else if byte(end) == UInt8(letter: ","), byte(end + 1).isDigit,
      isDecimalComma(start, at: end, isGrouped: form == NumberForm.grouped)
    {
      fraction = (end + 1)..<digitsEnd(end + 1)
      form = NumberForm.decimalComma
    }
    if !fraction.isEmpty {
      end = fraction.upperBound
    } else if byte(end) == UInt8(letter: "."), end > start, isOperator(byte(end + 1)) {
      // `3./2` as programs write it.
      end += 1
      form = NumberForm.grouped
    }
    if let period = period(of: fraction, at: end) {
      append(
        .number, period.digits > 0 ? NumberForm.repeating : form, length: period.end - start,
        value: Int32(period.digits))
    } else {
      append(.number, form, length: end - start)
    }
    scanExponent()
  }

  private func isOperator(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "/", "*", "+", "-", "^", ")": true
    default: false
    }
  }

  func digitsEnd(_ index: Int) -> Int {
    var index = index
    while byte(index).isDigit { index += 1 }
    return index
  }

  private func hexadecimalEnd(_ index: Int) -> Int {
    var index = index
    while byte(index).isDigit || byte(index) | 32 &- 97 < 6 { index += 1 }
    return byte(index).isLetter ? 0 : index
  }

  /// The end of digits and capital letters with a base behind them: `1A_{16}`.
  func basedEnd(_ start: Int) -> Int? {
    var index = start
    var letters = 0
    while index - start < 64, byte(index).isDigit || byte(index).isCapital {
      if byte(index).isCapital { letters += 1 }
      index += 1
    }
    guard letters > 0, index - start > 1, byte(index) == UInt8(letter: "_") else { return nil }
    index += 1
    if byte(index) == UInt8(letter: "{") { index += 1 }
    guard byte(index) == UInt8(letter: "1"), byte(index + 1).isDigit else { return nil }
    return index - (byte(index - 1) == UInt8(letter: "{") ? 2 : 1)
  }

  /// The end of the groups of three digits that follow; nil if there are none.
  private func groupsEnd(_ index: Int) -> Int? {
    var end = index
    var separator: UInt8 = 0
    var groups = 0
    while let (digits, kind) = groupStart(end), separator == 0 || kind == separator {
      guard byte(digits).isDigit, byte(digits + 1).isDigit, byte(digits + 2).isDigit,
        !byte(digits + 3).isDigit
      else { break }
      end = digits + 3
      separator = kind
      groups += 1
    }
    guard groups > 0 else { return nil }
    switch separator {
    case UInt8(letter: "."):
      let comma = byte(end) == UInt8(letter: ",") && byte(end + 1).isDigit
      return groups > 1 || comma && digitsEnd(end + 1) - end < 4 ? end : nil
    case UInt8(letter: " "):
      return byte(end) == UInt8(letter: "/") ? nil : end
    default:
      return byte(end) == UInt8(letter: ",") && byte(end + 1).isDigit ? nil : end
    }
  }

  /// Where the digits after a separator of groups start, and which separator it is.
  private func groupStart(_ index: Int) -> (digits: Int, separator: UInt8)? {
    switch byte(index) {
    case UInt8(letter: ","):
      if byte(index + 1) == UInt8(letter: "\\"), byte(index + 2) == UInt8(letter: "!") {
        var digits = index + 3
        while byte(digits) == 32 { digits += 1 }
        return (digits, UInt8(letter: ","))
      }
      return openBrackets == 0 || hasSpacedCommas ? (index + 1, UInt8(letter: ",")) : nil
    case UInt8(letter: "{"):
      return digitsAfterBraces(index).map { ($0, UInt8(letter: ",")) }
    case 32 where byte(index + 1) == UInt8(letter: "{"):
      return digitsAfterBraces(index + 1).map { ($0, UInt8(letter: ",")) }
    case UInt8(letter: "\\"):
      let command = byte(index + 1)
      guard
        command == UInt8(letter: ",") || command == UInt8(letter: ";")
          || command == UInt8(letter: ":") || command == 32
      else { return nil }
      return (index + 2, UInt8(letter: "\\"))
    case UInt8(letter: "."): return (index + 1, UInt8(letter: "."))
    case 32, UInt8(letter: "~"):
      switch lastKind {
      case .fraction, .root, .binomial: return nil
      default: return (index + 1, UInt8(letter: " "))
      }
    case 0xc2 where byte(index + 1) == 0xa0: return (index + 2, 0xc2)
    case 0xe2 where byte(index + 1) == 0x80 && (byte(index + 2) == 0x89 || byte(index + 2) == 0xaf):
      return (index + 3, 0xe2)
    default: return nil
    }
  }

  /// The end of `{,}`, or of `{, }` where somebody spaced the tokens out.
  private func digitsAfterBraces(_ index: Int) -> Int? {
    let close = byte(index + 2) == 32 ? index + 3 : index + 2
    return byte(index + 1) == UInt8(letter: ",") && byte(close) == UInt8(letter: "}")
      ? close + 1 : nil
  }

  /// Whether a comma between digits can only be the decimal point.
  private func isDecimalComma(_ start: Int, at comma: Int, isGrouped: Bool) -> Bool {
    guard openBrackets == 0 else { return false }
    let end = digitsEnd(comma + 1)
    // Another comma makes it a list.
    guard byte(end) != UInt8(letter: ","), byte(start - 1) != UInt8(letter: ",") else {
      return false
    }
    if isGrouped { return true }
    let whole = comma - start
    let decimals = end - comma - 1
    if whole == 1, text[start] == UInt8(letter: "0") { return decimals > 1 }
    if whole > 3 { return decimals < 3 && start == 0 && end == text.count }
    return isMeasured(end)
  }

  /// Whether a percent sign, a currency or a unit follows directly.
  private func isMeasured(_ index: Int) -> Bool {
    var index = index
    while byte(index) == 32 { index += 1 }
    switch byte(index) {
    case UInt8(letter: "%"): return true
    case UInt8(letter: "$"): return !isDelimited
    case UInt8(letter: "\\"):
      return byte(index + 1) == UInt8(letter: "%") || byte(index + 1) == UInt8(letter: "$")
    case 0xe2: return byte(index + 1) == 0x82 && byte(index + 2) == 0xac
    default:
      var end = index
      while byte(end).isLetter { end += 1 }
      guard end - index > 1, let entry = Vocabulary.table.lowercased(text, index..<end) else {
        return false
      }
      return entry.word == .unit || entry.word == .percent
    }
  }

  /// The end of a mark that the last digits repeat and their number; 0 for dots that do not say.
  private func period(of fraction: Range<Int>, at end: Int) -> (end: Int, digits: Int)? {
    let point = UInt8(letter: ".")
    guard !fraction.isEmpty || byte(end) == point else { return nil }
    let index = fraction.isEmpty ? end + 1 : end
    switch byte(index) {
    case UInt8(letter: "\\"):
      if let digits = digitsMarked("\\overline{", index) ?? digitsMarked("\\bar{", index) {
        return (digits + 1, digits - digitsStart(before: digits))
      }
      if let first = digitsMarked("\\dot{", index) {
        return dottedEnd(index, first)
      }
      if let first = digitsMarked("\\dot ", index, closing: nil) { return (first, 1) }
      guard !fraction.isEmpty else { return nil }
      for name: StaticString in ["\\ldots", "\\dots", "\\cdots"] where starts(name, index) {
        return (index + name.utf8CodeUnitCount, repeatedDigits(fraction))
      }
      return nil
    case UInt8(letter: "("):
      let digits = digitsEnd(index + 1)
      guard digits > index + 1, byte(digits) == UInt8(letter: ")"), !isLaTeX,
        fraction.isEmpty || digits + 1 == text.count
      else { return nil }
      return (digits + 1, digits - index - 1)
    case point where !fraction.isEmpty && byte(index + 1) == point && byte(index + 2) == point:
      return (index + 3, repeatedDigits(fraction))
    case 0xe2 where !fraction.isEmpty && byte(index + 1) == 0x80 && byte(index + 2) == 0xa6:
      return (index + 3, repeatedDigits(fraction))
    default: return nil
    }
  }

  private func starts(_ name: StaticString, _ index: Int) -> Bool {
    for offset in 0..<name.utf8CodeUnitCount where byte(index + offset) != name.utf8Start[offset] {
      return false
    }
    return true
  }

  /// The end of the digits that a command marks.
  private func digitsMarked(
    _ name: StaticString, _ index: Int, closing: UInt8? = UInt8(letter: "}")
  ) -> Int? {
    guard starts(name, index) else { return nil }
    let start = index + name.utf8CodeUnitCount
    let end = digitsEnd(start)
    return end > start && (closing == nil || byte(end) == closing) ? end : nil
  }

  private func digitsStart(before index: Int) -> Int {
    var index = index
    while byte(index - 1).isDigit { index -= 1 }
    return index
  }

  /// `\dot{1}42857\dot{7}` or `\dot{3}`: the period from the first dotted digit to the last.
  private func dottedEnd(_ start: Int, _ first: Int) -> (end: Int, digits: Int) {
    var digits = first - digitsStart(before: first)
    let middle = digitsEnd(first + 1)
    if let last = digitsMarked("\\dot{", middle) {
      digits += middle - first - 1 + last - digitsStart(before: last)
      return (last + 1, digits)
    }
    return (first + 1, digits)
  }

  /// How many digits repeat where dots follow them: one digit three times (or alone after the
  /// point twice), a longer block that makes up all digits after the point; else 0.
  private func repeatedDigits(_ fraction: Range<Int>) -> Int {
    let count = fraction.count
    let last = text[fraction.upperBound - 1]
    var run = 1
    while run < count, text[fraction.upperBound - 1 - run] == last { run += 1 }
    if run > 2 || run == 2 && count == 2 { return 1 }
    guard count > 3 else { return 0 }
    for period in 2...(count / 2) where period <= 12 {
      let start = fraction.lowerBound
      if (period..<count).allSatisfy({ text[start + $0] == text[start + $0 - period] }) {
        return period
      }
    }
    return 0
  }

  /// `E` and a whole number directly after a number: a power of ten.
  private mutating func scanExponent() {
    guard byte(position) | 32 == UInt8(letter: "e"), lastKind == .number else { return }
    var index = position + 1
    let isSigned = byte(index) == UInt8(letter: "-") || byte(index) == UInt8(letter: "+")
    if isSigned { index += 1 }
    let end = digitsEnd(index)
    guard end > index, !byte(end).isLetter, byte(end) != UInt8(letter: "."),
      byte(position) == UInt8(letter: "E") || !isSigned || !isLaTeX
    else { return }
    append(.scaled, length: end - position)
  }
}
