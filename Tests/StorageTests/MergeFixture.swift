import Corpus
import Storage
import TestSupport

/// Stores whose facts are a function of the problem's number, so that any split of the problems
/// over stores must unite to the store that holds all.
struct MergeFixture {
  static let model = ModelIdentity(name: "tiny", kind: .scripted)
  static let judge = JudgeIdentity(name: "stepmark", version: 1, policy: "marked")
  static let template = Template(name: "plain", text: "{statement}|{prefix}")
  static let chat = Template(
    name: "chat",
    turns: [
      Message(.system, "Count \"well\"."), Message(.user, "{statement}"),
      Message(.assistant, "{prefix}"),
    ])
  /// The row of every problem stands in every store.
  static let problems = 6

  static func problem(_ number: Int) -> Problem {
    Problem(statement: "What is \"\(number)\" + 1?\nSay it.", gold: "\(number + 1)")
  }

  /// Makes a store in which these problems were sampled and labelled.
  ///
  /// - Parameters:
  ///   - samples: solutions of each; every third has the text of the one before.
  ///   - change: what replies end with, for stores that contradict each other.
  ///   - rollouts: the labeller's settings; each value is another labeller.
  ///   - template: how the model is asked.
  static func make(
    _ path: String, _ numbers: some Sequence<Int> & Sendable, samples: Int = 3, change: String = "",
    rollouts: [Int] = [2], recipe: String = "{}", template: Template = template
  ) async throws {
    let store = try Store(path: path, access: .write)
    let work = Array(numbers)
    try await store.write { (store) throws(DatabaseError) in
      for number in 0..<problems {
        let row = Row(id: "p\(number)", suite: "sums", split: "train", problem: problem(number))
        try store.insert(row, position: number)
      }
      let run = try store.startRun(
        stage: "label", recipe: recipe, seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
      for number in work {
        try sample(number, samples, change, template, store, run: run)
        for count in rollouts { try label(number, count, template, store, run: run) }
      }
      try store.note("made", "\(work.count) problems", run: run)
      try store.finishRun(run, status: .finished, time: "2026-01-01T00:01:00Z")
    }
  }

  private static func complete(
    _ text: String, _ purpose: Purpose, _ problem: Problem, prefix: Prefix? = nil, index: Int,
    _ template: Template, _ store: StoreTransaction, run: Int
  ) throws(DatabaseError) -> ContentKey {
    let request = Request(
      prompt: Prompt(template: template, problem: problem, prefix: prefix), sampling: Sampling(),
      purpose: purpose, index: index, runSeed: 1)
    let key = request.key(model: model)
    try store.record(
      Completion(text: text, promptTokens: 7, completionTokens: 3, finishReason: .stop),
      of: request, key: key, model: model, run: run)
    return key
  }

  private static func sample(
    _ number: Int, _ samples: Int, _ change: String, _ template: Template,
    _ store: StoreTransaction, run: Int
  ) throws(DatabaseError) {
    let problem = problem(number)
    for index in 0..<samples {
      let text = "step \(index - index % 3 / 2)\n#### \(number + 1)\(change)"
      let key = try complete(text, .solve, problem, index: index, template, store, run: run)
      let judged = JudgedCompletion(
        key: key, verdict: .correct, reason: "integer", answer: "\(number + 1)", rule: "hashes")
      try store.record(judged, by: judge)
      let id = try store.insertSolution(
        judged, model: model, problem: problem, steps: [0..<6, 7..<text.utf8.count])
      try store.recordTruth(solution: id, step: 0, value: true, strict: nil, class: "correct")
    }
    try store.linkDuplicates(of: problem, model: model)
    var hasher = ContentHasher("sampled")
    hasher.add(problem.key)
    var uses = RunUses()
    uses.tasks = [(hasher.key, problem)]
    try store.record(uses, run: run)
    try store.record(Outcome(.kept), key: hasher.key, stage: "sample", problem: problem)
  }

  private static func label(
    _ number: Int, _ rollouts: Int, _ template: Template, _ store: StoreTransaction, run: Int
  ) throws(DatabaseError) {
    let problem = problem(number)
    guard let row = try store.problems(suite: "sums", split: "train", from: number, limit: 1).first
    else { return }
    let solutions = try store.solutions(problem: row.id, model: model.key, purpose: .solve)
    for solution in solutions {
      let prefix = Prefix(text: String(solution.text.prefix(6)), completion: solution.completion)
      var evidence: [ContentKey] = []
      for index in 0..<rollouts {
        evidence.append(
          try complete(
            "\n#### \(index)", .rollout, problem, prefix: prefix, index: index, template, store,
            run: run))
      }
      try store.record(
        [
          Label(
            step: 0, value: .positive, method: "math-shepherd",
            counts: RolloutCounts(correct: rollouts), stopping: .fixed, interval: 0.1...1,
            evidence: evidence)
        ], solution: solution.id, method: "math-shepherd", settings: #"{"rollouts":\#(rollouts)}"#)
    }
  }

  /// Everything that a store says, by content and without its numbers.
  static func content(_ path: String) async throws -> [[[SQLValue]]] {
    let store = try Store(path: path, access: .read)
    let queries = [
      "SELECT suite, split, row_id, position, p.key FROM row JOIN problem p ON p.id = problem_id "
        + "ORDER BY suite, split, row_id",
      "SELECT p.key, p.statement, r.key FROM problem p LEFT JOIN problem r ON r.id = p.root_id "
        + "ORDER BY p.key",
      """
      SELECT c.key, c.purpose, p.key, t.key, m.key, s.key, f.key, c.position, c.seed, c.text
      FROM completion c JOIN problem p ON p.id = c.problem_id JOIN template t ON t.id = template_id
        JOIN model m ON m.id = model_id JOIN sampling s ON s.id = sampling_id
        LEFT JOIN prefix f ON f.id = c.prefix_id ORDER BY c.key
      """,
      """
      SELECT f.key, p.key, c.key, end_byte FROM prefix f JOIN problem p ON p.id = f.problem_id
        JOIN completion c ON c.id = f.completion_id ORDER BY f.key
      """,
      """
      SELECT c.key, p.key, s.verdict, s.answer, d.key, s.steps, t.position, t.start_byte, t.end_byte,
        x.class
      FROM solution s JOIN completion c ON c.id = s.completion_id JOIN problem p ON p.id = s.problem_id
        LEFT JOIN solution o ON o.id = s.duplicate_of LEFT JOIN completion d ON d.id = o.completion_id
        JOIN step t ON t.solution_id = s.id
        LEFT JOIN step_truth x ON x.solution_id = s.id AND x.position = t.position
      ORDER BY c.key, t.position
      """,
      """
      SELECT c.key, l.position, g.key, l.value, l.correct, e.key FROM label l
        JOIN solution s ON s.id = l.solution_id JOIN completion c ON c.id = s.completion_id
        JOIN labeller g ON g.id = l.labeller_id LEFT JOIN evidence v ON v.label_id = l.id
        LEFT JOIN completion e ON e.id = v.completion_id
      ORDER BY c.key, g.key, l.position, e.key
      """,
      """
      SELECT c.key, j.name, v.verdict, v.answer FROM verdict v JOIN judge j ON j.id = v.judge_id
        JOIN completion c ON c.id = v.completion_id ORDER BY c.key
      """,
      "SELECT o.key, stage, p.key, status FROM outcome o JOIN problem p ON p.id = problem_id "
        + "ORDER BY o.key",
      "SELECT method, settings FROM labeller ORDER BY id",
      "SELECT DISTINCT t.key, p.key FROM task t JOIN problem p ON p.id = t.problem_id ORDER BY t.key",
      """
      SELECT a.key, c.key, start_byte, end_byte, method, person, round, answer FROM audit_answer a
        JOIN completion c ON c.id = a.completion_id ORDER BY a.key
      """,
      "PRAGMA foreign_key_check",
      "PRAGMA integrity_check",
    ]
    return try await store.read { (store) throws(DatabaseError) in
      var tables: [[[SQLValue]]] = []
      for query in queries { tables.append(try store.table(query).rows) }
      return tables
    }
  }

  static func merge(_ paths: [String], into target: String) async throws -> [MergedCount] {
    try await StoreMerge(of: paths, into: target).run()
  }
}
