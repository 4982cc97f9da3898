import Corpus
import ProblemSets
import Storage

/// How the filter on rephrasings agrees with the exact truth of our own suites.
public struct RephrasingNoise: Sendable, Hashable {
  /// Texts that were kept.
  public private(set) var kept = 0
  /// Kept texts that state the seed problem.
  public private(set) var keptFaithful = 0
  /// Kept texts with a sentence that the exact checker cannot read.
  public private(set) var keptUnreadable = 0
  /// Texts that were dropped.
  public private(set) var dropped = 0
  /// Dropped texts that state the seed problem: false drops.
  public private(set) var droppedFaithful = 0

  /// Dropped texts with a sentence that the exact checker cannot read.
  public private(set) var droppedUnreadable = 0

  /// Kept texts that state another problem: false keeps.
  public var falseKeeps: Int { kept - keptFaithful - keptUnreadable }

  /// Reads every rephrasing of a split's rows that have exact truth.
  public init(store: Store, selection: ProblemSelection) async throws {
    var pages = ProblemPages(
      store: store,
      selection: ProblemSelection(
        suite: selection.suite, split: selection.split, start: selection.start,
        limit: selection.limit))
    while let row = try await pages.next() {
      guard let source = BasicProblem(id: row.rowID) else { continue }
      let attempts = try await store.read { (store) throws(DatabaseError) in
        try store.rephrasings(of: row.id)
      }
      guard !attempts.isEmpty else { continue }
      let checker = StatementChecker(source)
      for (statement, status) in attempts {
        let truth = checker.check(statement)
        let isFaithful = truth.isFaithful
        switch status {
        case .kept:
          kept += 1
          keptFaithful += isFaithful ? 1 : 0
          keptUnreadable += truth == .unreadable ? 1 : 0
        case .dropped:
          dropped += 1
          droppedFaithful += isFaithful ? 1 : 0
          droppedUnreadable += truth == .unreadable ? 1 : 0
        case .open: continue
        }
      }
    }
  }
}
