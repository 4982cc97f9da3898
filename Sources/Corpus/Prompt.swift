/// A named text with places for a problem's statement and a prefix.
///
/// The text is part of every request's identity through the rendered prompt; a user who changes a
/// template gets new completions and keeps the old ones.
public struct Template: Hashable, Sendable {
  /// The name, for example `local-solve`.
  public let name: String
  /// The text; `{statement}` and `{prefix}` are replaced when a prompt is rendered.
  public let text: String

  /// Makes a template.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The identity: a hash of name and text.
  public var key: ContentKey {
    var hasher = ContentHasher("template")
    hasher.add(name)
    hasher.add(text)
    return hasher.key
  }

  /// Fills in the places, in one pass: text that is filled in is never searched for places.
  public func rendered(statement: String, prefix: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count + statement.utf8.count + prefix.utf8.count)
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let tail = rest[open...]
      if tail.hasPrefix("{statement}") {
        result += statement
        rest = tail.dropFirst("{statement}".count)
      } else if tail.hasPrefix("{prefix}") {
        result += prefix
        rest = tail.dropFirst("{prefix}".count)
      } else {
        result += "{"
        rest = tail.dropFirst()
      }
    }
    return result + rest
  }
}

/// The beginning of a solution: the end of its first steps, from which a rollout goes on.
///
/// Identified by the problem and the text, so that equal beginnings of different solutions are one
/// prefix and share their rollouts.
public struct Prefix: Hashable, Sendable {
  /// The text from the solution's first byte.
  public let text: String
  /// The completion that the text was cut from.
  public let completion: ContentKey

  /// Makes a prefix.
  public init(text: String, completion: ContentKey) {
    self.text = text
    self.completion = completion
  }

  /// The identity of the prefix of a problem's solution.
  public func key(problem: ContentKey) -> ContentKey {
    var hasher = ContentHasher("prefix")
    hasher.add(problem)
    hasher.add(text)
    return hasher.key
  }
}

/// A template with a problem and, for a rollout, a prefix.
///
/// The text is rendered on the way out and never stored.
public struct Prompt: Hashable, Sendable {
  /// The template.
  public let template: Template
  /// The problem.
  public let problem: Problem
  /// What the completion continues; `nil` at the start of a solution.
  public let prefix: Prefix?
  /// The rendered text.
  public let text: String
  /// The hash of the rendered text.
  public let textKey: ContentKey

  /// Renders a prompt.
  public init(template: Template, problem: Problem, prefix: Prefix? = nil) {
    self.template = template
    self.problem = problem
    self.prefix = prefix
    text = template.rendered(statement: problem.statement, prefix: prefix?.text ?? "")
    textKey = ContentKey(hashing: text)
  }

  /// Two prompts are equal when they send the same text about the same problem.
  public static func == (left: Prompt, right: Prompt) -> Bool {
    left.textKey == right.textKey && left.problem == right.problem
  }

  /// Hashes the rendered text's key.
  public func hash(into hasher: inout Hasher) { hasher.combine(textKey) }
}
