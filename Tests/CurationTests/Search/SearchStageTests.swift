import Corpus
import Curation
import Generation
import Storage
import Testing

@Suite("Searches over a store")
struct SearchStageTests {
  private func labels(_ curation: ScriptedCuration) async throws -> [[SQLValue]] {
    try await curation.table(
      """
      SELECT c.key, step, method, label, correct, trials, posterior, advantage
      FROM step_label l JOIN solution s ON s.id = l.solution
        JOIN completion c ON c.id = s.completion_id
      WHERE label IS NOT NULL ORDER BY c.key, method, step
      """)
  }

  @Test("Every method replays the rollouts of Math-Shepherd with as many, and asks nothing")
  func replay() async throws {
    let curation = try await ScriptedCuration(problems: 10)
    try await curation.sample(8)
    try await curation.label(.mathShepherd, rollouts: 64)
    for method in [LabelMethod.sequential, .adaptive, .binary, .changePoint, .advantage] {
      let progress = try await curation.label(method, rollouts: 60)
      #expect(progress.asked == 0 && progress.finished > 0, "\(method)")
      #expect(progress.replayed > 0, "\(method)")
      let again = try await curation.label(method, rollouts: 60)
      #expect(again.finished == 0 && again.skipped == progress.finished)
    }
  }

  @Test(
    "What is labelled does not depend on the order in which replies come",
    arguments: LabelMethod.allCases)
  func order(method: LabelMethod) async throws {
    let plain = try await ScriptedCuration(problems: 8)
    try await plain.sample(6)
    try await plain.label(method, rollouts: 6)
    let mixed = try await ScriptedCuration(
      problems: 8,
      generator: ReorderingGenerator(width: 3, seed: 4) { ScriptedCuration.reply($0) })
    try await mixed.sample(6)
    try await mixed.label(method, rollouts: 6)
    let found = try await labels(plain)
    let other = try await labels(mixed)
    #expect(!found.isEmpty && found == other)
  }

  @Test("Labels that are cut at a false equation keep what their method states of earlier steps")
  func cutStatements() async throws {
    let generator = ScriptedGenerator(width: 4) { request in
      let gold = Int(request.prompt.problem.gold) ?? 0
      guard request.purpose != .rollout else { return ScriptedCuration.reply(request) }
      let middle = request.index % 2 == 0 ? "1 + 1 = 3" : "1 + 1 = 2"
      return .completion(completion("\none \(request.index)\ntwo\n\(middle)\n#### \(gold + 1)"))
    }
    let curation = try await ScriptedCuration(problems: 6, generator: generator)
    try await curation.sample(4)
    for method in [LabelMethod.changePoint, .advantage] {
      try await curation.label(method)
      let cut = LabelStage.combined(method)
      let rows = try await curation.table(
        """
        SELECT l.label = '-' AND l.reason LIKE '%is false%', l.posterior, l.advantage, p.posterior,
          p.advantage FROM step_label l
          JOIN step_label p ON p.solution = l.solution AND p.step = l.step
            AND p.method = '\(method.rawValue)'
        WHERE l.method = '\(cut)'
        """)
      let kept = rows.filter { $0[0] == .integer(0) }
      let wrong = rows.filter { $0[0] == .integer(1) }
      #expect(wrong.count == 12 && kept.count > 2 * wrong.count)
      #expect(wrong.allSatisfy { $0[1] == .real(0) && $0[2] == .null })
      #expect(kept.allSatisfy { $0[1] == $0[3] && $0[2] == $0[4] })
      #expect(kept.contains { $0[1] != .null })
    }
  }

  @Test("OmegaPRM's tree is stored, one for each problem, and can be read again")
  func trees() async throws {
    let curation = try await ScriptedCuration(problems: 6)
    try await curation.sample(6)
    try await curation.label(.omega, rollouts: 4)
    let rows = try await curation.table(
      """
      SELECT problem, count(*), sum(parent IS NULL), sum(node > 0 AND trials = 0)
      FROM search_tree GROUP BY problem
      """)
    #expect(rows.count == 6)
    #expect(rows.allSatisfy { $0[2] == .integer(1) && $0[3] == .integer(0) })
    let orphans = try await curation.table(
      """
      SELECT count(*) FROM search_tree n WHERE n.parent IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM search_tree p WHERE p.problem = n.problem AND p.node = n.parent
          AND n.text LIKE p.text || '%' AND p.depth < n.depth)
      """)
    #expect(orphans == [[.integer(0)]])
  }

