import Corpus
import JSON

extension HTTPGenerator {
  /// The text that the server's own chat template makes of turns, the beginning of the assistant's
  /// next turn included: a prompt for `/completions`.
  ///
  /// llama.cpp renders by `/apply-template`; vLLM and SGLang by `/tokenize` with messages and
  /// `/detokenize`. `/completions` puts a beginning-of-text token in front where the model wants
  /// one, so one that the template wrote is taken off.
  ///
  /// - Throws: `GenerationError` where the server has neither, or the text is not read as the
  ///   template's tokens.
  public func rendered(_ turns: [Message], server: Int = 0) async throws(GenerationError) -> String
  {
    let messages = JSONValue(
      turns.map { turn -> JSONValue in
        ["role": JSONValue(turn.role.rawValue), "content": JSONValue(turn.content)]
      })
    let name = JSONValue(address.name)
    if let reply = try await document(
      "/apply-template", ["model": name, "messages": messages], server: server, fromRoot: true),
      let text = try? reply["prompt"].string()
    {
      return try await withoutDoubledStart(text, server: server)
    }
    if let reply = try await document(
      "/tokenize",
      ["model": name, "messages": messages, "add_generation_prompt": true], server: server,
      fromRoot: true), let tokens = Self.numbers(reply, "tokens"),
      let text = try await detokenized(tokens, server: server)
    {
      return try await matching(text, tokens, server: server)
    }
    throw .server(
      address: address.urls[server],
      reason: "it renders no chat template: it has neither /apply-template nor /tokenize",
      advice: "--template chat, chatml, question or few-shot")
  }

  /// What the server has for rendering; `nil` for nothing.
  func renderer(server: Int) async throws(GenerationError) -> String? {
    let messages: JSONValue = [["role": "user", "content": "Hello"]]
    let name = JSONValue(address.name)
    if let reply = try await document(
      "/apply-template", ["model": name, "messages": messages], server: server, fromRoot: true),
      (try? reply["prompt"].string()) != nil
    {
      return "/apply-template"
    }
    let reply = try await document(
      "/tokenize", ["model": name, "messages": messages], server: server, fromRoot: true)
    return reply.flatMap { Self.numbers($0, "tokens") }?.isEmpty == false ? "/tokenize" : nil
  }

  /// llama.cpp: a text whose first token stands there twice, once from the template and once from
  /// the server, loses the template's.
  private func withoutDoubledStart(
    _ text: String, server: Int
  ) async throws(GenerationError) -> String {
    let asked: JSONValue = [
      "content": JSONValue(text), "add_special": true, "parse_special": true,
    ]
    guard let reply = try await document("/tokenize", asked, server: server, fromRoot: true),
      let tokens = Self.numbers(reply, "tokens"), tokens.count > 1, tokens[0] == tokens[1],
      let start = try await detokenized([tokens[0]], server: server), !start.isEmpty,
      text.hasPrefix(start)
    else { return text }
    return String(text.dropFirst(start.count))
  }

  /// The text, or the text without its first token, that `/completions` reads as these tokens.
  private func matching(
    _ text: String, _ tokens: [Int], server: Int
  ) async throws(GenerationError) -> String {
    if try await tokenized(text, server: server) == tokens { return text }
    if let first = tokens.first, let start = try await detokenized([first], server: server),
      !start.isEmpty, text.hasPrefix(start)
    {
      let rest = String(text.dropFirst(start.count))
      if try await tokenized(rest, server: server) == tokens { return rest }
    }
    throw .server(
      address: address.urls[server],
      reason: "what its chat template writes is not read as the same tokens by /completions",
      advice: "--template chat, or chatml for models with ChatML")
  }

  private func tokenized(_ text: String, server: Int) async throws(GenerationError) -> [Int]? {
    let asked: JSONValue = [
      "model": JSONValue(address.name), "prompt": JSONValue(text), "add_special_tokens": true,
    ]
    let reply = try await document("/tokenize", asked, server: server, fromRoot: true)
    return reply.flatMap { Self.numbers($0, "tokens") }
  }

  private func detokenized(_ tokens: [Int], server: Int) async throws(GenerationError) -> String? {
    let asked: JSONValue = [
      "model": JSONValue(address.name), "tokens": JSONValue(tokens.map { JSONValue($0) }),
    ]
    guard let reply = try await document("/detokenize", asked, server: server, fromRoot: true)
    else { return nil }
    // vLLM says `prompt`, llama.cpp `content`.
    return (try? reply.member("prompt")?.string()) ?? (try? reply.member("content")?.string())
  }

  private static func numbers(_ reply: JSONValue, _ name: String) -> [Int]? {
    guard let list = try? reply.member(name)?.array() else { return nil }
    let numbers = list.compactMap { try? $0.int() }
    return numbers.count == list.count ? numbers : nil
  }
}
