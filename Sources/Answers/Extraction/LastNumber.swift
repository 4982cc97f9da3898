/// Finds the last number of a text that can be its answer: no exponent, no list marker, no step's
/// number, nothing inside `<<…>>`.
struct LastNumber {
  private let bytes: ByteView
  private let solution: Range<Int>

  init(_ bytes: ByteView, _ solution: Range<Int>) {
    self.bytes = bytes
    self.solution = solution
  }

  /// The number with its sign, currency, fraction bar and percent sign.
  func range() -> Range<Int>? {
    var end = solution.upperBound
    // Texts with hundreds of numbers that are none of these are not solutions.
    for _ in 0..<256 {
      guard let last = lastDigit(before: end) else { return nil }
      let token = token(endingAt: last)
      if let other = alternative(to: token) {
        return other.isEmpty ? nil : other.lowerBound..<token.upperBound
      }
      if let range = answer(token) { return range }
      end = token.lowerBound
    }
    return nil
  }

  /// The end of the last digit or fraction sign before `end`, annotations passed over.
  private func lastDigit(before end: Int) -> Int? {
    var index = end - 1
    var attempts = 64
    while index >= solution.lowerBound {
      let byte = bytes[index]
      if isDigit(byte) { return index + 1 }
      if byte >= 0x80, bytes.isWideDigit(at: index - 2) || isFractionSign(endingAt: index + 1) {
        return index + 1
      }
      if byte == UInt8(ascii: ">"), bytes[index - 1] == UInt8(ascii: ">"), attempts > 0 {
        attempts -= 1
        index = annotationStart(before: index - 1) ?? index
      }
      index -= 1
    }
    return nil
  }

