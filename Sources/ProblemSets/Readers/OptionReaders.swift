import Corpus
import JSON

/// MMLU-Pro (Wang and others, arXiv 2406.01574): a question with up to ten options and the letter
/// of the right one.
///
/// The statement holds the options, one a line as `A. text`: without them it cannot be answered.
public struct MMLUProReader: SuiteReader {
  /// The format's name.
  public let format = "mmlu-pro"
  /// The fields of every record.
  public let requiredFields = ["question_id", "question", "options", "answer", "category"]

  /// Makes the reader.
  public init() {}

  /// The row of a record.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let options = try record.texts("options")
    let gold = try record.text("answer")
    guard let index = OptionList.index(of: gold), index < options.count else {
      throw try record["answer"].error(
        "'\(gold)' names none of the \(options.count) options", in: "answer")
    }
    var attributes = RowAttributes()
    attributes.setOptions(options)
    attributes.set("category", try record.text("category"))
    attributes.set("source", try record.optionalText("src"))
    attributes.flag(.optionsDiffer, if: try record.member("answer_index")?.int() ?? index != index)
    return Row(
      id: "\(place.suite)-\(try record.textOrNumber("question_id"))", suite: place.suite,
      split: place.split,
      problem: Problem(
        statement: OptionList.statement(try record.text("question"), options), gold: gold),
      attributes: attributes.values)
  }
}

/// AQuA-RAT (Ling and others, arXiv 1705.04146), the files of google-deepmind/AQuA: `question`, five
/// `options` that begin `A)` to `E)`, `rationale` and the `correct` letter.
public struct AQuAReader: SuiteReader {
  /// The format's name.
  public let format = "aqua"
  /// The fields of every record.
  public let requiredFields = ["question", "options", "rationale", "correct"]

  /// Makes the reader.
  public init() {}

  /// The row of a record; the letters are taken off the options.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    var options: [String] = []
    for (index, option) in try record.texts("options").enumerated() {
      let letter = OptionList.letters[min(index, 25)]
      options.append(option.hasPrefix("\(letter))") ? String(option.dropFirst(2)) : option)
    }
    let gold = try record.text("correct")
    guard let index = OptionList.index(of: gold), index < options.count else {
      throw try record["correct"].error(
        "'\(gold)' names none of the \(options.count) options", in: "correct")
    }
    var attributes = RowAttributes()
    attributes.setOptions(options)
    attributes.flag(.optionsDiffer, if: options.count != 5)
    return Row(
      id: place.defaultID, suite: place.suite, split: place.split,
      problem: Problem(
        statement: OptionList.statement(try record.text("question"), options), gold: gold),
      attributes: attributes.values, goldSolution: try record.optionalText("rationale"))
  }
}

/// How options are written in a statement.
private enum OptionList {
  static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

  static func statement(_ question: String, _ options: [String]) -> String {
    question + zip(letters, options).map { "\n\($0). \($1)" }.joined()
  }

  static func index(of letter: String) -> Int? {
    letter.count == 1 ? letters.firstIndex(of: Character(letter)) : nil
  }
}
