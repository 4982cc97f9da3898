import Corpus
import Storage

extension SolutionGroups {
  /// The shortest correct rollouts from before each step of a wrong solution; none from before the
  /// first, where every right solution starts.
  static func continuations(
    of solution: StoredSolution, _ problem: Problem, in store: StoreTransaction
  ) throws(DatabaseError) -> [String?] {
    guard solution.verdict != .correct else { return [] }
    let bytes = Array(solution.text.utf8)
    var found: [String?] = []
    var end: Int?
    for step in solution.steps {
      var rollout: String?
      if let end {
        // Rollouts of a foreign text start where the next step does.
        for end in [end, step.lowerBound] where rollout == nil {
          let prefix = Prefix(
            text: String(decoding: bytes[..<end], as: UTF8.self), completion: solution.completion)
          rollout = try store.shortestCorrectRollout(of: prefix.key(problem: problem.key))
        }
      }
      found.append(rollout)
      end = step.upperBound
    }
    return found
  }
}
