import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import TestSupport
import Testing

@Suite("Formats of pairs and of whole solutions")
struct PairFormatTests {
  private let problem = Problem(statement: "What is 3*4+1?", gold: "13")
  private let tree = ContentKey(hashing: "What is 3*4+1?")

  private func solution(
    _ steps: [String], _ verdict: Verdict, labels: [LabelValue] = [], advantages: [Double] = [],
    continuations: [String?] = [], model: String = "m"
  ) -> LabelledSolution {
    let text = steps.joined(separator: "\n")
    let evidence = labels.indices.map { step -> Label? in
      guard step < advantages.count else { return nil }
      return Label(
        step: step, value: labels[step], method: "advantage", advantage: advantages[step])
    }
    var solution = LabelledSolution(
      problem: problem, completion: ContentKey(hashing: text + model), suite: "gsm8k",
      steps: steps, prefixes: steps.indices.map { steps[...$0].joined(separator: "\n") },
      labels: labels, evidence: evidence, verdict: verdict, text: text,
      model: ModelIdentity(name: model, kind: .published))
    solution.continuations = continuations
    return solution
  }

  private func group(
    _ solutions: [LabelledSolution], stage: String? = nil, revisions: [StoredRevision] = []
  ) -> SolutionGroup {
    SolutionGroup(
      root: problem.key,
      problems: [
        ProblemGroup(
          problem: problem, stage: stage, solutions: solutions, revisions: revisions)
      ])
  }

  private func lines(_ format: any DatasetFormat, _ group: SolutionGroup) throws -> [String] {
    try format.lines(group).map { row in
      let read = try format.read(try JSONValue.parse(row.json.serializedBytes()))
      #expect(read == row.meaning)
      return row.json.serialized()
    }
  }

  private var right: LabelledSolution { solution(["3*4 = 12", "12+1 = 13"], .correct) }
  private var wrong: LabelledSolution {
    solution(["3*4 = 12", "12+1 = 14"], .incorrect, labels: [.positive, .negative])
  }

