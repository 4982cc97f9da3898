import Answers
import Corpus
import JSON

/// GSM8K (Cobbe and others, arXiv 2110.14168): `question`, and `answer` that ends with `#### N`.
public struct GSM8KReader: SuiteReader {
  /// The format's name.
  public let format = "gsm8k"
  /// The fields of every record.
  public let requiredFields = ["question", "answer"]

  /// Makes the reader.
  public init() {}

  /// The row of a record; the gold answer is what stands after `####`.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let statement = try record.text("question")
    let solution = try record.text("answer")
    guard let answer = AnswerExtractor().answer(in: solution), answer.rule == .hashes,
      answer.number != nil
    else { throw try record["answer"].error("there is no '#### N' with a number at the end") }
    return Row(
      id: place.defaultID, suite: place.suite, split: place.split,
      problem: Problem(statement: statement, gold: answer.text), goldSolution: solution)
  }
}
