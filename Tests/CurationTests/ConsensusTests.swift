import Corpus
import Curation
import ProblemSets
import Storage
import Testing

@Suite("Consensus of labels and witnesses")
struct ConsensusTests {
  /// What a labeller and witnesses say of four steps, `.` for nothing, and what is left.
  struct Case: Sendable, CustomTestStringConvertible {
    let labels: String
    var arithmetic = "...."
    var judge = "...."
    var exact = "...."
    let agreed: String

    var testDescription: String { "\(labels) \(arithmetic) \(judge) \(exact)" }
  }

  private static let values: [Character: LabelValue] = [
    "+": .positive, "-": .negative, "a": .abstain,
  ]

  private func labels(_ text: String, method: String) -> [Label] {
    text.enumerated().compactMap { step, mark in
      Self.values[mark].map { Label(step: step, value: $0, method: method) }
    }
  }

  @Test(
    "A label stands while nobody says otherwise; the first disputed step is the last",
    arguments: [
      // Nobody says anything: nothing changes up to the first wrong step, where it ends.
      Case(labels: "++--", agreed: "++-"), Case(labels: "++++", agreed: "++++"),
      // That equations hold says nothing; a false one speaks against a right step.
      Case(labels: "++--", arithmetic: "++++", agreed: "++-"),
      Case(labels: "++++", arithmetic: "+-..", agreed: "+a"),
      // A later false equation does not speak against an earlier error.
      Case(labels: "+---", arithmetic: "..-.", agreed: "+-"),
      // A judge may speak both ways, and is not asked behind the first error.
      Case(labels: "++--", judge: "++-+", agreed: "++-"),
      Case(labels: "++--", judge: "+++-", agreed: "++a"),
      Case(labels: "++++", judge: "++-+", agreed: "++a"),
      Case(labels: "++--", judge: "+a.-", agreed: "++-"),
      Case(labels: "++--", exact: "++-.", agreed: "++-"),
      Case(labels: "+++-", judge: "+++-", exact: "++--", agreed: "++a"),
      // The labeller's own abstention ends it too.
      Case(labels: "+a--", judge: "+---", agreed: "+a"),
    ])
  func consensus(_ item: Case) {
    let witnesses: [(StepWitness, String)] = [
      (.arithmetic, item.arithmetic), (.judge, item.judge), (.exact, item.exact),
    ]
    let agreed = ConsensusLabels.labels(
      labels(item.labels, method: "binary"),
      witnesses: witnesses.map { witness, text in
        var verdicts: [Int: Bool] = [:]
        for label in labels(text, method: witness.rawValue) {
          switch label.value {
          case .negative: verdicts[label.step] = false
          case .positive where witness != .arithmetic: verdicts[label.step] = true
          default: continue
          }
        }
        return (witness, verdicts)
      })
    let text = agreed.map { label in Self.values.first { $0.value == label.value }?.key ?? "?" }
    #expect(String(text) == item.agreed)
    #expect(agreed.allSatisfy { $0.method == "binary+consensus" })
  }

  @Test("The method's name leaves the cut out")
  func name() {
    #expect(ConsensusLabels.method(of: "change-point+arithmetic") == "change-point+consensus")
    #expect(ConsensusLabels.method(of: "math-shepherd") == "math-shepherd+consensus")
  }

