import Corpus
import JSON
import Storage
import TestSupport
import Testing

@testable import Generation

@Suite("Batches and recordings")
struct BatchTests {
  private let model = ModelIdentity(name: "m", kind: .server)

  private func drive(
    _ store: Store, _ generator: any Generator, survey: (any RequestSurvey)? = nil
  ) async throws -> DriverProgress {
    let run = try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: "test", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
    }
    var driver = Driver(store: store, generator: generator, run: run, stage: "test")
    driver.survey = survey
    let tasks = (0..<4).map { ServerTest.task("Problem \($0)", count: 3) }
    return try await driver.run(tasks) { _, count, _ in
      Outcome(.kept, detail: "\(count)")
    }
  }

  /// The lines of a batch for twelve requests.
  private func batch(_ store: Store) async throws -> [JSONValue] {
    let survey = BatchSurvey(model: "org/name")
    let silent = HTTPGenerator(
      try ServerAddress("https://api.example.com/v1#m"), settings: ServerTest.settings())
    #expect(silent.model == model)
    _ = try await drive(store, silent, survey: survey)
    return try survey.lines.map { try JSONValue.parse($0) }
  }

  /// A reply line in the shape that OpenAI documents for a batch's output file.
  private func line(_ id: String, _ text: String) -> String {
    #"{"id":"batch_req_\#(id.prefix(4))","custom_id":"\#(id)","response":{"status_code":200,"#
      + #""request_id":"req_1","body":{"id":"cmpl-1","object":"text_completion","created":1,"#
      + #""model":"org/name","choices":[{"index":0,"text":"\#(text)","logprobs":null,"#
      + #""finish_reason":"stop"}],"usage":{"prompt_tokens":22,"completion_tokens":2,"#
      + #""total_tokens":24}}},"error":null}"#
  }

  @Test("Open requests become a batch by their keys, one choice each, with every field")
  func requests() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let lines = try await batch(store)
    #expect(lines.count == 12)
    #expect(Set(try lines.map { try $0["custom_id"].string() }).count == 12)
    for line in lines {
      #expect(try line["method"].string() == "POST" && line["url"].string() == "/v1/completions")
      let body = try line["body"]
      #expect(try body["model"].string() == "org/name" && body["n"].int() == 1)
      #expect(try body["max_tokens"].int() == 512 && body["seed"].int() >= 0)
      #expect(try body["prompt"].string().hasPrefix("Problem "))
    }
    let counts = try await ServerTest.table(
      store, "SELECT (SELECT count(*) FROM completion), (SELECT count(*) FROM outcome)")
    #expect(counts == [[.integer(0), .integer(0)]])
  }

  @Test("Good replies of a batch are kept, bad lines are named, and the next batch is smaller")
  func replies() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let ids = try await batch(store).map { try $0["custom_id"].string() }
    let bad: [(line: String, reason: String)] = [
      (
        #"{"id":"b","custom_id":"\#(ids[1])","response":null,"error":{"code":"batch_expired","#
          + #""message":"This request could not be executed before the completion window expired."}}"#,
        "could not be executed"
      ),
      (
        #"{"id":"b","custom_id":"\#(ids[2])","response":{"status_code":400,"request_id":"r","#
          + #""body":{"error":{"message":"Unknown parameter: 'top_k'.","code":null}}},"error":null}"#,
        "HTTP 400: Unknown parameter"
      ),
      (#"{"id":"b","custom_id":"mine","response":null,"error":null}"#, "none of ours"),
      (#"{"id":"b","custom_id":"\#(ids[3])","response":{"status_code":2"#, ""),
      (
        #"{"id":"b","custom_id":"\#(ids[4])","response":{"status_code":200,"body":{"choices":[]}}}"#,
        "0 choices where 1"
      ),
      (line(ids[0], "again"), "second reply"),
    ]
    // In another order than they were asked, as a service may reply.
    var file = ids.enumerated().filter { ![1, 2, 3, 4].contains($0.offset) }
      .map { line($0.element, "said \($0.offset)") }
    file = Array(file.reversed()) + bad.map(\.line)
    var replies = BatchReplies()
    replies.read(Array(file.joined(separator: "\n").utf8), file: "out.jsonl")
    #expect(replies.count == 8)
    #expect(replies.faults.map(\.line) == [9, 10, 11, 12, 13, 14])
    for (fault, expected) in zip(replies.faults, bad) {
      #expect("\(fault)".hasPrefix("out.jsonl:") && fault.reason.contains(expected.reason))
    }
    #expect(replies.faults.map(\.request) == [ids[1], ids[2], "mine", nil, ids[4], ids[0]])

    let generator = BatchGenerator(replies, of: model)
    let progress = try await drive(store, generator)
    #expect(progress.finished == 4 && progress.open == 2 && generator.unclaimed == 0)
    let kept = try await ServerTest.table(
      store, "SELECT text, prompt_tokens, completion_tokens FROM completion ORDER BY text")
    #expect(kept.count == 8 && kept[0] == [.text("said 0"), .integer(22), .integer(2)])
    let missing = try await batch(store).map { try $0["custom_id"].string() }
    #expect(Set(missing) == Set(ids[1...4]))
    var rest = BatchReplies()
    rest.read(Array(missing.map { line($0, "late") }.joined(separator: "\n").utf8), file: "2.jsonl")
    let done = try await drive(store, BatchGenerator(rest, of: model))
    #expect(done.open == 0 && done.skipped == 2)
  }

  @Test("A chat's reply is read as one, and no reply of another model's batch is taken")
  func chat() throws {
    let key = ContentKey(hashing: "key")
    let body =
      #"{"custom_id":"\#(key)","response":{"status_code":200,"body":{"object":"chat.completion","#
      + #""choices":[{"index":0,"message":{"role":"assistant","content":"4","#
      + #""reasoning_content":"2 and 2"},"finish_reason":"stop"}]}},"error":null}"#
    var replies = BatchReplies()
    replies.read(Array(body.utf8), file: "chat.jsonl")
    #expect(replies.replies[key]?.choices.first?.text == "4")
    #expect(replies.replies[key]?.choices.first?.reasoning == "2 and 2")
  }

  @Test("A recording replies by key, and stops at the first request that it does not hold")
  func recorded() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let original = ScriptedGenerator { request in
      .completion(
        Completion(
          text: "\(request.prompt.text)/\(request.index)", promptTokens: 3, completionTokens: 2,
          finishReason: .stop))
    }
    _ = try await drive(store, original)
    let model = original.model
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.recordedCompletions(of: model.key, after: 0, limit: 100)
    }
    #expect(rows.count == 12)
    var known = Dictionary(uniqueKeysWithValues: rows.map { ($0.key, $0.completion) })
    let other = try Store(path: ":memory:", access: .write)
    let whole = RecordedGenerator(known, of: model, name: "file", summary: "")
    #expect(try await drive(other, whole).asked == 12)
    let query =
      "SELECT hex(key), text, prompt_tokens, completion_tokens FROM completion ORDER BY key"
    #expect(try await ServerTest.table(other, query) == ServerTest.table(store, query))

    known[rows[5].key] = nil
    let short = RecordedGenerator(known, of: model, name: "file", summary: "solve with plain")
    do {
      _ = try await drive(try Store(path: ":memory:", access: .write), short)
      Issue.record("the miss went by")
    } catch GenerationError.recording(let name, let reason, let advice) {
      #expect(name == "file" && reason.contains("solve with plain") && reason.contains("Problem 1"))
      #expect(advice.contains("it holds solve with plain"))
    }
  }
}
