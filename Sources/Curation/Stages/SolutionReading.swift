import Corpus
import Storage

/// Whose stored solutions a stage reads, and which of them.
public struct SolutionReading: Hashable, Sendable {
  /// Whose solutions.
  public let authors: [ModelIdentity]
  /// What they were sampled for.
  public let purpose: Purpose
  /// Only solutions with one of these verdicts.
  public let verdicts: Set<Verdict>

  /// Makes a reading of the solutions of some authors.
  public init(
    authors: [ModelIdentity], purpose: Purpose = .solve,
    verdicts: Set<Verdict> = Set(Verdict.allCases)
  ) {
    self.authors = authors
    self.purpose = purpose
    self.verdicts = verdicts
  }

  /// The authors' names, for messages.
  public var names: String { authors.map(\.name).joined(separator: ", ") }

  /// A problem's distinct solutions that ended by themselves and have one of the verdicts, author
  /// by author, each with its author.
  func solutions(
    of problem: StoredProblem, in store: StoreTransaction
  ) throws(DatabaseError) -> [(author: ModelIdentity, solution: StoredSolution)] {
    var found: [(ModelIdentity, StoredSolution)] = []
    for author in authors {
      for solution in try store.solutions(
        problem: problem.id, model: author.key, purpose: purpose)
      where solution.finish == .stop && !solution.steps.isEmpty
        && verdicts.contains(solution.verdict)
      {
        found.append((author, solution))
      }
    }
    return found
  }

  func pages(_ selection: ProblemSelection, in store: Store) -> StoredSolutionPages {
    StoredSolutionPages(store: store, selection: selection, reading: self)
  }

  /// How many solutions of a selection have a problem with a gold answer, by which rollouts can be
  /// judged, and how many have one without.
  public func goldCounts(
    _ selection: ProblemSelection, in store: Store
  ) async throws(DatabaseError) -> (known: Int, missing: Int) {
    var pages = ProblemPages(store: store, selection: selection)
    var (known, missing) = (0, 0)
    while let stored = try await pages.next() {
      let count = try await store.read { (store) throws(DatabaseError) in
        try solutions(of: stored, in: store).count
      }
      if stored.problem.hasGold { known += count } else { missing += count }
    }
    return (known, missing)
  }

  /// How many solutions of a selection would be read.
  public func count(_ selection: ProblemSelection, in store: Store) async throws -> Int {
    var pages = pages(selection, in: store)
    var count = 0
    while try await pages.next() != nil { count += 1 }
    return count
  }
}
