import Corpus
import Generation
import JSON
import Storage
import Synchronization
import TestSupport
import Testing

/// Everything that a server can get wrong, and what it says when it does not.
final class HostileServer: Sendable {
  enum Fault: CaseIterable {
    case busy, busyWithSeconds, busyWithDate, error500, error503, resetInBody, halfJSON, wrongJSON
    case html, noChoices, wrongCount, twiceTheSameIndex, badUTF8, redirect, tooLong, noReason
    case closesAtOnce, errorWith200, negativeUsage, unknownReason, secondReply
  }

  /// How often each prompt was asked, and how often each (prompt, seed) was answered well.
  let asked = Mutex<[String: Int]>([:])
  let answered = Mutex<[String: Int]>([:])
  /// How many bodies were far too long.
  let floods = Atomic<Int>(0)

  /// The text of the completion of a prompt with a seed.
  static func text(_ prompt: String, _ seed: Int) -> String { "\(prompt) → \(seed)" }

  /// A correct reply with `count` choices, whose first one starts at `seed`.
  static func body(
    _ prompt: String, seed: Int, count: Int,
    usage: String = #"{"prompt_tokens":7,"completion_tokens":40}"#
  ) -> String {
    let choices = (0..<count).map { index in
      #"{"index":\#(index),"text":\#(JSONValue(text(prompt, seed + index)).serialized()),"#
        + #""finish_reason":"stop","logprobs":null}"#
    }
    // Last choice first: only the index tells which is which.
    return #"{"choices":[\#(choices.reversed().joined(separator: ","))],"usage":\#(usage)}"#
  }

