import Corpus
import Storage

/// The labelled solutions of a store, one root problem after the other.
///
/// Ordered by content (root, problem, completion), which is a function of the texts alone and the
/// same however the work was scheduled, or as the rows of an imported file.
public struct SolutionGroups: Sendable {
  /// Where they are.
  public let store: Store
  /// Which are meant.
  public let selection: LabelledSelection
  let policy: ExportPolicy
  /// How many root problems are held in memory at once.
  static let pageSize = 100

  /// Makes the list.
  public init(store: Store, selection: LabelledSelection, policy: ExportPolicy) {
    self.store = store
    self.selection = selection
    self.policy = policy
  }

  /// Hands over the group of every root problem, as a format takes it.
  public func forEach(
    for format: any DatasetFormat, _ body: (SolutionGroup) throws -> Void
  ) async throws {
    try await forEachPage { (store, roots) throws(DatabaseError) in
      let labellers = try selection.labellers(in: store)
      var found: [FoundRoot] = []
      for root in roots {
        found.append(try Self.found(root, selection, labellers, format, in: store))
      }
      return found
    } body: { found in
      try body(try group(found, format))
    }
  }

  /// Hands over every root problem with the statements of all that was made of it.
  func forEachStatement(
    _ body: (_ root: ContentKey, _ statements: [String]) throws -> Void
  ) async throws {
    try await forEachPage { (store, roots) throws(DatabaseError) in
      var found: [(ContentKey, [String])] = []
      for root in roots {
        let kept = try store.keptProblems(of: root)
        found.append((root.problem.key, kept.map(\.problem.statement)))
      }
      return found
    } body: { root, statements in
      try body(root, statements)
    }
  }

  private func forEachPage<Item: Sendable>(
    _ read: @escaping @Sendable (StoreTransaction, [RootProblem]) throws(DatabaseError) -> [Item],
    body: (Item) throws -> Void
  ) async throws {
    var last: RootProblem?
    while true {
      let (selection, start) = (selection, last)
      let (end, page) = try await store.read { (store) throws(DatabaseError) in
        let roots = try store.roots(
          suite: selection.suite, split: selection.split, order: selection.order, after: start,
          limit: Self.pageSize)
        return (roots.last, try read(store, roots))
      }
      guard let end else { return }
      for item in page { try body(item) }
      last = end
    }
  }

  private struct FoundSolution: Sendable {
    let solution: StoredSolution
    let labels: [Label]
    let row: PublishedRow?
    /// From before every step.
    var continuations: [String?] = []
    let stored: StoredRecord?
  }

  private typealias FoundProblem = (
    problem: DerivedProblem, row: PublishedRow?, solutions: [FoundSolution],
    revisions: [StoredRevision]
  )

  private typealias FoundRoot = (root: ContentKey, problems: [FoundProblem])

  private static func found(
    _ root: RootProblem, _ selection: LabelledSelection, _ labellers: [StoredLabeller],
    _ format: any DatasetFormat, in store: StoreTransaction
  ) throws(DatabaseError) -> FoundRoot {
    var firstRow: PublishedRow?
    var problems: [FoundProblem] = []
    for problem in try store.keptProblems(of: root) {
      var solutions: [FoundSolution] = []
      let rows = try store.rows(
        problem: problem.id, suite: selection.suite, split: selection.split
      ).map { PublishedRow($0) }
      firstRow = firstRow ?? rows.first
      let stored = try store.solutions(
        problem: problem.id, model: selection.model?.key, purpose: selection.purpose)
      for (solution, row) in placed(stored, rows, order: selection.order) {
        var labels: [Label] = []
        var record: StoredRecord?
        if format.labelUse != .none, let method = selection.method {
          let found = try store.labels(solution: solution.id, by: labellers)
          labels = found?.labels ?? []
          if labels.isEmpty, format.labelUse == .required { continue }
          if format.fields.contains(.counts) {
            record = StoredRecord(
              solution: solution, purpose: selection.purpose, method: method,
              settings: found?.labeller.settings ?? "{}",
              truths: try store.truths(solution: solution.id).map {
                NativeRecord.StepFact(value: $0.value, strict: $0.strict, kind: $0.class)
              })
          }
        }
        var item = FoundSolution(solution: solution, labels: labels, row: row, stored: record)
        if format.extras.contains(.continuations) {
          item.continuations = try Self.continuations(of: solution, problem.problem, in: store)
        }
        solutions.append(item)
      }
      let revisions =
        format.extras.contains(.revisions)
        ? try store.revisions(problem: problem.id, model: selection.model?.key) : []
      problems.append((problem, rows.first ?? firstRow, solutions, revisions))
    }
    return (root.problem.key, problems)
  }

