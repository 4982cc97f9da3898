import Corpus
import JSON

/// What a server turned out to do, beside what its documents say.
public struct ServerFindings: Sendable, Hashable {
  /// Whether it answers on `/completions`.
  public var hasCompletions = false
  /// Whether it answers on `/chat/completions`.
  public var hasChat = false
  /// How it renders chat templates: `/apply-template`, `/tokenize`, or `nil` for not at all.
  public var renderer: String?
  /// How many choices it gives where two are asked for.
  public var choices = 0
  /// Whether its count of completion tokens is about all choices of a call or the first alone;
  /// `nil` where it does not count or gives one choice.
  public var countsAllChoices: Bool?
  /// Whether the same seed gives the same text.
  public var repeatsSeeds: Bool?
  /// Whether choice i is what the seed plus i gives.
  public var seedsChoices: Bool?
  /// Whether `/completions` repeats the prompt when it is asked to.
  public var echoes: Bool?
  /// In which shape it tells log-probabilities: `chat` or `completions`, or `nil` for not at all.
  public var logProbabilities: String?
  /// How many tokens of a prompt that it has just seen come from its cache; `nil` where it does not
  /// say.
  public var cachedTokens: Int?
  /// Whether a last turn of the assistant is gone on with; `nil` without `/chat/completions`.
  public var continuesTurns: Bool?

  /// Makes findings of nothing.
  public init() {}

  /// As a JSON object.
  public var json: JSONValue {
    func value(_ flag: Bool?) -> JSONValue { JSONValue(flag.map { JSONValue($0) }) }
    return [
      "completions": JSONValue(hasCompletions), "chat": JSONValue(hasChat),
      "renderer": JSONValue(renderer.map { JSONValue($0) }), "choices_of_two": JSONValue(choices),
      "counts_all_choices": value(countsAllChoices), "repeats_seeds": value(repeatsSeeds),
      "seeds_choices": value(seedsChoices), "echoes": value(echoes),
      "log_probabilities": JSONValue(logProbabilities.map { JSONValue($0) }),
      "cached_tokens": JSONValue(cachedTokens.map { JSONValue($0) }),
      "continues_turns": value(continuesTurns),
    ]
  }

  /// For a person, a line each.
  public var lines: [String] {
    func said(_ flag: Bool?, _ yes: String, _ no: String, _ unknown: String) -> String {
      flag.map { $0 ? yes : no } ?? unknown
    }
    let endpoints = [hasCompletions ? "/completions" : nil, hasChat ? "/chat/completions" : nil]
    return [
      "endpoints: " + (endpoints + [renderer]).compactMap(\.self).joined(separator: ", "),
      "n: " + (choices == 2 ? "several choices a call" : "one choice a call")
        + said(
          countsAllChoices, ", tokens counted for all of them",
          ", tokens counted for the first alone", ""),
      "seed: "
        + said(repeatsSeeds, "the same seed gives the same text", "ignored", "not tried")
        + said(
          seedsChoices, ", choice i has the seed plus i", ", choices have seeds of their own", ""),
      "echo: " + said(echoes, "the prompt is repeated", "ignored", "not tried"),
      "log-probabilities: " + (logProbabilities.map { "in the shape of \($0)" } ?? "none"),
      "prompt cache: " + (cachedTokens.map { "\($0) tokens of a repeated prompt" } ?? "not told"),
      "turns: "
        + said(
          continuesTurns, "goes on from a turn that has been begun",
          "does not go on from a turn that has been begun", "not tried"),
    ]
  }
}

