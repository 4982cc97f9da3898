import Corpus
import Curation
import Evaluation
import ProblemSets
import Storage
import Testing

@Suite("Label noise")
struct NoiseReaderTests {
  private let model = ModelIdentity(name: "script", kind: .scripted)

  /// A solution as it is put into the store: its verdict, the truth of every step by value and
  /// strictly (`?` is unreadable), and what two labellers say (`.` is not looked at).
  private struct Item {
    let problem: Int
    let verdict: Verdict
    let value: String
    let strict: String
    let first: String
    let second: String
  }

  private let items = [
    // Right, and both say so.
    Item(problem: 0, verdict: .correct, value: "+++", strict: "+++", first: "+++", second: "+++"),
    // Wrong at step 1: the first labeller is exact, the second late.
    Item(
      problem: 0, verdict: .incorrect, value: "+---", strict: "+---", first: "+---", second: "++-."),
    // Right by value, strictly wrong at step 0; the first labeller cries wolf at step 1.
    Item(problem: 1, verdict: .correct, value: "+++", strict: "-++", first: "+-+", second: "+++"),
    // Wrong at step 2: the first labeller abstains before, the second misses it.
    Item(problem: 2, verdict: .incorrect, value: "++-", strict: "++-", first: "+a-", second: "+++"),
    // Wrong at step 0, blamed at 0 by both.
    Item(problem: 2, verdict: .incorrect, value: "---", strict: "---", first: "-++", second: "-.."),
  ]

  private func labels(_ text: String, rollouts: [ContentKey]) -> [Label] {
    text.enumerated().compactMap { step, mark in
      let values: [Character: LabelValue] = ["+": .positive, "-": .negative, "a": .abstain]
      return values[mark].map {
        Label(step: step, value: $0, method: "one", stopping: .fixed, evidence: rollouts)
      }
    }
  }