  func handle(_ request: LoopbackRequest) -> [LoopbackAction] {
    guard let json = try? JSONValue.parse(request.body), let prompt = try? json["prompt"].string(),
      let seed = try? json["seed"].int(), let count = try? json["n"].int(),
      let number = prompt.split(separator: " ").last.flatMap({ Int($0) })
    else { return [.reply(400, #"{"error":{"message":"no such request"}}"#)] }
    let attempt = asked.withLock { asked in
      defer { asked["\(prompt)/\(seed)", default: 0] += 1 }
      return asked["\(prompt)/\(seed)"] ?? 0
    }
    let good = Self.body(prompt, seed: seed, count: count)
    // Prompts 90 to 99 of each hundred are never answered; 400 says so at once.
    if number % 100 >= 95 { return [.reply(400, #"{"error":{"message":"too long a prompt"}}"#)] }
    let fault = Fault.allCases[(number + 7 * attempt) % Fault.allCases.count]
    if number % 100 >= 90 || attempt < number % 3 {
      return actions(fault, prompt: prompt, seed: seed, count: count, good: good)
    }
    answered.withLock { answered in
      for index in 0..<count { answered[Self.text(prompt, seed + index), default: 0] += 1 }
    }
    return [.reply(200, good)]
  }

  private func actions(
    _ fault: Fault, prompt: String, seed: Int, count: Int, good: String
  ) -> [LoopbackAction] {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
    switch fault {
    case .busy: return [.reply(429, "{}")]
    case .busyWithSeconds: return [.reply(429, "{}", headers: ["Retry-After: 0"])]
    case .busyWithDate:
      return [.reply(503, "{}", headers: ["Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"])]
    case .error500: return [.reply(500, "Internal Server Error")]
    case .error503: return [.reply(503, #"{"error":"loading"}"#)]
    case .resetInBody: return [.send(Array((head + #"{"choices":["#).utf8)), .reset]
    case .halfJSON: return [.reply(200, String(good.prefix(good.count / 2)))]
    case .wrongJSON: return [.reply(200, #"{"choices":{"text":"none"}}"#)]
    case .html: return [.reply(200, "<html><body>captive portal</body></html>")]
    case .noChoices: return [.reply(200, #"{"choices":[],"usage":{}}"#)]
    case .wrongCount: return [.reply(200, Self.body(prompt, seed: seed, count: count + 1))]
    case .twiceTheSameIndex:
      let item = #"{"index":0,"text":"x","finish_reason":"stop"}"#
      return [.reply(200, #"{"choices":[\#(item),\#(item)]}"#)]
    case .badUTF8:
      let body =
        Array(#"{"choices":[{"index":0,"text":""#.utf8) + [0xff, 0xfe] + Array(#""}]}"#.utf8)
      let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"
      return [.send(Array(head.utf8) + body)]
    case .redirect:
      return [.reply(302, "", headers: ["Location: http://127.0.0.1:9/elsewhere"])]
    case .tooLong:
      floods.add(1, ordering: .relaxed)
      let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
      return [.send(Array(head.utf8)), .flood(100 << 20), .reset]
    case .noReason: return [.reply(200, #"{"choices":[{"index":0,"text":"x"}]}"#)]
    case .closesAtOnce: return [.reset]
    case .errorWith200: return [.reply(200, #"{"error":{"message":"overloaded"}}"#)]
    case .negativeUsage: return [.reply(200, #"{"choices":[],"usage":{"completion_tokens":-5}}"#)]
    case .unknownReason:
      return [.reply(200, #"{"choices":[{"index":0,"text":"x","finish_reason":"abort"}]}"#)]
    case .secondReply:
      let head = "HTTP/1.1 200 OK\r\nContent-Length: "
      return [
        .send(Array("\(head)2\r\n\r\n{}\(head)\(good.utf8.count)\r\n\r\n\(good)".utf8))
      ]
    }
  }
}

@Suite("Servers that fail")
struct HostileServerTests {
  @Test("2,000 requests to a server with every fault: each is answered once, rightly, or reported")
  func everyFault() async throws {
    let hostile = HostileServer()
    let server = LoopbackServer { hostile.handle($0) }
    let generator = HTTPGenerator(
      try ServerAddress("\(server.url)#m"), settings: ServerTest.settings())
    let store = try Store(path: ":memory:", access: .write)
    let tasks = (0..<250).map { ServerTest.task("Prompt \($0)", count: 8) }
    let progress = try await ServerTest.drive(tasks, generator, store)
    #expect(progress.asked == 2000)
    let rows = try await ServerTest.table(
      store,
      """
      SELECT p.statement, c.seed, c.text, c.prompt_tokens, c.completion_tokens
      FROM completion c JOIN problem p ON p.id = c.problem_id
      """)
    // Prompts that end in 90 to 99 are never answered.
    #expect(rows.count == (0..<250).count { $0 % 100 < 90 } * 8)
    #expect(progress.failed == 2000 - rows.count)
    var stored: Set<String> = []
    for row in rows {
      guard case .text(let prompt) = row[0], case .integer(let seed) = row[1],
        case .text(let text) = row[2], case .integer(let tokens) = row[4]
      else {
        Issue.record("a row of another shape: \(row)")
        continue
      }
      #expect(text == HostileServer.text(prompt, Int(seed)))
      #expect((0...512).contains(tokens))
      #expect(stored.insert(text).inserted)
    }
    // Nothing that was answered well was lost.
    let answered = hostile.answered.withLock { Set($0.keys) }
    #expect(answered == stored)
    let events = try await ServerTest.table(
      store, "SELECT count(*) FROM event WHERE kind = 'request failed'")
    #expect(events == [[.integer(Int64(progress.failed))]])
    let floods = hostile.floods.load(ordering: .relaxed)
    #expect(floods > 0)
    // Bodies of 100 MB were cut off after 1 MB and what the sockets hold.
    #expect(server.bytesSent < floods * (50 << 20))
  }

  @Test("A server that stalls or drips is left when the time is over; others carry on")
  func slowServers() async throws {
    let asked = Mutex<[String: Int]>([:])
    let server = LoopbackServer { request in
      guard let json = try? JSONValue.parse(request.body),
        let prompt = try? json["prompt"].string(),
        let seed = try? json["seed"].int()
      else { return [.reset] }
      let attempt = asked.withLock { asked in
        asked[prompt, default: 0] += 1
        return asked[prompt] ?? 0
      }
      let good = LoopbackAction.reply(200, HostileServer.body(prompt, seed: seed, count: 1))
      switch (prompt, attempt) {
      case ("never", _), ("late", 1): return [.stall]
      case ("drip", 1):
        return [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n".utf8)), .drip]
      default: return [good]
      }
    }
    let generator = HTTPGenerator(
      try ServerAddress("\(server.url)#m"),
      settings: ServerTest.settings {
        $0.timeout = 0.6
        $0.tries = 2
      })
    let store = try Store(path: ":memory:", access: .write)
    let statements = ["never", "late", "drip"] + (0..<20).map { "quick \($0)" }
    let progress = try await ServerTest.drive(
      statements.map { ServerTest.task($0, count: 1) }, generator, store)
    #expect(asked.withLock { $0["never"] } == 2)
    let failed = try await ServerTest.table(
      store, "SELECT detail FROM event WHERE kind = 'request failed'")
    #expect(progress.failed == failed.count)
    #expect("\(failed)".contains("after 2 tries"))
    let stored = try await ServerTest.table(store, "SELECT count(*) FROM completion")
    #expect(stored == [[.integer(Int64(statements.count - progress.failed))]])
  }

  @Test(
    "What no other try can change stops the run, with the way out",
    arguments: [
      (401, "STEPMARK_API_KEY"), (403, "STEPMARK_API_KEY"), (404, "#"), (402, "credit"),
    ])
  func stops(status: Int, advice: String) async throws {
    let answered = Atomic<Int>(0)
    let server = LoopbackServer { request in
      guard answered.add(1, ordering: .relaxed).newValue <= 3 else {
        return [.reply(status, #"{"error":{"message":"not for you"}}"#)]
      }
      let json = try? JSONValue.parse(request.body)
      let prompt = (try? json?["prompt"].string()) ?? ""
      let seed = (try? json?["seed"].int()) ?? 0
      return [.reply(200, HostileServer.body(prompt, seed: seed, count: 1))]
    }
    var settings = ServerTest.settings()
    settings.concurrency = 1
    let generator = HTTPGenerator(try ServerAddress("\(server.url)#m"), settings: settings)
    let store = try Store(path: ":memory:", access: .write)
    do {
      _ = try await ServerTest.drive(
        (0..<10).map { ServerTest.task("p \($0)", count: 1) }, generator, store)
      Issue.record("the run did not stop")
    } catch GenerationError.server(let address, let reason, let text) {
      #expect(address == server.url && reason.contains("\(status)"))
      #expect(reason.contains("not for you") && text.contains(advice))
    }
    // What was answered before is kept.
    let stored = try await ServerTest.table(store, "SELECT count(*) FROM completion")
    #expect(stored == [[.integer(3)]])
  }

  @Test("A redirect is not followed, and nothing is sent to where it points")
  func redirect() async throws {
    let visits = Atomic<Int>(0)
    let elsewhere = LoopbackServer { _ in
      visits.add(1, ordering: .relaxed)
      return [.reply(200, "{}")]
    }
    let target = "\(elsewhere.url)/v1"
    let server = LoopbackServer { _ in [.reply(307, "", headers: ["Location: \(target)"])] }
    let generator = HTTPGenerator(
      try ServerAddress("\(server.url)#m"), settings: ServerTest.settings())
    let store = try Store(path: ":memory:", access: .write)
    let progress = try await ServerTest.drive(
      [ServerTest.task("p", count: 2)], generator, store)
    #expect(progress.failed == 2)
    #expect(visits.load(ordering: .relaxed) == 0)
  }

  @Test("A dead server ends the run; a second one takes over its share")
  func deadServer() async throws {
    var gone: LoopbackServer? = LoopbackServer { _ in [.reset] }
    let deadURL = try #require(gone?.url)
    gone = nil
    let settings = ServerTest.settings()
    let store = try Store(path: ":memory:", access: .write)
    let tasks = (0..<30).map { ServerTest.task("p \($0)", count: 2) }
    await #expect(throws: GenerationError.self) {
      _ = try await ServerTest.drive(
        tasks, HTTPGenerator(try ServerAddress("\(deadURL)#m"), settings: settings), store)
    }
    let server = LoopbackServer { request in
      let json = try? JSONValue.parse(request.body)
      let prompt = (try? json?["prompt"].string()) ?? ""
      let (seed, count) = ((try? json?["seed"].int()) ?? 0, (try? json?["n"].int()) ?? 1)
      return [.reply(200, HostileServer.body(prompt, seed: seed, count: count))]
    }
    let both = HTTPGenerator(
      try ServerAddress("\(deadURL),\(server.url)#m"), settings: settings)
    let progress = try await ServerTest.drive(tasks, both, store)
    #expect(progress.failed == 0 && progress.finished == 30)
  }
}
