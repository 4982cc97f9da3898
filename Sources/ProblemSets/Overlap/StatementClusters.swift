/// Groups statements that are near-duplicates of one another, directly or through others: what
/// overlaps exactly or nearly (``OverlapTier/exact``, ``OverlapTier/near``) is in one cluster.
///
/// A pure function of the statements in their order. Statements that differ in numbers alone take
/// memory once; every other takes about 1 kB.
public struct StatementClusters: Sendable {
  private var leaders: [Int32] = []
  private var exact = PostingTable(limit: 1)
  private var bands = PostingTable(limit: OverlapIndex.bandLimit)
  private var shingles: [[UInt32]] = []

  /// No statements.
  public init() {}

  /// How many statements there are.
  public var count: Int { leaders.count }

  /// Adds the next statement.
  ///
  /// - Parameter other: an earlier statement, by its place, with which it belongs whatever it says.
  public mutating func insert(_ statement: StatementFingerprint, with other: Int? = nil) {
    let place = leaders.count
    leaders.append(Int32(place))
    if let other { join(place, other) }
    var equal: Int?
    exact.forEach(statement.exact) { equal = $0 }
    if let equal {
      join(place, equal)
      return shingles.append([])
    }
    exact.insert(place, for: statement.exact)
    var isKnown = false
    var candidates: [Int] = []
    for band in statement.bands { bands.forEach(band) { candidates.append($0) } }
    var last = -1
    for candidate in candidates.sorted() where candidate != last {
      last = candidate
      let near = MinHash.jaccard(statement.shingles, shingles[candidate])
      if near >= OverlapIndex.nearThreshold { join(place, candidate) }
      // Whatever is near to a set is near to its equal.
      if near == 1 { isKnown = true }
    }
    guard !isKnown else { return shingles.append([]) }
    for band in statement.bands { bands.insert(place, for: band) }
    shingles.append(statement.shingles)
  }

  /// The cluster of each statement, named after its first one.
  public mutating func clusters() -> [Int] { leaders.indices.map { leader(of: $0) } }

  private mutating func join(_ left: Int, _ right: Int) {
    let (a, b) = (leader(of: left), leader(of: right))
    leaders[max(a, b)] = Int32(min(a, b))
  }

  private mutating func leader(of place: Int) -> Int {
    var place = place
    while Int(leaders[place]) != place {
      // Halves the path for whoever comes next.
      leaders[place] = leaders[Int(leaders[place])]
      place = Int(leaders[place])
    }
    return place
  }
}
