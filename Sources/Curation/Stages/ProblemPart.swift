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
    case .pilot(let seed): return Self.pilotPlace(of: root, seed: seed) < LabelStage.pilotShare
    }
  }

  /// Where a problem stands in the order in which pilots take them, from 0 to 1.
  static func pilotPlace(of problem: Problem, seed: UInt64) -> Double {
    var stream = RandomStream(seed: seed, key: problem.rootKey)
    return stream.nextUnit()
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
