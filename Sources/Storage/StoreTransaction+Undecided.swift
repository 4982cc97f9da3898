import Corpus

extension StoreTransaction {
  /// How many of the solutions that a labeller looked at it leaves undecided
  /// (``Corpus/FirstWrongStep``), by the labeller's row id; none where it decides all.
  ///
  /// - Parameter models: only solutions of these models; `nil` for those of all.
  func undecidedSolutions(models: [ContentKey]? = nil) throws(DatabaseError) -> [Int64: Int] {
    let own =
      models.map { models in
        """
         WHERE s.model_id IN (SELECT id FROM model
          WHERE key IN (\(models.map { _ in "?" }.joined(separator: ", "))))
        """
      } ?? ""
    let values = LabelValue.allCases
    let kinds = values.enumerated().map { "WHEN '\($1.rawValue)' THEN \($0)" }
    // In the order of the index over labels, so that nothing is sorted.
    let statement = try connection.statement(
      """
      SELECT l.solution_id, l.labeller_id, s.steps, l.position,
        CASE l.value \(kinds.joined(separator: " ")) END
      FROM label l JOIN solution s ON s.id = l.solution_id\(own)
      ORDER BY l.solution_id, l.labeller_id, l.position
      """)
    try statement.bind((models ?? []).map { .key($0) })
    defer { statement.reset() }
    var undecided: [Int64: Int] = [:]
    var current: (solution: Int64, labeller: Int64, steps: Int)?
    var labels: [(step: Int, value: LabelValue)] = []
    func close() {
      guard let current else { return }
      if FirstWrongStep(labels, of: current.steps) == .undecided {
        undecided[current.labeller, default: 0] += 1
      }
      labels.removeAll(keepingCapacity: true)
    }
    while try statement.step() {
      let (solution, labeller) = (statement.int64(0), statement.int64(1))
      if current?.solution != solution || current?.labeller != labeller {
        close()
        current = (solution, labeller, statement.int(2))
      }
      labels.append((statement.int(3), values[statement.int(4)]))
    }
    close()
    return undecided
  }
}
