extension Scanner {
  /// Scans a command, which starts with a backslash here.
  mutating func scanCommand() throws(ReadingRefusal) {
    let start = position
    let next = byte(start + 1)
    guard next.isLetter else { return try scanEscape(next) }
    var end = start + 1
    while byte(end).isLetter { end += 1 }
    guard let command = LaTeXCommand.table[text, (start + 1)..<end] ?? shorter(start + 1, &end)
    else { throw ReadingRefusal(.unknownCommand, at: start) }
    switch command {
    case .token(let kind, let detail): append(kind, detail, length: end - start)
    case .named(let index): append(.named, length: end - start, value: index)
    case .space:
      spaced = true
      position = end
    case .wideSpace:
      (spaced, isWide) = (true, true)
      position = end
    case .nothing: position = end
    case .left, .right: scanSide(end, isLeft: command.isLeft)
    case .text: scanTextCommand(end)
    case .upright: scanUpright(end)
    case .operatorName: try scanOperatorName(end)
    case .blackboard: try scanBlackboard(end)
    case .begin, .finish: try scanEnvironment(end, isBegin: command.isBegin)
    case .not: scanNegated(end)
    case .invisible: try skipGroup(end)
    case .character: try scanCharacter(end)
    }
  }

  /// A command that runs into the letter behind it: `\cdotx`, `\lvertx`.
  private func shorter(_ start: Int, _ end: inout Int) -> LaTeXCommand? {
    var shorter = min(end, start + 12)
    while shorter > start + 3 {
      shorter -= 1
      if case .wideSpace? = LaTeXCommand.table[text, start..<shorter] {
        end = shorter
        return .wideSpace
      }
      guard case .token(let kind, _)? = LaTeXCommand.table[text, start..<shorter] else { continue }
      switch kind {
      case .open, .close, .pipe, .dotTimes, .crossTimes:
        end = shorter
        return .token(kind, LaTeXCommand.detail(text, start..<shorter))
      default: return nil
      }
    }
    return nil
  }

  private mutating func scanEscape(_ next: UInt8) throws(ReadingRefusal) {
    switch Unicode.Scalar(next) {
    case "(", ")", "[", "]":
      // Delimiters of mathematics, unless `\left\[` was meant.
      spaced = true
      position += 2
    case "{": append(.open, Bracket.curly.rawValue, length: 2)
    case "}": append(.close, Bracket.curly.rawValue, length: 2)
    case "|": append(.doublePipe, length: 2)
    case "%": append(.percent, length: 2)
    case "$": append(.currency, UInt8(letter: "$"), length: 2)
    case "\\":
      // Doubled by an escape somewhere: `\\frac` outside of rows is `\frac`.
      if environments == 0, byte(position + 2).isLetter {
        position += 1
      } else {
        append(.newRow, length: 2)
      }
    case ",", ";", ":", " ", "/", "\n", "\t", "\r", ">", "-":
      spaced = true
      position += 2
    case "!", "&", "\"", "'", "^", "`", "*": position += 2
    case "_", "#":
      spaced = true
      position += 2
    case "\0" where position + 1 == text.count: position += 1
    default: throw ReadingRefusal(.unknownCommand, at: position)
    }
  }

  /// After `\left` or `\right`.
  private mutating func scanSide(_ end: Int, isLeft: Bool) {
    position = end
    while byte(position) == 32 { position += 1 }
    let kind: Token.Kind = isLeft ? .open : .close
    switch byte(position) {
    case UInt8(letter: "."): append(kind, Bracket.none.rawValue, length: 1)
    case UInt8(letter: "|"): append(kind, Bracket.pipe.rawValue, length: 1)
    case UInt8(letter: "{"), UInt8(letter: "}"):
      append(kind, Bracket.parenthesis.rawValue, length: 1)
    case UInt8(letter: "<"), UInt8(letter: ">"): append(kind, Bracket.angle.rawValue, length: 1)
    case UInt8(letter: "("), UInt8(letter: ")"):
      append(kind, Bracket.parenthesis.rawValue, length: 1)
    case UInt8(letter: "["), UInt8(letter: "]"): append(kind, Bracket.square.rawValue, length: 1)
    case UInt8(letter: "\\"):
      var name = position + 1
      while byte(name).isLetter { name += 1 }
      if byte(position + 1) == UInt8(letter: "|") {
        append(kind, Bracket.norm.rawValue, length: 2)
      } else if byte(position + 1) == UInt8(letter: "{") || byte(position + 1) == UInt8(letter: "}")
      {
        append(kind, Bracket.curly.rawValue, length: 2)
      } else if let bar = bar(&name) {
        append(kind, bar.rawValue, length: name - position)
      }
    default: break
    }
  }

