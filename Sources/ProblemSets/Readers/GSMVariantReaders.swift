import Answers
import Corpus
import JSON

/// GSM-Hard (PAL: Gao and others, arXiv 2211.10435): GSM8K's test with larger numbers; `input`,
/// `target`, and `code`, whose comment still has the old numbers.
public struct GSMHardReader: SuiteReader {
  /// The format's name.
  public let format = "gsm-hard"
  /// The fields of every record.
  public let requiredFields = ["input", "code", "target"]

  /// Makes the reader.
  public init() {}

  /// The row of a record; the program is its gold solution.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let gold = try record.textOrNumber("target")
    var attributes = RowAttributes()
    let digits = gold.drop { "-0.".contains($0) }.count { $0.isWholeNumber }
    attributes.flag(.rounded, if: gold.contains(".") && digits >= 15)
    attributes.flag(.negative, if: gold.hasPrefix("-"))
    attributes.flag(.notANumber, if: NumberReader.number(in: gold) == nil)
    return Row(
      id: place.defaultID, suite: place.suite, split: place.split,
      problem: Problem(statement: try record.text("input"), gold: gold),
      attributes: attributes.values, goldSolution: try record.text("code"))
  }
}

/// GSM-Plus (Li and others, arXiv 2402.19255): eight perturbations of every seed question of
/// GSM8K's test.
///
/// The gold answer of critical-thinking questions is `None`: a number that is needed is missing, and
/// the right reply says so.
public struct GSMPlusReader: SuiteReader {
  /// The format's name.
  public let format = "gsm-plus"
  /// The fields of every record.
  public let requiredFields = [
    "question", "solution", "answer", "perturbation_type", "seed_question", "seed_solution",
    "seed_answer",
  ]
  /// The published kinds of perturbation.
  public static let perturbations = [
    "numerical substitution", "digit expansion", "integer-decimal-fraction conversion",
    "adding operation", "reversing operation", "problem understanding", "distraction insertion",
    "critical thinking",
  ]

  /// Makes the reader.
  public init() {}

  /// The row of a record; `seed` is the key of the GSM8K problem that it was made from.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let gold = try record.text("answer")
    let solution = try record.text("solution")
    let perturbation = try record.text("perturbation_type")
    var attributes = RowAttributes()
    attributes.set("perturbation", perturbation)
    attributes.set(
      "seed", try GSM8KReader.problem(record, "seed_question", "seed_solution").key.description)
    attributes.set("answer_type", gold == "None" ? "refusal" : nil)
    attributes.flag(.unknownGroup, if: !Self.perturbations.contains(perturbation))
    if gold != "None" {
      let number = NumberReader.number(in: gold)
      attributes.flag(.notANumber, if: number == nil)
      let end = AnswerExtractor().answer(in: solution)
      attributes.flag(.goldDiffersFromSolution, if: end?.rule == .hashes && end?.number != number)
    }
    return Row(
      id: place.defaultID, suite: place.suite, split: place.split,
      problem: Problem(statement: try record.text("question"), gold: gold),
      attributes: attributes.values, goldSolution: solution)
  }
}

/// GSM-Symbolic (Mirzadeh and others, arXiv 2410.05229), as in apple/ml-gsm-symbolic's
/// `generated_data`: 50 instances of every template, each in GSM8K's form.
///
/// Scores are to be grouped by `instance`: each of the 50 is a data set of its own.
public struct GSMSymbolicReader: SuiteReader {
  /// The format's name.
  public let format = "gsm-symbolic"
  /// The fields of every record.
  public let requiredFields = [
    "id", "instance", "question", "answer", "original_id", "original_question", "original_answer",
  ]

  /// Makes the reader.
  public init() {}

  /// The row of a record; `seed` is the key of the GSM8K problem behind the template.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let (template, instance) = (try record.textOrNumber("id"), try record.textOrNumber("instance"))
    var attributes = RowAttributes()
    attributes.set("template", template)
    attributes.set("instance", instance)
    attributes.set("original_id", try record.textOrNumber("original_id"))
    attributes.set(
      "seed",
      try GSM8KReader.problem(record, "original_question", "original_answer").key.description)
    return Row(
      id: "\(place.suite)-\(place.split)-\(template)-\(instance)", suite: place.suite,
      split: place.split, problem: try GSM8KReader.problem(record, "question", "answer"),
      attributes: attributes.values, goldSolution: try record.text("answer"))
  }
}