  @Test("A label that rests on the other samples is made anew when there are more of them")
  func moreSamples() async throws {
    let curation = try await ScriptedCuration(problems: 6)
    try await curation.sample(4)
    let first = try await curation.label(.changePoint)
    try await curation.sample(8)
    let second = try await curation.label(.changePoint)
    #expect(first.finished > 0 && second.finished >= first.finished && second.skipped == 0)
  }

  @Test("Another completer's rollouts start where the author's next step does, and pairs find them")
  func foreign() async throws {
    let curation = try await ScriptedCuration(problems: 8)
    try await curation.sample(6)
    let completer = ReorderingGenerator(name: "other", width: 3, seed: 4) {
      ScriptedCuration.reply($0)
    }
    let stage = LabelStage(
      context: StageContext(store: curation.store, generator: completer, run: curation.run),
      settings: labelSettings(rollouts: 4), method: .mathShepherd,
      reading: SolutionReading(authors: [ScriptedCuration.model]))
    let selection = ProblemSelection(suite: "toy", split: "train")
    #expect(try await stage.run(selection).asked > 0)
    let last = """
      SELECT DISTINCT substr(s.text, p.end_byte, 1) FROM prefix p
        JOIN completion s ON s.id = p.completion_id
        JOIN completion r ON r.prefix_id = p.id JOIN model m ON m.id = r.model_id
      WHERE r.purpose = 'rollout' AND m.name =
      """
    #expect(try await curation.table(last + " 'other'") == [[.text("\n")]])
    let groups = SolutionGroups(
      store: curation.store,
      selection: LabelledSelection(
        suite: "toy", split: "train", model: ScriptedCuration.model, method: "math-shepherd"),
      policy: ExportPolicy())
    var continuations = 0
    try await groups.forEach(for: SelfExploreFormat()) { group in
      let solutions = group.problems.flatMap(\.solutions)
      continuations += solutions.reduce(0) { $0 + $1.continuations.compactMap { $0 }.count }
    }
    #expect(continuations > 0)
    // Its own solutions are gone on from where their words end.
    try await curation.label(.mathShepherd)
    let own = try await curation.table(last + " 'script'")
    #expect(!own.isEmpty && !own.contains([.text("\n")]))
  }

  @Test("The pilot's prior is fitted once, stored, and read by every later run")
  func pilot() async throws {
    // A wrong solution is lost at a step, and no rollout from there on is right.
    let generator = ScriptedGenerator(width: 4) { request in
      let gold = Int(request.prompt.problem.gold) ?? 0
      let bits = request.prompt.textKey.low >> UInt64(request.index)
      if request.purpose == .rollout {
        let isLost = request.prompt.text.contains("lost")
        return .completion(completion("\n#### \(isLost || bits % 3 == 0 ? gold + 1 : gold)"))
      }
      let first = Int(bits % 5)
      let steps = (0..<4).map { $0 < first ? "step \($0)" : "lost \($0) \(request.index)" }
      let answer = first == 4 ? gold : gold + 1
      return .completion(completion("\n" + steps.joined(separator: "\n") + "\n#### \(answer)"))
    }
    let curation = try await ScriptedCuration(problems: 40, generator: generator)
    try await curation.sample(6)
    let stage = curation.labelStage(.changePoint, rollouts: 8)
    let selection = ProblemSelection(suite: "toy", split: "train")
    let first = try await stage.pilotPrior(selection, leastProblems: 1)
    let prior = first.prior
    #expect(prior != .shipped && prior.luckyRate < ChangePointFit.mostLuck)
    #expect(first.progress.asked > 0)
    let asked = try await curation.table("SELECT count(*) FROM completion")
    // Whatever part of the split is selected later.
    let later = ProblemSelection(suite: "toy", split: "train", start: 3, limit: 2)
    let read = try await stage.pilotPrior(later)
    let again = read.prior
    #expect(read.progress == DriverProgress())
    let after = try await curation.table("SELECT count(*) FROM completion")
    let priors = try await curation.table("SELECT count(*) FROM fitted_prior")
    #expect(again == prior && after == asked && priors == [[.integer(1)]])
    // Only a keyed tenth of the problems was labelled.
    let share = try await curation.table(
      "SELECT count(DISTINCT problem) FROM step_label WHERE method = 'math-shepherd'")
    guard case .integer(let problems) = share[0][0] else { return }
    #expect((1...20).contains(problems))
  }
}
