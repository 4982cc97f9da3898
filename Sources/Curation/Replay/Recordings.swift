import Synchronization

/// Collects what procedures found, from whichever thread writes their ends.
final class Recordings: Sendable {
  private let problems = Mutex<[RecordedProblem]>([])

  func add(_ problem: RecordedProblem) { problems.withLock { $0.append(problem) } }

  /// In an order that does not depend on which ended first.
  func sorted() -> [RecordedProblem] {
    problems.withLock { $0 }.sorted { $0.solution.problem < $1.solution.problem }
  }
}
