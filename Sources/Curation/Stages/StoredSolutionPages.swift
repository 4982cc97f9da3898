import Corpus
import Storage

/// Reads the distinct solutions of a selection's problems, one after the other.
struct StoredSolutionPages {
  private let store: Store
  private let reading: SolutionReading
  private var pages: ProblemPages
  private var waiting: [SolutionToLabel] = []

  init(store: Store, selection: ProblemSelection, reading: SolutionReading) {
    self.store = store
    self.reading = reading
    pages = ProblemPages(store: store, selection: selection)
  }

  /// The next solution that ended by itself and has one of the verdicts.
  mutating func next() async throws(DatabaseError) -> SolutionToLabel? {
    while waiting.isEmpty {
      guard let stored = try await pages.next() else { return nil }
      let reading = reading
      let found = try await store.read { (store) throws(DatabaseError) in
        try reading.solutions(of: stored, in: store)
      }
      waiting = found.map { _, solution in
        SolutionToLabel(
          problem: stored.problem, completion: solution.completion, text: solution.text,
          steps: solution.steps, verdict: solution.verdict)
      }.reversed()
    }
    return waiting.removeLast()
  }
}
