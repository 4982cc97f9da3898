import Corpus
import Storage

/// A small store, filled through the public interface, whose every number is known.
///
/// Problem "Ann has 2 pens. …" (gold 5) was rephrased twice: one text is kept, one dropped; "Bob"
/// (gold 7) could not be rephrased. Ann has three solutions: a right one, one with a right answer
/// and a false step, and a wrong one. Run 1 rephrased, run 2 sampled, run 3 labelled, run 4
/// found everything done, and run 5 revised Ann's wrong solution into a right one. A person could
/// not say whether the last step of the first solution is right.
struct SmallStore {
  let store: Store
  let ann = Problem(statement: "Ann has 2 pens and buys 3. How many?", gold: "5")
  let bob = Problem(statement: "Bob has 3 pens and buys 4. How many?", gold: "7")
  let kept: Problem
  let lost: Problem
  let model = ModelIdentity(name: "tiny", kind: .scripted)
  let judge = JudgeIdentity(name: "stepmark", version: 1, policy: "default")

  private let template = Template(name: "plain", text: "{statement}|{prefix}")

  init() async throws {
    kept = Problem(statement: "How many pens has Ann with 2 and 3?", gold: "5", root: ann.key)
    lost = Problem(statement: "Ann gives 3 of 2 pens away.", gold: "5", root: ann.key)
    store = try Store(path: ":memory:", access: .write)
    let filler = self
    try await store.write { (store) throws(DatabaseError) in try filler.fill(store) }
  }

  /// The rows of a query.
  func rows(_ sql: String) async throws -> [[SQLValue]] {
    try await store.read { (store) throws(DatabaseError) in try store.table(sql).rows }
  }

  private func fill(_ store: StoreTransaction) throws(DatabaseError) {
    for (position, (problem, family)) in [(ann, "sums"), (bob, "sums")].enumerated() {
      try store.insert(
        Row(
          id: position == 0 ? "ann" : "bob", suite: "pens", split: "train", problem: problem,
          attributes: ["family": family]), position: position)
    }
    try rephrase(store, run: try run("rephrase", store))
    let solutions = try sample(store, run: try run("sample", store))
    let labelling = try run("label", store)
    try label(solutions, store, run: labelling)
    try store.record(
      .unsure,
      of: LabelledStep(
        solution: solutions[0].id, completion: solutions[0].key, step: 1, steps: 2,
        value: .positive),
      by: Auditor(method: "math-shepherd"), run: labelling)
    _ = try run("label", store)
    try revise(solutions[2], store, run: try run("revise", store))
    try evaluate(store)
  }

