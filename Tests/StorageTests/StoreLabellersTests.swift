import Corpus
import Storage
import Testing

/// Labellers of a store whose problems stand in several suites, were made of each other, and were
/// solved by several models; what is asked is compared with a count by hand.
@Suite("Labellers of a store")
struct StoreLabellersTests {
  private static let models = ["a", "b"].map { ModelIdentity(name: $0, kind: .scripted) }
  private static let labellers: [(method: String, settings: String)] = [
    ("omega", #"{"rollouts":4}"#), ("binary", #"{"rollouts":4}"#),
    ("omega", #"{"rollouts":8}"#), ("omega", #"{"rollouts":16}"#),
  ]

  private let store: Store
  /// The ids of the solutions.
  private var solutions: [Int64] = []

  init() async throws {
    store = try Store(path: ":memory:", access: .write)
    solutions = try await store.write { (store) throws(DatabaseError) in
      var random = RandomStream(seed: 4, "labellers")
      let run = try store.startRun(
        stage: "label", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
      var problems: [Problem] = []
      for number in 0..<12 {
        // The last four were made of seeds; the very last stands in a suite of its own, too.
        let root = number < 8 ? nil : problems[number % 3]
        problems.append(Problem(statement: "\(number)?", gold: "\(number)", root: root?.key))
        try store.insert(problems[number])
      }
      let places: [(suite: String, split: String, problems: [Int])] = [
        ("pens", "train", [0, 1, 2, 3]), ("pens", "test", [3, 4]), ("cups", "train", [1, 5, 11]),
        ("cups", "test", [6, 6]),
      ]
      for place in places {
        for (position, number) in place.problems.enumerated() {
          let row = Row(
            id: "r\(position)", suite: place.suite, split: place.split, problem: problems[number])
          try store.insert(row, position: position)
        }
      }
      var ids: [Int64] = []
      for problem in problems {
        for (index, model) in (Self.models + [Self.models[0]]).enumerated() {
          let request = Request(
            prompt: Prompt(
              template: Template(name: "plain", text: "{statement}"), problem: problem),
            sampling: Sampling(), purpose: .solve, index: index, runSeed: 1)
          let key = request.key(model: model)
          try store.record(
            Completion(text: "1\n2", promptTokens: 1, completionTokens: 1, finishReason: .stop),
            of: request, key: key, model: model, run: run)
          let id = try store.insertSolution(
            JudgedCompletion(key: key, verdict: .correct, reason: "", answer: "2", rule: nil),
            model: model, problem: problem, steps: [0..<1, 2..<3])
          ids.append(id)
          for labeller in Self.labellers where random.next() % 2 == 0 {
            try store.record(
              [0, 1].map { Label(step: $0, value: .positive, method: labeller.method) },
              solution: id, method: labeller.method, settings: labeller.settings)
          }
        }
      }
      return ids
    }
  }

  private func rows(_ sql: String) async throws -> [[SQLValue]] {
    try await store.read { (store) throws(DatabaseError) in try store.table(sql).rows }
  }

  @Test(
    "count the solutions of a suite's problems and of those made of them",
    arguments: [
      (nil, nil), ("pens", nil), ("pens", "train"), ("pens", "test"), ("cups", "train"),
      ("cups", "test"), ("none", nil),
    ] as [(String?, String?)])
  func coverage(suite: String?, split: String?) async throws {
    var here: Set<SQLValue> = []
    for row in try await rows("SELECT suite, split, problem_id FROM row")
    where suite.map({ row[0] == .text($0) }) ?? true && split.map({ row[1] == .text($0) }) ?? true {
      here.insert(row[2])
    }
    var roots: [SQLValue: SQLValue] = [:]
    for row in try await rows("SELECT id, root_id FROM problem") {
      roots[row[0]] = row[1] == .null ? row[0] : row[1]
    }
    var counts: [[SQLValue]: Int] = [:]
    let labelled = try await rows(
      """
      SELECT DISTINCT g.id, g.key, m.key, s.problem_id, s.id
      FROM label l JOIN labeller g ON g.id = l.labeller_id JOIN solution s ON s.id = l.solution_id
        JOIN model m ON m.id = s.model_id
      """)
    for row in labelled where suite == nil || roots[row[3]].map(here.contains) == true {
      counts[Array(row[..<3]), default: 0] += 1
    }
    for models in [Self.models, [Self.models[1]]] {
      let keys = models.map { SQLValue.blob($0.key.bytes) }
      let found = try await store.read { (store) throws(DatabaseError) in
        try store.labellers(models: models.map(\.key), suite: suite, split: split)
      }
      let expected = counts.filter { keys.contains($0.key[2]) }
      #expect(found.count == expected.count)
      #expect(suite == "none" || !found.isEmpty)
      for labeller in found {
        let place = try #require(
          expected.first {
            $0.key[1] == .blob(labeller.labeller.bytes) && $0.key[2] == .blob(labeller.model.bytes)
          })
        #expect(place.value == labeller.solutions)
      }
    }
  }

  @Test("of some labellers the newest that looked at a solution gives its labels")
  func newest() async throws {
    let known = try await rows("SELECT id, key, method, settings FROM labeller ORDER BY id DESC")
    let labelled = Set(try await rows("SELECT DISTINCT solution_id, labeller_id FROM label"))
    var (given, none) = (0, 0)
    for choice in 0..<(1 << known.count) {
      let chosen = known.indices.filter { choice >> $0 & 1 == 1 }.map { known[$0] }
      for method in ["omega", "binary"] {
        for solution in solutions {
          let found = try await store.read { (store) throws(DatabaseError) in
            let keys = Set(
              try store.labellers(models: Self.models.map(\.key)).map(\.labeller).filter { key in
                chosen.contains { $0[1] == .blob(key.bytes) }
              })
            let labellers = try store.labellers(method: method, among: keys)
            return try store.labels(solution: solution, by: labellers)
          }
          let expected = chosen.first {
            $0[2] == .text(method) && labelled.contains([.integer(solution), $0[0]])
          }
          #expect(found.map { .text($0.labeller.settings) } == expected?[3])
          #expect(found?.labels.map(\.step) == expected.map { _ in [0, 1] })
          #expect(found?.labels.allSatisfy { $0.method == method } ?? true)
          if found == nil { none += 1 } else { given += 1 }
        }
      }
    }
    #expect(given > 0 && none > 0)
  }

  @Test("a method's labels are those of its newest labeller, or of the settings asked for")
  func settings() async throws {
    let labelled = Set(
      try await rows(
        """
        SELECT l.solution_id, g.settings FROM label l JOIN labeller g ON g.id = l.labeller_id
        WHERE g.method = 'omega'
        """))
    for solution in solutions {
      for settings in Self.labellers.filter({ $0.method == "omega" }).map(\.settings) {
        let labels = try await store.read { (store) throws(DatabaseError) in
          try store.labels(solution: solution, method: "omega", settings: settings)
        }
        let isLabelled = labelled.contains([.integer(solution), .text(settings)])
        #expect(labels.count == (isLabelled ? 2 : 0))
      }
      let any = try await store.read { (store) throws(DatabaseError) in
        try store.labels(solution: solution, method: "omega")
      }
      #expect(any.isEmpty == !labelled.contains { $0[0] == .integer(solution) })
    }
  }
}
