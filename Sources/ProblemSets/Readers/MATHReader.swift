import Answers
import Corpus
import JSON

/// MATH (Hendrycks and others, arXiv 2103.03874): `problem`, `level`, `type`, and `solution` whose
/// last box holds the answer.
public struct MATHReader: SuiteReader {
  /// The format's name.
  public let format = "math"
  /// The fields of every record.
  public let requiredFields = ["problem", "level", "type", "solution"]

  /// Makes the reader.
  public init() {}

  /// The row of a record; the gold answer is the content of the last `\boxed` or `\fbox`.
  ///
  /// The box of two published training problems is empty, so their gold answer is too, and judges
  /// cannot decide on them.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let statement = try record.text("problem")
    let (solution, gold) = try record.boxedSolution()
    let level = try record["level"].string()
    var attributes = RowAttributes()
    attributes.set("level", level)
    attributes.set("type", try record["type"].string())
    attributes.flag(.unknownGroup, if: !(1...5).contains { level == "Level \($0)" })
    attributes.flag(.emptyGold, if: gold.isEmpty)
    attributes.flag(.severalBoxes, if: AnswerExtractor.boxCount(in: solution) > 1)
    return Row(
      id: try record.optionalText("unique_id") ?? place.defaultID, suite: place.suite,
      split: place.split, problem: Problem(statement: statement, gold: gold),
      attributes: attributes.values, goldSolution: solution)
  }
}

/// MATH-500 (Lightman and others, arXiv 2305.20050): 500 problems of MATH's test with their
/// `answer`, `subject`, `level` 1 to 5 and the place in MATH as `unique_id`.
public struct MATH500Reader: SuiteReader {
  /// The format's name.
  public let format = "math-500"
  /// The fields of every record.
  public let requiredFields = ["problem", "solution", "answer", "subject", "level", "unique_id"]

  /// Makes the reader.
  public init() {}

  /// The row of a record; level and type are written as in MATH, so that both group alike.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let (solution, boxed) = try record.boxedSolution()
    let gold = try record.textOrNumber("answer")
    let level = try record["level"].int()
    var attributes = RowAttributes()
    attributes.set("level", "Level \(level)")
    attributes.set("type", try record.text("subject"))
    attributes.flag(.unknownGroup, if: !(1...5).contains(level))
    attributes.flag(.severalBoxes, if: AnswerExtractor.boxCount(in: solution) > 1)
    attributes.flag(
      .goldDiffersFromSolution, if: Answer(gold).canonicalKey != Answer(boxed).canonicalKey)
    return Row(
      id: try record.text("unique_id"), suite: place.suite, split: place.split,
      problem: Problem(statement: try record.text("problem"), gold: gold),
      attributes: attributes.values, goldSolution: solution)
  }
}

/// The MIT OpenCourseWare problems of Minerva (Lewkowycz and others, arXiv 2206.14858, OCWCourses):
/// `problem`, `solution` with one box, `type` (the course) and `idx`.
public struct MinervaReader: SuiteReader {
  /// The format's name.
  public let format = "minerva"
  /// The fields of every record.
  public let requiredFields = ["problem", "solution", "type", "idx"]

  /// Makes the reader.
  public init() {}

  /// The row of a record.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let (solution, gold) = try record.boxedSolution()
    var attributes = RowAttributes()
    attributes.set("type", try record.text("type"))
    attributes.flag(.emptyGold, if: gold.isEmpty)
    attributes.flag(.severalBoxes, if: AnswerExtractor.boxCount(in: solution) > 1)
    return Row(
      id: "\(place.suite)-\(place.split)-\(try record.textOrNumber("idx"))", suite: place.suite,
      split: place.split, problem: Problem(statement: try record.text("problem"), gold: gold),
      attributes: attributes.values, goldSolution: solution)
  }
}

extension JSONValue {
  /// A solution with the content of its last box.
  fileprivate func boxedSolution() throws(JSONError) -> (solution: String, gold: String) {
    let solution = try text("solution")
    guard let gold = AnswerExtractor.lastBoxed(in: solution) else {
      throw try self["solution"].error("there is no \\boxed answer", in: "solution")
    }
    return (solution, gold)
  }
}
