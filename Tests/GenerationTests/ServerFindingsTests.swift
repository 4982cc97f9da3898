import Corpus
import JSON
import Synchronization
import TestSupport
import Testing

@testable import Generation

/// A server with the ways of one of those that exist.
private final class WayServer: Sendable {
  struct Ways {
    var hasChat = true
    var hasCompletions = true
    var obeysSeeds = true
    var knowsN = true
    var echoes = false
    var chatShape = false
    var cached: Int?
    var renderer: String?
    /// Whether its chat template and its `/completions` both write a start token.
    var doublesStart = false
  }

  let ways: Ways
  private let calls = Atomic<Int>(0)

  init(_ ways: Ways) { self.ways = ways }

  func handle(_ request: LoopbackRequest) -> [LoopbackAction] {
    guard let json = try? JSONValue.parse(request.body.isEmpty ? "{}" : request.body) else {
      return [.reply(400, "{}")]
    }
    switch request.path {
    case "/v1/completions" where ways.hasCompletions: return [complete(json, isChat: false)]
    case "/v1/chat/completions" where ways.hasChat: return [complete(json, isChat: true)]
    case "/apply-template" where ways.renderer == "/apply-template":
      return [.reply(200, JSONValue(["prompt": JSONValue(rendered(json))]).serialized())]
    case "/tokenize" where ways.renderer != nil: return [tokenize(json)]
    case "/detokenize" where ways.renderer != nil:
      let bytes = ((try? json["tokens"].array()) ?? []).compactMap { try? $0.int() }
      let text = bytes.map { $0 == 999 ? "<s>" : String(UnicodeScalar(UInt8($0))) }.joined()
      let name = ways.renderer == "/tokenize" ? "prompt" : "content"
      return [.reply(200, JSONValue([JSONMember(name, JSONValue(text))]).serialized())]
    default: return [.reply(404, #"{"error":{"message":"no such path"}}"#)]
    }
  }

  private func rendered(_ json: JSONValue) -> String {
    let turns = ((try? json["messages"].array()) ?? []).map {
      "[\((try? $0["role"].string()) ?? "")] \((try? $0["content"].string()) ?? "")\n"
    }
    return (ways.doublesStart ? "<s>" : "") + turns.joined() + "[assistant] "
  }

  /// A token for each byte, 999 for the start.
  private func tokenize(_ json: JSONValue) -> LoopbackAction {
    func tokens(_ text: String) -> [Int] {
      let isMarked = text.hasPrefix("<s>")
      return (isMarked ? [999] : []) + text.utf8.dropFirst(isMarked ? 3 : 0).map { Int($0) }
    }
    var list: [Int]
    if (try? json.member("messages")) != nil {
      guard ways.renderer == "/tokenize" else { return .reply(400, "{}") }
      list = tokens(rendered(json))
    } else {
      let text = (try? json.member("prompt")?.string()) ?? (try? json["content"].string()) ?? ""
      list = (ways.doublesStart ? [999] : []) + tokens(text)
    }
    return .reply(200, JSONValue(["tokens": JSONValue(list.map { JSONValue($0) })]).serialized())
  }

  private func complete(_ json: JSONValue, isChat: Bool) -> LoopbackAction {
    let asked = (try? json["n"].int()) ?? 1
    let count = ways.knowsN ? asked : 1
    let call = calls.add(1, ordering: .relaxed).newValue
    let seed = (try? json["seed"].int()) ?? 0
    let isHot = ((try? json["temperature"].double()) ?? 0) > 0
    let wanted = try? json.member("logprobs")
    let choices = (0..<count).map { index -> JSONValue in
      var text = isHot ? "hot \(ways.obeysSeeds ? seed + index : call)" : "cold"
      if ways.echoes, (try? json["echo"].bool()) == true {
        text = ((try? json["prompt"].string()) ?? "") + text
      }
      let content: JSONValue = isChat ? ["content": JSONValue(text)] : JSONValue(text)
      let shape: JSONValue =
        isChat || ways.chatShape
        ? ["content": [["token": "cold", "logprob": -0.1, "top_logprobs": []]]]
        : ["tokens": ["cold"], "token_logprobs": [-0.1], "top_logprobs": [["cold": -0.1]]]
      return JSONValue([
        JSONMember("index", JSONValue(index)), JSONMember(isChat ? "message" : "text", content),
        JSONMember("finish_reason", "length"),
        JSONMember("logprobs", wanted.map { $0.isNull ? .null : shape } ?? .null),
      ])
    }
    var usage = [
      JSONMember("prompt_tokens", 9), JSONMember("completion_tokens", JSONValue(4 * count)),
    ]
    if let cached = ways.cached {
      usage.append(JSONMember("prompt_tokens_details", ["cached_tokens": JSONValue(cached)]))
    }
    let reply: JSONValue = ["choices": JSONValue(choices), "usage": JSONValue(usage)]
    return .reply(200, reply.serialized())
  }
}

@Suite("What servers turn out to do")
struct ServerFindingsTests {
  private func with<Result>(
    _ change: (inout WayServer.Ways) -> Void,
    body: (HTTPGenerator) async throws -> Result
  ) async throws -> Result {
    var ways = WayServer.Ways()
    change(&ways)
    let wayward = WayServer(ways)
    let server = LoopbackServer { wayward.handle($0) }
    return try await body(
      HTTPGenerator(try ServerAddress("\(server.url)/v1#m"), settings: ServerTest.settings()))
  }

  private func findings(
    _ change: (inout WayServer.Ways) -> Void
  ) async throws -> ServerFindings {
    try await with(change, body: { try await $0.findings() })
  }

  @Test("Seeds, choices, echo, log-probabilities and the cache are found out")
  func everything() async throws {
    let usual = try await findings { _ in }
    #expect(usual.hasChat && usual.hasCompletions && usual.renderer == nil)
    #expect(usual.choices == 2 && usual.countsAllChoices == true)
    #expect(usual.repeatsSeeds == true && usual.seedsChoices == true)
    #expect(usual.echoes == false && usual.logProbabilities == "completions")
    #expect(usual.cachedTokens == nil && usual.continuesTurns == false)
    let other = try await findings {
      $0.obeysSeeds = false
      $0.echoes = true
      $0.chatShape = true
      $0.cached = 7
      $0.renderer = "/apply-template"
    }
    #expect(other.repeatsSeeds == false && other.seedsChoices == nil)
    #expect(other.echoes == true && other.logProbabilities == "chat")
    #expect(other.cachedTokens == 7 && other.renderer == "/apply-template")
    let single = try await findings {
      $0.knowsN = false
      $0.hasCompletions = false
      $0.renderer = "/tokenize"
    }
    #expect(single.choices == 1 && single.countsAllChoices == nil && !single.hasCompletions)
    #expect(single.echoes == nil && single.renderer == "/tokenize")
    #expect(single.lines.count == 7 && single.lines.contains { $0.hasPrefix("n: one choice") })
    let none = try await findings {
      $0.hasChat = false
      $0.hasCompletions = false
    }
    #expect(!none.hasChat && !none.hasCompletions && none.choices == 0)
  }

  @Test("A server's own chat template is written out, without a start that would stand twice")
  func rendering() async throws {
    let turns = [Message(.user, "{statement} and more")]
    for renderer in ["/apply-template", "/tokenize"] {
      for doubles in [false, true] {
        let text = try await with {
          $0.renderer = renderer
          $0.doublesStart = doubles
        } body: {
          try await $0.rendered(turns)
        }
        #expect(text == "[user] {statement} and more\n[assistant] ", "\(renderer) \(doubles)")
      }
    }
    await #expect(throws: GenerationError.self) {
      try await with({ _ in }, body: { _ = try await $0.rendered(turns) })
    }
  }
}
