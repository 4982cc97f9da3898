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

  /// The row of a record; the gold answer is what stands after `####`, and `steps` counts the lines
  /// of the gold solution before it.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let problem = try Self.problem(record, "question", "answer")
    let solution = try record.text("answer")
    return Row(
      id: place.defaultID, suite: place.suite, split: place.split, problem: problem,
      attributes: ["steps": "\(Self.steps(of: solution))"], goldSolution: solution)
  }

  /// How many lines say something before the line of the answer.
  static func steps(of solution: String) -> Int {
    solution.split(whereSeparator: \.isNewline).prefix { !$0.hasPrefix("####") }
      .count { line in line.contains { !$0.isWhitespace } }
  }

  /// The problem of two fields in GSM8K's form.
  static func problem(
    _ record: JSONValue, _ question: String, _ solution: String
  ) throws(JSONError) -> Problem {
    let statement = try record.text(question)
    guard let answer = AnswerExtractor().answer(in: try record.text(solution)),
      answer.rule == .hashes, answer.number != nil
    else {
      throw try record[solution].error(
        "there is no '#### N' with a number at the end", in: solution)
    }
    return Problem(statement: statement, gold: answer.text)
  }
}
