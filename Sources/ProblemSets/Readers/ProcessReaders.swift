import Answers
import Corpus
import JSON

/// A solution whose steps somebody rated.
public struct RatedSolution: Hashable, Sendable {
  /// Who wrote the solution, where the file says it.
  public let generator: String?
  /// The steps' texts, as published.
  public let steps: [String]
  /// A rating for each step: 1 right, 0 neutral, −1 wrong; `nil` for a step that nobody rated.
  public let ratings: [Int?]
  /// Whether the final answer is right, where the file says it.
  public let finalAnswerCorrect: Bool?

  /// Makes a solution; there are as many ratings as steps.
  public init(generator: String?, steps: [String], ratings: [Int?], finalAnswerCorrect: Bool?) {
    precondition(steps.count == ratings.count, "a step has one rating")
    self.generator = generator
    self.steps = steps
    self.ratings = ratings
    self.finalAnswerCorrect = finalAnswerCorrect
  }
}

/// Reads the records of a format that holds a rated solution beside every problem.
public protocol RatedSolutionReader: SuiteReader {
  /// The rated solution of a record.
  func solution(from record: JSONValue) throws(JSONError) -> RatedSolution
}

/// ProcessBench (Zheng and others, arXiv 2412.06559): `problem`, `steps`, `final_answer_correct`, and
/// `label`, the first wrong step from 0, or −1.
///
/// There are no gold answers. A problem may stand in several rows, each with another solution.
public struct ProcessBenchReader: RatedSolutionReader {
  /// The format's name.
  public let format = "processbench"
  /// The fields of every record.
  public let requiredFields = [
    "id", "generator", "problem", "steps", "final_answer_correct", "label",
  ]

  /// Makes the reader.
  public init() {}

  /// The row of a record.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    let solution = try solution(from: record)
    var attributes = RowAttributes()
    attributes.set("generator", solution.generator)
    attributes.set("first_error", "\(try record["label"].int())")
    attributes.set("final_answer_correct", solution.finalAnswerCorrect.map { "\($0)" })
    attributes.flag(.emptyGold)
    return Row(
      id: try record.text("id"), suite: place.suite, split: place.split,
      problem: Problem(statement: try record.text("problem"), gold: ""),
      attributes: attributes.values)
  }

  /// The solution of a record: steps before the first wrong one are right, later ones not rated.
  public func solution(from record: JSONValue) throws(JSONError) -> RatedSolution {
    let steps = try record.texts("steps")
    let label = try record["label"].int()
    guard (-1..<steps.count).contains(label) else {
      throw try record["label"].error(
        "\(label) names none of the \(steps.count) steps", in: "label")
    }
    let ratings = steps.indices.map { step -> Int? in
      if label < 0 || step < label { return 1 }
      return step == label ? -1 : nil
    }
    return RatedSolution(
      generator: try record.text("generator"), steps: steps, ratings: ratings,
      finalAnswerCorrect: try record["final_answer_correct"].bool())
  }
}

/// PRM800K (Lightman and others, arXiv 2305.20050): solutions of MATH problems, every step rated by
/// a person.
///
/// Three shapes are read: openai/prm800k's own (`question`, `label.steps[].completions`), the flat
/// one (`problem`, `steps`, `ratings`), and VersaPRM's (`question`, `answer`, `chain_of_thoughts`).
/// Of a step with several completions the chosen one counts, else the person's, else the first.
///
/// PRM800K splits MATH anew: 4,500 problems of MATH's test are in its training part, and its test
/// part is MATH-500.
public struct PRM800KReader: RatedSolutionReader {
  private enum Shape {
    case original
    case flat
    case chains
  }

  /// The format's name.
  public let format = "prm800k"
  /// The fields of every record of the flat shape.
  public let requiredFields = ["problem", "steps", "ratings"]

  /// Makes the reader.
  public init() {}

  /// Whether a record has one of the three shapes.
  public func recognises(_ record: JSONValue) -> Bool { Self.shape(of: record) != nil }