  private func run(_ stage: String, _ store: StoreTransaction) throws(DatabaseError) -> Int {
    let run = try store.startRun(
      stage: stage, recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
    try store.finishRun(run, status: .finished, time: "2026-01-01T00:01:00Z")
    return run
  }

  private func complete(
    _ text: String, _ purpose: Purpose, _ problem: Problem, prefix: Prefix? = nil, index: Int,
    tokens: Int, _ store: StoreTransaction, run: Int
  ) throws(DatabaseError) -> ContentKey {
    let request = Request(
      prompt: Prompt(template: template, problem: problem, prefix: prefix),
      sampling: Sampling(), purpose: purpose, index: index, runSeed: 1)
    let key = request.key(model: model)
    try store.record(
      Completion(text: text, promptTokens: 10, completionTokens: tokens, finishReason: .stop),
      of: request, key: key, model: model, run: run)
    return key
  }

  private func rephrase(_ store: StoreTransaction, run: Int) throws(DatabaseError) {
    for (index, problem) in [kept, lost].enumerated() {
      _ = try complete(problem.statement, .rephrase, ann, index: index, tokens: 12, store, run: run)
      try store.insert(problem)
    }
    let keys = ["kept", "lost", "bob"].map { ContentKey(hashing: $0) }
    try store.record(Outcome(.kept), key: keys[0], stage: "rephrase", problem: kept)
    try store.record(
      Outcome(.dropped, reason: "plurality disagrees", detail: "2 of 3 say 1"), key: keys[1],
      stage: "rephrase", problem: lost)
    try store.record(
      Outcome(.dropped, reason: "truncated", detail: "Bob has and has"), key: keys[2],
      stage: "rephrase", problem: bob)
  }

  private struct Solved {
    let id: Int64
    let key: ContentKey
    let text: String
    let ends: [Int]
  }

  private func sample(_ store: StoreTransaction, run: Int) throws(DatabaseError) -> [Solved] {
    let texts: [(steps: [String], verdict: Verdict, truths: [Bool])] = [
      (["2 + 3 = 5", "#### 5"], .correct, [true, true]),
      (["2 * 3 = 5", "#### 5"], .correct, [false, true]),
      (["2 + 3 = 6", "#### 6"], .incorrect, [false, false]),
    ]
    var solved: [Solved] = []
    for (index, item) in texts.enumerated() {
      let text = item.steps.joined(separator: "\n")
      let key = try complete(text, .solve, ann, index: index, tokens: 20, store, run: run)
      let answer = String(item.steps[1].dropFirst(5))
      let judged = JudgedCompletion(
        key: key, verdict: item.verdict, reason: "integer", answer: answer, rule: "hashes")
      try store.record(judged, by: judge)
      let first = item.steps[0].utf8.count
      let id = try store.insertSolution(
        judged, model: model, problem: ann, steps: [0..<first, first + 1..<text.utf8.count])
      for (step, isTrue) in item.truths.enumerated() {
        try store.recordTruth(
          solution: id, step: step, value: isTrue, strict: isTrue,
          class: isTrue ? "correct" : step == 0 ? "arithmetic" : "wrongAnswer")
      }
      solved.append(Solved(id: id, key: key, text: text, ends: [first, text.utf8.count]))
    }
    try store.linkDuplicates(of: ann, model: model)
    return solved
  }

  /// Two rollouts of every first step: of the first solution both succeed, of the second one, of
  /// the third none.
  private func label(
    _ solutions: [Solved], _ store: StoreTransaction, run: Int
  ) throws(DatabaseError) {
    for (number, solution) in solutions.enumerated() {
      let prefix = Prefix(
        text: String(decoding: solution.text.utf8.prefix(solution.ends[0]), as: UTF8.self),
        completion: solution.key)
      var evidence: [ContentKey] = []
      for index in 0..<2 {
        let isRight = index < 2 - number
        let key = try complete(
          "\n#### \(isRight ? 5 : 6)", .rollout, ann, prefix: prefix, index: index,
          tokens: 4 + index, store, run: run)
        try store.record(
          JudgedCompletion(
            key: key, verdict: isRight ? .correct : .incorrect, reason: "integer",
            answer: isRight ? "5" : "6", rule: "hashes"), by: judge)
        evidence.append(key)
      }
      let isRight = number < 2
      let labels = [
        Label(
          step: 0, value: isRight ? .positive : .negative, method: "math-shepherd",
          counts: RolloutCounts(correct: 2 - number, incorrect: number), stopping: .fixed,
          interval: 0.1...0.9, reason: isRight ? nil : "no rollout succeeds", evidence: evidence),
        Label(
          step: 1, value: isRight ? .positive : .negative, method: "math-shepherd",
          reason: "the answer's verdict"),
      ]
      try store.record(
        labels, solution: solution.id, method: "math-shepherd", settings: #"{"rollouts":2}"#)
    }
    let counts = RolloutCounts(correct: 1, incorrect: 1)
    try store.record(
      [
        StoredTreeNode(parent: nil, text: "", depth: 0, counts: counts, visits: 1),
        StoredTreeNode(parent: 0, text: "2 and 3 ", depth: 1, counts: counts, visits: 0),
      ], problem: ann, method: "omega", settings: #"{"rollouts":2}"#)
  }

  private func revise(
    _ solution: Solved, _ store: StoreTransaction, run: Int
  ) throws(DatabaseError) {
    let key = try complete(
      "2 and 3 are 5\n#### 5", .revise, ann,
      prefix: Prefix(text: solution.text, completion: solution.key), index: 0, tokens: 9, store,
      run: run)
    let judged = JudgedCompletion(
      key: key, verdict: .correct, reason: "integer", answer: "5", rule: "hashes")
    try store.record(judged, by: judge)
    _ = try store.insertSolution(judged, model: model, problem: ann, steps: [0..<13, 14..<20])
  }

  private func evaluate(_ store: StoreTransaction) throws(DatabaseError) {
    let values: [(Int, String, String, Double)] = [
      (1, "", "", 0.5), (1, "family", "sums", 0.5), (2, "family", "sums", 0.75),
      (1, "family", "ages", 0.25),
    ]
    try store.replaceEstimates(
      values.map { k, name, value, estimate in
        StoredEstimate(
          metric: "pass@k", k: k, groupName: name, groupValue: value, value: estimate,
          low: estimate - 0.1, high: estimate + 0.1, problems: 4)
      }, suite: "pens", split: "test", model: model, settings: "{}")
  }
}
