extension Matcher {
  /// Compares quantities in different units by converting both exactly to base units.
  mutating func compareConverted(
    _ a: Term, _ unit: ArraySlice<UInt8>, _ g: Term, _ other: ArraySlice<UInt8>
  ) throws(Interruption) -> Comparison {
    guard let mine = UnitLexicon.dimension(of: unit), let theirs = UnitLexicon.dimension(of: other),
      mine.isComparable(with: theirs)
    else { return .different(.units) }
    let left = try inBaseUnits(a, mine)
    let right = try inBaseUnits(g, theirs)
    return try compare(left, right).remarking(.unitConverted)
  }

  private mutating func inBaseUnits(
    _ number: Term, _ unit: UnitDimension
  ) throws(Interruption) -> Term {
    let above = Term(side: .scratch, id: scratch.add(integer: Int(unit.numerator)))
    let below = Term(side: .scratch, id: scratch.add(integer: Int(unit.denominator)))
    let ten = Term(side: .scratch, id: scratch.add(integer: 10))
    let size = Term(side: .scratch, id: scratch.add(integer: Int(unit.powerOfTen.magnitude)))
    let exponent = unit.powerOfTen < 0 ? try make(.negate, size) : size
    return try make(
      .multiply, number, make(.divide, above, below), make(.power, ten, exponent))
  }
}
