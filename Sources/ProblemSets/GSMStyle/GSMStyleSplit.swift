/// A part of the suite.
public enum GSMStyleSplit: String, CaseIterable, Hashable, Sendable {
  /// About nine tenths of the graphs of few steps.
  case train
  /// The other tenth.
  case test
  /// All graphs of more steps than those: problems longer than any that is trained on.
  case hard
}

/// What can go wrong when rows are asked for.
public enum GSMStyleError: Error, Hashable, Sendable {
  /// The configuration has too few distinct graphs in this split.
  case exhausted(split: GSMStyleSplit, found: Int, asked: Int)
}
