/// A part of the suite.
public enum GSMStyleSplit: String, CaseIterable, Hashable, Sendable {
  /// About nine tenths of the graphs of few steps.
  case train
  /// The other tenth.
  case test
  /// All graphs of more steps than those: problems longer than any that is trained on.
  case hard
}
