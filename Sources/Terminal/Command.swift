/// An option of a command: `--name VALUE` or, for a flag, `--name`.
public struct Option: Sendable {
  /// What an option takes.
  public enum Kind: Hashable, Sendable {
    /// Nothing: it is there or not.
    case flag
    /// A value, shown in the help under this name.
    case value(String)
  }

  /// The name without the dashes.
  public let name: String
  /// A one-letter name, used with one dash.
  public let short: Character?
  /// What it takes.
  public let kind: Kind
  /// What it does, in one sentence.
  public let summary: String
  /// What holds without it; given to the typed getters too.
  public let defaultValue: String?
  /// The values that are allowed; empty where any is.
  public let choices: [String]
  /// Whether it may be given more than once.
  public let repeats: Bool

  /// An option without a value.
  public static func flag(_ name: String, short: Character? = nil, _ summary: String) -> Option {
    Option(
      name: name, short: short, kind: .flag, summary: summary, defaultValue: nil, choices: [],
      repeats: false)
  }

  /// An option with a value.
  public static func value(
    _ name: String, _ placeholder: String, short: Character? = nil, _ summary: String,
    default defaultValue: String? = nil, choices: [String] = [], repeats: Bool = false
  ) -> Option {
    Option(
      name: name, short: short, kind: .value(placeholder), summary: summary,
      defaultValue: defaultValue, choices: choices, repeats: repeats)
  }
}

/// A positional argument of a command.
public struct Argument: Sendable {
  /// The name that the help shows.
  public let name: String
  /// What it is, in one sentence.
  public let summary: String
  /// Whether it may be left out.
  public let isOptional: Bool
  /// Whether it takes everything that is left.
  public let repeats: Bool

  /// Makes an argument.
  public init(_ name: String, _ summary: String, optional: Bool = false, repeats: Bool = false) {
    self.name = name
    self.summary = summary
    self.isOptional = optional
    self.repeats = repeats
  }
}

/// A command line that can be copied, with what it does.
public struct Example: Sendable {
  /// The line to type.
  public let line: String
  /// What it does.
  public let summary: String

  /// Makes an example.
  public init(_ line: String, _ summary: String) {
    self.line = line
    self.summary = summary
  }
}

/// A command: what it is called, what it takes and what it does.
///
/// Options of a command hold for its subcommands too.
public struct Command: Sendable {
  /// What a command does with how it was called.
  public typealias Action = @Sendable (Invocation) async throws -> ExitCode

  /// The name that is typed.
  public let name: String
  /// What it does, in one line.
  public let summary: String
  /// More about it, in paragraphs; indented lines, `  name: text`, are shown as two columns.
  public let discussion: String
  /// Lines to copy.
  public let examples: [Example]
  /// The options.
  public let options: [Option]
  /// The positional arguments, in order.
  public let arguments: [Argument]
  /// The commands below it.
  public let subcommands: [Command]
  /// What it does; `nil` where only its subcommands do something.
  public let action: Action?

  /// Makes a command.
  public init(
    name: String, summary: String, discussion: String = "", examples: [Example] = [],
    options: [Option] = [], arguments: [Argument] = [], subcommands: [Command] = [],
    action: Action? = nil
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.examples = examples
    self.options = options
    self.arguments = arguments
    self.subcommands = subcommands
    self.action = action
  }
}
