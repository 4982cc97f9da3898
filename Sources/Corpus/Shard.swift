/// One of several equal parts of a run's problems, for one of several machines.
///
/// A problem belongs to a shard by the hash of its root's statement alone: all of its rephrasings
/// follow it, and so do problems that ask the same and differ in their gold answers, which share
/// requests.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// Which shard, from 0.
  public let index: Int
  /// How many shards there are.
  public let count: Int

  /// Makes shard `index` of `count`; `nil` where there is none.
  public init?(index: Int, count: Int) {
    guard count > 0, (0..<count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `index/count`, as in `0/4`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else {
      return nil
    }
    self.init(index: index, count: count)
  }

  /// Whether the problems whose root has this statement belong to the shard.
  public func holds(rootStatement statement: String) -> Bool {
    var hasher = ContentHasher("shard")
    hasher.add(statement)
    return hasher.key.high % UInt64(count) == UInt64(index)
  }

  /// `index/count`.
  public var description: String { "\(index)/\(count)" }
}