  private func annotationStart(before end: Int) -> Int? {
    var index = end - 1
    while index > solution.lowerBound, end - index < 200, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "<"), bytes[index - 1] == UInt8(ascii: "<") {
        return index - 1
      }
      index -= 1
    }
    return nil
  }

  /// Whether a sign such as ½ or ⅓ ends at `end`.
  private func isFractionSign(endingAt end: Int) -> Bool {
    bytes[end - 2] == 0xc2 && 0xbc...0xbe ~= bytes[end - 1]
      || bytes[end - 3] == 0xe2 && bytes[end - 2] == 0x85 && 0x90...0x9e ~= bytes[end - 1]
  }

  /// The digits that end at `end`, with the signs that group them and the decimal point.
  private func token(endingAt end: Int) -> Range<Int> {
    var start = end
    while start > solution.lowerBound {
      let previous = bytes[start - 1]
      if isDigit(previous) {
        start -= 1
      } else if previous >= 0x80 {
        if bytes.isWideDigit(at: start - 3) {
          start -= 3
        } else if start == end, isFractionSign(endingAt: end) {
          start -= bytes[start - 2] == 0xc2 ? 2 : 3
        } else {
          break
        }
      } else if let joint = jointStart(before: start) {
        start = joint
      } else {
        break
      }
    }
    if bytes[start - 1] == UInt8(ascii: "."), start - 1 >= solution.lowerBound,
      bytes[start - 2] != UInt8(ascii: ".")
    {
      start -= 1
    }
    return start..<end
  }

  /// Where `,` `.` `{,}` `\,` `,\!` between digits starts, right before `end`.
  private func jointStart(before end: Int) -> Int? {
    var start = end
    switch bytes[end - 1] {
    case UInt8(ascii: "."): start -= 1
    case UInt8(ascii: ","): start -= bytes[end - 2] == UInt8(ascii: "\\") ? 2 : 1
    case UInt8(ascii: "!"): start -= bytes.has(",\\!", at: end - 3) ? 3 : 2
    case UInt8(ascii: "}"): start -= 3
    default: return nil
    }
    let isJoint =
      end - start == 1 || bytes.has("\\,", at: start) || bytes.has("\\!", at: start)
      || bytes.has(",\\!", at: start) || bytes.has("{,}", at: start)
    return isJoint && isDigit(bytes[start - 1]) ? start : nil
  }

  /// The answer that a number token is; `nil` when it is something else.
  private func answer(_ token: Range<Int>) -> Range<Int>? {
    let previous = bytes[token.lowerBound - 1]
    if isExponentOfUnit(token) || isNumberOfStep(token.lowerBound)
      || isListMarker(token.lowerBound, token.upperBound)
    {
      return nil
    }
    if ByteView.isASCIILetter(previous) || previous == UInt8(ascii: "_")
      || previous == UInt8(ascii: "{") && bytes[token.lowerBound - 2] == UInt8(ascii: "_")
    {
      return nil
    }
    var start = command(around: token)?.lowerBound ?? token.lowerBound
    let end = command(around: token)?.upperBound ?? token.upperBound
    start = operandStart(before: start)
    return withSigns(start..<end)
  }

  /// `cm^2`; the exponent of a number belongs to it.
  private func isExponentOfUnit(_ token: Range<Int>) -> Bool {
    var index = token.lowerBound - 1
    if bytes[index] == UInt8(ascii: "-") { index -= 1 }
    if bytes[index] == UInt8(ascii: "{") { index -= 1 }
    guard bytes[index] == UInt8(ascii: "^") else { return false }
    let base = bytes[index - 1]
    return isLetter(base) || base == UInt8(ascii: "}")
  }

  private func isNumberOfStep(_ start: Int) -> Bool {
    var index = start
    while index > solution.lowerBound, " #(*".utf8.contains(bytes[index - 1]), start - index < 4 {
      index -= 1
    }
    guard index < start else { return false }
    for word: StaticString in [
      "step", "question", "problem", "case", "part", "equation", "figure", "exercise", "example",
      "section", "method", "approach", "option",
    ] where bytes.endsAnyCase(word, at: index) { return true }
    return false
  }

  /// Whether a number starts its line and a point or parenthesis with text follows, as in `3. So`.
  func isListMarker(_ start: Int, _ end: Int) -> Bool {
    var first = start
    while first > 0, " \t*-#(".utf8.contains(bytes[first - 1]), start - first < 8 { first -= 1 }
    guard first == 0 || bytes[first - 1] == UInt8(ascii: "\n") else { return false }
    var index = start
    while isDigit(bytes[index]) { index += 1 }
    guard index > start, index - start <= 2,
      bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")")
    else { return false }
    index += 1
    while bytes[index] == UInt8(ascii: "*") { index += 1 }
    guard bytes[index] == 0x20 else { return false }
    while bytes[index] == 0x20 { index += 1 }
    return index < solution.upperBound && bytes[index] != UInt8(ascii: "\n")
  }

  /// The number before the `or` that stands before a number; empty when no number stands there, and
  /// `nil` without an `or`.
  private func alternative(to token: Range<Int>) -> Range<Int>? {
    let conjunction = token.lowerBound - 3
    guard bytes[token.lowerBound - 1] == 0x20, bytes.hasWord("or", at: conjunction) else {
      return nil
    }
    guard bytes[conjunction - 1] == 0x20, isDigit(bytes[conjunction - 2]) else {
      return conjunction..<conjunction
    }
    return withSigns(self.token(endingAt: conjunction - 1))
  }

  /// The `\frac{…}{…}` or `\sqrt{…}` whose argument a number is.
  private func command(around token: Range<Int>) -> Range<Int>? {
    guard bytes[token.upperBound] == UInt8(ascii: "}") else { return nil }
    var index = token.lowerBound
    while index > solution.lowerBound, token.lowerBound - index < 80 {
      index -= 1
      let arguments: Int
      if bytes.has("frac{", at: index) {
        arguments = 2
        while ByteView.isASCIILetter(bytes[index - 1]) { index -= 1 }
      } else if bytes.has("sqrt{", at: index) {
        arguments = 1
      } else {
        continue
      }
      guard bytes[index - 1] == UInt8(ascii: "\\"),
        let end = end(ofArguments: arguments, from: index), end > token.upperBound
      else { continue }
      return (index - 1)..<end
    }
    return nil
  }

  private func end(ofArguments count: Int, from start: Int) -> Int? {
    var index = start
    while ByteView.isASCIILetter(bytes[index]) { index += 1 }
    for _ in 0..<count {
      guard bytes[index] == UInt8(ascii: "{") else { return nil }
      var depth = 0
      repeat {
        if bytes[index] == UInt8(ascii: "{") { depth += 1 }
        if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
        index += 1
        guard index - start < 200, index <= solution.upperBound else { return nil }
      } while depth > 0
    }
    return index
  }

  /// Past the numerator, the whole part of a mixed number, the left side of a ratio, or the base.
  private func operandStart(before start: Int) -> Int {
    var first = start
    let sign = bytes[start - 1]
    if sign == UInt8(ascii: "^") || sign == UInt8(ascii: "{") && bytes[start - 2] == 0x5e {
      return token(endingAt: start - (sign == UInt8(ascii: "^") ? 1 : 2)).lowerBound
    }
    guard sign == UInt8(ascii: "/") || sign == UInt8(ascii: ":"), isDigit(bytes[start - 2]) else {
      return start
    }
    first = token(endingAt: start - 1).lowerBound
    if sign == UInt8(ascii: "/"), bytes[first - 1] == 0x20, isDigit(bytes[first - 2]) {
      let whole = token(endingAt: first - 1).lowerBound
      if whole == solution.lowerBound || bytes[whole - 1] == 0x20 { return whole }
    }
    return first
  }

  /// The range with its sign and currency before and a percent or degree sign behind.
  private func withSigns(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    if bytes[start - 1] == UInt8(ascii: "$") {
      start -= bytes[start - 2] == UInt8(ascii: "\\") ? 2 : 1
    }
    let before = bytes[start - 2]
    let isOpen =
      start - 2 < solution.lowerBound || isSpace(before) || "($=*:[{,".utf8.contains(before)
    if start > solution.lowerBound, bytes[start - 1] == UInt8(ascii: "-"), isOpen {
      start -= 1
    } else if bytes.has("−", at: start - 3) {
      start -= 3
    } else {
      start = range.lowerBound
      if bytes[start - 1] == UInt8(ascii: "$"), bytes[start - 2] != UInt8(ascii: "\\") {
        start -= 1
      }
    }
    start = max(start, solution.lowerBound)
    if bytes[end] == UInt8(ascii: "%") {
      end += 1
    } else if bytes.has("\\%", at: end) || bytes.has("°", at: end) {
      end += 2
    }
    return start..<min(end, solution.upperBound)
  }
}
