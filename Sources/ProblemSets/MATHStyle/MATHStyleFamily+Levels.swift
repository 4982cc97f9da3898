extension MATHStyleFamily {
  /// The levels that problems of the family have.
  public var levels: Set<Int> { [1, 2, 3, 4, 5] }
}
