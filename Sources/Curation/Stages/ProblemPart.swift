import Corpus
import Storage

/// A part of a selection's problems; a problem and its rephrasings are in one part.
public enum ProblemPart: Hashable, Sendable {
  /// One of several equal parts.
  case shard(Shard)
  /// The tenth to which a pilot fits beliefs before a run is split into shards.
  case pilot(seed: UInt64)

  /// Whether the problems that descend from a root belong to the part.
  func holds(root: Problem) -> Bool {
    switch self {
    case .shard(let shard): return shard.holds(rootStatement: root.statement)
    case .pilot(let seed):
      var stream = RandomStream(seed: seed, key: root.rootKey)
      return stream.nextUnit() < LabelStage.pilotShare
    }
  }

  /// The problems of rows that belong to the part; a row's own problem stands before its
  /// rephrasings.
  public func held(_ problems: [StoredProblem]) -> [StoredProblem] {
    var held: [String: Bool] = [:]
    return problems.filter { stored in
      if let known = held[stored.rowID] { return known }
      let isHeld = holds(root: stored.problem)
      held[stored.rowID] = isHeld
      return isHeld
    }
  }
}
