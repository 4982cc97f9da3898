/// What is compared of a statement; computed once, in any thread.
public struct StatementFingerprint: Sendable {
  let words: [UInt64]
  let exact: UInt64
  let template: UInt64?
  let shingles: [UInt32]
  let bands: [UInt64]
  let numbers: UInt64?
  let vocabulary: [UInt32]

  /// The fingerprint of a statement.
  ///
  /// - Complexity: O(length) with a factor of 128 for the signature.
  public init(_ statement: String) {
    let text = StatementWords(statement)
    words = text.words
    exact = StatementWords.hash(of: text.words)
    template =
      text.hasNumber && text.words.count >= OverlapIndex.templateWords
      ? StatementWords.hash(of: text.masked) : nil
    // Two words of a short statement are better than none.
    shingles = Self.set(
      StatementWords.runs(of: text.masked, length: min(3, max(1, text.masked.count))))
    bands = MinHash.bands(of: shingles)
    numbers =
      text.numbers.count >= OverlapIndex.numberCount ? StatementWords.hash(of: text.numbers) : nil
    vocabulary = numbers == nil ? [] : text.distinct
  }

  /// Hashes as a sorted set.
  static func set(_ hashes: [UInt64]) -> [UInt32] {
    let sorted = hashes.map { UInt32(truncatingIfNeeded: $0 ^ $0 >> 32) }.sorted()
    var distinct: [UInt32] = []
    distinct.reserveCapacity(sorted.count)
    for hash in sorted where hash != distinct.last { distinct.append(hash) }
    return distinct
  }
}

/// Finds the statements that overlap with one of many references.
///
/// A pure function of the references in their order and of the statement. References that are
/// exactly equal to an earlier one are found as that one.
public struct OverlapIndex: Sendable {
  static let templateWords = 8
  static let nearThreshold = 0.5
  static let run8Threshold = 0.5
  static let numberCount = 3
  static let numbersThreshold = 0.3
  /// Runs that more references have are phrases of a genre.
  static let commonRun = 16
  /// Candidates that are looked at for each band, and for each set of numbers.
  static let bandLimit = 64

  /// The tiers that are looked for, strongest first.
  public let tiers: [OverlapTier]
  /// How many references there are.
  public private(set) var count = 0
  private var exact = PostingTable(limit: 1)
  private var templates = PostingTable(limit: 1)
  private var bands = PostingTable(limit: OverlapIndex.bandLimit)
  private var runs8 = PostingTable(limit: OverlapIndex.commonRun)
  private var runs13 = PostingTable(limit: OverlapIndex.commonRun)
  private var numbers = PostingTable(limit: OverlapIndex.bandLimit)
  private var shingles: [[UInt32]] = []
  private var vocabularies: [[UInt32]] = []
  private var lengths: [Int32] = []

  /// Makes an empty index.
  public init(tiers: [OverlapTier] = OverlapTier.allCases) {
    self.tiers = OverlapTier.allCases.filter { tiers.contains($0) }
  }

  /// Adds the next reference.
  public mutating func insert(_ statement: StatementFingerprint) {
    let document = count
    count += 1
    let isRepeat = exact.contains(statement.exact)
    lengths.append(Int32(statement.words.count))
    shingles.append(isRepeat || !tiers.contains(.near) ? [] : statement.shingles)
    vocabularies.append(isRepeat || !tiers.contains(.numbers) ? [] : statement.vocabulary)
    guard !isRepeat else { return }
    exact.insert(document, for: statement.exact)
    if tiers.contains(.template), let template = statement.template,
      !templates.contains(template)
    {
      templates.insert(document, for: template)
    }
    if tiers.contains(.near) {
      for band in statement.bands { bands.insert(document, for: band) }
    }
    if tiers.contains(.numbers), let key = statement.numbers { numbers.insert(document, for: key) }
    if tiers.contains(.run13) {
      for run in StatementWords.runs(of: statement.words, length: 13) {
        runs13.insert(document, for: run)
      }
    }
    if tiers.contains(.run8) {
      for run in StatementWords.runs(of: statement.words, length: 8) {
        runs8.insert(document, for: run)
      }
    }
  }

  /// The strongest overlap: the first tier that has one, in it the highest score, of equal ones the
  /// earliest reference.
  public func match(_ statement: StatementFingerprint) -> OverlapMatch? {
    for tier in tiers { if let match = match(statement, tier: tier) { return match } }
    return nil
  }

  /// The best overlap of one tier.
  public func match(_ statement: StatementFingerprint, tier: OverlapTier) -> OverlapMatch? {
    guard tiers.contains(tier) else { return nil }
    switch tier {
    case .exact: return first(in: exact, statement.exact, tier)
    case .template: return statement.template.flatMap { first(in: templates, $0, tier) }
    case .near: return near(statement)
    case .numbers: return sameNumbers(statement)
    case .run13: return shared(statement, length: 13, table: runs13, threshold: 0, tier)
    case .run8:
      return shared(statement, length: 8, table: runs8, threshold: Self.run8Threshold, tier)
    }
  }

  private func first(
    in table: PostingTable, _ key: UInt64, _ tier: OverlapTier
  ) -> OverlapMatch? {
    var found: Int?
    table.forEach(key) { found = $0 }
    return found.map { OverlapMatch(reference: $0, tier: tier, score: 1) }
  }

  private func near(_ statement: StatementFingerprint) -> OverlapMatch? {
    var candidates: [Int] = []
    for band in statement.bands { bands.forEach(band) { candidates.append($0) } }
    return nearest(
      statement.shingles, candidates, sets: shingles, threshold: Self.nearThreshold, .near)
  }

  private func sameNumbers(_ statement: StatementFingerprint) -> OverlapMatch? {
    guard let key = statement.numbers else { return nil }
    var candidates: [Int] = []
    numbers.forEach(key) { candidates.append($0) }
    return nearest(
      statement.vocabulary, candidates, sets: vocabularies, threshold: Self.numbersThreshold,
      .numbers)
  }

  /// The candidate with the highest Jaccard index, the earliest of equal ones.
  private func nearest(
    _ set: [UInt32], _ candidates: [Int], sets: [[UInt32]], threshold: Double, _ tier: OverlapTier
  ) -> OverlapMatch? {
    var best: OverlapMatch?
    var last = -1
    for candidate in candidates.sorted() where candidate != last {
      last = candidate
      let other = sets[candidate]
      // No two sets of such different sizes are near enough.
      let (few, many) = (min(other.count, set.count), max(other.count, set.count))
      guard Double(few) >= threshold * Double(many) else { continue }
      let score = MinHash.jaccard(set, other)
      if score >= threshold, score > best?.score ?? 0 {
        best = OverlapMatch(reference: candidate, tier: tier, score: score)
      }
    }
    return best
  }

  private func shared(
    _ statement: StatementFingerprint, length: Int, table: PostingTable, threshold: Double,
    _ tier: OverlapTier
  ) -> OverlapMatch? {
    var found: [Int] = []
    var seen: Set<UInt64> = []
    for run in StatementWords.runs(of: statement.words, length: length)
    where table.contains(run) && seen.insert(run).inserted {
      table.forEach(run, whole: true) { found.append($0) }
    }
    found.sort()
    var best: OverlapMatch?
    var start = 0
    while start < found.count {
      var end = start
      while end < found.count, found[end] == found[start] { end += 1 }
      let score = min(1, Double(end - start) / Double(Int(lengths[found[start]]) - length + 1))
      if score >= threshold, score > best?.score ?? 0 {
        best = OverlapMatch(reference: found[start], tier: tier, score: score)
      }
      start = end
    }
    return best
  }
}
