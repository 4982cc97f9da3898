import Corpus
import Curation
import Generation
import Storage
import Synchronization
import Testing

@Suite("Stages over a store")
struct StageTests {
  @Test("A second labelling method replays the first one's rollouts and asks nothing new")
  func sharedRollouts() async throws {
    let generator = ScriptedGenerator(width: 3) { ScriptedCuration.reply($0) }
    let curation = try await ScriptedCuration(problems: 6, generator: generator)
    try await curation.sample()
    let first = try await curation.label(.mathShepherd, rollouts: 4)
    #expect(first.asked > 0)
    let second = try await curation.label(.sequential, rollouts: 4)
    #expect(second.asked == 0 && second.replayed > 0 && second.finished == first.finished)
    let fewer = try await curation.label(.mathShepherd, rollouts: 2)
    #expect(fewer.asked == 0)
    let more = try await curation.label(.mathShepherd, rollouts: 8)
    #expect(more.asked == first.asked && more.replayed >= first.asked)
    #expect(Set(generator.requestedKeys).count == generator.requestedKeys.count)
  }

  @Test("Both methods give every solution the same labels up to its first wrong step")
  func equalLabels() async throws {
    let curation = try await ScriptedCuration(problems: 12)
    try await curation.everything()
    try await curation.label(.sequential)
    let differing = try await curation.table(
      """
      SELECT count(*) FROM step_label a JOIN step_label b USING (solution, step)
      WHERE a.method = 'math-shepherd' AND b.method = 'sequential' AND a.label <> b.label
      """)
    #expect(differing == [[.integer(0)]])
    let both = try await curation.table(
      """
      SELECT DISTINCT label FROM step_label WHERE method = 'sequential' ORDER BY label
      """)
    #expect(both == [[.text("+")], [.text("-")]])
  }

