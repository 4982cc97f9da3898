/// Finds the two sides of every equals sign in a stream of tokens.
///
/// A side is taken only where its limits are plain; whatever else could belong to it makes the
/// equals sign one that is left alone, so that no equation is made up.
struct EquationFinder {
  struct Sides {
    let left: Range<Int>
    let right: Range<Int>
    let isApproximate: Bool
  }

  private(set) var tokens: [EquationToken]
  private static let longestSide = 200
  private static let longestUnit = 4

  init(_ tokens: [EquationToken]) {
    self.tokens = Self.withUnits(tokens)
    // "20% of 50" and "1/4 of 20" are products.
    for index in self.tokens.indices
    where self.tokens[index].word == "of" && isFraction(before: index) {
      self.tokens[index].kind = .times
    }
  }

  /// The tokens with `/student` and `(two words)` after an operand as part of its unit.
  private static func withUnits(_ tokens: [EquationToken]) -> [EquationToken] {
    var result: [EquationToken] = []
    result.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      var token = tokens[index]
      let followsOperand = result.last.map { $0.endsOperand || $0.word != nil } ?? false
      if token.kind == .divide, index + 1 < tokens.count, tokens[index + 1].word != nil {
        token.kind = .word("per")
      } else if token.kind == .open, followsOperand, !token.isGlued {
        var close = index + 1
        while close < tokens.count, close < index + 16, tokens[close].word != nil { close += 1 }
        if close > index + 1, close < tokens.count, tokens[close].kind == .close {
          token.kind = .word("unit")
          index = close
        }
      }
      result.append(token)
      index += 1
    }
    return result
  }

  /// The sides of every equals sign that has two.
  func equations() -> [Sides] {
    tokens.indices.compactMap { index in
      guard case .equals(let isApproximate) = tokens[index].kind,
        let start = leftStart(of: index), start < index, !isLabel(start..<index),
        let end = rightEnd(of: index)
      else { return nil }
      return Sides(
        left: start..<index, right: (index + 1)..<end, isApproximate: isApproximate)
    }
  }

  private func isFraction(before index: Int) -> Bool {
    guard index > 0, index + 1 < tokens.count, tokens[index + 1].startsOperand else { return false }
    if case .number(let number) = tokens[index - 1].kind, number.isPercent { return true }
    if tokens[index - 1].word == "percent" { return false }
    return index >= 3 && tokens[index - 1].endsOperand && tokens[index - 2].kind == .divide
      || tokens[index - 1].kind == .close && index >= 3 && tokens[index - 2].kind == .close
  }

  // MARK: - Left of the sign

  private func leftStart(of sign: Int) -> Int? {
    var depth = 0
    var index = sign - 1
    while index >= 0, sign - index < Self.longestSide {
      switch tokens[index].kind {
      case .close: depth += 1
      case .open where depth == 0: return start(at: index + 1, after: .open, sign)
      case .open: depth -= 1
      case .number, .plus, .minus, .times, .divide, .power: break
      case .word:
        switch words(endingAt: index, sign) {
        case .unit(let first): index = first
        case .context where depth == 0: return start(at: index + 1, after: tokens[index].kind, sign)
        case .context, .operand: return nil
        }
      case .unknown: return nil
      case .end, .equals:
        return depth == 0 ? start(at: index + 1, after: tokens[index].kind, sign) : nil
      }
      index -= 1
    }
    return depth == 0 && index < 0 ? start(at: 0, after: .end, sign) : nil
  }

  private enum Words {
    /// The unit of the operand before it.
    case unit(first: Int)
    /// Text before the expression.
    case context
    /// What an operation is done with.
    case operand
  }

  private func words(endingAt last: Int, _ sign: Int) -> Words {
    var first = last
    while first > 0, tokens[first - 1].word != nil { first -= 1 }
    let next = tokens[last + 1]
    if next.startsOperand { return .context }
    guard first > 0, tokens[first - 1].endsOperand, isUnit(first...last) else { return .operand }
    return .unit(first: first)
  }

  /// Whether words can be the unit of a number.
  private func isUnit(_ range: ClosedRange<Int>) -> Bool {
    range.count <= Self.longestUnit
      && range.allSatisfy { index in
        tokens[index].word.map { !EquationWords.clauses.contains($0) } ?? false
      }
  }

  /// The start of an expression, unless what stands before it belongs to it.
  private func start(at index: Int, after before: EquationToken.Kind, _ sign: Int) -> Int? {
    guard index < sign else { return nil }
    let outer = index >= 2 ? tokens[index - 2] : nil
    switch tokens[index].kind {
    case .plus, .times, .divide, .power, .close: return nil
    case .minus:
      guard index + 1 < sign, before != .unknown else { return nil }
      // A dash with a space after it starts an item of a list.
      return before == .end && !tokens[index + 1].isGlued ? index + 1 : index
    default: break
    }
    switch before {
    case .word("of"):
      return outer?.word.map(EquationWords.nounsBeforeOf.contains) == true ? index : nil
    case .word("and"):
      return outer?.endsOperand == true && isProperFraction(at: index) ? nil : index
    case .word(let word):
      let isApplied = tokens[index].kind == .open && tokens[index].isGlued
      return isApplied || EquationWords.belonging.contains(word) ? nil : index
    case .end, .open:
      // An operation on the line before goes on here, and "14, 400" may be one number.
      guard let outer else { return index }
      return outer.isOperator
        || outer.endsOperand && tokens[index].startsOperand
          && before == .end && isGroup(tokens[index])
        ? nil : index
    default: return index
    }
  }

  /// Whether `2/3` starts at `index`, which after "5 and" is a part of the number.
  private func isProperFraction(at index: Int) -> Bool {
    guard index + 2 < tokens.count, case .number(let top) = tokens[index].kind,
      tokens[index + 1].kind == .divide, case .number(let bottom) = tokens[index + 2].kind
    else { return false }
    return top.value.isLess(than: bottom.value) ?? false
  }

  private func isGroup(_ token: EquationToken) -> Bool {
    guard case .number(let number) = token.kind else { return false }
    return number.decimals == 0 && token.range.count == 3
  }

  /// Whether the left side only names what the right side computes: `4 days = 3 * 8`, `Week 1-2 =`.
  private func isLabel(_ side: Range<Int>) -> Bool {
    let content = tokens[side].filter {
      $0.word == nil && $0.kind != .open && $0.kind != .close
    }
    let hasWords = tokens[side].contains { $0.word != nil }
    let before = side.lowerBound > 0 ? tokens[side.lowerBound - 1] : nil
    if content.count == 1 { return hasWords || before?.word != nil }
    guard content.count == 3, case .number(let first) = content[0].kind,
      case .number(let last) = content[2].kind
    else { return startsWithName(side, before) }
    let isSmaller = first.value.isLess(than: last.value) ?? false
    switch content[1].kind {
    case .divide:
      return isSmaller && content[1].isGlued && content[2].isGlued
        && tokens[side.upperBound - 1].word != nil
    case .minus: return isSmaller && content[1].isGlued && content[2].isGlued && before?.word != nil
    default: return false
    }
  }

  /// Whether a number in parentheses explains the word before it: `Ann (1) + 2 friends`.
  private func startsWithName(_ side: Range<Int>, _ before: EquationToken?) -> Bool {
    before?.word != nil && side.count > 3 && tokens[side.lowerBound].kind == .open
      && tokens[side.lowerBound + 2].kind == .close
  }

  // MARK: - Right of the sign

  private func rightEnd(of sign: Int) -> Int? {
    var index = sign + 1
    guard var end = operandEnd(at: index) else { return nil }
    while end - sign < Self.longestSide {
      index = end
      var words = 0
      while index < tokens.count, tokens[index].word != nil {
        words += 1
        index += 1
      }
      guard index < tokens.count else { return end }
      if tokens[index].isOperator, words == 0 || isUnit(end...(index - 1)),
        let next = operandEnd(at: index + 1)
      {
        end = next
      } else if words == 0, tokens[index].startsOperand, tokens[index].isGlued,
        let next = operandEnd(at: index)
      {
        end = next
      } else if words == 0, let next = mixedEnd(at: index) {
        end = next
      } else {
        return isEnd(index, words: words) ? end : nil
      }
    }
    return nil
  }

  /// Where the operand ends that starts at `start`, if one does.
  private func operandEnd(at start: Int) -> Int? {
    var index = start
    while index < tokens.count, tokens[index].kind == .minus, index - start < 2 { index += 1 }
    guard index < tokens.count else { return nil }
    if case .number = tokens[index].kind { return index + 1 }
    guard tokens[index].kind == .open else { return nil }
    var depth = 0
    while index < tokens.count, index - start < Self.longestSide {
      switch tokens[index].kind {
      case .open: depth += 1
      case .close: depth -= 1
      case .unknown, .end, .equals: return nil
      default: break
      }
      index += 1
      if depth == 0 { return index }
    }
    return nil
  }

  /// The end of the `1/2` of `2 1/2`.
  private func mixedEnd(at index: Int) -> Int? {
    guard index + 2 < tokens.count, case .number = tokens[index].kind,
      tokens[index + 1].kind == .divide, case .number = tokens[index + 2].kind
    else { return nil }
    return index + 3
  }

  /// Whether an expression can end before the token at `index`.
  private func isEnd(_ index: Int, words: Int) -> Bool {
    let token = tokens[index]
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    switch token.kind {
    case .end, .equals, .close, .word: return true
    case .open:
      return words == 0
        ? !token.isGlued : tokens[index - 1].word != "and" || !isProperFraction(at: index + 1)
    // "5 and 2/3" is one number.
    case .number:
      return words > 0 && (tokens[index - 1].word != "and" || !isProperFraction(at: index))
    case .unknown: return words > 0
    case .plus, .power: return false
    case .minus: return words > 0 && next?.word != nil
    case .times: return words == 0 && (next.map { $0.kind == .end } ?? true)
    case .divide: return false
    }
  }
}
