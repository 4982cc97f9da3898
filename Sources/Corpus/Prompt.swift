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
  /// What the completion continues, or is about where the template does not continue it; `nil` at
  /// the start of a solution.
  public let prefix: Prefix?
  /// Whether the completion goes on from the prefix.
  public var continuesPrefix: Bool { prefix != nil && template.continuesPrefix }
  /// The rendered text; the turns of a chat are one JSON array.
  public let text: String
  /// The hash of the rendered text.
  public let textKey: ContentKey

  /// Renders a prompt.
  ///
  /// - Parameter places: what stands at the template's other places, by their names.
  public init(
    template: Template, problem: Problem, prefix: Prefix? = nil, places: [String: String] = [:]
  ) {
    self.template = template
    self.problem = problem
    self.prefix = prefix
    text = template.rendered(
      statement: problem.statement, prefix: prefix?.text ?? "", places: places)
    textKey = ContentKey(hashing: text)
  }

  /// Two prompts are equal when they send the same text about the same problem.
  public static func == (left: Prompt, right: Prompt) -> Bool {
    left.textKey == right.textKey && left.template.endpoint == right.template.endpoint
      && left.problem == right.problem
  }

  /// Hashes the rendered text's key.
  public func hash(into hasher: inout Hasher) { hasher.combine(textKey) }
}
