import Answers
import Corpus
import ProblemSets
import Storage

/// Stores the rows of a suite and the solutions in it whose steps somebody rated, with the ratings
/// as labels.
///
/// A step's text is stored as it was published: steps are joined by a blank line, which belongs to
/// no step.
public struct RatedImport: Sendable {
  /// The method of the labels.
  public static let method = ImportedSolution.method

  private let judge: SolutionJudge
  private let run: Int

  /// Makes an import as part of a run.
  ///
  /// - Parameters:
  ///   - judge: Judges the solutions of which the file does not say whether their answer is right.
  ///   - run: The run's number.
  public init(judge: SolutionJudge, run: Int) {
    self.judge = judge
    self.run = run
  }

  /// What became of a file.
  public struct Result: Hashable, Sendable {
    /// Rows that the store did not have.
    public var newRows = 0
    /// Different solutions.
    public var solutions = 0
    /// Solutions that occur again with other ratings, of which the first ones are kept.
    public var conflicts: [RatingConflict] = []
  }

  /// Stores a file's rows with their solutions.
  ///
  /// Of a step that nobody rated there is no label. Where a solution occurs again with other ratings
  /// the first ones are kept, as ``LabelledImport`` does.
  public func record(
    _ read: SuiteRows, format: String, in store: StoreTransaction
  ) throws(DatabaseError) -> Result {
    let writer = LabelledWriter(judge: judge, run: run, format: format)
    var first: [ContentKey: Int] = [:]
    var result = Result()
    for (position, row) in read.rows.enumerated() {
      var row = row
      if read.solutions.indices.contains(position), !read.solutions[position].steps.isEmpty {
        let solution = read.solutions[position]
        let model = ModelIdentity(name: solution.generator ?? format, kind: .published)
        let labelled = ImportedSolution(
          steps: solution.steps, labels: solution.ratings.map(Self.label), values: [])
        let key = LabelledWriter.request(labelled.text, problem: row.problem).key(model: model)
        if let known = first[key] {
          let before = read.solutions[known]
          if before.ratings != solution.ratings
            || before.finalAnswerCorrect != solution.finalAnswerCorrect
          {
            result.conflicts.append(RatingConflict(row: row.id, first: read.rows[known].id))
          }
        } else {
          first[key] = position
          try writer.write(
            labelled, verdict: solution.finalAnswerCorrect.map { $0 ? .correct : .incorrect },
            problem: row.problem, model: model, in: store)
        }
        row = row.with(completions: [key])
      }
      if try store.insert(row, position: position) { result.newRows += 1 }
    }
    result.solutions = first.count
    return result
  }

  private static func label(_ rating: Int?) -> LabelValue {
    guard let rating else { return .abstain }
    return rating > 0 ? .positive : rating < 0 ? .negative : .neutral
  }
}

/// A solution that a file holds twice, with different ratings.
public struct RatingConflict: Hashable, Sendable, CustomStringConvertible {
  /// The later row.
  public let row: String
  /// The row whose ratings are kept.
  public let first: String

  /// For a person.
  public var description: String {
    "row \(row): the solution of row \(first) with other ratings; those of \(first) are kept"
  }
}

extension Row {
  /// The same row, which says with which solutions it came.
  func with(completions: [ContentKey]) -> Row {
    var attributes = attributes
    attributes[PublishedRow.completionsAttribute] =
      completions.map(\.description).joined(separator: " ")
    return Row(
      id: id, suite: suite, split: split, problem: problem, attributes: attributes,
      goldSolution: goldSolution)
  }
}
