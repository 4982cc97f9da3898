import Corpus
import JSON

/// Which field of a record holds what.
public struct ColumnMap: Hashable, Sendable {
  /// The field with the problem's text.
  public var statement: String
  /// The field with the gold answer, a string or a number.
  public var answer: String
  /// The field with the record's id, a string or a number; by default records are numbered.
  public var id: String?
  /// The field with a worked solution.
  public var solution: String?
  /// Fields that are kept beside the problem, strings or numbers.
  public var attributes: [String]

  /// Makes a map.
  public init(
    statement: String = "problem", answer: String = "answer", id: String? = nil,
    solution: String? = nil, attributes: [String] = []
  ) {
    self.statement = statement
    self.answer = answer
    self.id = id
    self.solution = solution
    self.attributes = attributes
  }
}

/// Any records with a field for the problem and one for the gold answer.
public struct JSONLReader: SuiteReader {
  /// The format's name.
  public let format = "jsonl"
  /// Which field holds what.
  public let columns: ColumnMap

  /// The fields of every record.
  public var requiredFields: [String] { [columns.statement, columns.answer] }

  /// Makes a reader.
  public init(columns: ColumnMap = ColumnMap()) {
    self.columns = columns
  }

  /// The row of a record.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    var attributes: [String: String] = [:]
    for name in columns.attributes where try record.member(name) != nil {
      attributes[name] = try record.textOrNumber(name)
    }
    return Row(
      id: try optional(columns.id, record) ?? place.defaultID, suite: place.suite,
      split: place.split,
      problem: Problem(
        statement: try record.text(columns.statement),
        gold: try record.textOrNumber(columns.answer)),
      attributes: attributes, goldSolution: try optional(columns.solution, record))
  }

  private func optional(_ name: String?, _ record: JSONValue) throws(JSONError) -> String? {
    guard let name else { return nil }
    return try record.textOrNumber(name)
  }
}
