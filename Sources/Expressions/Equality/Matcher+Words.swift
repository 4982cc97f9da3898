extension Matcher {
  /// Compares words, choices, truth values, times and dates.
  mutating func compareWords(_ a: Term, _ g: Term) -> Comparison {
    let operations = (operation(a), operation(g))
    switch operations {
    case (.boolean, .boolean), (.none, .none), (.choice, .choice), (.words, .words),
      (.choice, .words), (.words, .choice):
      break
    case (.time, .time): return compareTimes(a, g)
    case (.date, .date): return compareDates(a, g)
    default: return .different(.kind)
    }
    let isEqual =
      switch operations {
      case (.none, .none): true
      case (.boolean, .boolean): node(a).value == node(g).value
      default: letters(a) == letters(g)
      }
    return isEqual ? .equal(.words, remarks: []) : .different(.words)
  }

  /// Letters and digits, in lower case if case does not count.
  private func letters(_ term: Term) -> [UInt8] {
    let isFolding = policy.letterCase == .ignored
    return tree(term).text(of: term.id).compactMap { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): isFolding ? byte | 32 : byte
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        byte
      default: nil
      }
    }
  }

  /// Compares a word with something else; `nil` where the other rules go on.
  mutating func compareWordWithOther(
    _ a: Term, _ g: Term
  ) throws(Interruption) -> Comparison? {
    switch (operation(a), operation(g)) {
    case (.words, .constant): return compareLetter(a, with: g)
    case (.constant, .words): return compareLetter(g, with: a)
    case (.words, .symbol), (.symbol, .words), (.choice, .symbol), (.symbol, .choice):
      return letters(a) == letters(g) ? .equal(.words, remarks: []) : .different(.words)
    case (.words, .multiply): return try compareSpelling(a, with: g)
    case (.multiply, .words): return try compareSpelling(g, with: a)
    case (.none, .emptySet), (.emptySet, .none): return .equal(.words, remarks: [])
    case (.boolean, .relation): return try compareTruth(a, of: g)
    case (.relation, .boolean): return try compareTruth(g, of: a)
    case (.time, .ratio): return compareTime(a, with: g)
    case (.ratio, .time): return compareTime(g, with: a)
    case (.time, _), (.date, _), (_, .time), (_, .date): return nil
    default: return nil
    }
  }

  /// Compares a truth value with whether one set of numbers is part of another; `nil` for other
  /// relations.
  private mutating func compareTruth(
    _ truth: Term, of relation: Term
  ) throws(Interruption) -> Comparison? {
    let sides = children(relation)
    let isReversed: Bool
    switch Relation(rawValue: node(relation).detail) {
    case .subsetOrEqual: isReversed = false
    case .supersetOrEqual: isReversed = true
    default: return nil
    }
    guard sides.count == 2, let left = try numbers(sides[0]), let right = try numbers(sides[1])
    else { return nil }
    let (part, whole) = isReversed ? (right, left) : (left, right)
    let holds = part.allSatisfy { whole.contains($0) }
    return holds == (node(truth).value == 1)
      ? .equal(.elements, remarks: []) : .different(.elements)
  }

  /// The numbers that a set holds, `{1}` without its braces too; `nil` for anything else.
  private mutating func numbers(_ term: Term) throws(Interruption) -> [ExactRational]? {
    let isSet = operation(term) == .set
    var numbers: [ExactRational] = []
    for element in isSet ? children(term) : [term] {
      guard let number = try exactValue(element) else { return nil }
      try evaluator.budget.charge(1 + numbers.count)
      numbers.append(number)
    }
    return numbers
  }

  /// Compares a word with a product of letters, which is how a word without `\text` is read.
  private func compareSpelling(
    _ words: Term, with product: Term
  ) throws(Interruption) -> Comparison {
    var spelling: [UInt8] = []
    for factor in children(product) {
      switch (operation(factor), Constant(rawValue: node(factor).detail)) {
      case (.symbol, _): spelling += letters(factor)
      case (.constant, .e): spelling.append(UInt8(ascii: "e"))
      case (.constant, .imaginaryUnit): spelling.append(UInt8(ascii: "i"))
      default: return .different(.words)
      }
    }
    return spelling == letters(words)
      ? .equal(.words, remarks: []) : .different(.words)
  }

  /// Compares the words `e` and `i` with the constants.
  private func compareLetter(_ words: Term, with constant: Term) -> Comparison {
    let letters = letters(words)
    return switch Constant(rawValue: node(constant).detail) {
    case .e where letters == [UInt8(ascii: "e")],
      .imaginaryUnit where letters == [UInt8(ascii: "i")]:
      .equal(.words, remarks: [])
    default: .different(.words)
    }
  }

  // MARK: Times

  /// Compares times; one without `a.m.` or `p.m.` is either.
  private func compareTimes(_ a: Term, _ g: Term) -> Comparison {
    let (mine, theirs) = (node(a), node(g))
    if mine.value == theirs.value { return .equal(.exactValue, remarks: []) }
    let halfDay: Int64 = 12 * 3600
    let isUnmarked =
      mine.detail == Clock.unmarked.rawValue || theirs.detail == Clock.unmarked.rawValue
    return isUnmarked && mine.detail != theirs.detail
      && mine.value % halfDay == theirs.value % halfDay
      ? .equal(.exactValue, remarks: .unitOmitted) : .different(.exactValue)
  }

  /// Compares a time with what was read as a ratio: `4:30`.
  private func compareTime(_ time: Term, with ratio: Term) -> Comparison {
    let parts = children(ratio).map { node($0) }
    guard parts.count == 2, parts.allSatisfy({ $0.operation == .integer }), parts[0].value < 24,
      parts[1].value < 60
    else { return .different(.kind) }
    let seconds = parts[0].value * 3600 + parts[1].value * 60
    return seconds % (12 * 3600) == node(time).value % (12 * 3600)
      ? .equal(.exactValue, remarks: .unitOmitted) : .different(.exactValue)
  }

  /// Compares dates; every part that the gold date says must be the same.
  private func compareDates(_ a: Term, _ g: Term) -> Comparison {
    func parts(_ term: Term) -> [Int64] {
      let value = node(term).value
      return [value / 10_000, value / 100 % 100, value % 100]
    }
    let isEqual = zip(parts(a), parts(g)).allSatisfy { $1 == 0 || $0 == $1 }
    return isEqual ? .equal(.exactValue, remarks: []) : .different(.exactValue)
  }
}
