import Answers
import Corpus
import JSON

/// SVAMP (Patel, Bhattamishra and Goyal, arXiv 2103.07191): `Body` and `Question` make the
/// statement.
public struct SVAMPReader: SuiteReader {
  /// The format's name.
  public let format = "svamp"
  /// The fields of every record.
  public let requiredFields = ["ID", "Body", "Question", "Equation", "Answer", "Type"]
  /// The published types.
  public static let types = ["Addition", "Subtraction", "Multiplication", "Common-Division"]

  /// Makes the reader.
  public init() {}

  /// The row of a record; the equation is its gold solution.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let gold = try record.textOrNumber("Answer")
    let type = try record.text("Type")
    var attributes = RowAttributes()
    attributes.set("type", type)
    attributes.flag(.unknownGroup, if: !Self.types.contains(type))
    attributes.flag(.notANumber, if: NumberReader.number(in: gold) == nil)
    return Row(
      id: try record.text("ID"), suite: place.suite, split: place.split,
      problem: Problem(statement: try record.statement("Body", "Question"), gold: gold),
      attributes: attributes.values, goldSolution: try record.text("Equation"))
  }
}

/// ASDiv (Miao, Liang and Su, ACL 2020, arXiv 2106.15772), the XML of chaochun/nlu-asdiv-dataset.
///
/// An answer is written as `9 (apples)`; the gold answer is what stands before the unit. Some
/// answers are names, times or several numbers.
public struct ASDivReader: SuiteReader {
  /// The format's name.
  public let format = "asdiv"
  /// The fields of every record: attributes and child elements.
  public let requiredFields = ["ID", "Grade", "Body", "Question", "Solution-Type", "Answer"]
  /// The elements of an XML document.
  public let container = RecordContainer.xml(element: "Problem")

  /// Makes the reader.
  public init() {}

  /// The row of a record; the formula is its gold solution.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let answer = Answer(try record.text("Answer")).text
    var gold = answer
    var attributes = RowAttributes()
    if answer.hasSuffix(")"), let open = answer.firstRange(of: " (") {
      gold = Answer(String(answer[..<open.lowerBound])).text
      attributes.set("unit", String(answer[open.upperBound...].dropLast()))
    }
    attributes.set("grade", try record.text("Grade"))
    attributes.set("type", try record.text("Solution-Type"))
    attributes.set("source", try record.optionalText("Source"))
    attributes.flag(.notANumber, if: NumberReader.number(in: gold) == nil)
    return Row(
      id: try record.text("ID"), suite: place.suite, split: place.split,
      problem: Problem(statement: try record.statement("Body", "Question"), gold: gold),
      attributes: attributes.values, goldSolution: try record.optionalText("Formula"))
  }
}

/// MAWPS (Koncel-Kedziorski and others, NAACL 2016) and its part MultiArith, as evaluation harnesses
/// carry them: `input`, `target`, and in the joined file `type` and `idx`.
public struct MAWPSReader: SuiteReader {
  /// The format's name.
  public let format: String
  /// The fields of every record.
  public let requiredFields = ["input", "target"]

  /// Makes a reader of `mawps` or one of its parts.
  public init(format: String = "mawps") { self.format = format }

  /// The row of a record.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let gold = try record.textOrNumber("target")
    var attributes = RowAttributes()
    attributes.set("type", try record.optionalText("type"))
    attributes.flag(.notANumber, if: NumberReader.number(in: gold) == nil)
    let index = try record.optionalText("idx")
    return Row(
      id: index.map { "\(place.suite)-\(place.split)-\($0)" } ?? place.defaultID,
      suite: place.suite, split: place.split,
      problem: Problem(statement: try record.text("input"), gold: gold),
      attributes: attributes.values)
  }
}

extension JSONValue {
  /// The text of two fields, one after the other; the first may be empty.
  fileprivate func statement(_ first: String, _ second: String) throws(JSONError) -> String {
    let question = Answer(try text(second)).text
    guard let body = try optionalText(first) else { return question }
    return Answer(body).text + " " + question
  }
}
