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

  /// Stores a file's rows with their solutions; returns how many rows were new and how many
  /// different solutions there are.
  ///
  /// Of a step that nobody rated there is no label.
  public func record(
    _ read: SuiteRows, format: String, in store: StoreTransaction
  ) throws(DatabaseError) -> (newRows: Int, solutions: Int) {
    let writer = LabelledWriter(judge: judge, run: run, format: format)
    var stored: Set<ContentKey> = []
    var newRows = 0
    for (position, row) in read.rows.enumerated() {
      var row = row
      if read.solutions.indices.contains(position), !read.solutions[position].steps.isEmpty {
        let solution = read.solutions[position]
        let model = ModelIdentity(name: solution.generator ?? format, kind: .published)
        let labelled = ImportedSolution(
          steps: solution.steps, labels: solution.ratings.map(Self.label), values: [])
        let key = try writer.write(
          labelled, verdict: solution.finalAnswerCorrect.map { $0 ? .correct : .incorrect },
          problem: row.problem, model: model, in: store)
        stored.insert(key)
        row = row.with(completions: [key])
      }
      if try store.insert(row, position: position) { newRows += 1 }
    }
    return (newRows, stored.count)
  }

  private static func label(_ rating: Int?) -> LabelValue {
    guard let rating else { return .abstain }
    return rating > 0 ? .positive : rating < 0 ? .negative : .neutral
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
