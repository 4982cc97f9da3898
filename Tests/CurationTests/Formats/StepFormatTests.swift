import Corpus
import Curation
import JSON
import Testing

/// The lines of the field's formats, written by hand with their published keys.
@Suite("Step-label formats")
struct StepFormatTests {
  private func solution(
    _ labels: [LabelValue] = [.positive, .negative], shares: [Int] = [7, 0],
    stopping: StoppingRule = .fixed, verdict: Verdict = .incorrect, rest: [String] = []
  ) -> LabelledSolution {
    let steps = ["3*4 = 12", "12+1 = 14"]
    return LabelledSolution(
      problem: Problem(statement: "3*4+1?", gold: "13"), completion: ContentKey(hashing: "s"),
      suite: "GSM8K", steps: steps, prefixes: ["3*4 = 12", "3*4 = 12\n12+1 = 14"], labels: labels,
      evidence: shares.enumerated().map { step, correct in
        Label(
          step: step, value: correct > 0 ? .positive : .negative, method: "math-shepherd",
          counts: RolloutCounts(correct: correct, incorrect: 8 - correct), stopping: stopping)
      }, verdict: verdict, text: steps.joined(separator: "\n"), answer: "14",
      model: ModelIdentity(name: "model-x", kind: .published),
      row: PublishedRow(id: "gsm8k-0", position: 0), unlabelledSteps: rest)
  }

  private func lines(
    _ name: String, _ solutions: [LabelledSolution], rate: Double? = 0.6
  ) throws -> [ExportRow] {
    let format = try #require(DatasetFormats.named(name))
    let problem = ProblemGroup(
      problem: solutions[0].problem, row: PublishedRow(id: "q", position: 4),
      solutions: solutions, successRate: rate)
    let rows = try format.lines(
      SolutionGroup(root: problem.problem.key, problems: [problem]))
    for row in rows {
      #expect(try format.read(try JSONValue.parse(row.json.serializedBytes())) == row.meaning)
    }
    return rows
  }

  @Test(
    "A solution becomes the lines that its format's readers expect",
    arguments: [
      (
        "openr-v1",
        [
          #"{"question":"3*4+1?","partial_answer":"3*4 = 12","mc_score":0.875}"#,
          #"{"question":"3*4+1?","partial_answer":"3*4 = 12\n12+1 = 14","mc_score":0.0}"#,
        ]
      ),
      (
        "math-aps-v2",
        [
          #"{"question":"3*4+1?","final_answer":"13","reasoning_steps":["#
            + #"{"solution_prefix":"3*4+1?","mc_value":0.6},"#
            + #"{"solution_prefix":"3*4+1?\n\n3*4 = 12","mc_value":0.875},"#
            + #"{"solution_prefix":"3*4+1?\n\n3*4 = 12\n12+1 = 14","mc_value":0.0}],"#
            + #""question_id":4}"#
        ]
      ),
      (
        "math-aps-tree",
        [
          #"{"question":"3*4+1?","final_answer":"13","reasoning_steps":{"text":"3*4+1?","#
            + #""mc_value":0.6,"children":[{"text":"3*4 = 12","mc_value":0.875,"children":["#
            + #"{"text":"12+1 = 14","mc_value":0.0,"children":[]}]}]},"question_id":4}"#
        ]
      ),
      (
        "processbench",
        [
          #"{"id":"gsm8k-0","generator":"model-x","problem":"3*4+1?","#
            + #""steps":["3*4 = 12","12+1 = 14"],"final_answer_correct":false,"label":1}"#
        ]
      ),
      (
        "openrlhf-prm",
        [
          #"{"input":"3*4+1? Step 1: 3*4 = 12 ки\nStep 2: 12+1 = 14 ки","value":["+","-"]}"#
        ]
      ),
      (
        "openrlhf-prm-soft",
        [
          #"{"input":"3*4+1? Step 1: 3*4 = 12 ки\nStep 2: 12+1 = 14 ки","value":[0.875,0.0]}"#
        ]
      ),
      (
        "qwen-prm",
        [
          #"{"messages":[{"role":"system","content":"Please reason step by step, and put your "#
            + #"final answer within \\boxed{}."},{"role":"user","content":"3*4+1?"},"#
            + #"{"role":"assistant","content":"3*4 = 12<extra_0>12+1 = 14<extra_0>"}],"#
            + #""labels":[1,0]}"#
        ]
      ),
      (
        "rest-mcts",
        [
          #"{"prompt_answer":"Problem:3*4+1?\nSolution:\n3*4 = 12","label":0.5}"#,
          #"{"prompt_answer":"Problem:3*4+1?\nSolution:\n3*4 = 12\n12+1 = 14","label":0.25}"#,
        ]
      ),
      (
        "prm800k",
        [
          #"{"labeler":"math-shepherd","timestamp":null,"generation":null,"#
            + #""is_quality_control_question":false,"is_initial_screening_question":false,"#
            + #""question":{"problem":"3*4+1?","ground_truth_solution":null,"#
            + #""ground_truth_answer":"13","pre_generated_steps":["3*4 = 12","12+1 = 14"],"#
            + #""pre_generated_answer":"14","pre_generated_verifier_score":null},"#
            + #""label":{"steps":[{"completions":[{"text":"3*4 = 12","rating":1,"flagged":false}],"#
            + #""human_completion":null,"chosen_completion":0},{"completions":[{"#
            + #""text":"12+1 = 14","rating":-1,"flagged":false}],"human_completion":null,"#
            + #""chosen_completion":null}],"total_time":null,"finish_reason":"found_error"}}"#
        ]
      ),
    ] as [(String, [String])])
  func writtenLines(name: String, expected: [String]) throws {
    #expect(try lines(name, [solution()]).map { $0.json.serialized() } == expected)
  }

