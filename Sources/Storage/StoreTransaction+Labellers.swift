import Corpus

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
    let marks = models.map { _ in "?" }.joined(separator: ", ")
    var values: [SQLValue] = models.map { .key($0) }
    var place = ""
    if let suite {
      place = """
        AND s.problem_id IN (
          SELECT p.id FROM problem p JOIN row r ON r.problem_id = ifnull(p.root_id, p.id)
          WHERE r.suite = ?\(split == nil ? "" : " AND r.split = ?"))
        """
      values.append(.text(suite))
      if let split { values.append(.text(split)) }
    }
    return try connection.rows(
      """
      SELECT m.key, g.key, g.method, g.settings, count(*)
      FROM labeller g CROSS JOIN solution s JOIN model m ON m.id = s.model_id
      WHERE EXISTS (SELECT 1 FROM label l WHERE l.solution_id = s.id AND l.labeller_id = g.id)
        AND m.key IN (\(marks)) \(place)
      GROUP BY g.id, m.id ORDER BY g.id, m.key
      """, values
    ) { (row) throws(DatabaseError) in
      LabellerCoverage(
        model: try row.key(0), labeller: try row.key(1), method: row.text(2),
        settings: row.text(3), solutions: row.int(4))
    }
  }
}
