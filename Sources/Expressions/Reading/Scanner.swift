/// Cuts a text into tokens, bytes in, without strings.
struct Scanner {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeMutableBufferPointer<Token>
  var count = 0
  var position = 0
  /// Whether white space was passed since the last token.
  var spaced = false
  /// Whether it was wide enough to set statements apart.
  var isWide = false
  /// How many braces are open.
  var braceDepth = 0
  /// The brace depth within which everything is text; 0 outside of `\text{…}`.
  var textDepth = 0
  /// Whether dollar signs set mathematics off from text.
  var isDelimited = false
  var isMathematics = true
  /// Whether the text has LaTeX commands or delimiters.
  var isLaTeX = false
  var hasEnvironments = false
  /// Of the open environments, the innermost last: 1 for lines of statements.
  var lineEnvironments: UInt64 = 0
  /// How many environments are open.
  var environments = 0
  /// How many brackets other than braces are open.
  var openBrackets = 0
  /// Whether blank lines may part values: no paragraph yet was a sentence or an equation.
  var mayBeParagraphs = true
  /// Whether white space follows a comma somewhere.
  var hasSpacedCommas = false

  init(text: UnsafeBufferPointer<UInt8>, tokens: UnsafeMutableBufferPointer<Token>) {
    self.text = text
    self.tokens = tokens
  }

  /// Whether letters here are words.
  var isText: Bool { textDepth > 0 || !isMathematics }

  @inline(__always)
  func byte(_ index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0 }

  /// The kind of the last token.
  var lastKind: Token.Kind { count == 0 ? .end : tokens[count - 1].kind }

  mutating func append(_ kind: Token.Kind, _ detail: UInt8 = 0, length: Int, value: Int32 = 0) {
    append(kind, detail, start: position, end: position + length, value: value)
    position += length
  }

  mutating func append(
    _ kind: Token.Kind, _ detail: UInt8 = 0, start: Int, end: Int, value: Int32 = 0
  ) {
    // One token takes a byte at least, so the buffer cannot be too small.
    guard count < tokens.count else { return }
    if detail != Bracket.brace.rawValue {
      if kind == .open { openBrackets += 1 }
      if kind == .close { openBrackets -= 1 }
    }
    tokens.initializeElement(
      at: count,
      to: Token(
        kind: kind, detail: detail, spaced: spaced, start: Int32(start), end: Int32(end),
        value: value))
    tokens[count].isWide = isWide
    count += 1
    (spaced, isWide) = (false, false)
  }

  /// Cuts the whole text; the last token is `end`.
  mutating func scan() throws(ReadingRefusal) {
    findDelimiters()
    while position < text.count { try scanToken() }
    guard textDepth == 0 else { throw ReadingRefusal(.unbalanced, at: text.count) }
    append(.end, start: text.count, end: text.count)
    if hasEnvironments { joinSpreadRows() }
    try pairBrackets()
  }

