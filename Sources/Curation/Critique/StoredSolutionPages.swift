import Corpus
import Storage

/// Reads the distinct solutions of a selection's problems, one after the other.
struct StoredSolutionPages {
  private let store: Store
  private let model: ContentKey
  private let purpose: Purpose
  private let verdicts: Set<Verdict>
  private var pages: ProblemPages
  private var waiting: [SolutionToLabel] = []

  init(
    store: Store, selection: ProblemSelection, model: ContentKey, purpose: Purpose,
    verdicts: Set<Verdict>
  ) {
    self.store = store
    self.model = model
    self.purpose = purpose
    self.verdicts = verdicts
    pages = ProblemPages(store: store, selection: selection)
  }

  /// The next solution that ended by itself and has one of the verdicts.
  mutating func next() async throws(DatabaseError) -> SolutionToLabel? {
    while waiting.isEmpty {
      guard let stored = try await pages.next() else { return nil }
      let (model, purpose) = (model, purpose)
      let found = try await store.read { (store) throws(DatabaseError) in
        try store.solutions(problem: stored.id, model: model, purpose: purpose)
      }
      waiting = found.filter {
        $0.finish == .stop && !$0.steps.isEmpty && verdicts.contains($0.verdict)
      }.map {
        SolutionToLabel(
          problem: stored.problem, completion: $0.completion, text: $0.text, steps: $0.steps,
          verdict: $0.verdict)
      }.reversed()
    }
    return waiting.removeLast()
  }
}
