import Corpus

/// A method with its settings, as it is stored.
public struct StoredLabeller: Hashable, Sendable {
  let id: Int64
  /// Its method.
  public let method: String
  /// Its settings, one JSON object.
  public let settings: String
}

/// How many solutions of a model one labeller has labelled.
public struct LabellerCoverage: Hashable, Sendable {
  /// The model that wrote the solutions.
  public let model: ContentKey
  /// The labeller.
  public let labeller: ContentKey
  /// Its method.
  public let method: String
  /// Its settings, one JSON object.
  public let settings: String
  /// The solutions with at least one label of it.
  public let solutions: Int

  /// Makes a row.
  public init(
    model: ContentKey, labeller: ContentKey, method: String, settings: String, solutions: Int
  ) {
    self.model = model
    self.labeller = labeller
    self.method = method
    self.settings = settings
    self.solutions = solutions
  }
}

extension StoreTransaction {
  /// What the labellers of these models' solutions have labelled, oldest labeller first.
  ///
  /// - Parameters:
  ///   - suite: counts only solutions of this suite's problems, and of those made of them.
  ///   - split: and only of this split.
  public func labellers(
    models: [ContentKey], suite: String? = nil, split: String? = nil
  ) throws(DatabaseError) -> [LabellerCoverage] {
    let marks = models.indices.map { "?\($0 + 3)" }.joined(separator: ", ")
    // Seeds and what was made of them each by an index: one condition for both would look at every
    // problem for every row.
    let place = """
      AND s.problem_id IN (
        WITH here AS (
          SELECT problem_id FROM row WHERE suite = ?1 AND (?2 IS NULL OR split = ?2))
        SELECT id FROM problem WHERE id IN (SELECT problem_id FROM here) AND root_id IS NULL
        UNION ALL SELECT id FROM problem WHERE root_id IN (SELECT problem_id FROM here))
      """
    return try connection.rows(
      """
      SELECT m.key, g.key, g.method, g.settings, count(*)
      FROM labeller g CROSS JOIN solution s JOIN model m ON m.id = s.model_id
      WHERE EXISTS (SELECT 1 FROM label l WHERE l.solution_id = s.id AND l.labeller_id = g.id)
        AND m.key IN (\(marks)) \(suite == nil ? "" : place)
      GROUP BY g.id, m.id ORDER BY g.id, m.key
      """, [.optional(suite), .optional(split)] + models.map { .key($0) }
    ) { (row) throws(DatabaseError) in
      LabellerCoverage(
        model: try row.key(0), labeller: try row.key(1), method: row.text(2),
        settings: row.text(3), solutions: row.int(4))
    }
  }

  /// The labellers of a method, newest first.
  ///
  /// - Parameters:
  ///   - settings: those with these settings; `nil` for all.
  ///   - keys: those that count; `nil` for all.
  public func labellers(
    method: String, settings: String? = nil, among keys: Set<ContentKey>? = nil
  ) throws(DatabaseError) -> [StoredLabeller] {
    try connection.rows(
      """
      SELECT id, settings, key FROM labeller
      WHERE method = ?1 AND (?2 IS NULL OR settings = ?2) ORDER BY id DESC
      """, [.text(method), .optional(settings)]
    ) { (row) throws(DatabaseError) in
      (
        key: try row.key(2),
        labeller: StoredLabeller(id: row.int64(0), method: method, settings: row.text(1))
      )
    }.filter { keys?.contains($0.key) ?? true }.map(\.labeller)
  }

  /// The labels of a solution, ordered by step, without their evidence: those of the first of some
  /// labellers that looked at it.
  ///
  /// - Returns: the labeller and its labels; `nil` where none of them has any.
  public func labels(
    solution: Int64, by labellers: [StoredLabeller]
  ) throws(DatabaseError) -> (labeller: StoredLabeller, labels: [Label])? {
    for labeller in labellers {
      let labels = try connection.rows(
        """
        SELECT position, value, correct, incorrect, unanswered, undetermined, stopping, low, high,
          posterior, advantage, reason, process_value
        FROM label WHERE solution_id = ? AND labeller_id = ? ORDER BY position
        """, [.integer(solution), .integer(labeller.id)]
      ) { Self.label($0, method: labeller.method) }
      if !labels.isEmpty { return (labeller, labels) }
    }
    return nil
  }

  /// The labels of a solution by a method's newest labeller that looked at it, ordered by step,
  /// without their evidence.
  ///
  /// - Parameter settings: the labeller's settings; `nil` for any.
  public func labels(
    solution: Int64, method: String, settings: String? = nil
  ) throws(DatabaseError) -> [Label] {
    try labels(solution: solution, by: labellers(method: method, settings: settings))?.labels ?? []
  }

  private static func label(_ row: Statement, method: String) -> Label {
    var label = Label(
      step: row.int(0), value: LabelValue(rawValue: row.text(1)) ?? .abstain, method: method,
      counts: RolloutCounts(
        correct: row.int(2), incorrect: row.int(3), unanswered: row.int(4),
        undetermined: row.int(5)),
      stopping: row.optionalText(6).flatMap { StoppingRule(rawValue: $0) },
      interval: row.isNull(7) ? nil : row.double(7)...row.double(8),
      posterior: row.isNull(9) ? nil : row.double(9),
      advantage: row.isNull(10) ? nil : row.double(10), reason: row.optionalText(11))
    label.processValue = row.isNull(12) ? nil : row.double(12)
    return label
  }
}