extension HTTPGenerator {
  /// Finds out what a server does: about a dozen short requests, none of which is stored.
  ///
  /// - Parameter extra: extra fields of requests; those that are null are not sent.
  public func findings(
    extra: String = "", server: Int = 0
  ) async throws -> ServerFindings {
    var findings = ServerFindings()
    let asking = Asking(
      generator: self, server: server,
      omitted: Set(
        Sampling(extra: extra).extraMembers.filter(\.value.isNull).map(\.name)))
    findings.renderer = try await renderer(server: server)
    let chat = try await asking.reply(.chat, ["n": 1, "logprobs": true, "top_logprobs": 2])
    let plainChat = chat == nil ? try await asking.reply(.chat, ["n": 1]) : chat
    findings.hasChat = plainChat != nil
    let text = try await asking.reply(.completions, ["n": 1, "logprobs": 2])
    let plainText = text == nil ? try await asking.reply(.completions, ["n": 1]) : text
    findings.hasCompletions = plainText != nil
    let endpoint = findings.hasCompletions ? Template.Endpoint.completions : .chat
    for reply in [text, chat] {
      findings.logProbabilities =
        findings.logProbabilities ?? reply.flatMap { Asking.logProbabilityShape($0) }
    }
    guard findings.hasCompletions || findings.hasChat else { return findings }

    let hot: [String: JSONValue] = ["n": 1, "temperature": 1.5, "seed": 4_242, "max_tokens": 16]
    let first = try await asking.texts(endpoint, hot)
    let again = try await asking.texts(endpoint, hot)
    let other = try await asking.texts(endpoint, hot.merging(["seed": 4_243]) { $1 })
    let both = try await asking.texts(endpoint, hot.merging(["n": 2]) { $1 })
    if let first, let again, let other {
      // A server whose texts never differ would seem to repeat any seed.
      findings.repeatsSeeds = first == again && first != other
      if let both, both.count == 2, findings.repeatsSeeds == true {
        findings.seedsChoices = both == first + other
      }
    }
    findings.choices = both?.count ?? (first == nil ? 0 : 1)
    if findings.choices == 2 {
      let counted = try await asking.reply(
        endpoint, ["n": 2, "temperature": 1, "max_tokens": 4, "seed": 1])
      let total = counted.flatMap { try? $0["usage"]["completion_tokens"].int() }
      findings.countsAllChoices = total.map { $0 > 4 }
    }
    if findings.hasCompletions {
      let echo = try await asking.texts(.completions, ["n": 1, "echo": true, "max_tokens": 1])
      findings.echoes = echo?.first.map { $0.hasPrefix(Asking.prompt) }
    }
    let repeated = try await asking.reply(endpoint, ["n": 1, "max_tokens": 1])
    findings.cachedTokens = repeated.flatMap {
      try? $0["usage"]["prompt_tokens_details"]["cached_tokens"].int()
    }
    if findings.hasChat { findings.continuesTurns = try await continuesTurns(extra: extra) }
    return findings
  }

  /// The greedy completion of a prompt with what is known of its tokens; `nil` where the server
  /// gives none.
  public func greedyText(
    _ prompt: Prompt, stop: [String], maxTokens: Int, extra: String = "", server: Int = 0
  ) async throws -> GreedyText? {
    let request = Request(
      prompt: prompt,
      sampling: Sampling(temperature: 0, maxTokens: maxTokens, stop: stop, extra: extra),
      purpose: .evaluate, index: 0, runSeed: 0)
    let item = KeyedRequest(key: request.key(model: model), request: request)
    for wantsLogProbabilities in [true, false] {
      let call = ServerCall([item], wantsLogProbabilities: wantsLogProbabilities)
      guard case .replied(let reply)? = try await ask([call], server: server).first?.result,
        let choice = reply.choices.first
      else { continue }
      return GreedyText(
        text: Self.continuation(choice.text, of: prompt), isWhole: choice.finish == .stop,
        tokens: choice.tokens)
    }
    return nil
  }
}

/// Short requests to one server, as documents.
private struct Asking {
  static let prompt = "Once upon a time there was a king who"
  let generator: HTTPGenerator
  let server: Int
  let omitted: Set<String>

  /// The reply of an endpoint; `nil` where it refuses.
  func reply(
    _ endpoint: Template.Endpoint, _ fields: [String: JSONValue]
  ) async throws(GenerationError) -> JSONValue? {
    var members = [JSONMember("model", JSONValue(generator.address.name))]
    switch endpoint {
    case .completions: members.append(JSONMember("prompt", JSONValue(Self.prompt)))
    case .chat:
      members.append(
        JSONMember("messages", [["role": "user", "content": JSONValue(Self.prompt)]]))
    }
    let defaults: [String: JSONValue] = [
      "temperature": 0.0, "top_p": 1.0, "top_k": -1, "min_p": 0.0, "max_tokens": 4, "stream": false,
    ]
    let all = defaults.merging(fields) { $1 }.sorted { $0.key < $1.key }
    for (name, value) in all where !omitted.contains(name) {
      members.append(JSONMember(name, value))
    }
    let path = endpoint == .chat ? "/chat/completions" : "/completions"
    let document = try await generator.document(path, JSONValue(members), server: server)
    return document.flatMap { (try? $0["choices"].array().isEmpty) == false ? $0 : nil }
  }

  /// The texts of a reply's choices, in the order of their indices.
  func texts(
    _ endpoint: Template.Endpoint, _ fields: [String: JSONValue]
  ) async throws(GenerationError) -> [String]? {
    guard let list = try await reply(endpoint, fields).flatMap({ try? $0["choices"].array() })
    else { return nil }
    return list.enumerated().map { place, item in
      let text =
        endpoint == .chat
        ? try? item["message"]["content"].string() : try? item["text"].string()
      return ((try? item["index"].int()) ?? place, text ?? "")
    }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  static func logProbabilityShape(_ reply: JSONValue) -> String? {
    guard let choice = try? reply["choices"].array().first,
      let value = try? choice.member("logprobs"), !value.isNull
    else { return nil }
    if (try? value.member("content")?.array().isEmpty) == false { return "chat" }
    return (try? value.member("tokens")?.array().isEmpty) == false ? "completions" : nil
  }
}