  /// Dollar signs are delimiters unless they can only be money: one alone, or all before digits.
  private mutating func findDelimiters() {
    var dollars = 0
    var money = 0
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(letter: "\\"):
        isLaTeX = true
        index += 1
      case UInt8(letter: "$"):
        dollars += 1
        let next = byte(index + 1)
        if next.isDigit || next == UInt8(letter: ".") { money += 1 }
      case UInt8(letter: ","):
        if byte(index + 1) == 32 { hasSpacedCommas = true }
      default: break
      }
      index += 1
    }
    guard dollars > 1, dollars > money else { return }
    isDelimited = true
    isMathematics = false
    isLaTeX = true
  }

  private mutating func scanToken() throws(ReadingRefusal) {
    let byte = text[position]
    switch byte {
    case 10 where partsValues(): append(.comma, length: 1)
    case 9, 10, 13, 32, UInt8(letter: "~"):
      spaced = true
      position += 1
    case 48...57: scanNumber()
    case UInt8(letter: "."):
      if self.byte(position + 1).isDigit, !self.byte(position - 1).isLetter {
        scanNumber()
      } else if self.byte(position + 1) == byte, self.byte(position + 2) == byte {
        append(.dots, length: 3)
      } else {
        append(.period, length: 1)
      }
    case 65...90, 97...122: scanLetters()
    case UInt8(letter: "\\"): try scanCommand()
    case UInt8(letter: "{"):
      braceDepth += 1
      append(.open, Bracket.brace.rawValue, length: 1)
    case UInt8(letter: "}"): scanClosingBrace()
    case UInt8(letter: "$"): scanDollar()
    case 128...255: try scanUnicode()
    default: try scanPunctuation(byte)
    }
  }

  /// Whether the line end here starts a blank line between two values: a list in paragraphs.
  private mutating func partsValues() -> Bool {
    guard mayBeParagraphs, !spaced, byte(position + 1) == 10, openBrackets == 0, braceDepth == 0,
      environments == 0, !isText
    else { return false }
    var index = position + 2
    while byte(index) == 10 || byte(index) == 32 { index += 1 }
    guard byte(index).isDigit else { return false }
    switch lastKind {
    case .number, .close, .letter, .named, .constant: break
    default: return false
    }
    var token = count - 1
    while token >= 0, tokens[token].kind != .comma, mayBeParagraphs {
      mayBeParagraphs = tokens[token].kind != .word && tokens[token].kind != .relation
      token -= 1
    }
    return mayBeParagraphs
  }

  private mutating func scanClosingBrace() {
    if textDepth == braceDepth, textDepth > 0 {
      textDepth = 0
      position += 1
      spaced = true
    } else {
      append(.close, Bracket.brace.rawValue, length: 1)
    }
    braceDepth -= 1
  }

  private mutating func scanDollar() {
    guard isDelimited else {
      append(.currency, UInt8(letter: "$"), length: 1)
      return
    }
    if byte(position + 1) != UInt8(letter: "$") { isMathematics.toggle() }
    if byte(position + 1) == UInt8(letter: "$") {
      isMathematics.toggle()
      position += 1
    }
    position += 1
    spaced = true
  }

  private mutating func scanPunctuation(_ byte: UInt8) throws(ReadingRefusal) {
    let next = self.byte(position + 1)
    func follows(_ scalar: Unicode.Scalar) -> Bool { next == UInt8(letter: scalar) }
    func relation(_ relation: Relation) -> UInt8 { relation.rawValue }
    switch Unicode.Scalar(byte) {
    case "+":
      append(follows("-") && !isText ? .plusMinus : .plus, length: follows("-") && !isText ? 2 : 1)
    case "-":
      if follows(">") {
        append(.relation, relation(.maps), length: 2)
      } else {
        append(.minus, length: 1)
      }
    case "*": append(follows("*") ? .caret : .times, length: follows("*") ? 2 : 1)
    case "/": append(.slash, length: 1)
    case "^": append(.caret, length: 1)
    case "_": append(.underscore, length: 1)
    case "!":
      if follows("=") {
        append(.relation, relation(.notEqual), length: 2)
      } else {
        append(.bang, length: 1)
      }
    case "'", "`": append(.prime, length: 1)
    case ",": append(.comma, length: 1)
    case ";": append(.semicolon, length: 1)
    case ":":
      if follows("=") {
        append(.relation, relation(.defined), length: 2)
      } else {
        append(.colon, length: 1)
      }
    case "=":
      if follows(">") {
        append(.relation, relation(.implies), length: 2)
      } else {
        append(.relation, relation(.equal), length: follows("=") ? 2 : 1)
      }
    case "<":
      if follows("=") {
        append(.relation, relation(.lessOrEqual), length: 2)
      } else if follows(">") {
        append(.relation, relation(.notEqual), length: 2)
      } else {
        append(.relation, relation(.less), length: 1)
      }
    case ">":
      append(
        .relation, relation(follows("=") ? .greaterOrEqual : .greater), length: follows("=") ? 2 : 1
      )
    case "(": append(.open, Bracket.parenthesis.rawValue, length: 1)
    case ")": append(.close, Bracket.parenthesis.rawValue, length: 1)
    case "[": append(.open, Bracket.square.rawValue, length: 1)
    case "]": append(.close, Bracket.square.rawValue, length: 1)
    case "|": append(.pipe, length: 1)
    case "&":
      // Within lines of statements it only aligns them.
      if lineEnvironments & 1 == 1 { position += 1 } else { append(.ampersand, length: 1) }
    case "%": append(.percent, length: 1)
    case "\"": position += 1
    default: throw ReadingRefusal(.unknownCharacter, at: position)
    }
  }
}