  /// `\vert` or `\Vert` after `\left` or `\right`, possibly with a letter run into it.
  private func bar(_ end: inout Int) -> Bracket? {
    let start = position + 1
    switch LaTeXCommand.table[text, start..<end] ?? shorter(start, &end) {
    case .token(.pipe, _): return .pipe
    case .token(.doublePipe, _): return .norm
    default: return nil
    }
  }

  /// After `\text`: what its braces hold is text.
  private mutating func scanTextCommand(_ end: Int) {
    position = end
    spaced = true
    while byte(position) == 32 { position += 1 }
    guard byte(position) == UInt8(letter: "{") else { return }
    if textDepth == 0, isMathematics, scanFunctionInText(position + 1) { return }
    position += 1
    braceDepth += 1
    if textDepth == 0 { textDepth = braceDepth }
  }

  /// `\text{lcm}(4, 6)`: a function's name before its arguments.
  private mutating func scanFunctionInText(_ start: Int) -> Bool {
    var close = start
    while byte(close).isLetter { close += 1 }
    guard close - start > 2, byte(close) == UInt8(letter: "}"),
      byte(close + 1) == UInt8(letter: "(") || byte(close + 1) == UInt8(letter: "\\"),
      lastKind != .number,
      case .token(let kind, let detail)? = FunctionNames.table[text, start..<close]
    else { return false }
    append(kind, detail, start: start, end: close)
    position = close + 1
    return true
  }

  /// After `\mathrm`: one letter or a function's name is mathematics, all else is text.
  private mutating func scanUpright(_ end: Int) {
    guard byte(end) == UInt8(letter: "{") else {
      position = end
      return
    }
    var close = end + 1
    while byte(close).isLetter { close += 1 }
    let name = (end + 1)..<close
    guard byte(close) == UInt8(letter: "}") else { return scanTextCommand(end) }
    if name.count == 1 {
      if isUnitLetter(text[name.lowerBound]),
        let entry = Vocabulary.table.lowercased(text, name)
      {
        append(
          .word, Word.unit.rawValue, start: name.lowerBound, end: name.upperBound,
          value: entry.value)
        position = close + 1
        return
      }
      append(.letter, text[name.lowerBound], start: name.lowerBound, end: name.upperBound)
      position = close + 1
    } else if case .token(let kind, let detail)? = FunctionNames.table[text, name],
      detail != Function.minimum.rawValue || lastKind != .number && lastKind != .slash
    {
      append(kind, detail, start: name.lowerBound, end: name.upperBound)
      position = close + 1
    } else {
      scanTextCommand(end)
    }
  }

  /// Whether an upright letter is a unit: behind a number, or behind another unit and an operator.
  private func isUnitLetter(_ letter: UInt8) -> Bool {
    switch Unicode.Scalar(letter) {
    case "m", "s", "g", "h", "J", "N", "W", "V", "L": break
    default: return false
    }
    switch lastKind {
    case .number, .close, .vulgarFraction: return true
    case .slash, .dotTimes, .times, .word:
      return count > 1 && tokens[count - 2].kind == .word
        || lastKind == .word && tokens[count - 1].detail == Word.unit.rawValue
    default: return false
    }
  }

  /// After `\operatorname`.
  private mutating func scanOperatorName(_ end: Int) throws(ReadingRefusal) {
    var start = end
    if byte(start) == UInt8(letter: "*") { start += 1 }
    while byte(start) == 32 { start += 1 }
    guard byte(start) == UInt8(letter: "{") else {
      throw ReadingRefusal(.missingOperand, at: position)
    }
    start += 1
    while byte(start) == 32 { start += 1 }
    var close = start
    while byte(close).isLetter { close += 1 }
    let name = start..<close
    while byte(close) == 32 { close += 1 }
    guard byte(close) == UInt8(letter: "}"), !name.isEmpty else { return scanTextCommand(end) }
    switch FunctionNames.table[text, name] ?? LaTeXCommand.table[text, name] {
    case .token(let kind, let detail):
      append(kind, detail, start: name.lowerBound, end: name.upperBound)
    default: append(.functionName, start: name.lowerBound, end: name.upperBound)
    }
    position = close + 1
  }