  @Test("Solutions that begin alike share the prefixes of a list and the nodes of a tree")
  func sharedBeginnings() throws {
    let first = solution()
    let second = LabelledSolution(
      problem: first.problem, completion: ContentKey(hashing: "t"), suite: "GSM8K",
      steps: ["3*4 = 12", "12+1 = 13"], prefixes: ["3*4 = 12", "3*4 = 12\n12+1 = 13"],
      labels: [.positive, .positive],
      evidence: [first.evidence[0], first.evidence[0]], verdict: .correct, text: "")
    let flat = try lines("math-aps-v2", [first, second])
    #expect(try flat[0].json["reasoning_steps"].array().count == 4)
    let tree = try lines("math-aps-tree", [first, second])
    let root = try tree[0].json["reasoning_steps"]
    #expect(try root["children"].array().count == 1)
    #expect(try root["children"].array()[0]["children"].array().count == 2)
    #expect(flat[0].solutions == [first.completion, second.completion])
  }

  @Test("The values of ReST-MCTS* are those of its own rule, worked by hand")
  func progress() throws {
    func values(_ labels: [LabelValue]) throws -> [Double] {
      let steps = labels.indices.map { "s\($0)" }
      let solution = LabelledSolution(
        problem: Problem(statement: "q", gold: "1"), completion: ContentKey(hashing: "x"),
        suite: "s", steps: steps,
        prefixes: steps.indices.map { steps[...$0].joined(separator: "\n") }, labels: labels,
        verdict: .correct, text: "")
      return try lines("rest-mcts", [solution]).map { try $0.json["label"].double() }
    }
    let right = try values([.positive, .positive, .positive, .positive])
    #expect(zip(right, [0.25, 0.5, 0.75, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
    // After two of four right steps a right end is 3 steps away: 0.5 − 0.5/3, then 1/3 − (2/3)/3.
    let wrong = try values([.positive, .positive, .negative, .negative])
    #expect(zip(wrong, [0.25, 0.5, 1 / 3, 1.0 / 9]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(try values([.negative, .negative]) == [0, 0])
  }

