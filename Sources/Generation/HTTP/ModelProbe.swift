import Corpus
import JSON
import Storage

/// Tells whether a served name is still the model that it was.
///
/// A name is not a model: a server can be restarted with other weights, another quantisation or
/// another chat template. So at every start the greedy replies to eight fixed prompts are compared
/// with those that the model's row has. Where two tokens are almost equally likely, rounding
/// decides between them, so replies are compared only up to the first such place. (One llama.cpp
/// server with 4-bit weights moved margins by up to 0.17 nats with what its cache held.)
enum ModelProbe {
  /// Below this margin between the two likeliest tokens, in nats, a difference means nothing.
  static let margin = 0.25
  static let maxTokens = 16

  static let prompts = [
    "The capital of France is",
    "Question: A box holds 6 eggs. How many eggs are in 4 boxes?\nAnswer:",
    "def add(a, b):\n    return",
    "1, 2, 4, 8, 16,",
    "The opposite of cold is",
    "Die Katze sitzt auf dem",
    "Water freezes at a temperature of",
    "Once upon a time there was a",
  ]

  private static let templates: [Template.Endpoint: Template] = [
    .completions: Template(name: "probe", text: "{statement}"),
    .chat: Template(name: "probe", turns: [Message(.user, "{statement}")]),
  ]

  /// The call of one prompt.
  static func call(
    _ prompt: String, _ endpoint: Template.Endpoint, omitting: String, logProbabilities: Bool
  ) -> ServerCall? {
    guard let template = templates[endpoint] else { return nil }
    let request = Request(
      prompt: Prompt(template: template, problem: Problem(statement: prompt, gold: "")),
      sampling: Sampling(temperature: 0, maxTokens: maxTokens, extra: omitting),
      purpose: .evaluate, index: 0, runSeed: 0)
    let key = request.key(model: ModelIdentity(name: "probe", kind: .scripted))
    return ServerCall(
      [KeyedRequest(key: key, request: request)], wantsLogProbabilities: logProbabilities)
  }

  /// The call that asks for two choices of four tokens, to learn how a server counts.
  static func countingCall(_ endpoint: Template.Endpoint, omitting: String) -> ServerCall? {
    guard let template = templates[endpoint] else { return nil }
    let problem = Problem(statement: prompts[prompts.count - 1], gold: "")
    return ServerCall(
      (0..<2).map { index in
        let request = Request(
          prompt: Prompt(template: template, problem: problem),
          sampling: Sampling(temperature: 1, maxTokens: 4, extra: omitting), purpose: .evaluate,
          index: index, runSeed: 0)
        let key = request.key(model: ModelIdentity(name: "probe", kind: .scripted))
        return KeyedRequest(key: key, request: request)
      })
  }

  /// A reply as it is stored.
  static func stored(_ prompt: String, _ choice: ServerReply.Choice) -> StoredProbe {
    let tokens = choice.tokens.map { token -> JSONValue in
      [JSONValue(token.text), JSONValue(token.margin.map { JSONValue($0) })]
    }
    return StoredProbe(prompt: prompt, text: choice.text, tokens: JSONValue(tokens).serialized())
  }

  /// The first prompt whose reply has changed; `nil` when none has.
  static func change(from old: [StoredProbe], to new: [StoredProbe]) -> Int? {
    let known = Dictionary(old.map { ($0.prompt, $0) }) { first, _ in first }
    return new.indices.first { index in
      known[new[index].prompt].map { differ($0, new[index]) } ?? true
    }
  }

  private static func differ(_ old: StoredProbe, _ new: StoredProbe) -> Bool {
    let (before, after) = (tokens(old), tokens(new))
    guard !before.isEmpty, !after.isEmpty else { return old.text != new.text }
    for index in 0..<min(before.count, after.count) {
      let margins = [before[index].margin, after[index].margin].compactMap(\.self)
      if margins.contains(where: { $0 < margin }) { return false }
      if before[index].text != after[index].text { return true }
    }
    return before.count != after.count
  }

  private static func tokens(_ probe: StoredProbe) -> [ProbeToken] {
    let list = (try? JSONValue.parse(probe.tokens).array()) ?? []
    return list.compactMap { item in
      guard let pair = try? item.array(), pair.count == 2, let text = try? pair[0].string() else {
        return nil
      }
      return ProbeToken(text: text, margin: try? pair[1].double())
    }
  }
}

/// The first prompt to which a served model has changed its reply, as far as rounding lets one
/// tell; `nil` where it is the same model.
public func changedProbe(from old: [StoredProbe], to new: [StoredProbe]) -> String? {
  ModelProbe.change(from: old, to: new).map { new[$0].prompt }
}