  private static func shape(of record: JSONValue) -> Shape? {
    if record.has(["problem", "steps", "ratings"]) { return .flat }
    if record.has(["question", "label", "labeler"]) { return .original }
    return record.has(["question", "answer", "chain_of_thoughts"]) ? .chains : nil
  }

  /// The row of a record; the gold answer is there where the shape holds one.
  public func row(from record: JSONValue, at place: RecordPlace) throws(JSONError) -> Row {
    var attributes = RowAttributes()
    let problem: Problem
    switch Self.shape(of: record) {
    case .original:
      let question = try record["question"]
      problem = Problem(
        statement: try question.text("problem"),
        gold: try question.optionalText("ground_truth_answer") ?? "")
      attributes.set("labeler", try record.optionalText("labeler"))
      attributes.set("generation", try record.optionalText("generation"))
    case .chains:
      let gold = AnswerExtractor.lastBoxed(in: try record.text("answer"))
      problem = Problem(statement: try record.text("question"), gold: gold ?? "")
      attributes.set("source", try record.optionalText("source"))
    case .flat, nil:
      problem = Problem(statement: try record.text("problem"), gold: "")
      for name in ["level", "type"] { attributes.set(name, try record.optionalText(name)) }
      attributes.set("math_id", try record.optionalText("unique_id"))
    }
    attributes.flag(.emptyGold, if: problem.gold.isEmpty)
    let solution = try solution(from: record)
    attributes.set("steps", "\(solution.steps.count)")
    attributes.set("first_error", "\(solution.ratings.firstIndex(of: -1) ?? -1)")
    return Row(
      id: place.defaultID, suite: place.suite, split: place.split, problem: problem,
      attributes: attributes.values)
  }

  /// The solution of a record.
  public func solution(from record: JSONValue) throws(JSONError) -> RatedSolution {
    switch Self.shape(of: record) {
    case .original: return try Self.original(record)
    case .chains:
      guard let chain = try record["chain_of_thoughts"].array().first else {
        throw try record["chain_of_thoughts"].error("there is no solution")
      }
      return try Self.rated(chain, "labels")
    case .flat, nil: return try Self.rated(record, "ratings")
    }
  }

  private static func rated(
    _ record: JSONValue, _ name: String
  ) throws(JSONError) -> RatedSolution {
    let steps = try record.texts("steps")
    let values = try record[name]
    var ratings: [Int?] = []
    for value in try values.array() { ratings.append(try rating(value)) }
    guard ratings.count == steps.count else {
      throw values.error("\(ratings.count) ratings for \(steps.count) steps", in: name)
    }
    return RatedSolution(
      generator: nil, steps: steps, ratings: ratings, finalAnswerCorrect: nil)
  }

  private static func original(_ record: JSONValue) throws(JSONError) -> RatedSolution {
    var steps: [String] = []
    var ratings: [Int?] = []
    for step in try record["label"]["steps"].array() {
      let completions = try step["completions"]
      let all = completions.isNull ? [] : try completions.array()
      let chosen = try step["chosen_completion"]
      let human = try step.member("human_completion") ?? .null
      let completion: JSONValue
      if !chosen.isNull {
        let index = try chosen.int()
        guard all.indices.contains(index) else {
          throw chosen.error("there are only \(all.count) completions")
        }
        completion = all[index]
      } else if !human.isNull {
        completion = human
      } else if let first = all.first {
        completion = first
      } else {
        // The person gave up before this step.
        continue
      }
      steps.append(try completion.text("text"))
      ratings.append(try rating(try completion.member("rating") ?? .null))
    }
    return RatedSolution(
      generator: nil, steps: steps, ratings: ratings, finalAnswerCorrect: nil)
  }

  private static func rating(_ value: JSONValue) throws(JSONError) -> Int? {
    guard !value.isNull else { return nil }
    let rating = try value.int()
    guard (-1...1).contains(rating) else { throw value.error("a rating is -1, 0 or 1") }
    return rating
  }
}