  @Test("A preference has the shape that TRL documents, as strings and as conversations")
  func preference() throws {
    let pair = group([right, wrong])
    #expect(
      try lines(TRLPreferenceFormat(), pair) == [
        #"{"prompt":"What is 3*4+1?","chosen":"3*4 = 12\n12+1 = 13","rejected":"3*4 = 12\n12+1 = 14"}"#
      ])
    let chat = TRLPreferenceFormat().adjusted(to: FormatOptions(shape: .conversational))
    #expect(
      try lines(chat, pair) == [
        #"{"prompt":[{"role":"user","content":"What is 3*4+1?"}],"#
          + #""chosen":[{"role":"assistant","content":"3*4 = 12\n12+1 = 13"}],"#
          + #""rejected":[{"role":"assistant","content":"3*4 = 12\n12+1 = 14"}]}"#
      ])
  }

  @Test("The three shapes of fine-tuning, the unpaired conversation, and prompts alone")
  func shapes() throws {
    let two = group([right, wrong])
    let text = #"3*4 = 12\n12+1 = 13"#
    func sft(_ shape: FormatOptions.Shape) throws -> [String] {
      try lines(SFTFormat().adjusted(to: FormatOptions(shape: shape)), two)
    }
    #expect(
      try sft(.standard) == [#"{"prompt":"What is 3*4+1?","completion":"\#(text)"}"#])
    #expect(
      try sft(.conversational) == [
        #"{"messages":[{"role":"user","content":"What is 3*4+1?"},"#
          + #"{"role":"assistant","content":"\#(text)"}]}"#
      ])
    #expect(
      try sft(.text) == [#"{"text":"Problem: What is 3*4+1?\n\nSolution: \#(text)"}"#])
    let unpaired = TRLUnpairedFormat().adjusted(to: FormatOptions(shape: .conversational))
    #expect(
      try lines(unpaired, group([wrong])) == [
        #"{"prompt":[{"role":"user","content":"What is 3*4+1?"}],"#
          + #""completion":[{"role":"assistant","content":"3*4 = 12\n12+1 = 14"}],"label":false}"#
      ])
    #expect(
      try lines(PromptOnlyFormat(), group([])) == [
        #"{"prompt":[{"role":"user","content":"What is 3*4+1?"}],"answer":"13"}"#
      ])
    #expect(throws: ExportError.self) {
      let held = Problem(statement: "a\n\nSolution: b", gold: "1")
      let item = LabelledSolution(
        problem: held, completion: held.key, suite: "s", steps: ["1"], prefixes: ["1"], labels: [],
        verdict: .correct, text: "1")
      _ = try SFTFormat(options: FormatOptions(shape: .text)).lines(item)
    }
  }

  @Test("distilabel's rows have the SHA-256 of the prompt and both models")
  func distilabel() throws {
    let lines = try lines(DistilabelDPOFormat(), group([right, wrong]))
    // echo -n 'What is 3*4+1?' | sha256sum
    let id = "726ad431d986debc38b36bd4ac659cffe0ad6fc343480e336a196b29f7e819c2"
    #expect(lines.count == 1 && lines[0].contains(#""chosen_model":"m","chosen_rating":1.0"#))
    #expect(try JSONValue.parse(lines[0])["prompt_id"].string() == id)
    #expect(throws: JSONError.self) {
      try DistilabelDPOFormat().read(
        JSONValue.parse(lines[0].replacing("What is 3*4+1?\",\"prompt_id", with: "x\",\"prompt_id"))
      )
    }
  }

  @Test(
    "Every pair is of a right and a wrong solution, none comes twice, and all are used in turn",
    arguments: [(1, 1), (3, 1), (1, 4), (3, 2), (2, 5), (4, 4)])
  func pairsAreFair(rights: Int, wrongs: Int) throws {
    let solutions =
      (0..<rights).map { solution(["right \($0)"], .correct) }
      + (0..<wrongs).map { solution(["wrong \($0)"], $0 % 2 == 0 ? .incorrect : .unanswered) }
      + [solution(["who knows"], .undecided)]
    var before: [[String]] = []
    for most in 1...(rights * wrongs + 2) {
      let format = TRLPreferenceFormat(options: FormatOptions(pairs: most))
      let pairs = try format.lines(group(solutions.shuffled())).map(\.meaning.steps)
      #expect(pairs.count == min(most, rights * wrongs) && Set(pairs).count == pairs.count)
      #expect(pairs.allSatisfy { $0[0].hasPrefix("right") && $0[1].hasPrefix("wrong") })
      // A higher cap only adds pairs.
      #expect(Array(pairs.prefix(before.count)) == before)
      let longer = rights >= wrongs ? 0 : 1
      let uses = Dictionary(grouping: pairs) { $0[longer] }.mapValues(\.count).values
      if pairs.count >= max(rights, wrongs) {
        #expect((uses.max() ?? 0) - (uses.min() ?? 0) <= 1)
      }
      before = pairs
    }
  }

  @Test("Per-step preferences cut the wrong solution at its first wrong step")
  func stepPairs() throws {
    let pair = group([right, wrong])
    #expect(
      try lines(StepDPOFormat(), pair) == [
        #"{"prompt":"Question: What is 3*4+1?\nAnswer:","chosen":" 3*4 = 12\n12+1 = 13","#
          + #""rejected":" 3*4 = 12\n12+1 = 14"}"#
      ])
    #expect(
      try lines(SelfExploreFormat(), pair) == [
        #"{"prompt":"Question: What is 3*4+1?\nAnswer: 3*4 = 12\n","chosen":"12+1 = 13","#
          + #""rejected":"12+1 = 14"}"#
      ])
    // A rollout from the right steps comes before a sibling; without either, nothing goes on.
    let explored = solution(
      ["3*4 = 12", "12+1 = 14", "so 14"], .incorrect, labels: [.positive, .negative, .negative],
      continuations: [nil, "\nthat makes 13", nil])
    let alone = try SelfExploreFormat().lines(group([explored]))
    #expect(alone.map(\.meaning.steps) == [["that makes 13", "12+1 = 14"]])
    let setlur = try StepDPOFormat().lines(group([explored]))
    #expect(
      setlur.map(\.meaning.steps) == [["3*4 = 12\nthat makes 13", "3*4 = 12\n12+1 = 14"]])
    let other = solution(["4*3 = 12", "13"], .correct)
    let lost = solution(["3*4 = 12", "15"], .incorrect, labels: [.positive, .negative])
    #expect(try SelfExploreFormat().lines(group([other, lost])).isEmpty)
    #expect(
      try StepDPOFormat().lines(group([other, lost])).map(\.meaning.steps) == [
        ["4*3 = 12\n13", "3*4 = 12\n15"]
      ])
    // Nobody knows where a solution went wrong without a label, or with right ones alone.
    let unlabelled = solution(["3*4 = 12", "9"], .incorrect)
    let praised = solution(["3*4 = 12", "8"], .incorrect, labels: [.positive, .positive])
    #expect(try StepDPOFormat().lines(group([right, unlabelled, praised])).isEmpty)
  }

  @Test("Where advantages are stated, the pit is the step with the lowest, if it is below zero")
  func advantages() throws {
    func rejected(_ advantages: [Double]) throws -> String? {
      let item = solution(
        ["a", "b", "c"], .incorrect, labels: [.positive, .negative, .negative],
        advantages: advantages)
      return try StepDPOFormat().lines(group([right, item])).first?.meaning.steps[1]
    }
    #expect(try rejected([0.1, -0.2, -0.7]) == "a\nb\nc")
    #expect(try rejected([0.1, -0.7, -0.7]) == "a\nb")
    #expect(try rejected([-0.9, -0.7, 0]) == "a")
    #expect(try rejected([0.1, 0, 0.2]) == nil)
  }

  private func turn(_ text: String, _ verdict: Verdict) -> StoredRevision.Turn {
    StoredRevision.Turn(completion: ContentKey(hashing: text), text: text, verdict: verdict)
  }

  private func revisions(_ first: LabelledSolution) -> [StoredRevision] {
    let old = StoredRevision.Turn(
      completion: first.completion, text: first.text, verdict: first.verdict)
    let model = ModelIdentity(name: "m", kind: .published)
    return [
      StoredRevision(first: old, second: turn(" now 13\n", .correct), model: model),
      StoredRevision(first: old, second: turn("now 15", .incorrect), model: model),
      StoredRevision(first: old, second: turn("who knows", .undecided), model: model),
    ]
  }

  @Test("Corrections are the revisions where there are any, else wrong solutions with right ones")
  func score() throws {
    let revised = try ScoreFormat().lines(group([right, wrong], revisions: revisions(wrong)))
    #expect(revised.map { $0.meaning.others["transition"] } == ["i2c", "i2i"])
    #expect(revised.map { $0.meaning.others["source"] } == ["revise", "revise"])
    #expect(revised[0].meaning.steps == ["3*4 = 12\n12+1 = 14", "now 13"])
    let siblings = try lines(ScoreFormat(), group([right, wrong]))
    #expect(siblings.count == 1)
    #expect(siblings[0].contains(#""r1":0,"r2":1,"transition":"i2c","source":"sibling"}"#))
    let roles = try JSONValue.parse(siblings[0])["messages"].array().map { try $0["role"].string() }
    #expect(roles == ["user", "assistant", "user", "assistant"])
    let lie = siblings[0].replacing("i2c", with: "c2c")
    #expect(throws: JSONError.self) { try ScoreFormat().read(JSONValue.parse(lie)) }
  }

  @Test("UltraInteract's pairs and rows tell by their ids which action follows which")
  func ultraInteract() throws {
    let actions = group([right, wrong], revisions: revisions(wrong))
    let pairs = try UltraInteractFormat().lines(actions)
    #expect(try lines(UltraInteractFormat(), actions).count == 2)
    #expect(
      pairs.map(\.meaning.others) == [
        ["id": "\(tree)_0_0", "parent_id": "-1"],
        ["id": "\(tree)_1_0", "parent_id": "\(tree)_0_0"],
      ])
    #expect(pairs[1].meaning.steps.count == 4 && pairs[1].meaning.steps[0] == wrong.text)
    #expect(try pairs[1].json["trajectory"].array().count == 3)
    let rows = try UltraInteractTreeFormat().lines(actions)
    #expect(try lines(UltraInteractTreeFormat(), actions).count == 2)
    let ids = rows.map { $0.meaning.others["id"] ?? "" }
    let parents = rows.map { $0.meaning.others["parent_id"] ?? "" }
    #expect(parents[0] == "-1" && parents[1].hasPrefix("\(tree)_0_"))
    #expect(ids[0] != parents[1] && rows[1].meaning.steps == ["now 13"])
    #expect(rows[1].meaning.question.contains(wrong.text))
  }

  @Test(
    "MetaMath's type says how the problem was made",
    arguments: [
      (nil, "GSM_AnsAug"), ("rephrase", "GSM_Rephrased"), ("fobar", "GSM_FOBAR"),
      ("self-verification", "GSM_SV"), ("similar", "GSM_Similar"),
    ] as [(String?, String)])
  func metaMath(stage: String?, type: String) throws {
    #expect(
      try lines(MetaMathFormat(), group([right, wrong], stage: stage)) == [
        #"{"query":"What is 3*4+1?","response":"3*4 = 12\n12+1 = 13","type":"\#(type)","#
          + #""original_question":"What is 3*4+1?"}"#
      ])
  }

  @Test("ReST-MCTS*'s policy rows have the verdict and the gold answer, its pairs their own names")
  func restMCTS() throws {
    #expect(
      try lines(ReSTMCTSPolicyFormat(), group([right, wrong])) == [
        #"{"content":"What is 3*4+1?","summary":"3*4 = 12\n12+1 = 13","label":1,"real_answer":"13"}"#,
        #"{"content":"What is 3*4+1?","summary":"3*4 = 12\n12+1 = 14","label":0,"real_answer":"13"}"#,
      ])
    #expect(
      try lines(ReSTMCTSDPOFormat(), group([right, wrong])) == [
        #"{"prompt":"What is 3*4+1?","response_chosen":"3*4 = 12\n12+1 = 13","#
          + #""response_rejected":"3*4 = 12\n12+1 = 14"}"#
      ])
  }

  @Test("Texts of any kind read back as they were written", arguments: DatasetFormats.pairs)
  func anyText(format: any DatasetFormat) throws {
    let texts = [
      #"quotes " and \ and tabs\#t"#, "two\nlines", "- минус ✓", "\u{1F600} e\u{301}",
      "line\u{2028}separator", "Answer: in the middle\n\nProblem: x", "\u{FEFF}mark",
    ]
    for (number, text) in texts.enumerated() {
      let bad = solution(
        [text, "bad \(number)"], .incorrect, labels: [.positive, .negative],
        continuations: [nil, text])
      let good = solution([text, "good \(number)"], .correct)
      let both = group([good, bad], revisions: revisions(bad))
      let shaped = [FormatOptions.Shape.standard, .conversational, .text].map { shape in
        (format as? any AdjustableFormat)?.adjusted(to: FormatOptions(shape: shape)) ?? format
      }
      for format in shaped {
        let found = try lines(format, both)
        #expect(!found.isEmpty && !found.contains { $0.contains("\n") })
      }
    }
  }
}
