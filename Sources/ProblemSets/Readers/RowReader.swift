import Corpus
import JSON

/// Rows as `problems generate --out` and `problems dedupe --out` write them.
///
/// Each names its own split and, unless the file is given another, its own suite; fields that are
/// no part of a problem are its attributes.
public struct RowReader: SuiteReader {
  /// The format's name.
  public let format = "rows"
  /// The fields of every record.
  public let requiredFields = ["id", "problem", "answer", "suite", "split"]

  /// Makes a reader.
  public init() {}

  /// The row of a record.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    var attributes = RowAttributes()
    guard case .object(let members) = record.kind else { throw record.error("it is no object") }
    for member in members
    where !["root", "solution"].contains(member.name) && !requiredFields.contains(member.name) {
      attributes.set(member.name, try record.optionalText(member.name))
    }
    let suite = try record.text("suite")
    var root: ContentKey?
    if let text = try record.optionalText("root") {
      root = ContentKey(hexadecimal: text)
      if root == nil { throw try record["root"].error("it is no key of 32 hexadecimal digits") }
    }
    // A published row may have no gold answer; the field is there nevertheless.
    _ = try record["answer"]
    return Row(
      id: try record.text("id"), suite: place.suite == format ? suite : place.suite,
      split: try record.text("split"),
      problem: Problem(
        statement: try record.text("problem"), gold: try record.optionalText("answer") ?? "",
        root: root),
      attributes: attributes.values, goldSolution: try record.optionalText("solution"))
  }
}
