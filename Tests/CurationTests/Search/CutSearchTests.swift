import Corpus
import Curation
import Generation
import Storage
import Testing

@Suite("Searches that know a false equation")
struct CutSearchTests {
  private let methods: [LabelMethod] = [.mathShepherd, .sequential, .advantage]

  private func run(
    _ method: LabelMethod, _ outline: SolutionOutline, rollouts: Int, _ table: [[Verdict?]]
  ) throws -> (labels: [Label], drawn: [[Int]]) {
    let search = try #require(SearchSettings().search(method, outline, rollouts: rollouts))
    let (result, drawn) = script(search) { step, index in
      table[step][index].map { RolloutOutcome($0) }
    }
    return (result.labels, drawn)
  }

  @Test("They draw nothing at or after it, call it wrong, and end there")
  func byHand() throws {
    let outline = SolutionOutline(
      steps: 5, verdict: .incorrect, others: RolloutCounts(correct: 1, incorrect: 1),
      firstFalseEquation: 2)
    let table: [[Verdict?]] = Array(repeating: [.incorrect, .correct, .correct], count: 4)
    for (method, drawn) in [
      (LabelMethod.mathShepherd, [[0, 1, 2], [0, 1, 2]]), (.sequential, [[0, 1], [0, 1]]),
      (.advantage, [[0, 1, 2], [0, 1, 2]]),
    ] {
      let found = try run(method, outline, rollouts: 3, table)
      #expect(found.drawn == drawn, "\(method)")
      #expect(found.labels.map(\.value) == [.positive, .positive, .negative], "\(method)")
      #expect(found.labels[2].reason == "a false equation")
      #expect(found.labels[2].advantage == nil && found.labels[2].counts.total == 0)
    }
    let first = SolutionOutline(steps: 3, verdict: .correct, firstFalseEquation: 0)
    for method in methods {
      let found = try run(method, first, rollouts: 3, table)
      #expect(found.drawn.isEmpty && found.labels.map(\.value) == [.negative], "\(method)")
    }
  }

  @Test("What they may still draw ends before it too, for estimates")
  func estimates() throws {
    for method in methods {
      let outline = SolutionOutline(steps: 6, verdict: .correct, firstFalseEquation: 2)
      let search = try #require(SearchSettings().search(method, outline, rollouts: 4))
      #expect(
        search.furtherDraws == [0, 1].map { Draw(step: $0, indices: 0..<4) }, "\(method)")
    }
  }

  @Test("Over random tables their labels are those of all rollouts, cut afterwards")
  func sameAsCutLabels() throws {
    var stream = RandomStream(seed: 3, "cuts")
    var shorter = 0
    for _ in 0..<600 {
      let steps = 1 + Int(stream.next() % 6)
      let rollouts = 1 + Int(stream.next() % 4)
      let verdicts: [Verdict?] = [.correct, .correct, .incorrect, .unanswered, .undecided, nil]
      let table = (0..<steps).map { _ in
        (0..<rollouts).map { _ in verdicts[Int(stream.next() % UInt64(verdicts.count))] }
      }
      let verdict = Verdict.allCases[Int(stream.next() % UInt64(Verdict.allCases.count))]
      let equation = Int(stream.next() % UInt64(steps))
      let others = RolloutCounts(correct: 1, incorrect: Int(stream.next() % 4))
      let method = methods[Int(stream.next() % 3)]
      let whole = try run(
        method, SolutionOutline(steps: steps, verdict: verdict, others: others),
        rollouts: rollouts, table)
      let witness = [Label(step: equation, value: .negative, method: "arithmetic", reason: "false")]
      let expected = WitnessLabels.cut(whole.labels, at: witness)
      let short = try run(
        method,
        SolutionOutline(
          steps: steps, verdict: verdict, others: others, firstFalseEquation: equation),
        rollouts: rollouts, table)
      try #require(WitnessLabels.cut(short.labels, at: witness) == expected, "\(method)")
      try #require(short.drawn.count <= equation)
      if short.drawn.count < whole.drawn.count { shorter += 1 }
    }
    #expect(shorter > 100)
  }

  @Test("A stage that is told to looks for it, spends less, and stores what it stores without")
  func stage() async throws {
    let generator = ScriptedGenerator(width: 4) { request in
      let gold = Int(request.prompt.problem.gold) ?? 0
      guard request.purpose != .rollout else { return ScriptedCuration.reply(request) }
      let middle = request.index % 2 == 0 ? "1 + 1 = 3" : "1 + 1 = 2"
      return .completion(
        completion("\none \(request.index)\ntwo\n\(middle)\nfour\n#### \(gold + 1)"))
    }
    for method in methods {
      func labelled(_ usesArithmetic: Bool) async throws -> (asked: Int, rows: [[SQLValue]]) {
        let curation = try await ScriptedCuration(problems: 6, generator: generator)
        try await curation.sample(4)
        var search = SearchSettings()
        search.usesArithmetic = usesArithmetic
        let stage = LabelStage(
          context: curation.context, settings: labelSettings(rollouts: 4), method: method,
          search: search, reading: SolutionReading(authors: [ScriptedCuration.model]))
        let asked = try await stage.run(ProblemSelection(suite: "toy", split: "train")).asked
        let rows = try await curation.table(
          """
          SELECT solution, step, label, correct, trials, posterior, advantage, process_value, reason
          FROM step_label WHERE method = '\(method.rawValue)+arithmetic' ORDER BY solution, step
          """)
        return (asked, rows)
      }
      let (plain, cut) = (try await labelled(false), try await labelled(true))
      #expect(cut.asked < plain.asked && cut.asked > 0, "\(method)")
      #expect(cut.rows == plain.rows && !cut.rows.isEmpty, "\(method)")
    }
  }
}
