import Corpus
import JSON

/// What a user can choose of a format.
public struct FormatOptions: Hashable, Sendable {
  /// How a line holds a text.
  public enum Shape: String, Sendable, CaseIterable {
    /// As a string, prompt and completion apart.
    case standard
    /// As a list of messages with a role each.
    case conversational
    /// Prompt and completion as one string.
    case text
  }

  /// How a line holds a text; `nil` for the format's first shape.
  public let shape: Shape?
  /// The most lines that a problem gives, in a format of pairs.
  public let pairs: Int

  /// Makes options.
  public init(shape: Shape? = nil, pairs: Int = 4) {
    precondition(pairs > 0, "a problem needs room for a pair")
    self.shape = shape
    self.pairs = pairs
  }
}

/// A format of which something can be chosen.
public protocol AdjustableFormat: DatasetFormat {
  /// The shapes that it has, its usual one first.
  var shapes: [FormatOptions.Shape] { get }
  /// Whether it pairs solutions, so that a problem can give more lines than it has solutions.
  var hasPairs: Bool { get }
  /// The format with these options; a shape that it does not have stays its usual one.
  func adjusted(to options: FormatOptions) -> any DatasetFormat
}

extension DatasetFormat {
  /// Whether a problem can give more lines than it has solutions.
  public var makesPairs: Bool { (self as? any AdjustableFormat)?.hasPairs ?? false }
}

/// A text as TRL's data sets hold it: a string, or one turn of a conversation.
enum Utterance {
  static func json(_ text: String, _ role: Message.Role, _ shape: FormatOptions.Shape) -> JSONValue
  {
    shape == .conversational ? conversation([Message(role, text)]) : JSONValue(text)
  }

  /// The text, whichever shape it has.
  static func text(_ json: JSONValue, _ role: Message.Role) throws(JSONError) -> String {
    guard case .array(let turns) = json.kind else { return try json.string() }
    guard turns.count == 1 else { throw json.error("wants one turn, not \(turns.count)") }
    return try content(turns[0], role)
  }

  /// Turns as the list that chat templates take.
  static func conversation(_ turns: [Message]) -> JSONValue {
    JSONValue(
      turns.map { turn -> JSONValue in
        ["role": JSONValue(turn.role.rawValue), "content": JSONValue(turn.content)]
      })
  }

  /// The texts of turns with exactly these roles.
  static func texts(
    _ json: JSONValue, _ roles: [Message.Role]
  ) throws(JSONError) -> [String] {
    let turns = try json.array()
    guard turns.count == roles.count else {
      throw json.error("wants \(roles.count) turns, not \(turns.count)")
    }
    var texts: [String] = []
    for (turn, role) in zip(turns, roles) { texts.append(try content(turn, role)) }
    return texts
  }

  private static func content(
    _ turn: JSONValue, _ role: Message.Role
  ) throws(JSONError) -> String {
    guard try turn["role"].string() == role.rawValue else {
      throw try turn["role"].error("wants \(role.rawValue)")
    }
    return try turn["content"].string()
  }
}
