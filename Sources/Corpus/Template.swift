import JSON

/// One turn of a conversation.
public struct Message: Hashable, Sendable {
  /// Who speaks.
  public enum Role: String, Hashable, Sendable {
    /// Who sets the scene.
    case system
    /// Who asks.
    case user
    /// The model.
    case assistant
  }

  /// Who speaks.
  public let role: Role
  /// What is said.
  public let content: String

  /// Makes a turn.
  public init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }

  /// The turns as the JSON array that servers take.
  static func json(_ messages: [Message]) -> String {
    JSONValue(
      messages.map { message -> JSONValue in
        ["role": JSONValue(message.role.rawValue), "content": JSONValue(message.content)]
      }
    ).serialized()
  }

  /// The turns that `json` writes as this text; `nil` for any other text.
  static func turns(json text: String) -> [Message]? {
    guard text.hasPrefix("["), let array = try? JSONValue.parse(Array(text.utf8)).array() else {
      return nil
    }
    let turns = array.compactMap { turn -> Message? in
      guard let role = (try? turn["role"].string()).flatMap(Role.init(rawValue:)),
        let content = try? turn["content"].string()
      else { return nil }
      return Message(role, content)
    }
    return json(turns) == text ? turns : nil
  }
}

/// A named text, or named turns, with places for a problem's statement, a prefix and whatever else
/// a task hands over (`{answer}`, `{step}`, `{critique}`).
///
/// What is rendered is part of every request's identity; a user who changes a template gets new
/// completions and keeps the old ones.
public struct Template: Hashable, Sendable {
  /// What a rendered template is sent to.
  public enum Endpoint: String, Hashable, Sendable {
    /// A text that the model goes on from.
    case completions
    /// Turns that the model's own chat template joins; the model takes the next one.
    case chat
  }

  /// The name, for example `local-solve`.
  public let name: String
  /// The text, in which `{statement}` and `{prefix}` are replaced when a prompt is rendered.
  ///
  /// The turns of a chat are one JSON array.
  public let text: String
  /// What it is sent to.
  public let endpoint: Endpoint
  /// The turns of a chat; empty for a text.
  public let turns: [Message]

  /// Whether what the model says goes on from the prefix: a prefix that stands elsewhere is only
  /// talked about.
  public var continuesPrefix: Bool {
    guard let last = turns.last else { return text.hasSuffix("{prefix}") }
    return last.role == .assistant && last.content.hasSuffix("{prefix}")
  }

  /// Writes the turns as a text; `nil` where the server does, or where there are none.
  private let chat: ChatTemplate?

  /// Makes a template of a text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
    endpoint = .completions
    turns = []
    chat = nil
  }

  /// Makes a template of turns.
  ///
  /// A last turn of the assistant is what the model goes on from; it is left out where it would be
  /// empty.
  public init(name: String, turns: [Message]) {
    self.name = name
    text = Message.json(turns)
    endpoint = .chat
    self.turns = turns
    chat = nil
  }

  /// The template that is stored as a name and a text.
  public init(name: String, stored text: String) {
    if let turns = Message.turns(json: text), !turns.isEmpty {
      self.init(name: name, turns: turns)
    } else {
      self.init(name: name, text: text)
    }
  }

  private init(name: String, turns: [Message], _ chat: ChatTemplate) {
    self.name = name
    text = chat.written(turns)
    endpoint = .completions
    self.turns = turns
    self.chat = chat
  }

  /// The same turns as a text that the model goes on from, written in a chat template.
  ///
  /// - Throws: ``ChatTemplateError`` where the chat template has no place for them.
  public func written(in chat: ChatTemplate) throws(ChatTemplateError) -> Template {
    precondition(endpoint == .chat, "a template of a text has no turns")
    try chat.check(turns.map(\.role))
    return Template(name: "\(name)-\(chat.name)", turns: turns, chat)
  }

  /// The identity: a hash of name and text.
  public var key: ContentKey {
    var hasher = ContentHasher("template")
    hasher.add(name)
    hasher.add(text)
    return hasher.key
  }

  /// Fills in the places, in one pass: text that is filled in is never searched for places.
  ///
  /// - Parameter places: what stands at further places, by their names; a `statement` or `prefix`
  ///   among them stands in place of the given one.
  public func rendered(
    statement: String, prefix: String, places: [String: String] = [:]
  ) -> String {
    let all = places.merging(["statement": statement, "prefix": prefix]) { given, _ in given }
    guard !turns.isEmpty else { return Self.filled(text, all) }
    var messages = turns.map { Message($0.role, Self.filled($0.content, all)) }
    if let last = messages.last, last.role == .assistant, last.content.isEmpty {
      messages.removeLast()
    }
    return chat?.written(messages) ?? Message.json(messages)
  }

  private static func filled(_ text: String, _ places: [String: String]) -> String {
    var result = ""
    result.reserveCapacity(places.values.reduce(text.utf8.count) { $0 + $1.utf8.count })
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let tail = rest[rest.index(after: open)...]
      let name = tail.prefix { $0.isASCII && ($0.isLowercase || $0 == "_") }
      let end = tail.index(tail.startIndex, offsetBy: name.count)
      if end < tail.endIndex, tail[end] == "}", let value = places[String(name)] {
        result += value
        rest = tail[tail.index(after: end)...]
      } else {
        result += "{"
        rest = tail
      }
    }
    return result + rest
  }
}
