import Glibc
import JSON
import Synchronization
import TestSupport
import Testing

/// A server that solves every problem in two steps, rightly or not as the seed falls.
private final class SolvingServer: Sendable {
  let calls = Atomic<Int>(0)
  let keys = Mutex<Set<String>>([])
  let isOther = Atomic<Bool>(false)

  func handle(_ request: LoopbackRequest) -> [LoopbackAction] {
    keys.withLock { _ = $0.insert(request.headers["authorization"] ?? "") }
    if request.path == "/v1/models" { return [.reply(200, #"{"data":[{"id":"org/solver"}]}"#)] }
    guard let json = try? JSONValue.parse(request.body), let count = try? json["n"].int(),
      let seed = try? json["seed"].int()
    else { return [.reply(400, "{}")] }
    calls.add(1, ordering: .relaxed)
    let isChat = request.path == "/v1/chat/completions"
    let continues = isChat && (try? json.member("continue_final_message")) ?? nil != nil
    let choices = (0..<count).map { index -> JSONValue in
      var text = "First we add.\nThen we are done.\n\\boxed{\((seed + index) % 5)}"
      if isOther.load(ordering: .relaxed) { text = "Nothing at all." }
      if continues {
        text = request.body.contains("from one to twelve") ? " seven, eight" : "\n" + text
      }
      let content: JSONValue = isChat ? ["content": JSONValue(text)] : JSONValue(text)
      return JSONValue([
        JSONMember("index", JSONValue(index)), JSONMember(isChat ? "message" : "text", content),
        JSONMember("finish_reason", "stop"),
      ])
    }
    let reply: JSONValue = [
      "choices": JSONValue(choices),
      "usage": ["prompt_tokens": 50, "completion_tokens": JSONValue(12 * count)],
    ]
    return [.reply(200, reply.serialized())]
  }
}

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
