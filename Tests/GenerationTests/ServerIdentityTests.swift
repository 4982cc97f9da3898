import Corpus
import JSON
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Generation

/// A well-behaved model server whose words can be changed.
final class PoliteServer: Sendable {
  struct Manner {
    /// What it says to every greedy prompt, with the margin of each word.
    var words: [(text: String, margin: Double)] = [(" one", 2), (" two", 0.1), (" three", 2)]
    var givesLogProbabilities = true
    var names = ["m"]
    /// How many choices a call gets; `nil` for as many as were asked.
    var choices: Int?
    /// What `completion_tokens` counts.
    var countsFirstChoiceOnly = false
  }

  let manner = Mutex(Manner())
  let bodies = Mutex<[String]>([])

  func handle(_ request: LoopbackRequest) -> [LoopbackAction] {
    let manner = manner.withLock { $0 }
    if request.path.hasSuffix("/models") {
      let list = manner.names.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
      return [.reply(200, #"{"data":[\#(list)]}"#)]
    }
    bodies.withLock { $0.append(request.body) }
    guard let json = try? JSONValue.parse(request.body), let asked = try? json["n"].int() else {
      return [.reply(400, "{}")]
    }
    let isChat = request.path.hasSuffix("/chat/completions")
    let text = manner.words.map(\.text).joined()
    let wanted = (try? json.member("logprobs")) ?? nil
    let tokens = manner.words.map { word in
      #"{"token":"\#(word.text)","logprob":-0.5,"top_logprobs":[{"logprob":-0.5},"#
        + #"{"logprob":\#(-0.5 - word.margin)}]}"#
    }
    let logprobs =
      manner.givesLogProbabilities && wanted != nil
      ? #"{"content":[\#(tokens.joined(separator: ","))]}"# : "null"
    let count = manner.choices ?? asked
    let choices = (0..<count).map { index in
      let content =
        isChat ? #""message":{"role":"assistant","content":"\#(text)"}"# : #""text":"\#(text)""#
      return #"{"index":\#(index),\#(content),"finish_reason":"length","logprobs":\#(logprobs)}"#
    }
    let total = manner.countsFirstChoiceOnly ? 4 : 4 * count
    return [
      .reply(
        200,
        #"{"choices":[\#(choices.joined(separator: ","))],"#
          + #""usage":{"prompt_tokens":5,"completion_tokens":\#(total)}}"#)
    ]
  }
}

@Suite("Identity of served models")
struct ServerIdentityTests {
  private func connect(
    _ server: LoopbackServer, _ store: Store, revision: String? = nil,
    endpoint: Template.Endpoint = .completions, accepts: Bool = false
  ) async throws -> HTTPGenerator {
    try await HTTPGenerator.connect(
      try ServerAddress("\(server.url)#m"), revision: revision, endpoint: endpoint,
      settings: ServerTest.settings(), store: store, acceptsChange: accepts,
      time: "2026-01-01T00:00:00Z")
  }

  @Test("A model that says other things stops the run and names both ways out")
  func changed() async throws {
    let polite = PoliteServer()
    let server = LoopbackServer { polite.handle($0) }
    let store = try Store(path: ":memory:", access: .write)
    let first = try await connect(server, store)
    _ = try await connect(server, store)
    polite.manner.withLock { $0.words[0].text = " uno" }
    do {
      _ = try await connect(server, store)
      Issue.record("the change was not noticed")
    } catch GenerationError.server(_, let reason, let advice) {
      #expect(reason.contains("not the model that it was"))
      #expect(advice.contains("--revision") && advice.contains("--same-model"))
    }
    // Way out one: another revision is another model.
    let other = try await connect(server, store, revision: "uno")
    #expect(other.model != first.model && other.model.name == "m@uno")
    // Way out two: both are the same model from now on.
    let same = try await connect(server, store, accepts: true)
    #expect(same.model == first.model)
    _ = try await connect(server, store)
    polite.manner.withLock { $0.words[0].text = " one" }
    _ = try await connect(server, store)
    // Probes are no completions.
    let counts = try await ServerTest.table(
      store, "SELECT (SELECT count(*) FROM completion), (SELECT count(*) FROM probe)")
    #expect(counts == [[.integer(0), .integer(24)]])
  }

  @Test("A difference after a place where two tokens are almost equal means nothing")
  func noise() async throws {
    let polite = PoliteServer()
    let server = LoopbackServer { polite.handle($0) }
    let store = try Store(path: ":memory:", access: .write)
    _ = try await connect(server, store)
    polite.manner.withLock { $0.words[1].text = " deux" }
    polite.manner.withLock { $0.words[2].text = " trois" }
    _ = try await connect(server, store)
  }

  @Test("Without log-probabilities the whole reply counts")
  func wholeReply() async throws {
    let polite = PoliteServer()
    polite.manner.withLock { $0.givesLogProbabilities = false }
    let server = LoopbackServer { polite.handle($0) }
    let store = try Store(path: ":memory:", access: .write)
    _ = try await connect(server, store, endpoint: .chat)
    _ = try await connect(server, store, endpoint: .chat)
    polite.manner.withLock { $0.words[2].text = " trois" }
    await #expect(throws: GenerationError.self) {
      _ = try await connect(server, store, endpoint: .chat)
    }
  }

  @Test("A name that the server does not list is refused, with the names that it lists")
  func unknownName() async throws {
    let polite = PoliteServer()
    polite.manner.withLock { $0.names = ["qwen", "llama"] }
    let server = LoopbackServer { polite.handle($0) }
    let store = try Store(path: ":memory:", access: .write)
    do {
      _ = try await connect(server, store)
      Issue.record("the name was accepted")
    } catch GenerationError.server(_, let reason, let advice) {
      #expect(reason.contains("no model m") && advice.contains("qwen|llama"))
    }
  }

  @Test("How a server counts tokens and whether it knows n is found out")
  func conventions() async throws {
    let polite = PoliteServer()
    let server = LoopbackServer { polite.handle($0) }
    let store = try Store(path: ":memory:", access: .write)
    #expect(try await connect(server, store).settings.convention == .allChoices)
    polite.manner.withLock { $0.countsFirstChoiceOnly = true }
    #expect(try await connect(server, store).settings.convention == .firstChoice)
    polite.manner.withLock { $0.choices = 1 }
    #expect(try await connect(server, store).settings.choicesPerCall == 1)
  }

  @Test("Every field of sampling is sent, null in extra leaves one out, choices have their seeds")
  func body() throws {
    var encoder = RequestEncoder(model: "m")
    let sampling = Sampling(
      temperature: 0.7, maxTokens: 9, stop: ["\n\n"], extra: #"{"min_p":null,"guided":[1]}"#)
    let task = ServerTest.task("two \"words\"", count: 8, sampling: sampling)
    let requests = task.procedure.requests.map {
      KeyedRequest(key: ContentKey(hashing: "\($0.index)"), request: $0)
    }
    let calls = ServerCall.group(requests, limit: 8)
    #expect(calls.count == 1)
    let json = try JSONValue.parse(encoder.body(of: calls[0]))
    let seed = try #require(requests[0].request.seed)
    let expected: JSONValue = [
      "model": "m", "prompt": "two \"words\"", "n": 8, "seed": JSONValue(seed),
      "temperature": 0.7, "top_p": 1.0, "top_k": -1, "presence_penalty": 0.0,
      "frequency_penalty": 0.0, "repetition_penalty": 1, "max_tokens": 9, "stop": ["\n\n"],
      "stream": false, "guided": [1],
    ]
    #expect(json == expected)
    #expect(requests.map(\.request.seed) == (0..<8).map { seed + UInt64($0) })
    // Greedy requests are one each, and gaps end a call.
    #expect(ServerCall.group([requests[0], requests[2], requests[3]], limit: 8).count == 2)
  }

  @Test("A chat goes on from the assistant's turn, and a repeated prefix is taken off")
  func chatPrefix() throws {
    let template = Template(
      name: "chat", turns: [Message(.user, "{statement}"), Message(.assistant, "{prefix}")])
    let problem = Problem(statement: "a {prefix} \"b\"", gold: "1")
    let start = Prompt(template: template, problem: problem)
    #expect(start.text == #"[{"role":"user","content":"a {prefix} \"b\""}]"#)
    let prefix = Prefix(text: "Step 1.", completion: problem.key)
    let rest = Prompt(template: template, problem: problem, prefix: prefix)
    #expect(rest.text.hasSuffix(#"{"role":"assistant","content":"Step 1."}]"#))
    #expect(HTTPGenerator.continuation("Step 1. Step 2.", of: rest) == " Step 2.")
    #expect(HTTPGenerator.continuation(" Step 2.", of: rest) == " Step 2.")
    var encoder = RequestEncoder(model: "m")
    let request = Request(
      prompt: rest, sampling: Sampling(temperature: 0), purpose: .rollout, index: 0, runSeed: 1)
    let call = ServerCall([KeyedRequest(key: problem.key, request: request)])
    let json = try JSONValue.parse(encoder.body(of: call))
    #expect(try json["continue_final_message"].bool())
    #expect(try !json["add_generation_prompt"].bool())
    #expect(try json["seed"].int() == 0)
  }

  @Test("Addresses: several servers, no secrets")
  func addresses() throws {
    let address = try ServerAddress("http://a:1/v1/,https://b/v1#org/name")
    #expect(address.urls == ["http://a:1/v1", "https://b/v1"] && address.name == "org/name")
    for bad in [
      "http://a/v1", "http://u:p@a/v1#m", "http://a/v1?key=x#m", "ftp://a#m", "http://#m",
    ] {
      #expect(throws: ServerAddress.Fault.self) { try ServerAddress(bad) }
    }
  }

  @Test("A call's prompt is charged once, and the price is that of the tokens")
  func prices() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let server = LoopbackServer { request in
      let json = try? JSONValue.parse(request.body)
      let seed = (try? json?["seed"].int()) ?? 0
      return [
        .reply(
          200,
          HostileServer.body(
            "p", seed: seed, count: 8,
            usage: #"{"prompt_tokens":1000,"completion_tokens":4000}"#))
      ]
    }
    let generator = HTTPGenerator(
      try ServerAddress("\(server.url)#m"), settings: ServerTest.settings())
    let run = try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: "test", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z",
        price: TokenPrice(prompt: 2, completion: 10))
    }
    _ = try await Driver(store: store, generator: generator, run: run, stage: "test")
      .run([ServerTest.task("p", count: 8)]) { _, _, _ in Outcome(.kept) }
    let cost = try await ServerTest.table(
      store, "SELECT prompt_tokens, completion_tokens, price FROM cost")
    #expect(cost == [[.integer(1000), .integer(4000), .real(0.042)]])
  }
}