  @Test("Equal texts are one solution, and which stands for all does not depend on when each came")
  func duplicates() async throws {
    let sql = """
      SELECT hex(c.key), hex(o.key) FROM solution s JOIN completion c ON c.id = s.completion_id
        LEFT JOIN solution d ON d.id = s.duplicate_of
        LEFT JOIN completion o ON o.id = d.completion_id
      ORDER BY c.key
      """
    let grown = try await ScriptedCuration(problems: 8)
    for samples in [1, 2, 5, 12] { try await grown.sample(samples) }
    let atOnce = try await ScriptedCuration(problems: 8)
    try await atOnce.sample(12)
    let found = try await grown.table(sql)
    #expect(found == (try await atOnce.table(sql)))
    // Four of a problem's twelve texts differ: two shapes, each with a right or a wrong answer.
    #expect(found.count == 96 && found.count { $0[1] == .text("") } == 32)
    // The one with the smallest key stands for its equals.
    #expect(
      found.allSatisfy { row in
        guard case .text(let own) = row[0], case .text(let other) = row[1] else { return true }
        return other < own
      })
  }

  @Test("What is said of solutions is the same whether they were sampled at once or by and by")
  func growth() async throws {
    let sql = """
      SELECT c.key, step, method, label, correct, trials FROM step_label l
        JOIN solution s ON s.id = l.solution JOIN completion c ON c.id = s.completion_id
      WHERE label IS NOT NULL ORDER BY c.key, method, step
      """
    let grown = try await ScriptedCuration(problems: 8)
    for samples in [1, 5, 12] {
      try await grown.sample(samples)
      try await grown.label()
    }
    let atOnce = try await ScriptedCuration(problems: 8)
    try await atOnce.sample(12)
    try await atOnce.label()
    let found = try await grown.table(sql)
    #expect(found == (try await atOnce.table(sql)) && !found.isEmpty)
    // One more labelling of texts that another solution now stands for asks nothing.
    #expect(
      try await grown.table("SELECT count(*) FROM completion")
        == (try await atOnce.table("SELECT count(*) FROM completion")))
  }

  @Test("Rephrasings are kept or dropped by their plurality, and only kept ones go on")
  func rephrasings() async throws {
    let curation = try await ScriptedCuration(problems: 20)
    let progress = try await curation.rephrase()
    #expect(progress.finished == 40)
    let found = try await curation.table(
      "SELECT status, reason, count(*) FROM rephrasing GROUP BY status, reason ORDER BY status")
    try #require(found.map { $0[0] } == [.text("dropped"), .text("kept")])
    #expect(found[0][1] == .text("plurality disagrees"))
    try await curation.sample()
    let sampled = try await curation.table(
      """
      SELECT count(*) FROM outcome WHERE stage = 'sample' AND problem_id IN
        (SELECT problem FROM rephrasing WHERE status = 'dropped')
      """)
    #expect(sampled == [[.integer(0)]])
    let again = try await curation.rephrase()
    #expect(again.skipped == 40 && again.asked == 0)
  }

  @Test("Solutions that the token limit cut, or whose verdict is not asked for, are not labelled")
  func whatIsLabelled() async throws {
    let generator = ScriptedGenerator { request in
      guard request.purpose == .solve, request.index == 1 else {
        return ScriptedCuration.reply(request)
      }
      return .completion(completion("\nendless\n#### 0", finish: .length))
    }
    let curation = try await ScriptedCuration(problems: 5, generator: generator)
    try await curation.sample(3)
    let selection = ProblemSelection(suite: "toy", split: "train")
    #expect(try await curation.labelStage(.mathShepherd, rollouts: 2).count(selection) == 10)
    let wrongOnly = LabelStage(
      context: curation.context, settings: labelSettings(rollouts: 2), method: .sequential,
      reading: SolutionReading(authors: [ScriptedCuration.model], verdicts: [.incorrect]))
    #expect(try await wrongOnly.count(selection) == 5)
    _ = try await wrongOnly.run(selection)
    let labelled = try await curation.table(
      """
      SELECT verdict, count(DISTINCT solution) FROM step_label WHERE method = 'sequential'
      GROUP BY verdict
      """)
    #expect(labelled == [[.text("incorrect"), .integer(5)]])
  }

  @Test(
    "Solutions of problems without a gold answer are counted and left out",
    arguments: LabelMethod.allCases)
  func withoutGold(method: LabelMethod) async throws {
    let curation = try await ScriptedCuration(problems: 4)
    try await curation.store.write { (store) throws(DatabaseError) in
      for (number, gold) in ["", " \n"].enumerated() {
        let row = Row(
          id: "open-\(number)", suite: "toy", split: "train",
          problem: Problem(statement: "What is open \(number)?", gold: gold), attributes: [:])
        try store.insert(row, position: 100 + number)
        let other = Row(
          id: "open-\(number)", suite: "open", split: "train", problem: row.problem,
          attributes: [:])
        try store.insert(other, position: number)
      }
    }
    try await curation.sample(3)
    let reading = SolutionReading(authors: [ScriptedCuration.model])
    let selection = ProblemSelection(suite: "toy", split: "train")
    let counts = try await reading.goldCounts(selection, in: curation.store)
    #expect(counts == (12, 6))
    let stage = curation.labelStage(method, rollouts: 2)
    #expect(try await stage.count(selection) == (method == .omega ? 4 : 12))
    let open = ProblemSelection(suite: "open", split: "train")
    #expect(try await stage.count(open) == 0)
    let nothing = try await stage.run(open)
    #expect(nothing.asked == 0 && nothing.finished == 0)
    #expect(try await stage.run(selection).asked > 0)
    let labelled = try await curation.table(
      """
      SELECT count(*) FROM step_label l JOIN solution s ON s.id = l.solution
        JOIN completion c ON c.id = s.completion_id JOIN problem p ON p.id = c.problem_id
      WHERE l.label IS NOT NULL AND trim(p.gold, ' ' || char(10)) = ''
      """)
    #expect(labelled == [[.integer(0)]])
    let asked = try await curation.table(
      """
      SELECT count(*) FROM completion c JOIN problem p ON p.id = c.problem_id
      WHERE c.purpose = 'rollout' AND trim(p.gold, ' ' || char(10)) = ''
      """)
    #expect(asked == [[.integer(0)]])
  }

  @Test("A token cap stops a pilot too, which tells how far it came")
  func cappedPilot() async throws {
    let curation = try await ScriptedCuration(problems: 60)
    try await curation.sample(4)
    let told = Mutex(DriverProgress())
    var context = curation.context
    context.tokenCap = 30
    context.progress = { progress in told.withLock { $0 = progress } }
    let stage = LabelStage(
      context: context, settings: labelSettings(rollouts: 8), method: .changePoint,
      reading: SolutionReading(authors: [ScriptedCuration.model]))
    await #expect(throws: PilotError.incomplete) {
      try await stage.pilotPrior(
        ProblemSelection(suite: "toy", split: "train"), leastProblems: 1)
    }
    let made = try await curation.table(
      "SELECT sum(completion_tokens) FROM completion WHERE purpose = 'rollout'")
    let progress = told.withLock { $0 }
    #expect(progress.stop == .tokenCap)
    #expect(made == [[.integer(Int64(progress.completionTokens))]])
    #expect(progress.completionTokens >= 30 && progress.completionTokens < 30 + 16 * 10)
  }

  @Test("The pilot's tokens are those of its rollouts, and count again for every later run")
  func pilotTokens() async throws {
    let curation = try await ScriptedCuration(problems: 40)
    try await curation.sample(4)
    let selection = ProblemSelection(suite: "toy", split: "train")
    let stage = curation.labelStage(.changePoint, rollouts: 8)
    #expect(try await stage.pilotTokens(selection, leastProblems: 1) == 0)
    // The scripted policy recovers too often for a fit, but its rollouts are there.
    _ = try? await stage.pilotPrior(selection, leastProblems: 1)
    let made = try await curation.table(
      "SELECT sum(completion_tokens) FROM completion WHERE purpose = 'rollout'")
    let tokens = try await stage.pilotTokens(selection, leastProblems: 1)
    #expect(made == [[.integer(Int64(tokens))]] && tokens > 0)
    _ = try await stage.run(selection)
    #expect(try await stage.pilotTokens(selection, leastProblems: 1) == tokens)
    #expect(try await stage.pilotTokens(selection) == 0)
  }

  @Test("A rollout that the model could not give leaves the labels open until the next run")
  func missingRollouts() async throws {
    let broken = ScriptedGenerator { request in
      request.purpose == .rollout && request.index == 1
        ? .failed(reason: "no route") : ScriptedCuration.reply(request)
    }
    let folder = try await ScriptedCuration(problems: 3, generator: broken)
    try await folder.sample(2)
    let first = try await folder.label(rollouts: 2)
    #expect(first.open == first.finished && first.finished == 6)
    let healthy = ScriptedGenerator { ScriptedCuration.reply($0) }
    let second = try await LabelStage(
      context: StageContext(store: folder.store, generator: healthy, run: folder.run),
      settings: labelSettings(rollouts: 2), method: .mathShepherd,
      reading: SolutionReading(authors: [ScriptedCuration.model])
    ).run(ProblemSelection(suite: "toy", split: "train"))
    #expect(second.open == 0 && second.asked == first.failed)
    let totals = try await folder.table(
      """
      SELECT DISTINCT trials FROM step_label WHERE method = 'math-shepherd' AND stopping = 'fixed'
      """)
    #expect(totals == [[.integer(2)]])
  }
}