  @Test("A soft format is refused where nothing but a stopped count or no count is there")
  func noSoftValue() throws {
    for name in ["openr-v1", "openrlhf-prm-soft", "math-aps-v2", "math-aps-tree"] {
      #expect {
        try lines(name, [solution(stopping: .firstSuccess)])
      } throws: { error in
        guard let error = error as? ExportError,
          case .noSoftValue(format: name, method: "math-shepherd", 0, _) = error
        else { return false }
        return error.description.contains("--method names one that does")
          && error.description.contains("trl-stepwise")
      }
    }
  }

  @Test(
    "The change-point model's chances are the values of soft formats, a false equation's is 0",
    arguments: ["openr-v1", "openrlhf-prm-soft", "math-aps-v2", "math-aps-tree"])
  func changePointValues(name: String) throws {
    let made = [0.7, 0.002].enumerated().map { step, right in
      Label(
        step: step, value: step == 0 ? .positive : .negative, method: "change-point",
        counts: RolloutCounts(correct: 1 - step, incorrect: 2), stopping: .anytime, posterior: right
      )
    }
    let witness = [Label(step: 1, value: .negative, method: "arithmetic")]
    let plain = solution()
    let soft = LabelledSolution(
      problem: plain.problem, completion: plain.completion, suite: plain.suite, steps: plain.steps,
      prefixes: plain.prefixes, labels: [.positive, .negative],
      evidence: WitnessLabels.cut(made, at: witness), verdict: .incorrect, text: plain.text)
    let values = try lines(name, [soft]).flatMap(\.meaning.values)
    #expect(values == [0.7, 0])
  }

  @Test("A soft value after the first wrong step is 0, as the step is wrong")
  func softAfterError() throws {
    let lines = try lines("openrlhf-prm-soft", [solution([.negative, .negative], shares: [0, 3])])
    #expect(try lines[0].json["value"].array() == [0.0, 0.0])
  }

  @Test("PRM800K's ratings are 1, 0, -1 and null; steps after the first wrong one are not rated")
  func ratings() throws {
    let neutral = try lines("prm800k", [solution([.neutral, .abstain])])[0]
    let steps = try neutral.json["label"]["steps"].array()
    #expect(try steps.map { try $0["completions"].array()[0]["rating"] } == [0, .null])
    #expect(try neutral.json["label"]["finish_reason"].string() == "solution")
    let wrong = try lines("prm800k", [solution([.negative, .negative])])[0]
    #expect(try wrong.json["label"]["steps"].array().count == 1)
    #expect(wrong.meaning.labels == [.negative, .abstain])
  }

  @Test("ProcessBench leaves out what it cannot say: an undecided answer, an open end")
  func processBench() throws {
    #expect(try lines("processbench", [solution(verdict: .undecided)]).isEmpty)
    let right = try lines("processbench", [solution([.positive, .positive], verdict: .correct)])
    #expect(try right[0].json["label"].int() == -1)
    #expect(throws: ExportError.self) {
      try lines("processbench", [solution([.positive, .positive], rest: ["and so"])])
    }
    let cut = try lines("processbench", [solution([.positive, .negative], rest: ["and so"])])
    #expect(try cut[0].json["steps"].array().count == 3)
  }

  @Test(
    "A damaged line is refused with the field at fault",
    arguments: [
      ("openr-v1", #"{"question":"q","partial_answer":"p","mc_score":1.5}"#, "mc_score"),
      ("openrlhf-prm", #"{"input":"q Step 1: a ки","value":["+","-"]}"#, "value"),
      ("openrlhf-prm", #"{"input":"q Step 1: a ки","value":[0.5]}"#, "value[0]"),
      ("openrlhf-prm", #"{"input":"q Step 1: a","value":["+"]}"#, "input"),
      ("openrlhf-prm-soft", #"{"input":"q Step 1: a ки","value":["+"]}"#, "value[0]"),
      ("qwen-prm", #"{"messages":[],"labels":[]}"#, "messages"),
      (
        "qwen-prm",
        #"{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],"#
          + #""labels":[1]}"#, "messages[1].content"
      ),
      (
        "qwen-prm",
        #"{"messages":[{"role":"user","content":"q"},"#
          + #"{"role":"assistant","content":"a<extra_0>"}],"labels":[2]}"#, "labels[0]"
      ),
      (
        "math-aps-v2",
        #"{"question":"q","final_answer":"1","reasoning_steps":[],"question_id":0}"#,
        "reasoning_steps"
      ),
      (
        "math-aps-tree",
        #"{"question":"q","final_answer":"1","reasoning_steps":{"text":"x","mc_value":0,"#
          + #""children":[]},"question_id":0}"#, "reasoning_steps.text"
      ),
      ("rest-mcts", #"{"prompt_answer":"3*4+1?","label":0.5}"#, "prompt_answer"),
      (
        "processbench",
        #"{"id":"a","generator":"m","problem":"p","steps":["s"],"final_answer_correct":true,"#
          + #""label":1}"#, "label"
      ),
    ] as [(String, String, String)])
  func damaged(name: String, line: String, field: String) throws {
    let format = try #require(DatasetFormats.named(name))
    #expect {
      try format.read(try JSONValue.parse(Array(line.utf8)))
    } throws: { ($0 as? JSONError)?.path == field }
  }
}
