extension Scanner {
  /// Undoes the layout of a formula that was spread over the rows of a matrix, one token a row, as
  /// some renderers of copied formulas do.
  ///
  /// Rows break within braces, begin with a script or hold nothing but an operator there, which no
  /// matrix does.
  mutating func joinSpreadRows() {
    var begin = 0
    while begin < count {
      guard tokens[begin].kind == .begin, let finish = spreadEnd(begin) else {
        begin += 1
        continue
      }
      var kept = joinRows(begin, finish)
      for index in (finish + 1)..<count {
        tokens[kept] = tokens[index]
        kept += 1
      }
      count = kept
    }
  }

  /// The end of an environment without columns whose rows are torn; nil if it is none.
  private func spreadEnd(_ begin: Int) -> Int? {
    guard tokens[begin].detail == Environment.matrix.rawValue else { return nil }
    var depth = 0
    var isTorn = false
    var index = begin + 1
    while index < count {
      let starts = tokens[index - 1].kind == .newRow || index == begin + 1
      switch tokens[index].kind {
      case .open: depth += 1
      case .close: depth -= 1
      case .begin, .ampersand: return nil
      case .finish: return isTorn ? index : nil
      case .newRow: isTorn = isTorn || depth != 0
      case .caret, .underscore: isTorn = isTorn || starts
      case .plus, .minus, .times, .crossTimes, .dotTimes, .function, .logarithm, .fraction:
        isTorn = isTorn || starts && tokens[index + 1].kind == .newRow
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Writes the rows between two tokens one behind the other, from the place of the first on.
  ///
  /// Where the renderer drew a bar, the denominator follows without braces, behind a slash or
  /// behind an empty second fraction; where it raised, behind an empty script. Words before an
  /// equality name what it is the value of. Between brackets, blank rows part the elements of a list.
  ///
  /// - Returns: The end of what was written.
  private mutating func joinRows(_ begin: Int, _ finish: Int) -> Int {
    var kept = begin
    // The open brackets are chained by `value`, which `pairBrackets` sets only later.
    var innermost = -1
    var opened = -1
    var hasWords = false
    let isList = isBracketed(begin)
    var breaks = 0
    var index = begin + 1
    while index < finish {
      let token = tokens[index]
      index += 1
      if token.kind == .newRow {
        breaks += 1
        continue
      }
      if isList, breaks > 1, innermost < 0, kept > begin, !isNumerator(opened, before: kept),
        parts(tokens[kept - 1], token)
      {
        // The blank row leaves room for it.
        tokens[kept] = tokens[index - 2]
        tokens[kept].kind = .comma
        kept += 1
        opened = -1
      }
      breaks = 0
      let isBehindNumerator = isNumerator(opened, before: kept)
      switch token.kind {
      case .word where token.detail == Word.isEqual.rawValue && hasWords && innermost < 0,
        .relation where token.detail == Relation.equal.rawValue && hasWords && innermost < 0:
        (kept, opened, hasWords) = (begin, -1, false)
        continue
      case .word: hasWords = true
      case .open:
        tokens[kept] = token
        tokens[kept].value = Int32(innermost)
        innermost = kept
        kept += 1
        continue
      case .close where innermost >= 0:
        opened = innermost
        innermost = Int(tokens[opened].value)
        let isEmptyScript =
          opened == kept - 1 && opened > begin
          && (tokens[opened - 1].kind == .caret || tokens[opened - 1].kind == .underscore)
        if isEmptyScript {
          kept -= 1
          continue
        }
      case .fraction where isBehindNumerator:
        if let end = emptyGroupEnd(index, finish) {
          index = end
          continue
        }
      case .slash where isBehindNumerator: tokens[opened - 1].kind = .prescript
      case .number where isBehindNumerator && kept + 2 < index:
        // As braces around the row: `\frac{1} 12` would take one digit. The rows' breaks and the
        // start of the environment leave room.
        for kind in [Token.Kind.open, .number, .close] {
          tokens[kept] = token
          tokens[kept].kind = kind
          if kind != .number { tokens[kept].detail = Bracket.brace.rawValue }
          kept += 1
        }
        continue
      default: break
      }
      tokens[kept] = token
      kept += 1
    }
    return kept
  }

  /// Whether the brackets that were opened last end right before a token and hold a numerator.
  private func isNumerator(_ opened: Int, before end: Int) -> Bool {
    opened > 0 && tokens[end - 1].kind == .close && tokens[opened - 1].kind == .fraction
  }

  /// Whether a matrix is drawn with its brackets.
  private func isBracketed(_ begin: Int) -> Bool {
    switch Unicode.Scalar(byte(Int(tokens[begin].end) - "pmatrix}".utf8.count)) {
    case "p", "b", "B": true
    default: false
    }
  }

  /// Whether a blank row between two tokens parts elements: none is an operator, and the first is
  /// no imaginary unit, which waits for its factor.
  private func parts(_ last: Token, _ next: Token) -> Bool {
    let isUnit =
      last.kind == .constant && last.detail == Constant.imaginaryUnit.rawValue
      || last.kind == .letter && last.detail == UInt8(letter: "i")
    switch last.kind {
    case .number, .close, .letter, .named, .constant: break
    default: return false
    }
    switch next.kind {
    case .number, .letter, .named, .constant, .fraction, .root: return !isUnit
    default: return false
    }
  }

  /// The end of braces that start in one of the rows from `start` on and hold nothing.
  private func emptyGroupEnd(_ start: Int, _ finish: Int) -> Int? {
    var index = start
    for kind in [Token.Kind.open, .close] {
      while index < finish, tokens[index].kind == .newRow { index += 1 }
      guard index < finish, tokens[index].kind == kind else { return nil }
      index += 1
    }
    return index
  }
}
