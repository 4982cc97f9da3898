/// Why turns cannot be written in a chat template.
public enum ChatTemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The template has no place for a turn of the system.
  case noSystem(template: String)
  /// The template wants user and assistant in turn, the user first.
  case rolesDoNotAlternate(template: String)

  /// What is wrong and the way out.
  public var description: String {
    switch self {
    case .noSystem(let template):
      "the chat template \(template) has no system turn: put its text into the user's first turn"
    case .rolesDoNotAlternate(let template):
      "the chat template \(template) wants user and assistant in turn, the user first"
    }
  }
}

/// How a family of instruct models writes the turns of a conversation as one text.
///
/// Models publish this as a program in the language Jinja; we run no program of a model's folder
/// but write the documented forms ourselves, equal to the byte to what those programs give.
public struct ChatTemplate: Hashable, Sendable {
  /// What stands around a turn.
  struct Turn: Hashable, Sendable {
    var open: String
    var close: String
    /// Whether white space at the ends of what is said goes.
    var trims = false
  }

  /// Where a system's first turn goes.
  enum System: Hashable, Sendable {
    /// It is a turn of its own.
    case turn(Turn)
    /// It stands inside the user's first turn, between these texts; `together` says whether white
    /// space goes at the ends of both as one.
    case inFirstTurn(before: String, after: String, together: Bool)
    /// There is no place for it.
    case refused
  }

  /// The name, as `--chat-template` takes it.
  public let name: String
  /// Stands before everything.
  let start: String
  let system: System
  /// What the system says where nobody says otherwise.
  let defaultSystem: String?
  let user: Turn
  let assistant: Turn
  /// Asks for the assistant's turn.
  let opening: String
  /// Whether user and assistant must take turns.
  let alternates: Bool
  /// The text by which a model ends its turn.
  public let endOfTurn: String

  init(
    _ name: String, start: String = "", system: System, defaultSystem: String? = nil,
    user: Turn, assistant: Turn, opening: String? = nil, alternates: Bool = false,
    endOfTurn: String
  ) {
    self.name = name
    self.start = start
    self.system = system
    self.defaultSystem = defaultSystem
    self.user = user
    self.assistant = assistant
    self.opening = opening ?? assistant.open
    self.alternates = alternates
    self.endOfTurn = endOfTurn
  }

  /// Throws where turns of these roles cannot be written.
  public func check(_ roles: [Message.Role]) throws(ChatTemplateError) {
    if roles.contains(.system), system == .refused { throw .noSystem(template: name) }
    guard alternates else { return }
    let rest = roles.first == .system ? roles.dropFirst() : roles[...]
    for (index, role) in rest.enumerated() where role != (index % 2 == 0 ? .user : .assistant) {
      throw .rolesDoNotAlternate(template: name)
    }
  }

  /// The text that asks for the assistant's next turn, or, after a last turn of the assistant, for
  /// the rest of that: what it has said so far is kept as it is.
  ///
  /// - Throws: ``ChatTemplateError`` where ``check(_:)`` does.
  public func text(_ messages: [Message]) throws(ChatTemplateError) -> String {
    try check(messages.map(\.role))
    return written(messages)
  }

  /// The text of turns that pass ``check(_:)``.
  func written(_ messages: [Message]) -> String {
    var turns = messages[...]
    var result = start
    var first: (before: String, together: Bool)?
    let said = turns.first?.role == .system ? turns.removeFirst().content : defaultSystem
    if let said {
      switch system {
      case .turn(let turn): result += turn.around(said)
      case .inFirstTurn(let before, let after, let together):
        first = (before + said + after, together)
      case .refused: break
      }
    }
    var begun: String?
    if let last = turns.last, last.role == .assistant {
      begun = last.content
      turns.removeLast()
    }
    for message in turns {
      switch message.role {
      case .user:
        result += user.around(message.content, after: first?.before, together: first?.together)
        first = nil
      case .assistant: result += assistant.around(message.content)
      case .system: if case .turn(let turn) = system { result += turn.around(message.content) }
      }
    }
    return result + opening + (begun ?? "")
  }
}

extension ChatTemplate.Turn {
  fileprivate func around(
    _ content: String, after: String? = nil, together: Bool? = nil
  ) -> String {
    let before = after ?? ""
    guard trims else { return open + before + content + close }
    return open + (together == true ? trimmed(before + content) : before + trimmed(content)) + close
  }

  /// Without white space at its ends.
  private func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
