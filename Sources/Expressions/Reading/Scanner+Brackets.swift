extension Scanner {
  /// Finds the partner of every bracket; round and square ones may be mixed, as in `[0,1)`.
  mutating func pairBrackets() throws(ReadingRefusal) {
    readAngles()
    var top: Int32 = -1
    var index = 0
    while index < count {
      let token = tokens[index]
      if token.kind == .open || token.kind == .close, let bracket = Bracket(rawValue: token.detail)
      {
        let opener = top < 0 ? nil : Bracket(rawValue: tokens[Int(top)].detail)
        let closes = opener?.closes(with: bracket) ?? false
        if opens(index, bracket, within: opener, closes: closes) {
          if bracket == .square, token.kind == .close {
            tokens[index].detail = Bracket.reversedSquare.rawValue
          }
          tokens[index].kind = .open
          tokens[index].value = top
          top = Int32(index)
        } else if closes {
          tokens[index].kind = .close
          if bracket == .square, token.kind == .open {
            tokens[index].detail = Bracket.reversedSquare.rawValue
          }
          let partner = top
          top = tokens[Int(partner)].value
          tokens[index].value = partner
          tokens[Int(partner)].value = Int32(index)
        } else if bracket == .brace, tokens[index + 1].kind == .end || onlyBracesFollow(index) {
          // The brace of a box that was cut off around the answer.
          tokens[index].kind = .end
          count = index + 1
          break
        } else {
          throw ReadingRefusal(.unbalanced, at: Int(token.start))
        }
      }
      index += 1
    }
    guard top < 0 else { throw ReadingRefusal(.unbalanced, at: Int(tokens[Int(top)].start)) }
  }

  /// `<1, 2>` as the whole text.
  private mutating func readAngles() {
    guard count > 4, tokens[0].kind == .relation, tokens[0].detail == Relation.less.rawValue,
      tokens[count - 2].kind == .relation, tokens[count - 2].detail == Relation.greater.rawValue
    else { return }
    for (index, kind) in [(0, Token.Kind.open), (count - 2, .close)] {
      tokens[index].kind = kind
      tokens[index].detail = Bracket.angle.rawValue
    }
  }

  private func onlyBracesFollow(_ index: Int) -> Bool {
    var index = index + 1
    while tokens[index].kind == .close, tokens[index].detail == Bracket.brace.rawValue {
      index += 1
    }
    return tokens[index].kind == .end
  }

  /// Whether a bracket opens; `]a,b[` turns square brackets round.
  private func opens(
    _ index: Int, _ bracket: Bracket, within opener: Bracket?, closes: Bool
  ) -> Bool {
    let isOpen = tokens[index].kind == .open
    guard bracket == .square else { return isOpen }
    if !isOpen { return !closes }
    guard opener == .reversedSquare || opener == .square || opener == .parenthesis else {
      return true
    }
    // `[a,b[` closes after an operand where nothing more can belong to it.
    let next = tokens[index + 1].kind
    switch next {
    case .end, .union, .intersection, .difference, .period: return false
    default: return opener != .reversedSquare
    }
  }
}