  /// After `\mathbb`.
  private mutating func scanBlackboard(_ end: Int) throws(ReadingRefusal) {
    var index = end
    while byte(index) == UInt8(letter: "{") || byte(index) == 32 { index += 1 }
    let isBraced = byte(index - 1) == UInt8(letter: "{")
    guard let set = Self.numberSet(byte(index)), !isBraced || byte(index + 1) == UInt8(letter: "}")
    else { throw ReadingRefusal(.unknownCommand, at: position) }
    append(.numberSet, set.rawValue, length: index + (isBraced ? 2 : 1) - position)
  }

  static func numberSet(_ letter: UInt8) -> NumberSet? {
    switch Unicode.Scalar(letter) {
    case "N": .naturals
    case "Z": .integers
    case "Q": .rationals
    case "R": .reals
    case "C": .complexes
    case "P": .primes
    default: nil
    }
  }

  private mutating func scanEnvironment(_ end: Int, isBegin: Bool) throws(ReadingRefusal) {
    var start = end
    while byte(start) == 32 { start += 1 }
    var close = start + 1
    while byte(close).isLetter || byte(close) == UInt8(letter: "*") { close += 1 }
    guard byte(start) == UInt8(letter: "{"), byte(close) == UInt8(letter: "}"),
      let environment = Environment.table[text, (start + 1)..<close]
    else { throw ReadingRefusal(.unknownCommand, at: position) }
    append(isBegin ? .begin : .finish, environment.rawValue, length: close + 1 - position)
    environments += isBegin ? 1 : -1
    hasEnvironments = true
    lineEnvironments =
      isBegin ? lineEnvironments << 1 | (environment == .lines ? 1 : 0) : lineEnvironments >> 1
    // The columns of `\begin{array}{cc}` and an option `[t]` say nothing.
    guard isBegin, environment == .array else { return }
    var index = position
    while byte(index) == 32 { index += 1 }
    if byte(index) == UInt8(letter: "["), byte(index + 2) == UInt8(letter: "]") { index += 3 }
    if byte(index) == UInt8(letter: "{") { try skipGroup(index) }
  }

  /// Passes over `{…}` (or `[…]`).
  private mutating func skipGroup(_ start: Int) throws(ReadingRefusal) {
    var index = start
    while byte(index) == 32 { index += 1 }
    guard byte(index) == UInt8(letter: "{") else {
      position = start
      return
    }
    var depth = 0
    while index < text.count {
      if text[index] == UInt8(letter: "{") { depth += 1 }
      if text[index] == UInt8(letter: "}") {
        depth -= 1
        if depth == 0 {
          position = index + 1
          return
        }
      }
      index += 1
    }
    throw ReadingRefusal(.unbalanced, at: start)
  }

  /// `\not=`, `\not\in`.
  private mutating func scanNegated(_ end: Int) {
    var index = end
    while byte(index) == 32 { index += 1 }
    if byte(index) == UInt8(letter: "=") {
      append(.relation, Relation.notEqual.rawValue, length: index + 1 - position)
    } else if byte(index) == UInt8(letter: "\\"), byte(index + 1) == UInt8(letter: "i"),
      byte(index + 2) == UInt8(letter: "n"), !byte(index + 3).isLetter
    {
      append(.relation, Relation.notElement.rawValue, length: index + 3 - position)
    } else {
      append(.negation, length: end - position)
    }
  }
}

extension LaTeXCommand {
  fileprivate var isLeft: Bool { if case .left = self { true } else { false } }
  fileprivate var isBegin: Bool { if case .begin = self { true } else { false } }

  fileprivate static func detail(_ text: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> UInt8 {
    if case .token(_, let detail)? = table[text, name] { detail } else { 0 }
  }
}
