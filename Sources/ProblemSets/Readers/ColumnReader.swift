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
  /// Fields that are kept beside the problem, strings or numbers, under names of the caller's.
  public var attributes: [String: String]

  /// Makes a map.
  public init(
    statement: String = "problem", answer: String = "answer", id: String? = nil,
    solution: String? = nil, attributes: [String: String] = [:]
  ) {
    self.statement = statement
    self.answer = answer
    self.id = id
    self.solution = solution
    self.attributes = attributes
  }

  /// Reads a map as it is typed: `problem=question,gold=target,id=n,solution=code,level=Level`.
  ///
  /// Names other than `problem`, `gold`, `id` and `solution` are kept as attributes.
  /// - Throws: The part that is no `name=column`.
  public init(parsing text: String) throws(ReadingError) {
    self.init()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw .columns(String(part))
      }
      let column = String(sides[1])
      switch sides[0] {
      case "problem": statement = column
      case "gold": answer = column
      case "id": id = column
      case "solution": solution = column
      default: attributes[String(sides[0])] = column
      }
    }
  }
}

/// Any records with a field for the problem and one for the gold answer, in JSON or CSV.
public struct ColumnReader: SuiteReader {
  /// The format's name: `jsonl` or `csv`.
  public let format: String
  /// JSON or CSV.
  public let container: RecordContainer
  /// Which field holds what.
  public let columns: ColumnMap

  /// The fields of every record.
  public var requiredFields: [String] { [columns.statement, columns.answer] }

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - container: JSON or CSV.
  ///   - columns: Which field holds what.
  public init(_ container: RecordContainer = .json, columns: ColumnMap = ColumnMap()) {
    self.container = container
    self.columns = columns
    format = container == .csv ? "csv" : "jsonl"
  }

  /// The row of a record.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    var attributes = RowAttributes()
    for (name, column) in columns.attributes.sorted(by: { $0.key < $1.key }) {
      attributes.set(name, try record.optionalText(column))
    }
    return Row(
      id: try optional(columns.id, record) ?? place.defaultID, suite: place.suite,
      split: place.split,
      problem: Problem(
        statement: try record.text(columns.statement),
        gold: try record.textOrNumber(columns.answer)),
      attributes: attributes.values, goldSolution: try optional(columns.solution, record))
  }

  private func optional(_ name: String?, _ record: JSONValue) throws(JSONError) -> String? {
    guard let name else { return nil }
    return try record.textOrNumber(name)
  }
}
