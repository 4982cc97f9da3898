import Corpus
import Storage

/// Whose solutions a model reads, and which of them.
public struct SolutionReading: Sendable {
  /// Whose solutions.
  public let author: ModelIdentity
  /// What they were sampled for.
  public let purpose: Purpose
  /// Only solutions with one of these verdicts.
  public let verdicts: Set<Verdict>

  /// Makes a reading.
  public init(author: ModelIdentity, purpose: Purpose = .solve, verdicts: Set<Verdict>) {
    self.author = author
    self.purpose = purpose
    self.verdicts = verdicts
  }

  func pages(_ selection: ProblemSelection, in store: Store) -> StoredSolutionPages {
    StoredSolutionPages(
      store: store, selection: selection, model: author.key, purpose: purpose, verdicts: verdicts)
  }

  /// How many solutions of a selection would be read.
  public func count(_ selection: ProblemSelection, in store: Store) async throws -> Int {
    var pages = pages(selection, in: store)
    var count = 0
    while try await pages.next() != nil { count += 1 }
    return count
  }
}
