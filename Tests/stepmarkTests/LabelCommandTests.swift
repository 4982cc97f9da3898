import JSON
import ProblemSets
import Storage
import Synchronization
import TestSupport
import Testing

/// Labelling as a user meets it.
@Suite("Label", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct LabelCommandTests {
  private let tool = BuiltTool()
  private static let rated = """
    {"id": "x-0", "generator": "g", "problem": "One and one?", "steps": ["a", "b", "1 + 1 = 3"], "final_answer_correct": false, "label": 1}
    {"id": "x-1", "generator": "h", "problem": "Two and two?", "steps": ["d", "e"], "final_answer_correct": true, "label": -1}
    """
  private static let gold = #"{"question": "One and one?", "answer": "1 + 1 = 2\n#### 2"}"#

  @Test(
    "What a method cannot use, or could never decide with, is refused before anything is opened",
    arguments: [
      (
        "--method adaptive --rollouts 8",
        "15 failures in a row at the earliest, and right after 1 success"
      ),
      ("--method adaptive --rollouts 30 --beta 0.0001", "failures in a row"),
      ("--method adaptive --temperature 0", "--temperature"),
      ("--method math-shepherd --threshold 2 --temperature 0", "greedy"),
      ("--method math-shepherd --threshold 9", "there are 8"),
      ("--method change-point --threshold 3", "--threshold says nothing to change-point"),
      ("--threshold 1", "--threshold says nothing to change-point"),
      ("--method adaptive --threshold 3", "--threshold says nothing to adaptive"),
      ("--method omega --verdict incorrect", "--verdict says nothing to omega"),
      ("--equation-trust 1,1", "--equation-trust 1,1"),
      ("--equation-trust .6,,.8", "two chances"),
      ("--equation-trust .6,.8 --witness none", "--witness none looks for none"),
      ("--method binary --equation-trust .6,.8", "is for --method change-point"),
      ("--method binary --root blame-equation", "--witness arithmetic"),
    ])
  func refused(options: String, message: String) throws {
    let words = ["label", "--model", "nowhere", "--store", "none.db"]
    let result = try tool.run(words + options.split(separator: " ").map(String.init))
    #expect(result.code == 2 && result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.contains("try: "), "\(result.errors)")
  }

  @Test(
    "What a method can use goes on to the store, which is not there",
    arguments: [
      "--method binary --root blame-equation --witness arithmetic", "--equation-trust .6,.8",
      "--method adaptive --rollouts 15", "--method adaptive --beta 0.0001",
      "--method sequential --threshold 8 --verdict incorrect",
    ])
  func accepted(options: String) throws {
    let words = ["label", "--model", "nowhere", "--store", "none.db"]
    let result = try tool.run(words + options.split(separator: " ").map(String.init))
    #expect(result.code == 5 && result.errors.contains("there is no such store"))
  }

  @Test(
    "Without gold answers nothing is asked and it is said so; where some have none they are left out"
  )
  func golds() throws {
    let solving = SolvingServer()
    let server = LoopbackServer { solving.handle($0) }
    tool.write(Self.rated, to: "p.jsonl")
    tool.write(Self.gold, to: "golds.jsonl")
    func store(_ name: String, _ options: [String]) throws {
      let words = ["problems", "import", "--format", "processbench", "--store", name]
      let found = try tool.run(words + options + ["p.jsonl"])
      #expect(found.code == 0, "\(found.errors)")
    }
    try store("bare.db", [])
    try store("some.db", ["--golds", "golds.jsonl"])
    let label = [
      "label", "--model", "\(server.url)/v1#org/solver", "--of", "published", "--suite",
      "processbench", "--split", "test", "--rollouts", "2", "--json", "--store",
    ]
    for method in ["change-point", "omega", "math-shepherd", "binary", "sequential", "advantage"] {
      let result = try tool.run(label + ["bare.db", "--method", method])
      #expect(result.code == 3, "\(method): \(result.errors)")
      #expect(result.errors.contains("these 2 solutions of processbench, split test"))
      #expect(result.errors.contains("problems import --golds"))
    }
    #expect(solving.calls.load(ordering: .relaxed) == 0)
    let some = try tool.run(label + ["some.db", "--method", "math-shepherd"])
    #expect(some.code == 0 && some.errors.contains("1 solutions are left out"), "\(some.errors)")
    let json = try JSONValue.parse(some.output)
    #expect(try json["without_gold"].int() == 1 && json["finished"].int() == 1)
  }

  /// A store with solutions of a served model.
  private func sampled(_ server: LoopbackServer, problems: Int = 12) throws -> [String] {
    _ = try tool.run("problems", "generate", "--split", "train", "--count", "\(problems)")
    let model = ["--model", "\(server.url)/v1#org/solver"]
    let result = try tool.run(["sample", "--samples", "4"] + model)
    #expect(result.code == 0, "\(result.errors)")
    return model
  }

  /// What the store holds of rollouts: how many and how many tokens.
  private func rollouts() async throws -> (count: Int, tokens: Int) {
    let store = try Store(path: tool.folder.file("stepmark.db"), access: .read)
    let row = try await store.read { (store) throws(DatabaseError) in
      try store.table(
        """
        SELECT count(*), coalesce(sum(completion_tokens), 0) FROM completion
        WHERE purpose = 'rollout'
        """
      ).rows[0]
    }
    guard case .integer(let count) = row[0], case .integer(let tokens) = row[1] else {
      return (-1, -1)
    }
    return (Int(count), Int(tokens))
  }

  @Test(
    "A token cap ends the asking, and what was generated is told",
    arguments: ["change-point", "math-shepherd"])
  func tokenCap(method: String) async throws {
    let solving = SolvingServer()
    let server = LoopbackServer { solving.handle($0) }
    let label = ["label", "--method", method, "--json", "--token-cap"]
    let model = try sampled(server, problems: 30)
    var told = 0
    // A reply has 12 tokens; 16 go out at a time.
    for cap in [60, 400, 1200] {
      let result = try tool.run(label + ["\(cap)"] + model)
      let json = try JSONValue.parse(result.output)
      told += try json["completion_tokens"].int()
      let made = try await rollouts()
      #expect(try made.tokens == told && json["stopped_by"].string() == "token-cap")
      #expect(result.code == 6 && made.tokens >= cap && made.tokens < cap + 16 * 12 + 1)
      let again = try JSONValue.parse(tool.run(label + ["\(cap)"] + model).output)
      #expect(try again["asked"].int() == 0 && again["completion_tokens"].int() == 0)
    }
    let rest = try tool.run(["label", "--method", method, "--json"] + model)
    #expect(rest.code == 0, "\(rest.errors)")
    told += try JSONValue.parse(rest.output)["completion_tokens"].int()
    #expect(try await rollouts().tokens == told)
  }

  @Test("Nothing is called a consensus where no witness has a say, and asking for one is an error")
  func consensus() throws {
    let solving = SolvingServer()
    let server = LoopbackServer { solving.handle($0) }
    let model = try sampled(server)
    let plain = try tool.run(["label", "--method", "math-shepherd", "--rollouts", "2"] + model)
    #expect(plain.code == 0 && !plain.output.contains("keeps"), "\(plain.output)")
    let json = try tool.run(
      ["label", "--rollouts", "2", "--prior", "shipped", "--json"] + model)
    #expect(try JSONValue.parse(json.output)["consensus"].isNull)
    for (words, code, says) in [
      (["--method", "math-shepherd", "--witness", "judge"], 3 as Int32, "judge-steps"),
      (["--method", "math-shepherd"], 3, "arithmetic and judge can dispute nothing"),
      (["--method", "math-shepherd+consensus"], 2, "is a consensus already"),
      (["--method", "math-shepherd+arithmetic", "--witness", "arithmetic"], 2, "cannot dispute"),
      (["--method", "arithmetic", "--witness", "arithmetic"], 2, "cannot dispute"),
      (["--method", "judge", "--witness", "judge"], 2, "cannot dispute"),
    ] {
      let result = try tool.run(["consensus"] + words + model)
      #expect(result.code == code && result.errors.contains(says), "\(words): \(result.errors)")
      #expect(result.errors.contains("try: "))
    }
    let exact = try tool.run(
      ["consensus", "--method", "math-shepherd", "--witness", "exact"] + model)
    #expect(exact.code == 0 || exact.errors.contains("exact can dispute nothing"))
  }

  @Test("A report after labelling alone shows the dataset and its labels, and says what is missing")
  func report() throws {
    // Examples are solutions of four steps and more.
    let solving = SolvingServer(opening: "First we add.\nThen we add more.")
    let server = LoopbackServer { solving.handle($0) }
    let model = try sampled(server)
    let nothing = try tool.run(
      ["report", "--curated", "test"] + model)
    #expect(nothing.code == 3, "\(nothing.errors)")
    for method in ["omega", "math-shepherd"] {
      let labelled = try tool.run(["label", "--method", method, "--rollouts", "3"] + model)
      #expect(labelled.code == 0, "\(labelled.errors)")
    }
    let result = try tool.run(["report", "--out", "r.html"] + model)
    #expect(result.code == 0 && result.errors.contains("the evaluation is left out"))
    let text = String(decoding: try FileBytes.read(tool.folder.file("r.md")), as: UTF8.self)
    for part in [
      "No evaluation", "`stepmark evaluate` makes one", "The dataset: gsm-style, train",
      "Labels", "Solutions with their labels", "Search trees", "Cost", "omega",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let json = try JSONValue.parse(
      tool.run(["report", "--out", "r.html", "--json"] + model).output)
    #expect(try json["evaluated"].bool() == false)
  }
}