  private func reader(_ items: [Item]) async throws -> NoiseReader {
    let store = try Store(path: ":memory:", access: .write)
    let model = model
    try await store.write { (store) throws(DatabaseError) in
      let run = try store.startRun(
        stage: "test", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
      for (number, item) in items.enumerated() {
        let problem = Problem(statement: "Problem \(item.problem)", gold: "1")
        try store.insert(
          Row(id: "row \(item.problem)", suite: "s", split: "t", problem: problem),
          position: item.problem)
        func record(_ purpose: Purpose, _ index: Int, tokens: Int) throws(DatabaseError)
          -> ContentKey
        {
          let request = Request(
            prompt: Prompt(template: plain, problem: problem), sampling: Sampling(),
            purpose: purpose, index: index, runSeed: 1)
          let key = request.key(model: model)
          try store.record(
            completion("text \(index)", tokens: tokens), of: request, key: key, model: model,
            run: run)
          return key
        }
        let key = try record(.solve, number, tokens: 50)
        let rollouts = [
          try record(.rollout, 2 * number, tokens: 10),
          try record(.rollout, 2 * number + 1, tokens: 7),
        ]
        let judged = JudgedCompletion(
          key: key, verdict: item.verdict, reason: "integer", answer: "1", rule: nil)
        let id = try store.insertSolution(
          judged, model: model, problem: problem,
          steps: (0..<item.value.count).map { $0..<($0 + 1) })
        for (step, (value, strict)) in zip(item.value, item.strict).enumerated() {
          try store.recordTruth(
            solution: id, step: step, value: value == "?" ? nil : value == "+",
            strict: strict == "?" ? nil : strict == "+", class: "test")
        }
        try store.record(
          labels(item.first, rollouts: rollouts), solution: id, method: "one", settings: "{}")
        if !item.second.isEmpty {
          try store.record(
            labels(item.second, rollouts: [rollouts[1]]), solution: id, method: "two",
            settings: "{}")
        }
      }
    }
    return try await NoiseReader(
      store: store, selection: ProblemSelection(suite: "s", split: "t"),
      reading: SolutionReading(authors: [model]),
      labellers: [
        MeasuredLabeller(name: "first", method: "one", settings: "{}"),
        MeasuredLabeller(name: "second", method: "two", settings: "{}"),
      ])
  }

  @Test("First errors by value truth are found, missed, late and falsely seen as counted by hand")
  func firstErrors() async throws {
    let reader = try await reader(items)
    #expect(reader.count == 5)
    let noise = reader.noise(by: .value)
    #expect(noise.map(\.name) == ["first", "second"])
    let first = noise[0].confusion
    #expect([first.exact, first.early, first.late, first.missed] == [2, 0, 0, 0])
    #expect([first.accepted, first.falseAlarm, first.missing] == [1, 1, 1])
    let second = noise[1].confusion
    #expect([second.exact, second.early, second.late, second.missed] == [1, 0, 1, 1])
    #expect([second.accepted, second.falseAlarm, second.missing] == [2, 0, 0])
    #expect(noise.map(\.abstained) == [1, 0])
    // Rows: wrong at step 1, 2, 3, later, none; columns the same, then abstained.
    let counts = noise.map(\.positions.counts)
    #expect(counts.map { $0.joined().reduce(0, +) } == [5, 5])
    #expect([counts[0][0][0], counts[0][1][1], counts[0][2][7]] == [1, 1, 1])
    #expect([counts[0][6][1], counts[0][6][6]] == [1, 1])
    #expect([counts[1][0][0], counts[1][1][2], counts[1][2][6], counts[1][6][6]] == [1, 1, 1, 2])
    // Errors found: 2 of 3 and 1 of 3; clean solutions accepted: 1 of 2 and 2 of 2.
    #expect(noise.map { $0.score?.withError.value } == [2.0 / 3, 1.0 / 3])
    #expect(noise.map { $0.score?.withoutError.value } == [0.5, 1])
    #expect(abs((noise[0].score?.f1.value ?? 0) - 4.0 / 7) < 1e-12)
    #expect(abs((noise[1].score?.f1.value ?? 0) - 0.5) < 1e-12)
    #expect(noise.map { $0.wrongAnswerExact?.value } == [2.0 / 3, 1.0 / 3])
  }

  @Test("Steps are compared one by one without the answer line; after a first error all are wrong")
  func steps() async throws {
    let noise = try await reader(items).noise(by: .value)
    // Inner steps and what the first labeller says of them, solution by solution:
    // ++/++, +--/+--, ++/+-, ++/+a (a is left out), --/-- (after its first error all are wrong).
    let first = noise[0].steps
    #expect(first.total(\.truePositives) == 4 && first.total(\.falsePositives) == 1)
    #expect(first.total(\.trueNegatives) == 5 && first.total(\.falseNegatives) == 0)
    // ++/++, +--/++-, ++/++, ++/++, --/--
    let second = noise[1].steps
    #expect(second.total(\.truePositives) == 3 && second.total(\.falsePositives) == 0)
    #expect(second.total(\.trueNegatives) == 7 && second.total(\.falseNegatives) == 1)
    #expect(first.precision?.value == 0.8 && second.recall?.value == 0.75)
    #expect(first.problems.count == 3)
  }

  @Test("By the strict standard a step that is only right by value is an error")
  func strict() async throws {
    let noise = try await reader(items).noise(by: .strict)
    // The third solution is now wrong at step 0: the first labeller is late, the second misses it.
    #expect([noise[0].confusion.late, noise[0].confusion.falseAlarm] == [1, 0])
    #expect([noise[1].confusion.missed, noise[1].confusion.accepted] == [2, 1])
  }

  @Test("Rollouts and tokens are those that a labeller's labels rest on, each once")
  func cost() async throws {
    let noise = try await reader(items).noise(by: .value)
    #expect(noise.map(\.rollouts) == [10, 5])
    #expect(noise.map(\.tokens) == [85, 35])
    #expect(noise.map(\.solutions) == [5, 5])
  }

  @Test("Right labels, luck and calibration are counted over the inner steps")
  func beliefs() async throws {
    let noise = try await reader(items).noise(by: .value)
    // As above, 4 + 5 and 3 + 7 steps are called what they are.
    #expect(noise.map(\.rightLabels) == [9, 10])
    #expect(noise[0].tokensPerRightLabel == 85.0 / 9 && noise[1].rolloutsPerRightLabel == 0.5)
    // These labels carry no counts: they are stated as 0 or 1, and nothing is known of luck. The
    // first labeller errs twice in ten: where it cries wolf, and behind a wrong step.
    #expect(noise[0].luckyRecoveries == nil)
    let ece = try #require(noise[0].calibration?.expectedError)
    #expect(abs(ece - 0.2) < 1e-12)
  }

  @Test(
    "Labellers that saw less than half of the chosen solutions that another one saw are left out")
  func comparable() async throws {
    let curation = try await ScriptedCuration(problems: 12)
    try await curation.sample(3)
    try await curation.label(.mathShepherd, rollouts: 4)
    // The second labeller looked at the first problem's solutions alone.
    let balances = try await curation.store.write { (store) throws(DatabaseError) in
      for row in try store.table("SELECT id, problem_id FROM solution WHERE duplicate_of IS NULL")
        .rows
      {
        guard case .integer(let solution) = row[0], case .integer(let problem) = row[1] else {
          continue
        }
        try store.recordTruth(solution: solution, step: 0, value: true, strict: true, class: "test")
        guard problem == 1 else { continue }
        try store.record(
          [Label(step: 0, value: .positive, method: "binary")], solution: solution,
          method: "binary", settings: "{}")
      }
      return try store.labelBalances(models: [ScriptedCuration.model.key])
    }
    func names(limit: Int?) async throws -> [String] {
      try await NoiseReader(
        store: curation.store,
        selection: ProblemSelection(suite: "toy", split: "train", limit: limit),
        reading: SolutionReading(authors: [ScriptedCuration.model]), stored: balances
      ).noise(by: .value).map(\.name)
    }
    let all = ["math-shepherd, N = 4", "math-shepherd+arithmetic, N = 4"]
    #expect(try await names(limit: nil) == all)
    #expect(try await names(limit: 1) == ["binary"] + all)
  }

  @Test("Labellers of one name are told apart by the settings in which they differ, else by number")
  func names() async throws {
    let cold = #"{"completer":"m","completer_key":"1","rollouts":4,"temperature":0.5}"#
    let warm = #"{"completer":"m","completer_key":"2","rollouts":4,"temperature":1.0}"#
    let labellers = [
      ("judge", #"{"x":[1]}"#), ("judge", #"{"x":[2]}"#), ("sequential", cold),
      ("sequential", warm),
      ("sequential", #"{"rollouts":8}"#),
      ("sequential+consensus", #"{"of":"sequential","settings":\#(cold)}"#),
      ("sequential+consensus", #"{"of":"sequential","settings":\#(warm)}"#),
    ]
    let curation = try await ScriptedCuration(problems: 1)
    try await curation.sample(1)
    let balances = try await curation.store.write { (store) throws(DatabaseError) in
      for (method, settings) in labellers {
        try store.record(
          [Label(step: 0, value: .positive, method: method)], solution: 1, method: method,
          settings: settings)
      }
      return try store.labelBalances(models: [ScriptedCuration.model.key])
    }
    let named = MeasuredLabeller.named(balances.filter { $0.method != "arithmetic" })
    #expect(
      named.map(\.name) == [
        "judge", "judge (2)", "sequential, N = 4, temperature 0.5",
        "sequential, N = 4, temperature 1.0", "sequential, N = 8",
        "sequential+consensus, N = 4, temperature 0.5",
        "sequential+consensus, N = 4, temperature 1.0",
      ])
  }

  @Test("Imported ratings are the truth where there is no other")
  func ratings() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let model = ModelIdentity(name: "author", kind: .published)
    try await store.write { (store) throws(DatabaseError) in
      let run = try store.startRun(
        stage: "test", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
      let problem = Problem(statement: "p", gold: "1")
      try store.insert(Row(id: "row", suite: "s", split: "t", problem: problem), position: 0)
      // The last one ends in an answer line; of the one before the last step is the first wrong one.
      for (number, text) in ["++-.", "++++", ".+-+", "+++-", "+++-"].enumerated() {
        let request = Request(
          prompt: Prompt(template: plain, problem: problem), sampling: Sampling(),
          purpose: .published, index: number, runSeed: 0)
        let key = request.key(model: model)
        try store.record(
          completion(number == 4 ? "abc\n#### 5" : "text \(number)"), of: request, key: key,
          model: model, run: run)
        let id = try store.insertSolution(
          JudgedCompletion(
            key: key, verdict: number == 1 ? .correct : .incorrect, reason: "published",
            answer: nil, rule: nil), model: model, problem: problem,
          steps: (0..<3).map { $0..<($0 + 1) } + [3..<(number == 4 ? 10 : 4)])
        try store.record(
          labels(text, rollouts: []), solution: id, method: "published", settings: "{}")
        try store.record(
          labels(number < 3 ? "+---" : "+++-", rollouts: []), solution: id, method: "one",
          settings: "{}")
      }
    }
    let reader = try await NoiseReader(
      store: store, selection: ProblemSelection(suite: "s", split: "t"),
      reading: SolutionReading(authors: [model], purpose: .published),
      labellers: [MeasuredLabeller(name: "one", method: "one", settings: "{}")])
    #expect(reader.count == 5 && reader.truth == .rated && reader.standards == [.value])
    let noise = reader.noise(by: .value)[0]
    // The error stands at step 2 twice, and the labeller blames step 1 always.
    #expect([noise.confusion.early, noise.confusion.falseAlarm] == [2, 1])
    #expect(noise.confusion.exact == 2)
    // ++-, ++++, ++-+ (nobody rated the first step), +++- and, without its answer line, +++.
    #expect(noise.steps.total(\.truePositives) == 3 && noise.steps.total(\.falsePositives) == 6)
    #expect(noise.steps.total(\.trueNegatives) == 9 && noise.steps.total(\.falseNegatives) == 0)
  }

  @Test("The baseline blames the first step of every solution with a wrong answer")
  func baseline() async throws {
    let reader = try await reader(items)
    let table = reader.table(by: .value)
    #expect(table.count == 3)
    let baseline = table[0]
    #expect([baseline.confusion.exact, baseline.confusion.early] == [1, 2])
    #expect(baseline.confusion.accepted == 2 && baseline.confusion.falseAlarm == 0)
    // Wrong answers' inner steps are all called wrong: 3 + 2 + 2, of which 2 + 0 + 2 are.
    #expect(baseline.steps.total(\.truePositives) == 4)
    #expect(baseline.steps.total(\.falsePositives) == 3)
    #expect(baseline.tokens == 0 && baseline.rollouts == 0)
  }

  @Test("Solutions that some labeller has not looked at, and steps without truth, are left out")
  func incomplete() async throws {
    let reader = try await reader([
      items[0], items[1],
      Item(problem: 3, verdict: .incorrect, value: "--", strict: "--", first: "--", second: ""),
      Item(
        problem: 4, verdict: .incorrect, value: "?+-", strict: "?+-", first: "-++", second: "+++"),
    ])
    #expect(reader.count == 3)
    let noise = reader.noise(by: .value)
    // Of the unreadable solution only step 1 counts, which the first labeller's error covers.
    #expect(noise[0].steps.total(\.falsePositives) == 1)
    // An unreadable step is not true, so it is the first error.
    #expect(noise[0].confusion.exact == 2 && noise[1].confusion.missed == 1)
  }
}
