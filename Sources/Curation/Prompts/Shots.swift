import JSON

/// Worked examples in front of a problem.
public enum Shots: Sendable, Hashable {
  /// A question with its worked answer.
  public struct Example: Sendable, Hashable {
    /// The question.
    public let question: String
    /// The answer, step by step.
    public let answer: String
  }

  /// Examples that are put into the set's own layout.
  case examples([Example])
  /// A whole prompt with a place for the problem, kept letter for letter.
  case text(String)

  /// Our own examples.
  static let own: Shots = {
    do {
      return try Shots(PackageResources.shots_jsonl, source: "shots.jsonl")
    } catch {
      preconditionFailure("the examples that are compiled in are malformed: \(error)")
    }
  }()

  /// Our own examples as a file to copy.
  public static var file: String { String(decoding: PackageResources.shots_jsonl, as: UTF8.self) }

  /// Reads a file: JSON lines with `question` (or `problem`) and `answer` (or `solution`), as
  /// GSM8K and MATH are published, or a text in which `{statement}` stands for the problem.
  ///
  /// - Throws: `JSONError` at the line that is neither.
  public init(_ bytes: [UInt8], source: String) throws(JSONError) {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.contains("{statement}") {
      self = .text(text)
      return
    }
    var examples: [Example] = []
    for line in JSONLines(bytes, source: source) {
      let json = try line.result.get()
      examples.append(
        Example(
          question: try Self.member(json, "question", or: "problem"),
          answer: try Self.member(json, "answer", or: "solution")))
    }
    guard !examples.isEmpty else {
      throw JSONError(
        source: source, position: nil, path: "",
        reason: "holds no example: JSON lines with question and answer are wanted, or a text with "
          + "{statement} where the problem goes")
    }
    self = .examples(examples)
  }

  private static func member(
    _ json: JSONValue, _ name: String, or other: String
  ) throws(JSONError) -> String {
    if let value = try json.member(name) { return try value.string() }
    guard let value = try json.member(other) else { return try json[name].string() }
    return try value.string()
  }

  /// Examples in the layout of a text that goes on with the problem.
  static func text(_ examples: [Example]) -> String {
    examples.map { "Question: \($0.question)\nAnswer:\n\($0.answer)\n\n" }.joined()
  }
}
