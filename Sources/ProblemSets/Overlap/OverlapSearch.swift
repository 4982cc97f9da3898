/// Looks for overlaps of many statements, in several threads.
///
/// Every result is a function of the statements in their order; threads only share the work.
public enum OverlapSearch {
  /// The strongest overlap of each statement with the references.
  ///
  /// - Parameters:
  ///   - statements: what is looked at.
  ///   - references: what it may overlap with, such as the test problems.
  ///   - tiers: the tiers that count.
  ///   - threads: how many threads work, at least 1.
  /// - Returns: for each statement its strongest overlap, `nil` where there is none.
  public static func matches(
    of statements: [String], with references: [String],
    tiers: [OverlapTier] = OverlapTier.allCases, threads: Int = 1
  ) async -> [OverlapMatch?] {
    let references = await index(of: references, tiers: tiers, threads: threads)
    var matches: [OverlapMatch?] = []
    matches.reserveCapacity(statements.count)
    for part in parts(of: statements, threads: threads) {
      matches += await computed(part, threads) { references.match(StatementFingerprint($0)) }
    }
    return matches
  }

  /// The index of references, whose fingerprints are computed in several threads.
  public static func index(
    of references: [String], tiers: [OverlapTier] = OverlapTier.allCases, threads: Int = 1
  ) async -> OverlapIndex {
    var index = OverlapIndex(tiers: tiers)
    for part in parts(of: references, threads: threads) {
      for fingerprint in await computed(part, threads, { StatementFingerprint($0) }) {
        index.insert(fingerprint)
      }
    }
    return index
  }

  /// The strongest overlap of each statement with one that came before it and was kept.
  ///
  /// A statement is kept when it overlaps with none that was kept; `reference` is a place in
  /// `statements`.
  public static func duplicates(
    in statements: [String], tiers: [OverlapTier] = [.exact, .near], threads: Int = 1
  ) async -> [OverlapMatch?] {
    var index = OverlapIndex(tiers: tiers)
    var kept: [Int] = []
    var matches: [OverlapMatch?] = []
    matches.reserveCapacity(statements.count)
    for part in parts(of: statements, threads: threads) {
      for fingerprint in await computed(part, threads, { StatementFingerprint($0) }) {
        if let match = index.match(fingerprint) {
          matches.append(
            OverlapMatch(reference: kept[match.reference], tier: match.tier, score: match.score))
        } else {
          kept.append(matches.count)
          index.insert(fingerprint)
          matches.append(nil)
        }
      }
    }
    return matches
  }

  /// Parts that are large enough to share out and small enough to hold the results of.
  private static func parts(of elements: [String], threads: Int) -> [ArraySlice<String>] {
    let size = 2048 * max(1, threads)
    return stride(from: 0, to: elements.count, by: size).map {
      elements[$0..<min($0 + size, elements.count)]
    }
  }

  /// Computes something of each element, in order, sharing the work among threads.
  private static func computed<Result: Sendable>(
    _ elements: ArraySlice<String>, _ threads: Int,
    _ compute: @escaping @Sendable (String) -> Result
  ) async -> [Result] {
    guard threads > 1 else { return elements.map(compute) }
    let share = (elements.count + threads - 1) / threads
    return await withTaskGroup(of: (Int, [Result]).self) { group in
      for (worker, start) in stride(
        from: elements.startIndex, to: elements.endIndex, by: max(1, share)
      ).enumerated() {
        let slice = elements[start..<min(start + share, elements.endIndex)]
        group.addTask { (worker, slice.map(compute)) }
      }
      var results: [(Int, [Result])] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}
