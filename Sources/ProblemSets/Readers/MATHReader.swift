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
    let solution = try record.text("solution")
    guard let gold = AnswerExtractor.lastBoxed(in: solution) else {
      throw try record["solution"].error("there is no \\boxed answer")
    }
    let id = try record.member("unique_id")
    return Row(
      id: try id?.string() ?? place.defaultID, suite: place.suite, split: place.split,
      problem: Problem(statement: statement, gold: gold),
      attributes: [
        "level": try record["level"].string(), "type": try record["type"].string(),
      ],
      goldSolution: solution)
  }
}
