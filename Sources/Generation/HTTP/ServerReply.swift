import Corpus
import JSON

/// What a server said to one call.
struct ServerReply {
  /// Why a reply cannot be used.
  enum Fault: Error, Hashable {
    /// It is not what was asked for; asking again may help.
    case malformed(String)
    /// The server withholds the text; asking again does not help.
    case withheld(String)
  }

  /// One of the alternatives.
  struct Choice: Hashable {
    var text: String
    var reasoning: String?
    let finish: FinishReason
    /// The greedy tokens with their margins; empty where the server gives no log-probabilities.
    var tokens: [ProbeToken] = []
  }

  /// In the order of their indices.
  var choices: [Choice]
  /// What the server counts, where it is a whole number that is not negative.
  let promptTokens: Int?
  let completionTokens: Int?

  /// Reads a reply with exactly `count` choices, each index once.
  init(_ body: [UInt8], endpoint: Template.Endpoint, count: Int) throws(Fault) {
    do {
      let json = try JSONValue.parse(body, source: "reply", maximumDepth: 32)
      if let error = try json.member("error"), !error.isNull {
        throw JSONError(
          source: nil, position: nil, path: "error", reason: ServerMessage.text(of: error))
      }
      let usage = try? json.member("usage")
      promptTokens = Self.count(usage, "prompt_tokens")
      completionTokens = Self.count(usage, "completion_tokens")
      let list = try json["choices"].array()
      guard list.count == count else {
        throw json.error("\(list.count) choices where \(count) were asked")
      }
      var choices: [Choice?] = Array(repeating: nil, count: count)
      for item in list {
        let index = try item.member("index")?.int() ?? 0
        guard choices.indices.contains(index), choices[index] == nil else {
          throw item.error("the choices' indices are not 0 to \(count - 1), each once")
        }
        choices[index] = try Self.choice(item, endpoint)
      }
      self.choices = choices.compactMap(\.self)
    } catch let error as JSONError {
      throw .malformed(error.description)
    } catch let fault as Fault {
      throw fault
    } catch {
      throw .malformed("\(error)")
    }
  }

  private static func count(_ usage: JSONValue?, _ name: String) -> Int? {
    guard let value = try? usage?.member(name)?.int(), value >= 0 else { return nil }
    return value
  }

  private static func choice(
    _ item: JSONValue, _ endpoint: Template.Endpoint
  ) throws -> Choice {
    let reason = try item["finish_reason"]
    let finish: FinishReason
    switch try reason.string() {
    case "stop", "eos", "eos_token", "stop_sequence": finish = .stop
    case "length", "max_tokens": finish = .length
    case "content_filter": throw Fault.withheld("the server's content filter withholds the text")
    case let other: throw reason.error("the completion ended by '\(other)'")
    }
    let tokens = try item.member("logprobs").map { ProbeToken.read($0) } ?? []
    switch endpoint {
    case .completions:
      return Choice(text: try item["text"].string(), reasoning: nil, finish: finish, tokens: tokens)
    case .chat:
      let message = try item["message"]
      let content = try message.member("content")
      let reasoning =
        try message.member("reasoning_content") ?? message.member("reasoning")
      return Choice(
        text: content?.isNull == false ? try message["content"].string() : "",
        reasoning: reasoning.flatMap { try? $0.string() }.flatMap { $0.isEmpty ? nil : $0 },
        finish: finish, tokens: tokens)
    }
  }
}

/// What a server's error says, short enough for a line.
enum ServerMessage {
  /// The message of a reply that is an error, or its first words.
  static func text(_ body: [UInt8]) -> String {
    if let json = try? JSONValue.parse(body, source: "reply", maximumDepth: 32) {
      let parts = ["error", "message", "detail"].compactMap { try? json.member($0) }
      if let part = parts.first { return text(of: part) }
    }
    return oneLine(String(decoding: body.prefix(400), as: UTF8.self))
  }

  static func text(of error: JSONValue) -> String {
    switch error.kind {
    case .string(let text): return oneLine(text)
    case .object:
      let message = (try? error.member("message")?.string()) ?? error.serialized()
      return oneLine(message)
    default: return oneLine(error.serialized())
    }
  }

  private static func oneLine(_ text: String) -> String {
    let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    let plain = words.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7f }
    return String(String(String.UnicodeScalarView(plain)).prefix(200))
  }
}
