import Corpus
import JSON

/// Which field of a record holds what of somebody's completions.
public struct OutputColumns: Hashable, Sendable {
  /// What a field can hold.
  public enum Column: String, Sendable, CaseIterable {
    /// The problem's statement.
    case problem
    /// The row's id in the suite: it tells the problem where the statement is not given.
    case id
    /// The completion, or a list of several.
    case completion
    /// Which of the problem's completions it is, from 0.
    case index
    /// The gold answer.
    case gold
    /// Whether somebody found it correct.
    case correct
    /// The tokens that were generated, of one completion.
    case tokens
    /// Why it ended: `stop` or `length`.
    case finish
  }

  private var names: [Column: String]

  /// The names that are tried without a map: `problem`, `completion`.
  public init() { names = [.problem: "problem", .completion: "completion"] }

  /// Reads a map as it is typed: `problem=question,completion=output,index=sample`.
  ///
  /// - Throws: The part that is no `name=column`, or whose name is unknown.
  public init(parsing text: String) throws(ReadingError) {
    self.init()
    var given: Set<Column> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[1].isEmpty, let column = Column(rawValue: String(sides[0]))
      else { throw .outputColumns(String(part)) }
      names[column] = String(sides[1])
      given.insert(column)
    }
    // Rows can be told by their ids alone.
    if given.contains(.id), !given.contains(.problem) { names[.problem] = nil }
  }

  func items(
    _ record: JSONValue, _ place: Records.Record, _ file: String
  ) throws(JSONError) -> [(model: String?, item: PublishedOutputs.Item)] {
    var texts: [String] = []
    let completion = try record[names[.completion] ?? "completion"]
    if case .array(let values) = completion.kind {
      for value in values { texts.append(try value.string()) }
      guard !texts.isEmpty else { throw completion.error("there is no completion") }
    } else {
      texts = [try completion.string()]
    }
    var statements: [String] = []
    if let name = names[.problem] { statements = [try record.text(name)] }
    let index = try names[.index].flatMap { (name) throws(JSONError) in
      try PublishedOutputs.count(record, name)
    }
    let id = try names[.id].map { (name) throws(JSONError) in try record.textOrNumber(name) }
    let gold = try names[.gold].map { (name) throws(JSONError) in try record.textOrNumber(name) }
    let correct = try names[.correct].map { (name) throws(JSONError) in try record[name].bool() }
    let tokens = try names[.tokens].flatMap { (name) throws(JSONError) in
      try PublishedOutputs.count(record, name)
    }
    let finish = try self.finish(record)
    guard texts.count == 1 || correct == nil && index == nil && tokens == nil else {
      throw completion.error("a list has no index, tokens or verdict of its own")
    }
    return texts.enumerated().map { position, text in
      let item = PublishedOutputs.Item(
        file: file, line: place.number, statements: statements, rowID: id, gold: gold,
        solution: text, index: texts.count == 1 ? index : position,
        tokens: PublishedOutputs.Tokens(completion: tokens ?? 0), finish: finish,
        recordedCorrect: correct)
      return (nil, item)
    }
  }

  private func finish(_ record: JSONValue) throws(JSONError) -> FinishReason {
    guard let name = names[.finish], let value = try record.member(name), !value.isNull else {
      return .stop
    }
    guard let finish = FinishReason(rawValue: try value.string()) else {
      throw value.error("is neither stop nor length")
    }
    return finish
  }
}