  /// The solutions with the rows that they came with, in the order asked for.
  private static func placed(
    _ solutions: [StoredSolution], _ rows: [PublishedRow], order: RootOrder
  ) -> [(solution: StoredSolution, row: PublishedRow?)] {
    var places: [ContentKey: (place: Int, row: PublishedRow)] = [:]
    for row in rows {
      for key in row.completions where places[key] == nil { places[key] = (places.count, row) }
    }
    guard !places.isEmpty else { return solutions.map { ($0, nil) } }
    let placed = solutions.map { (solution: $0, row: places[$0.completion]) }
    switch order {
    case .content: return placed.map { ($0.solution, $0.row?.row) }
    case .rows:
      // Solutions that came with no row stay ordered by key, after the others.
      return placed.enumerated().sorted {
        let (left, right) = ($0.element.row?.place ?? Int.max, $1.element.row?.place ?? Int.max)
        return (left, $0.offset) < (right, $1.offset)
      }.map { ($0.element.solution, $0.element.row?.row) }
    }
  }

  private func group(
    _ found: FoundRoot, _ format: any DatasetFormat
  ) throws(ExportError) -> SolutionGroup {
    var problems: [ProblemGroup] = []
    var leftOut = 0
    for (problem, row, solutions, revisions) in found.problems {
      var labelled: [LabelledSolution] = []
      for item in solutions {
        guard format.labelUse != .none, !item.labels.isEmpty else {
          labelled.append(self.labelled(problem.problem, item, nil, format.fields))
          continue
        }
        let steps = item.solution.steps.count
        let values =
          format.appliesPolicy
          ? try policy.apply(item.labels, steps: steps, fields: format.fields)
          : Self.values(of: item.labels, steps: steps)
        guard let values else {
          leftOut += 1
          continue
        }
        labelled.append(self.labelled(problem.problem, item, values, format.fields))
      }
      problems.append(
        ProblemGroup(
          problem: problem.problem, stage: problem.stage, row: row, solutions: labelled,
          successRate: Self.successRate(solutions.map(\.solution)), revisions: revisions))
    }
    return SolutionGroup(root: found.root, problems: problems, leftOut: leftOut)
  }

  /// The labels as they were made.
  private static func values(of labels: [Label], steps: Int) -> [LabelValue] {
    labels.ofSteps(steps).map { $0?.value ?? .abstain }
  }

  /// The share of correct samples of those that the judge could decide on.
  private static func successRate(_ solutions: [StoredSolution]) -> Double? {
    let decided = solutions.filter { $0.verdict != .undecided }
    let count = decided.reduce(0) { $0 + $1.multiplicity }
    let correct = decided.filter { $0.verdict == .correct }.reduce(0) { $0 + $1.multiplicity }
    return count == 0 ? nil : Double(correct) / Double(count)
  }

  /// A solution as formats take it; a masked step of a format that cannot say so is joined to the
  /// next one that has a label.
  private func labelled(
    _ problem: Problem, _ item: FoundSolution, _ values: [LabelValue]?,
    _ fields: Set<ExportedField>
  ) -> LabelledSolution {
    let text = SolutionText(item.solution, isPublished: selection.method == RatedImport.method)
    var pieces: [Range<Int>] = []
    var labels: [LabelValue] = []
    var evidence: [Label?] = []
    if let values {
      let known = item.labels.ofSteps(values.count)
      var start = 0
      for (step, value) in values.enumerated() {
        if value == .abstain, !fields.contains(.abstention) { continue }
        pieces.append(start..<step + 1)
        labels.append(value)
        evidence.append(known[step])
        start = step + 1
      }
    } else {
      pieces = item.solution.steps.indices.map { $0..<$0 + 1 }
    }
    var solution = LabelledSolution(
      problem: problem, completion: item.solution.completion, suite: selection.suite,
      steps: pieces.map(text.steps), prefixes: pieces.map { text.prefix(through: $0) },
      labels: labels, evidence: evidence, verdict: item.solution.verdict, text: text.whole,
      answer: item.solution.answer, model: item.solution.model, row: item.row,
      unlabelledSteps: values.map { text.steps(after: $0.count) } ?? [], stored: item.stored)
    if !item.continuations.isEmpty {
      solution.continuations = pieces.map { item.continuations[$0.lowerBound] }
    }
    return solution
  }
}
