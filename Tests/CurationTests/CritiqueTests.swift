import Answers
import Corpus
import Evaluation
import Generation
import JSON
import Storage
import Testing

@testable import Curation

@Suite("Steps judged and solutions revised by a model")
struct CritiqueTests {
  private let judging = Template(name: "judge", text: "{statement}|{prefix}|{step}|?")
  private let critique = Template(name: "critique", text: "{statement}|{prefix}|critique")
  private let revise = Template(name: "revise", text: "{statement}|{prefix}|{critique}|revise")

  private func judge(
    votes: Int, _ reply: @escaping (Int, Int) -> Completion?
  ) -> (labels: [Label], asked: [Request]) {
    var asked: [Request] = []
    let settings = StepJudgeSettings(
      template: judging, sampling: Sampling(maxTokens: 30), votes: votes, seed: 1)
    let (output, _) = runScripted(StepJudgeProcedure(solution(), settings: settings)) { request in
      asked.append(request)
      return reply(stepOf(request), request.index)
    }
    return (output.labels, asked)
  }

  @Test("Every step is shown with what stands before it, and the majority of the votes decides")
  func votes() {
    let texts = ["Fine.\nVerdict: correct", "Verdict: incorrect", "verdict: **Correct**."]
    let (labels, asked) = judge(votes: 3) { step, index in
      step == 2
        ? completion("Verdict: \(index == 0 ? "right" : "wrong")") : completion(texts[index])
    }
    #expect(asked.count == 12 && asked.allSatisfy { $0.purpose == .judge })
    #expect(
      asked[3].prompt.text == "2 + 2?|a\nb\n|b|?" && asked[11].prompt.text.hasSuffix("|#### 4|?"))
    #expect(!asked.contains { $0.prompt.continuesPrefix })
    #expect(labels.map(\.value) == [.positive, .positive, .negative, .positive])
    #expect(labels.allSatisfy { $0.method == "judge" && $0.counts.trials == 3 })
    #expect(labels[0].counts == RolloutCounts(correct: 2, incorrect: 1))
    #expect(Set(labels.flatMap(\.evidence)).count == 12)
  }

  @Test(
    "What a judgement says is read after its last mark alone",
    arguments: [
      ("Verdict: correct", true), ("VERDICT: Incorrect.", false),
      ("Verdict: correct\nNo, verdict: wrong", false), ("It is correct.", nil), ("Verdict:", nil),
      ("Verdict: maybe", nil), ("", nil),
      ("Correct.", true), ("**wrong**\n", false), ("verdict", nil), ("not correct", false),
      ("Verdict: **right**", true), ("**Verdict**: incorrect", false), ("_Verdict_ : wrong", false),
      ("Verdict: not correct", false), ("**Verdict:** Not right.", false),
      ("Verdict: not incorrect", true), ("Verdict: not sure", nil), ("Verdict: not", nil),
      ("Verdict: correct\nMy verdict stands.", true), ("The verdict is: wrong", nil),
    ] as [(String, Bool?)])
  func reading(text: String, verdict: Bool?) {
    #expect(StepJudgeProcedure.verdict(in: text) == verdict)
  }

  @Test("Ties, unreadable and missing judgements abstain")
  func abstains() {
    let tie = judge(votes: 2) { _, index in
      completion("Verdict: \(index == 0 ? "correct" : "wrong")")
    }
    #expect(tie.labels.allSatisfy { $0.value == .abstain })
    let cut = judge(votes: 2) { _, _ in completion("Let me", finish: .length) }
    #expect(cut.labels.allSatisfy { $0.value == .abstain && $0.counts.undetermined == 2 })
    let none = judge(votes: 2) { _, _ in nil }
    #expect(none.labels.allSatisfy { $0.value == .abstain && $0.reason == "no judgement" })
  }

  private func run(
    rounds: Int, _ reply: @escaping (Request) -> Completion?
  ) -> (output: Revision, asked: [Request]) {
    var asked: [Request] = []
    let settings = RevisionSettings(
      critique: critique, revise: revise, sampling: Sampling(maxTokens: 30), rounds: rounds,
      judge: .standard, seed: 1)
    let (output, _) = runScripted(
      RevisionProcedure(solution("a\n#### 5", verdict: .incorrect), settings: settings)
    ) { request in
      asked.append(request)
      return reply(request)
    }
    return (output, asked)
  }

  @Test("Each round criticises the solution of the one before and hands the critique on")
  func rounds() {
    let (output, asked) = run(rounds: 2) { request in
      request.purpose == .judge
        ? completion(" \(request.prompt.prefix?.text.suffix(1) ?? "") is wrong\n")
        : completion(request.prompt.text.contains("5 is wrong") ? "b\n#### 3" : "c\n#### 4")
    }
    #expect(asked.map(\.purpose) == [.judge, .revise, .judge, .revise])
    #expect(asked[1].prompt.text == "2 + 2?|a\n#### 5|5 is wrong|revise")
    #expect(asked[2].prompt.text == "2 + 2?|b\n#### 3|critique")
    #expect(asked[3].prompt.prefix?.completion == output.revised[0].key)
    #expect(output.revised.map(\.verdict) == [.incorrect, .correct])
    #expect(output.critiques.count == 2)
    // Nobody is told the answer.
    #expect(!asked.dropLast().contains { $0.prompt.text.contains("#### 4") })
  }

  @Test("A reply that is missing, empty or cut ends the rounds with what there is")
  func ends() {
    #expect(run(rounds: 2) { _ in nil }.output.revised.isEmpty)
    #expect(run(rounds: 2) { _ in completion(" ") }.asked.count == 1)
    #expect(run(rounds: 2) { _ in completion("It", finish: .length) }.output.critiques.isEmpty)
    let cut = run(rounds: 3) {
      $0.purpose == .judge ? completion("Wrong.") : completion("And so", finish: .length)
    }
    #expect(cut.output.revised.count == 1 && cut.asked.count == 2)
  }

  @Test("What may follow is what does, when every round is needed", arguments: 1...4)
  func further(rounds: Int) throws {
    let settings = RevisionSettings(
      critique: critique, revise: revise, sampling: Sampling(), rounds: rounds, judge: .standard,
      seed: 1)
    var procedure = RevisionProcedure(solution(), settings: settings)
    var replies: [Reply] = []
    var left: [Int] = []
    while case .ask(let requests) = procedure.advance(replies) {
      left.append(try #require(procedure.furtherRequests?.count))
      replies = requests.map {
        Reply(key: $0.key(model: ScriptedCuration.model), completion: completion("a\n#### 4"))
      }
    }
    #expect(left == Array((0..<(2 * rounds)).reversed()))
  }

  @Test("In a store: labels beside those of rollouts, revised solutions that no sample counts")
  func stages() async throws {
    let generator = ScriptedGenerator(width: 4) { request in
      switch request.purpose {
      case .judge where request.prompt.template.name == "judge":
        .completion(
          completion("Verdict: \(request.prompt.textKey.low % 2 == 0 ? "right" : "wrong")"))
      case .judge: .completion(completion("The answer is wrong."))
      case .revise: .completion(completion("New\n#### \(request.prompt.problem.gold)"))
      default: ScriptedCuration.reply(request)
      }
    }
    let curation = try await ScriptedCuration(problems: 4, generator: generator)
    try await curation.sample()
    try await curation.label()
    let selection = ProblemSelection(suite: "toy", split: "train")
    let all = SolutionReading(authors: [generator.model], verdicts: Set(Verdict.allCases))
    let wrong = SolutionReading(authors: [generator.model], verdicts: [.incorrect])
    let before = try await curation.table(
      "SELECT count(*), count(DISTINCT solution_id) FROM label WHERE labeller_id IN "
        + "(SELECT id FROM labeller WHERE method = 'math-shepherd')")
    let judged = try await StepJudgeStage(
      context: curation.context,
      settings: StepJudgeSettings(
        template: judging, sampling: Sampling(maxTokens: 30), votes: 2, seed: 1),
      reading: all
    ).run(selection)
    #expect(judged.finished == (try await all.count(selection, in: curation.store)))
    let labels = try await curation.table(
      "SELECT count(*), count(DISTINCT solution) FROM step_label WHERE method = 'judge'")
    #expect(labels == before)
    let settings = RevisionSettings(
      critique: critique, revise: revise, sampling: Sampling(maxTokens: 30), rounds: 1,
      judge: .standard, seed: 1)
    let revised = try await ReviseStage(
      context: curation.context, settings: settings, reading: wrong, splitter: StepSplitter(.line)
    ).run(selection)
    let count = try await wrong.count(selection, in: curation.store)
    #expect(revised.finished == count && count > 0)
    let changes = try await curation.table(
      "SELECT before, after, count(*) FROM revision GROUP BY 1, 2")
    #expect(changes == [[.text("incorrect"), .text("correct"), .integer(Int64(count))]])
    // Another look finds all done, and revised solutions are not revised again.
    let asked = generator.requestedKeys.count
    _ = try await ReviseStage(
      context: curation.context, settings: settings, reading: wrong, splitter: StepSplitter(.line)
    ).run(selection)
    #expect(generator.requestedKeys.count == asked)
  }

  @Test("A recording of everything replays every stage in a new store, to the same labels")
  func recording() async throws {
    let curation = try await ScriptedCuration(problems: 4)
    try await curation.everything()
    let model = ScriptedCuration.model
    let rows = try await curation.store.read { (store) throws(DatabaseError) in
      try store.recordedCompletions(of: model.key, after: 0, limit: 10_000)
    }
    let file = ([Recording.head(model)] + rows.map { Recording.line($0) }).joined(separator: "\n")
    let recording = try Recording(Array(file.utf8), source: "run.jsonl")
    #expect(recording.model == model && recording.completions.count == rows.count)
    #expect(recording.summary.contains("rollout with plain"))
    let replay = RecordedGenerator(
      recording.completions, of: recording.model, name: "run.jsonl", summary: recording.summary)
    let second = try await ScriptedCuration(problems: 4, generator: replay)
    try await second.everything()
    for query in [
      "SELECT hex(key), text, completion_tokens, finish_reason FROM completion ORDER BY key",
      "SELECT step, text, label, correct, trials, low, high FROM step_label ORDER BY text, step, label, correct, low",
      "SELECT hex(key), stage, status, reason, detail, tokens FROM outcome ORDER BY key",
    ] {
      #expect(try await second.table(query) == curation.table(query))
    }
    #expect(throws: JSONError.self) { try Recording(Array("{}".utf8), source: "x") }
    #expect(throws: JSONError.self) {
      let twice = file + "\n" + Recording.line(rows[0])
      return try Recording(Array(twice.utf8), source: "x")
    }
  }
}
