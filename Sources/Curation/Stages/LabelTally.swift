import Corpus
import Synchronization

/// Counts the labels of a run while it writes them.
public final class LabelTally: Sendable {
  /// How many steps were labelled how.
  public struct Counts: Hashable, Sendable {
    /// Steps that are called right, wrong or neutral.
    public var decided = 0
    /// Steps that the labeller abstained from.
    public var abstained = 0
  }

  private let state = Mutex(Counts())

  /// Makes an empty tally.
  public init() {}

  /// What was written so far.
  public var counts: Counts { state.withLock { $0 } }

  /// Counts the labels of one solution.
  func add(_ labels: [Label]) {
    let abstained = labels.count { $0.value == .abstain }
    state.withLock {
      $0.abstained += abstained
      $0.decided += labels.count - abstained
    }
  }
}