  @Test("Stored labels keep what the witnesses let stand, and the keep rate counts it")
  func stage() async throws {
    let curation = try await ScriptedCuration(problems: 6)
    try await curation.sample(6)
    try await curation.label(.mathShepherd, rollouts: 4)
    let labelling = curation.labelStage(.mathShepherd, rollouts: 4)
    let reading = SolutionReading(authors: [ScriptedCuration.model])
    let consensus = ConsensusStage(
      store: curation.store, reading: reading, method: "math-shepherd",
      settings: labelling.describedSettings, witnesses: [.arithmetic, .judge])
    let selection = ProblemSelection(suite: "toy", split: "train")
    let first = try await consensus.run(selection)
    let solutions = try await curation.table(
      "SELECT count(DISTINCT solution) FROM step_label WHERE method = 'math-shepherd'")
    #expect(solutions == [[.integer(Int64(first.solutions))]] && first.solutions > 0)
    // A judge that calls every first step wrong disputes every solution whose first step is right.
    let right = try await curation.store.write { (store) throws(DatabaseError) in
      var right = 0
      let rows = try store.table(
        """
        SELECT solution, label FROM step_label WHERE method = 'math-shepherd' AND step = 0
        """
      ).rows
      for row in rows {
        guard case .integer(let solution) = row[0] else { continue }
        if row[1] == .text("+") { right += 1 }
        try store.record(
          [Label(step: 0, value: .negative, method: "judge")], solution: solution,
          method: "judge", settings: "{}")
      }
      return right
    }
    let second = try await consensus.run(selection)
    #expect(second.solutions == first.solutions && right > 0)
    #expect(second.disputed[.judge] == right)
    #expect(second.kept == second.decided - second.disputed.values.reduce(0, +))
    let stored = try await curation.table(
      """
      SELECT count(*) FROM step_witness
      WHERE method = 'math-shepherd+consensus' AND label = 'abstain' AND judge = '-'
      """)
    #expect(stored == [[.integer(Int64(right))]])
  }

  @Test("Only who has looked and has not decided the labels itself is heard")
  func speaking() async throws {
    let curation = try await ScriptedCuration(problems: 4)
    try await curation.sample(2)
    try await curation.label(.mathShepherd, rollouts: 2)
    let settings = curation.labelStage(.mathShepherd, rollouts: 2).describedSettings
    let selection = ProblemSelection(suite: "toy", split: "train")
    func heard(
      _ witnesses: [StepWitness], of method: String = "math-shepherd"
    ) async throws -> [StepWitness]? {
      try await ConsensusStage(
        store: curation.store, reading: SolutionReading(authors: [ScriptedCuration.model]),
        method: method, settings: method == "arithmetic" ? "{}" : settings, witnesses: witnesses
      ).speaking(selection)?.witnesses
    }
    // The solutions hold equations, which are all true; nobody has judged them yet.
    #expect(try await heard([.arithmetic, .judge, .exact]) == [.arithmetic])
    #expect(try await heard([.judge]) == nil)
    #expect(try await heard([.arithmetic, .judge], of: "math-shepherd+arithmetic") == nil)
    #expect(try await heard([.arithmetic], of: "arithmetic") == nil)
    #expect(try await heard([.arithmetic], of: "binary") == nil)
    try await curation.store.write { (store) throws(DatabaseError) in
      let rows = try store.table("SELECT max(solution) FROM step_label").rows
      guard case .integer(let solution) = rows[0][0] else { return }
      try store.record(
        labels("a.", method: "judge"), solution: solution, method: "judge", settings: "{}")
    }
    #expect(try await heard([.judge]) == nil)
    try await curation.store.write { (store) throws(DatabaseError) in
      let rows = try store.table("SELECT max(solution) FROM step_label").rows
      guard case .integer(let solution) = rows[0][0] else { return }
      try store.record(
        labels("a+", method: "judge"), solution: solution, method: "judge", settings: "{}")
    }
    #expect(try await heard([.judge]) == [.judge])
    #expect(try await heard([.arithmetic, .judge]) == [.arithmetic, .judge])
    #expect(try await heard([.arithmetic, .judge], of: "math-shepherd+arithmetic") == [.judge])
    let stored = try await curation.table(
      "SELECT count(*) FROM step_label WHERE method LIKE '%consensus'")
    #expect(stored == [[.integer(0)]])
  }

  @Test("Arithmetic and judge decide their own labels, and arithmetic those that it cut")
  func deciding() {
    let names = ["arithmetic", "binary+arithmetic", "judge", "binary", "binary+consensus"]
    #expect(names.map(StepWitness.arithmetic.decides) == [true, true, false, false, false])
    #expect(names.map(StepWitness.judge.decides) == [false, false, true, false, false])
    #expect(names.map(StepWitness.exact.decides) == Array(repeating: false, count: 5))
    #expect(names.map(ConsensusLabels.isConsensus) == [false, false, false, false, true])
  }

