/// How two statements overlap, the strongest first.
public enum OverlapTier: String, CaseIterable, Hashable, Sendable {
  /// The same words in the same order, whatever the case, the marks and the spaces.
  case exact
  /// The same words but for the numbers: at least 8 words, one of them a number.
  case template
  /// Many of the same runs of three words, numbers masked: a Jaccard index of at least 0.5.
  case near
  /// A run of 13 words of the reference, if at most 16 references have it (as in Brown and others,
  /// arXiv 2005.14165, appendix C, who pass over runs that more than 10 documents have).
  case run13 = "13-gram"
  /// At least half of the reference's runs of 8 words (Chowdhery and others, arXiv 2204.02311,
  /// ask for 70 %).
  case run8 = "8-gram"
  /// Exactly the same numbers, three or more that are not 1, and at least 30 % of the same words: a
  /// story told anew. Of GSM-Plus's 300 re-told problems it finds 185, where runs of words find 4.
  case numbers

  /// What the tier's score is.
  public var scoreMeaning: String {
    switch self {
    case .exact, .template: "always 1"
    case .near: "Jaccard index of the two sets of runs of three words, numbers masked"
    case .run13: "share of the reference's runs of 13 words"
    case .run8: "share of the reference's runs of 8 words"
    case .numbers: "Jaccard index of the two sets of words"
    }
  }
}

/// An overlap of a statement with one of the references.
public struct OverlapMatch: Hashable, Sendable {
  /// The reference, by its place in the order of insertion.
  public let reference: Int
  /// How they overlap.
  public let tier: OverlapTier
  /// How much, up to 1.
  public let score: Double

  /// Makes a match.
  public init(reference: Int, tier: OverlapTier, score: Double) {
    self.reference = reference
    self.tier = tier
    self.score = score
  }
}
