import Answers
import Corpus
import JSON

/// AIME and AMC: problems of the Mathematical Association of America with a number as the answer.
///
/// Two spellings are read: `id`, `problem`, `solution`, `answer`, `url` as in QwenLM/Qwen2.5-Math,
/// and `ID`, `Problem`, `Solution`, `Answer` as in Maxwell-Jia's AIME_2024.
public struct ContestReader: SuiteReader {
  /// A contest.
  public enum Contest: String, Sendable {
    /// The American Invitational Mathematics Examination: whole numbers from 0 to 999, often
    /// written with leading zeros.
    case aime
    /// The American Mathematics Competitions, where the options were taken away.
    case amc
  }

  /// The contest.
  public let contest: Contest
  /// The format's name.
  public var format: String { contest.rawValue }
  /// The fields of every record in the first spelling.
  public let requiredFields = ["problem", "answer", "url"]

  /// Makes the reader of a contest.
  public init(_ contest: Contest) { self.contest = contest }

  /// Whether a record is of this contest: its address, or its id, says so.
  public func recognises(_ record: JSONValue) -> Bool {
    if record.has(requiredFields), let url = try? record["url"].string() {
      return url.contains(contest == .aime ? "AIME" : "AMC")
    }
    return contest == .aime && record.has(["ID", "Problem", "Answer"])
  }

  /// The row of a record.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let gold = try record.textOrNumber(try record.spelling("answer", "Answer"))
    let number = NumberReader.number(in: gold)
    var attributes = RowAttributes()
    attributes.set("url", try record.optionalText("url"))
    attributes.flag(.notANumber, if: number == nil)
    if contest == .aime, let number {
      attributes.flag(
        .outOfRange, if: number.denominator != 1 || !(0...999).contains(number.numerator))
    }
    let id = try record.optionalText(try record.spelling("id", "ID"))
    return Row(
      id: id.map { "\(place.suite)-\($0)" } ?? place.defaultID, suite: place.suite,
      split: place.split,
      problem: Problem(
        statement: try record.text(try record.spelling("problem", "Problem")), gold: gold),
      attributes: attributes.values,
      goldSolution: try record.optionalText(try record.spelling("solution", "Solution")))
  }
}

/// OlympiadBench (He and others, arXiv 2402.14008), the open-ended problems: `question`,
/// `final_answer`, `answer_type`, `is_multiple_answer`, `unit`, and `error`, the absolute tolerance.
public struct OlympiadBenchReader: SuiteReader {
  /// The format's name.
  public let format = "olympiadbench"
  /// The fields of every record.
  public let requiredFields = [
    "id", "question", "solution", "final_answer", "is_multiple_answer", "unit", "answer_type",
    "error",
  ]

  /// Makes the reader.
  public init() {}

  /// The row of a record; several answers are joined by commas.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let answers = try record.texts("final_answer")
    let gold = answers.joined(separator: ", ")
    var attributes = RowAttributes()
    attributes.set("answer_type", try record.text("answer_type").lowercased())
    attributes.set(
      "multiple_answers", try record["is_multiple_answer"].bool() ? "true" : "false")
    attributes.set("unit", try record.optionalText("unit"))
    attributes.set("absolute_tolerance", try record.optionalText("error"))
    for name in ["subfield", "subject", "difficulty", "language"] {
      attributes.set(name, try record.optionalText(name))
    }
    attributes.flag(.emptyGold, if: answers.allSatisfy(\.isEmpty))
    let context = try record.optionalText("context").map { $0 + "\n\n" } ?? ""
    return Row(
      id: "\(place.suite)-\(try record.textOrNumber("id"))", suite: place.suite, split: place.split,
      problem: Problem(statement: context + (try record.text("question")), gold: gold),
      attributes: attributes.values,
      goldSolution: try record.texts("solution").joined(separator: "\n\n"))
  }
}

/// TheoremQA (Chen and others, arXiv 2305.12524): typed answers; floats are right within 4 %.
public struct TheoremQAReader: SuiteReader {
  /// The format's name.
  public let format = "theoremqa"
  /// The fields of every record.
  public let requiredFields = ["Question", "Answer", "Answer_type", "Picture", "id"]

  /// Makes the reader.
  public init() {}

  /// The row of a record; truth values are written `True` and `False`, lists in brackets.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let answer = try record["Answer"]
    let type = try record.text("Answer_type")
    var attributes = RowAttributes()
    attributes.set("answer_type", type)
    attributes.set("relative_tolerance", type.hasSuffix("float") ? "0.04" : nil)
    for name in ["theorem", "subfield", "field"] {
      attributes.set(name, try record.optionalText(name))
    }
    attributes.set("picture", try record.optionalText("Picture"))
    attributes.flag(.needsPicture, if: try record.optionalText("Picture") != nil)
    attributes.flag(.typeDiffers, if: !Self.fits(answer, type))
    return Row(
      id: try record.textOrNumber("id"), suite: place.suite, split: place.split,
      problem: Problem(statement: try record.text("Question"), gold: try Self.gold(answer)),
      attributes: attributes.values)
  }

  private static func gold(_ answer: JSONValue) throws(JSONError) -> String {
    switch answer.kind {
    case .bool(let value): return value ? "True" : "False"
    case .number(let lexeme): return lexeme
    case .string(let text): return text
    case .array(let elements):
      var texts: [String] = []
      for element in elements { texts.append(try gold(element)) }
      return "[" + texts.joined(separator: ", ") + "]"
    case .null, .object: throw answer.error("expected an answer", in: "Answer")
    }
  }

  private static func fits(_ answer: JSONValue, _ type: String) -> Bool {
    switch answer.kind {
    case .bool: type == "bool"
    case .number(let lexeme):
      type == "float" || type == "integer" && !lexeme.contains(".")
    case .string: type == "option"
    case .array: type.hasPrefix("list of ")
    case .null, .object: false
    }
  }
}