  @Test("The keep rate is over what the method decided; its own abstentions are no dispute")
  func undecided() async throws {
    let curation = try await ScriptedCuration(problems: 8)
    try await curation.sample(1)
    // Of four solutions each: decided, undecided, disputed and disputed before it is undecided.
    let said = ["++-", "+a-", "+++", "++a"]
    let solutions = try await curation.store.write { (store) throws(DatabaseError) in
      let rows = try store.table("SELECT id FROM solution WHERE duplicate_of IS NULL").rows
      for (number, row) in rows.enumerated() {
        guard case .integer(let solution) = row[0] else { continue }
        try store.record(
          labels(said[number % 4], method: "adaptive"), solution: solution, method: "adaptive",
          settings: "{}")
        try store.record(
          labels(number % 4 < 2 ? "+" : "-", method: "judge"), solution: solution, method: "judge",
          settings: "{}")
      }
      return rows.count
    }
    let result = try await ConsensusStage(
      store: curation.store, reading: SolutionReading(authors: [ScriptedCuration.model]),
      method: "adaptive", settings: "{}", witnesses: [.judge]
    ).run(ProblemSelection(suite: "toy", split: "train"))
    #expect(solutions == 8 && result.solutions == 8)
    #expect(result.undecided == 2 && result.decided == 6 && result.disputed == [.judge: 4])
    #expect(result.kept == 2 && result.keepRate == 1.0 / 3)
  }

  @Test("Status, balances, consensus and noise count the same solutions as undecided")
  func oneRule() async throws {
    let curation = try await ScriptedCuration(problems: 10)
    try await curation.sample(1)
    // Decided are the first five.
    let said = ["+++", "++-", ".++", "-.a", ".+-", "+.-", "..+", "..-", "+a-", "++."]
    let balances = try await curation.store.write { (store) throws(DatabaseError) in
      let rows = try store.table("SELECT id FROM solution WHERE duplicate_of IS NULL").rows
      for (number, row) in rows.enumerated() {
        guard case .integer(let solution) = row[0] else { continue }
        for step in 0..<3 {
          try store.recordTruth(
            solution: solution, step: step, value: true, strict: true, class: "test")
        }
        try store.record(
          labels(said[number], method: "omega"), solution: solution, method: "omega",
          settings: "{}")
      }
      return try store.labelBalances(models: [ScriptedCuration.model.key])
    }
    #expect(balances.map(\.solutions) == [10] && balances.map(\.undecided) == [5])
    let reading = SolutionReading(authors: [ScriptedCuration.model])
    let selection = ProblemSelection(suite: "toy", split: "train")
    let result = try await ConsensusStage(
      store: curation.store, reading: reading, method: "omega", settings: "{}",
      witnesses: [.arithmetic]
    ).run(selection)
    #expect(result.undecided == 5 && result.kept == 5 && result.keepRate == 1)
    let noise = try await NoiseReader(
      store: curation.store, selection: selection, reading: reading, stored: balances
    ).noise(by: .value)
    #expect(noise.map(\.solutions) == [10] && noise.map(\.abstained) == [5])
    let status = try await curation.store.read { (store) throws(DatabaseError) in
      try store.overview()
    }.first { $0.title == "labels" }
    let row = try #require(status?.rows.first { $0[0] == .text("omega") })
    let kept = try #require(status?.columns.firstIndex(of: "kept_solutions"))
    #expect(row[kept] == .integer(5))
  }

  @Test("Of several settings those count that looked at most solutions, the newest among equals")
  func widest() async throws {
    let curation = try await ScriptedCuration(problems: 3)
    try await curation.sample(1)
    let found = try await curation.store.write { (store) throws(DatabaseError) in
      func record(_ settings: String, _ solutions: ClosedRange<Int64>) throws(DatabaseError)
        -> String?
      {
        for solution in solutions {
          try store.record(
            labels("+", method: "binary"), solution: solution, method: "binary", settings: settings)
        }
        return LabelMethod.widestSettings(
          of: "binary", among: try store.labellers(models: [ScriptedCuration.model.key]))
      }
      return [
        try record(#"{"rollouts":1}"#, 1...2), try record(#"{"rollouts":2}"#, 1...1),
        try record(#"{"rollouts":3}"#, 2...3), try record(#"{"rollouts":4}"#, 1...3),
      ]
    }
    #expect(found == [1, 1, 3, 4].map { #"{"rollouts":\#($0)}"# })
  }
}
