import Corpus
import ProblemSets

/// Which root problems go to the test file: a function of their texts alone.
public struct Holdout: Hashable, Sendable {
  /// What is never cut in two.
  public enum Unit: String, Sendable, CaseIterable {
    /// A root problem with what was made of it.
    case root
    /// Root problems that are near-duplicates of one another, directly or through others.
    case cluster
  }

  /// The share of units that go to the test file, in 0 ..< 1.
  public let share: Double
  /// What is never cut in two.
  public let unit: Unit

  /// Makes a holdout.
  public init(share: Double = 0, unit: Unit = .root) {
    self.share = share
    self.unit = unit
  }

  /// Whether a unit with this key goes to the test file.
  func takes(_ key: ContentKey) -> Bool {
    var hasher = ContentHasher("holdout")
    hasher.add(key)
    return Double(hasher.key.high >> 11) * 0x1p-53 < share
  }
}

/// A holdout of one store: it knows the clusters.
struct DrawnHoldout {
  let holdout: Holdout
  /// The smallest key of the cluster of every root problem that is not that itself.
  private var leaders: [ContentKey: ContentKey] = [:]

  /// Finds the near-duplicates, where the holdout asks for them.
  ///
  /// Takes about 1 kB for every statement that differs from earlier ones in more than numbers.
  init(_ holdout: Holdout, _ groups: SolutionGroups) async throws {
    self.holdout = holdout
    guard holdout.share > 0, holdout.unit == .cluster else { return }
    var clusters = StatementClusters()
    var roots: [ContentKey] = []
    try await groups.forEachStatement { root, statements in
      for (number, statement) in statements.enumerated() {
        let earlier = number == 0 ? nil : clusters.count - 1
        clusters.insert(StatementFingerprint(statement), with: earlier)
        roots.append(root)
      }
    }
    let found = clusters.clusters()
    var smallest: [Int: ContentKey] = [:]
    for (cluster, root) in zip(found, roots) {
      smallest[cluster] = min(smallest[cluster] ?? root, root)
    }
    for (cluster, root) in zip(found, roots) {
      if let leader = smallest[cluster], leader != root { leaders[root] = leader }
    }
    if smallest.count == 1, Set(roots).count > 1 {
      throw ExportError.oneCluster(suite: groups.selection.suite)
    }
  }

  /// Whether a root problem belongs to the test file.
  func holds(_ root: ContentKey) -> Bool { holdout.takes(leaders[root] ?? root) }
}
