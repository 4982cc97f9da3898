extension Parser {
  /// Reads answers that are no expression: a choice, "none", yes or no, a date, plain words.
  mutating func parsePlainAnswer() throws(ReadingRefusal) -> NodeID? {
    var last = tokens.count - 2
    while last > 0, tokens[last].kind == .period || tokens[last].kind == .comma { last -= 1 }
    if let choice = choice(last) {
      return try checked(tree.add(.choice, text: CollectionOfOne(choice)))
    }
    if isLabelled { throw refusal(.words) }
    guard kind == .word, let word else { return nil }
    if last == 0 {
      switch word {
      case .noAnswer: return try checked(tree.add(leaf: .none))
      case .yes, .no: return try checked(tree.add(leaf: .boolean, value: word == .yes ? 1 : 0))
      case .numeral, .infinity: return nil
      case _ where token.range.count == 1: return nil
      default: return try words(through: last)
      }
    }
    if saysNone(last) { return try checked(tree.add(leaf: .none)) }
    if let date = try parseDate(last) { return date }
    guard word != .numeral, word != .scale, word != .infinity else { return nil }
    return try parseWords(last)
  }

  /// One capital letter alone, possibly in parentheses: `B`, `(B)`, `\text{(B)}`.
  private func choice(_ last: Int) -> UInt8? {
    let isParenthesized =
      last == 2 && tokens[0].kind == .open && tokens[0].detail == Bracket.parenthesis.rawValue
    guard last == 0 || isParenthesized else { return nil }
    let token = tokens[isParenthesized ? 1 : 0]
    guard token.kind == .letter || token.kind == .word, token.range.count == 1 else { return nil }
    let letter = firstByte(token)
    return letter.isCapital ? letter : nil
  }

  /// `(B) 12`: the letter of a choice before what it stands for.
  var isLabelled: Bool {
    guard isOpen(.parenthesis), peek(2).kind == .close, firstByte(peek()).isCapital,
      peek().range.count == 1
    else { return false }
    return peek(3).kind == .number || peek(3).kind == .fraction
  }

  /// "No solution", "there is no such number", "does not exist".
  private func saysNone(_ last: Int) -> Bool {
    let first = Word(rawValue: tokens[0].detail)
    var negations = 0
    for index in 0...last {
      guard tokens[index].kind == .word else { return false }
      let word = Word(rawValue: tokens[index].detail)
      if word == .no || word == .noAnswer || isNot(tokens[index]) { negations += 1 }
    }
    guard negations == 1 else { return false }
    if first == .no || first == .noAnswer { return last < 6 }
    return last < 6 && (isNot(tokens[1]) || Word(rawValue: tokens[min(2, last)].detail) == .no)
  }

  private func isNot(_ token: Token) -> Bool {
    token.range.count == 3 && firstByte(token) | 32 == UInt8(letter: "n")
      && byte(Int(token.start) + 1) == UInt8(letter: "o")
      && text[Int(token.start) + 2] == UInt8(letter: "t")
  }

  /// `June 20`, `May 5, 2015`.
  private mutating func parseDate(_ last: Int) throws(ReadingRefusal) -> NodeID? {
    guard word == .month, last == 1 || last == 2 || last == 3 else { return nil }
    func value(_ token: Token) -> Int64 {
      text[token.range].prefix(4).reduce(0) { $0 * 10 + Int64($1 &- 48) }
    }
    let numbers = (1...last).filter { tokens[$0].kind == .number }.map { tokens[$0] }
    if last == 1, tokens[1].kind == .number, tokens[1].range.count == 4 {
      let date = value(tokens[1]) * 10_000 + Int64(token.value) * 100
      position = 2
      return try checked(tree.add(leaf: .date, value: date))
    }
    guard tokens[1].kind == .number, 1...2 ~= numbers.count, numbers[0].range.count < 3,
      last == 1 || numbers.count == 2 && (last == 2 || tokens[2].kind == .comma)
    else { return nil }
    let year = numbers.count == 2 ? value(numbers[1]) : 0
    let date = year * 10_000 + Int64(token.value) * 100 + value(numbers[0])
    position = last + 1
    return try checked(tree.add(leaf: .date, value: date))
  }

  /// Words alone, or several with commas between them; nil if something else stands among them.
  private mutating func parseWords(_ last: Int) throws(ReadingRefusal) -> NodeID? {
    var hasCommas = false
    let hasNumbers = (0...last).contains { tokens[$0].kind == .number }
    for index in 0...last {
      switch tokens[index].kind {
      case .word:
        let word = Word(rawValue: tokens[index].detail)
        if word == .and || word == .or, last < 12 { hasCommas = true }
        if word == .numeral && index > 0 || word == .isEqual && hasNumbers { return nil }
      case .comma: hasCommas = true
      case .minus, .prime: break
      // `Player 1` is a name.
      case .number where word == .unknown && tokens[index].detail == NumberForm.whole: break
      case .letter where tokens[index].detail == UInt8(letter: "a"): break
      default: return nil
      }
    }
    if hasCommas { return nil }
    let node = try words(through: last)
    guard let set = Self.numberSets[tree.text(of: node)] else { return node }
    return try checked(tree.add(leaf: .numberSet, detail: set.rawValue))
  }

  private static let numberSets = NameTable<NumberSet>([
    ("all real numbers", .reals), ("all reals", .reals), ("real numbers", .reals),
    ("all integers", .integers), ("all positive integers", .positiveIntegers),
    ("all complex numbers", .complexes), ("all rational numbers", .rationals),
  ])

  /// The words from here to a token, one space between them.
  mutating func words(through last: Int) throws(ReadingRefusal) -> NodeID {
    scratch.removeAll(keepingCapacity: true)
    while position <= last {
      if !scratch.isEmpty, token.spaced { scratch.append(32) }
      scratch.append(contentsOf: text[token.range])
      position += 1
    }
    return try checked(tree.add(.words, text: scratch))
  }

  /// Reads a word where an operand is expected: a number word, a symbol in text, or words that
  /// stand alone between separators.
  mutating func parseWord() throws(ReadingRefusal) -> NodeID {
    let token = token
    switch word {
    case .numeral:
      advance()
      return try checked(tree.add(integer: Int(token.value)))
    case .infinity:
      advance()
      return try checked(tree.add(.infinity))
    case .noAnswer where standsAlone:
      advance()
      return try checked(tree.add(leaf: .none))
    case .yes where standsAlone, .no where standsAlone:
      let isYes = word == .yes
      advance()
      return try checked(tree.add(leaf: .boolean, value: isYes ? 1 : 0))
    case .filler where !standsAlone && token.range.count > 1 && depth < 8:
      advance()
      return try parseAtom()
    default: break
    }
    if word == .condition || isConjunction(token) { throw refusal(.words) }
    if token.range.count == 1, firstByte(token).isLetter {
      advance()
      let letter = firstByte(token)
      if let constant = constant(letter) { return try checked(tree.add(constant)) }
      return try checked(tree.add(.symbol, text: CollectionOfOne(letter)))
    }
    guard position == 0 || startsOperand(position) else { throw refusal(.words) }
    var last = position
    while tokens[last + 1].kind == .word, !isConjunction(tokens[last + 1]) { last += 1 }
    guard endsOperand(tokens[last + 1]) else { throw refusal(.words) }
    return try words(through: last)
  }

  private var standsAlone: Bool {
    startsOperand(position) && endsOperand(peek())
  }

  private func isConjunction(_ token: Token) -> Bool {
    token.kind == .word
      && (token.detail == Word.and.rawValue || token.detail == Word.or.rawValue)
  }

  /// Whether a token stands between elements.
  private func endsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .end, .comma, .semicolon, .close, .relation, .period, .newRow, .ampersand, .finish, .colon:
      true
    case .word: isConjunction(token) || token.detail == Word.isEqual.rawValue
    default: false
    }
  }

  /// Passes over "The answer is", "Answer:", "approximately" before the expression.
  mutating func skipIntroduction() throws(ReadingRefusal) {
    guard kind == .word, word != .numeral else { return skipFillers() }
    var index = 0
    var end: Int?
    scan: while true {
      switch tokens[index].kind {
      case .word where tokens[index].detail == Word.isEqual.rawValue,
        .colon where tokens[index - 1].kind == .word:
        end = index
        break scan
      case .word, .letter, .prescript: break
      default: break scan
      }
      index += 1
    }
    if let end, tokens[end + 1].kind != .end {
      let next = tokens[end + 1]
      if next.kind == .word,
        next.detail == Word.unknown.rawValue
          || next.detail == Word.condition.rawValue || next.detail == Word.no.rawValue
      {
        throw refusal(.words)
      }
      position = end + 1
    }
    skipFillers()
  }

  mutating func skipFillers() {
    while word == .filler, peek().kind != .end {
      // A capital letter alone is a name: `A and B`.
      let isArticle = firstByte(token) == UInt8(letter: "a") && peek().kind == .word
      guard token.range.count > 1 || isArticle && !isConjunction(peek()) else { return }
      advance()
    }
  }
}
