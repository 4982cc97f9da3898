import Corpus
import Storage

/// A model's own correct solutions as lessons: the data of rejection sampling fine-tuning (RFT).
public enum PositiveLessons {
  /// Reads the distinct correct solutions of a split's problems and of their kept rephrasings.
  ///
  /// - Parameters:
  ///   - perProblem: the most solutions of one problem, drawn by `seed`: too many self-made
  ///     positives of one problem make a model worse (2406.14532).
  /// - Returns: lessons ordered by root, problem and completion.
  public static func read(
    from store: Store, model: ModelIdentity, suite: String, split: String, perProblem: Int,
    seed: UInt64
  ) async throws -> [Lesson] {
    var lessons: [Lesson] = []
    var last: RootProblem?
    while true {
      let start = last
      let (end, page) = try await store.read { (store) throws(DatabaseError) in
        var found: [(root: ContentKey, id: Int64, problem: Problem, texts: [String])] = []
        let roots = try store.roots(
          suite: suite, split: split, order: .content, after: start, limit: 200)
        for root in roots {
          for kept in try store.keptProblems(of: root) {
            let solutions = try store.solutions(
              problem: kept.id, model: model.key, purpose: .solve)
            let texts = solutions.filter { $0.verdict == .correct && $0.finish == .stop }
              .map(\.text)
            found.append((root.problem.key, kept.id, kept.problem, texts))
          }
        }
        return (roots.last, found)
      }
      guard let end else { return lessons }
      for (root, id, problem, texts) in page {
        var stream = RandomStream(seed: seed, key: problem.key)
        let chosen = texts.indices.shuffled(using: &stream).prefix(perProblem).sorted()
        for index in chosen {
          lessons.append(
            Lesson(
              problem: "problem \(id)", root: root,
              prompt: LocalPrompts.solve.rendered(statement: problem.statement, prefix: ""),
              completion: texts[index]))
        }
      }
      last = end
    }
  }
}
