import Corpus

/// How many of something each stage of curation left.
public struct CurationCounts: Sendable, Hashable {
  /// Rows of the split.
  public var rows = 0
  /// Texts that the model made of seed problems.
  public var rephrased = 0
  /// Texts that were kept.
  public var rephrasingsKept = 0
  /// Solutions that were sampled.
  public var solutions = 0
  /// Solutions with different texts.
  public var distinct = 0
  /// Distinct solutions with a correct answer.
  public var correct = 0
  /// Problems with both correct and incorrect solutions.
  public var mixedProblems = 0
  /// Problems with any solution.
  public var solvedProblems = 0

  init(
    rows: Int = 0, rephrased: Int = 0, rephrasingsKept: Int = 0, solutions: Int = 0,
    distinct: Int = 0, correct: Int = 0, mixedProblems: Int = 0, solvedProblems: Int = 0
  ) {
    self.rows = rows
    self.rephrased = rephrased
    self.rephrasingsKept = rephrasingsKept
    self.solutions = solutions
    self.distinct = distinct
    self.correct = correct
    self.mixedProblems = mixedProblems
    self.solvedProblems = solvedProblems
  }
}

/// How often a labeller gave each label.
public struct LabelBalance: Sendable, Hashable {
  /// The method.
  public let method: String
  /// The labeller's settings.
  public let settings: String
  /// Steps by label.
  public let counts: [LabelValue: Int]
  /// Solutions by the position of their first wrong step.
  public let firstErrors: [Int: Int]
  /// Solutions that were labelled.
  public let solutions: Int
  /// Solutions of which the labels leave the first wrong step open (``Corpus/FirstWrongStep``).
  public let undecided: Int
}

/// What a run generated for one purpose.
public struct RunCost: Sendable, Hashable {
  /// The run.
  public let run: Int
  /// Its stage.
  public let stage: String
  /// What the completions were for.
  public let purpose: String
  /// Who made them.
  public let model: String
  /// How many.
  public let completions: Int
  /// Tokens that were generated.
  public let completionTokens: Int
  /// The price of the run's tokens for this purpose; `nil` where it was not given.
  public let price: Double?
}

extension StoreTransaction {
  /// What is left after each stage of curating a split with a model.
  public func curationCounts(
    suite: String, split: String, model: ContentKey
  ) throws(DatabaseError) -> CurationCounts {
    let problems = """
      WITH seed AS (SELECT problem_id AS id FROM row WHERE suite = ?1 AND split = ?2),
        attempt AS (
          SELECT p.id, o.status FROM problem p JOIN seed ON seed.id = p.root_id
            LEFT JOIN outcome o ON o.problem_id = p.id AND o.stage = 'rephrase'),
        curated AS (
          SELECT id FROM seed UNION SELECT id FROM attempt WHERE status = 'kept'),
        solved AS (
          SELECT s.* FROM solution s JOIN completion c ON c.id = s.completion_id
            JOIN model m ON m.id = s.model_id
          WHERE s.problem_id IN (SELECT id FROM curated) AND m.key = ?3 AND c.purpose = 'solve')
      """
    return try connection.first(
      problems + """
         SELECT (SELECT count(*) FROM seed), (SELECT count(*) FROM attempt),
          (SELECT count(*) FROM attempt WHERE status = 'kept'), (SELECT count(*) FROM solved),
          (SELECT count(*) FROM solved WHERE duplicate_of IS NULL),
          (SELECT count(*) FROM solved WHERE duplicate_of IS NULL AND verdict = 'correct'),
          (SELECT count(*) FROM (SELECT 1 FROM solved GROUP BY problem_id
            HAVING sum(verdict = 'correct') BETWEEN 1 AND count(*) - 1)),
          (SELECT count(DISTINCT problem_id) FROM solved)
        """, [.text(suite), .text(split), .key(model)]
    ) { row in
      CurationCounts(
        rows: row.int(0), rephrased: row.int(1), rephrasingsKept: row.int(2),
        solutions: row.int(3), distinct: row.int(4), correct: row.int(5),
        mixedProblems: row.int(6), solvedProblems: row.int(7))
    } ?? CurationCounts()
  }

  /// Why attempts and problems of a stage were dropped, most frequent first.
  public func dropReasons(
    stage: String
  ) throws(DatabaseError) -> [(reason: String, count: Int)] {
    try connection.rows(
      """
      SELECT reason, count(*) FROM outcome WHERE stage = ? AND status = 'dropped'
      GROUP BY reason ORDER BY count(*) DESC, reason
      """, [.text(stage)]
    ) { ($0.text(0), $0.int(1)) }
  }

  /// What every labeller said of a model's solutions, by method and settings.
  public func labelBalances(models: [ContentKey]) throws(DatabaseError) -> [LabelBalance] {
    let labellers = try connection.rows(
      "SELECT id, method, settings FROM labeller ORDER BY method, settings"
    ) { (id: $0.int64(0), method: $0.text(1), settings: $0.text(2)) }
    let undecided = try undecidedSolutions(models: models)
    var balances: [LabelBalance] = []
    for labeller in labellers {
      let values: [SQLValue] = [.integer(labeller.id)] + models.map { .key($0) }
      let own = """
        FROM label l JOIN solution s ON s.id = l.solution_id JOIN model m ON m.id = s.model_id
        WHERE l.labeller_id = ?
          AND m.key IN (\(models.map { _ in "?" }.joined(separator: ", ")))
        """
      let counts = try connection.rows(
        "SELECT l.value, count(*) \(own) GROUP BY l.value", values
      ) { (LabelValue(rawValue: $0.text(0)) ?? .abstain, $0.int(1)) }
      let firstErrors = try connection.rows(
        """
        SELECT step, count(*) FROM (
          SELECT min(l.position) AS step \(own) AND l.value = '-' GROUP BY l.solution_id)
        GROUP BY step
        """, values
      ) { ($0.int(0), $0.int(1)) }
      let solutions = try connection.first(
        "SELECT count(DISTINCT l.solution_id) \(own)", values
      ) { $0.int(0) }
      guard !counts.isEmpty else { continue }
      balances.append(
        LabelBalance(
          method: labeller.method, settings: labeller.settings,
          counts: Dictionary(uniqueKeysWithValues: counts),
          firstErrors: Dictionary(uniqueKeysWithValues: firstErrors), solutions: solutions ?? 0,
          undecided: undecided[labeller.id] ?? 0))
    }
    return balances
  }

  /// What every run generated.
  public func costs() throws(DatabaseError) -> [RunCost] {
    try connection.rows(
      """
      SELECT run, stage, purpose, model, completions, completion_tokens, price FROM cost
      WHERE purpose <> 'published' ORDER BY run, purpose
      """
    ) {
      RunCost(
        run: $0.int(0), stage: $0.text(1), purpose: $0.text(2), model: $0.text(3),
        completions: $0.int(4), completionTokens: $0.int(5),
        price: $0.isNull(6) ? nil : $0.double(6))
    }
  }
}
