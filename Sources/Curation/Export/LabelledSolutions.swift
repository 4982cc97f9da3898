import Corpus
import Storage

/// Which labelled solutions of a store are meant.
public struct LabelledSelection: Hashable, Sendable {
  /// The suite.
  public let suite: String
  /// The split of the suite that was curated.
  public let split: String
  /// The model whose solutions are taken.
  public let model: ModelIdentity
  /// What the solutions were sampled for.
  public let purpose: Purpose
  /// The method whose labels are taken; `nil` takes solutions as they are, without labels.
  public let method: String?
  /// The labeller's settings; `nil` for the method's newest labels of each solution.
  public let settings: String?

  /// Makes a selection.
  public init(
    suite: String, split: String, model: ModelIdentity, purpose: Purpose = .solve, method: String?,
    settings: String? = nil
  ) {
    self.suite = suite
    self.split = split
    self.model = model
    self.purpose = purpose
    self.method = method
    self.settings = settings
  }
}

/// The labelled solutions of a store, ordered by content: root, problem, completion.
///
/// The order is a function of the texts alone, so it is the same however the work was scheduled.
public struct LabelledSolutions: Sendable {
  let store: Store
  let selection: LabelledSelection
  let policy: ExportPolicy
  static let pageSize = 200

  /// Makes the list.
  public init(store: Store, selection: LabelledSelection, policy: ExportPolicy) {
    self.store = store
    self.selection = selection
    self.policy = policy
  }

  /// Hands over every solution with its root's key; `nil` for one that the policy leaves out.
  public func forEach(
    _ body: (_ root: ContentKey, LabelledSolution?) throws -> Void
  ) async throws {
    var last: ContentKey?
    while true {
      let selection = selection
      let start = last
      let page = try await store.read { (store) throws(DatabaseError) in
        try Self.page(store, selection, after: start)
      }
      guard let end = page.last?.root else { return }
      for item in page {
        for (problem, solution, labels) in item.solutions {
          let values =
            selection.method == nil ? [] : try policy.apply(labels, steps: solution.steps.count)
          try body(item.root, values.map { labelled(problem, solution, $0) })
        }
      }
      last = end
    }
  }

  private struct RootItem: Sendable {
    let root: ContentKey
    let solutions: [(Problem, StoredSolution, [Label])]
  }

  private static func page(
    _ store: StoreTransaction, _ selection: LabelledSelection, after key: ContentKey?
  ) throws(DatabaseError) -> [RootItem] {
    var items: [RootItem] = []
    let roots = try store.roots(
      suite: selection.suite, split: selection.split, after: key, limit: pageSize)
    for root in roots {
      var solutions: [(Problem, StoredSolution, [Label])] = []
      for problem in try store.keptProblems(root: root) {
        let found = try store.solutions(
          problem: problem.id, model: selection.model.key, purpose: selection.purpose)
        for solution in found {
          guard let method = selection.method else {
            solutions.append((problem.problem, solution, []))
            continue
          }
          let labels = try store.labels(
            solution: solution.id, method: method, settings: selection.settings)
          if !labels.isEmpty { solutions.append((problem.problem, solution, labels)) }
        }
      }
      items.append(RootItem(root: root.problem.key, solutions: solutions))
    }
    return items
  }

  private func labelled(
    _ problem: Problem, _ solution: StoredSolution, _ labels: [LabelValue]
  ) -> LabelledSolution {
    let source = SolutionToLabel(
      problem: problem, completion: solution.completion, text: solution.text,
      steps: solution.steps, verdict: solution.verdict)
    let positions = selection.method == nil ? solution.steps.indices : labels.indices
    return LabelledSolution(
      problem: problem, completion: solution.completion, suite: selection.suite,
      steps: positions.map { source.stepText($0) },
      prefixes: positions.map { trimmed(source.prefix(through: $0).text) }, labels: labels,
      verdict: solution.verdict, text: trimmed(solution.text))
  }
}
