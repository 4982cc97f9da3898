import Glibc
import JSON
import Synchronization
import TestSupport
import Testing

@Suite("Served models", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct ServedModelTests {
  private static let secret = "sk-served/Model+Key=="

  private func run(_ tool: BuiltTool, _ words: [String]) throws -> BuiltTool.Result {
    try tool.run(words, environment: ["SERVED_KEY=\(Self.secret)"])
  }

  @Test("Sample, label and evaluate a served model, again for nothing, and leave no key behind")
  func wholeJob() throws {
    let solving = SolvingServer()
    let server = LoopbackServer { solving.handle($0) }
    let tool = BuiltTool()
    let model = ["--model", "\(server.url)/v1#org/solver", "--api-key-env", "SERVED_KEY"]
    for split in ["train", "test"] {
      let made = try tool.run("problems", "generate", "--split", split, "--count", "4")
      #expect(made.code == 0)
    }
    let stages = [
      ["sample", "--samples", "6", "--price-in", "2", "--price-out", "10"],
      ["label", "--rollouts", "3"], ["evaluate", "--samples", "5"],
    ]
    for stage in stages {
      let result = try run(tool, stage + model + ["--json"])
      #expect(result.code == 0, "\(result.errors)")
    }
    #expect(solving.keys.withLock { $0 } == ["Bearer \(Self.secret)"])
    // Eight probes and one call that counts at each start; label looks whether turns go on.
    let probes = [9, 10, 9]
    for (stage, count) in zip(stages, probes) {
      let before = solving.calls.load(ordering: .relaxed)
      let result = try run(tool, stage + model)
      #expect(result.code == 0)
      #expect(solving.calls.load(ordering: .relaxed) - before == count, "\(stage)")
    }
    let report = try tool.run(
      ["report", "--model", "\(server.url)/v1#org/solver", "--samples", "5"])
    #expect(report.code == 0, "\(report.errors)")
    let export = try tool.run([
      "export", "--model", "\(server.url)/v1#org/solver", "--format", "trl-stepwise", "--out",
      "steps.jsonl",
    ])
    #expect(export.code == 0, "\(export.errors)")
    for (name, bytes) in files(of: tool.folder) {
      #expect(!contains(bytes, Self.secret), "\(name)")
    }
    #expect(files(of: tool.folder).contains { $0.name == "stepmark.db" && !$0.bytes.isEmpty })
  }

  @Test(
    "A model that has changed stops the run with both ways out; a wrong name gets the right ones")
  func changedModel() throws {
    let solving = SolvingServer()
    let server = LoopbackServer { solving.handle($0) }
    let tool = BuiltTool()
    _ = try tool.run("problems", "generate", "--split", "train", "--count", "2")
    let words = ["sample", "--samples", "2", "--model", "\(server.url)/v1#org/solver"]
    #expect(try run(tool, words).code == 0)
    solving.isOther.store(true, ordering: .relaxed)
    let changed = try run(tool, words)
    #expect(changed.code != 0 && changed.errors.contains("--revision"))
    #expect(changed.errors.contains("--same-model"))
    #expect(try run(tool, words + ["--revision", "2"]).code == 0)
    let wrong = try tool.run("sample", "--model", "\(server.url)/v1#solver")
    #expect(wrong.code != 0 && wrong.errors.contains("org/solver"))
    let secret = try tool.run("sample", "--model", "http://user:\(Self.secret)@localhost/v1#m")
    #expect(secret.code != 0 && !secret.errors.contains(Self.secret))
    #expect(files(of: tool.folder).allSatisfy { !contains($0.bytes, Self.secret) })
    let folder = try tool.run("sample", "--model", "models/base", "--revision", "2")
    #expect(folder.code != 0 && folder.errors.contains("--revision"))
  }

  @Test("Dry runs and batches ask nothing; a batch's replies and a recording replace the model")
  func withoutAsking() throws {
    let solving = SolvingServer()
    let server = LoopbackServer { solving.handle($0) }
    let tool = BuiltTool()
    let model = ["--model", "\(server.url)/v1#org/solver", "--api-key-env", "SERVED_KEY"]
    _ = try tool.run("problems", "generate", "--split", "train", "--count", "3")
    let sample = ["sample", "--samples", "4"] + model
    let plan = try run(tool, sample + ["--dry-run", "--json", "--price-out", "10"])
    let json = try JSONValue.parse(plan.output)
    #expect(try json["open"].int() == 3 && json["requests"].array()[0]["open"].int() == 12)
    #expect(try json["price"]["most"].double() > 0 && json["seconds"].isNull)
    #expect(try run(tool, sample + ["--batch", "open.jsonl"]).code == 0)
    #expect(solving.calls.load(ordering: .relaxed) == 0)

    let lines = text("open.jsonl", in: tool).split(separator: "\n")
    #expect(lines.count == 12)
    let replies = try lines.dropLast().map { line -> String in
      let id = try JSONValue.parse(String(line))["custom_id"].string()
      return #"{"custom_id":"\#(id)","response":{"status_code":200,"body":{"choices":[{"index":0,"#
        + #""message":{"content":"We add.\nDone.\n#### 7"},"finish_reason":"stop"}]}},"error":null}"#
    }
    tool.write((replies + ["{"]).joined(separator: "\n"), to: "replies.jsonl")
    let taken = try run(tool, sample + ["--batch-replies", "replies.jsonl"])
    #expect(taken.code == 1 && taken.errors.contains("replies.jsonl:12:"))
    #expect(solving.calls.load(ordering: .relaxed) == 0)
    // What is left is asked.
    #expect(try run(tool, sample).code == 0)
    let count = try run(tool, ["status", "--json"]).output.contains(#""completions":1,"#)
    #expect(count)

    let export = ["completions", "export", "--out", "said.jsonl.gz"]
    let exported = try tool.run(export)
    #expect(exported.code == 0 && exported.output.contains("12 of org/solver"), "\(exported)")
    _ = try tool.run(
      "problems", "generate", "--split", "train", "--count", "3", "--store", "new.db")
    let calls = solving.calls.load(ordering: .relaxed)
    let replay = ["--model", "recorded:said.jsonl.gz", "--store", "new.db", "--json"]
    let replayed = try tool.run(["sample", "--samples", "4"] + replay)
    #expect(replayed.code == 0 && replayed.output.contains(#""asked":12"#), "\(replayed.errors)")
    let missing = try tool.run(["sample", "--samples", "5"] + replay)
    #expect(missing.code == 3 && missing.errors.contains("holds no completion 4 for solve"))
    #expect(solving.calls.load(ordering: .relaxed) == calls)
    for (name, bytes) in files(of: tool.folder) {
      #expect(!contains(bytes, Self.secret), "\(name)")
    }
  }

  @Test("Judging steps, revising, backward problems, own templates and caps; no key is left behind")
  func otherStages() throws {
    let solving = SolvingServer()
    let server = LoopbackServer { solving.handle($0) }
    let tool = BuiltTool()
    let model = ["--model", "\(server.url)/v1#org/solver", "--api-key-env", "SERVED_KEY"]
    _ = try tool.run("problems", "generate", "--split", "train", "--count", "3")
    tool.write(
      #"{name: "mine", task: "critique", text: ["In my own words:", "{statement} {prefix}"]}"#,
      to: "mine.json5")
    let priced = ["--price-in", "1", "--price-out", "2"]
    let expected: [(words: [String], codes: Set<Int32>)] = [
      (["sample", "--samples", "6", "--money-cap", "0.001"], [2]),
      (["sample", "--samples", "6", "--money-cap", "0.001"] + priced, [6]),
      (["sample", "--samples", "6", "--money-cap", "9", "--time-cap", "2h"] + priced, [0]),
      (["judge-steps", "--votes", "2"], [0]),
      (["revise", "--verdict", "incorrect", "--template", "mine.json5"], [0]),
      (["rephrase", "--method", "fobar", "--solutions", "2"], [0]),
      (["rephrase", "--method", "similar", "--solutions", "2"], [0]),
      (["rephrase", "--method", "self-verification", "--solutions", "2"], [0]),
      (["judge-steps", "--template", "few-shot"], [2]), (["sample", "--template", "chta"], [2]),
      (["sample", "--template", "rendered"], [1]),
      (["doctor", "--store", "stepmark.db"], [0, 1]),
    ]
    for (words, codes) in expected {
      let result = try run(tool, words + model)
      #expect(codes.contains(result.code), "\(words): \(result.code) \(result.errors)")
      #expect(!(result.output + result.errors).contains(Self.secret))
    }
    #expect(solving.bodies.withLock { $0.contains { $0.contains("In my own words:") } })
    let status = try tool.run("status", "--json").output
    #expect(status.contains(#""stopped_by":"money-cap""#))
    for name in ["judge-steps", "revise", "rephrase"] { #expect(status.contains(name)) }
    let shown = try tool.run("prompts", "show", "chat-judge-step-v1")
    #expect(shown.code == 0 && shown.output.contains("{step}"))
    #expect(try tool.run("prompts", "list").output.contains("chatml-critique-v1"))
    #expect(try tool.run("prompts", "show", "chat-critic-v1").code == 2)
    for (name, bytes) in files(of: tool.folder) {
      #expect(!contains(bytes, Self.secret), "\(name)")
    }
  }

  private func text(_ name: String, in tool: BuiltTool) -> String {
    let bytes = files(of: tool.folder).first { $0.name == name }?.bytes ?? []
    return String(decoding: bytes, as: UTF8.self)
  }

  private func files(of folder: TemporaryFolder) -> [(name: String, bytes: [UInt8])] {
    guard let directory = opendir(folder.path) else { return [] }
    defer { closedir(directory) }
    var files: [(String, [UInt8])] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let handle = fopen(folder.file(name), "r") else { continue }
      defer { fclose(handle) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
        bytes += buffer[..<count]
      }
      files.append((name, bytes))
    }
    return files
  }

  private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains {
      bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
  }
}
