import Corpus
import Curation
import Evaluation
import ProblemSets
import Storage

/// Picks labelled solutions to show: wrong ones whose error stands at different steps, and right
/// ones.
///
/// Problems of published suites are named by id and key, without their statement.
enum SolutionExamples {
  private static let wanted = 6

  static func read(
    store: Store, selection: ProblemSelection, model: ModelIdentity
  ) async throws -> [MarkedSolution] {
    let method = LabelMethod.mathShepherd.rawValue
    let found = try await store.read { (store) throws(DatabaseError) in
      var found:
        [Int: (
          row: String, problem: Problem, solution: StoredSolution, labels: [Label],
          truths: [(value: Bool?, strict: Bool?, class: String)]
        )] = [:]
      let problems = try store.problems(
        suite: selection.suite, split: selection.split, from: 0, limit: 200)
      for stored in problems {
        let solutions = try store.solutions(
          problem: stored.id, model: model.key, purpose: .solve)
        for solution in solutions {
          let labels = try store.labels(solution: solution.id, method: method)
          guard labels.count == solution.steps.count, labels.count > 3 else { continue }
          // One for each position of the first error; -1 stands for a right solution.
          let place = labels.firstIndex { $0.value == .negative } ?? -1
          if found[place] == nil {
            found[place] = (
              stored.rowID, stored.problem, solution, labels,
              try store.truths(solution: solution.id)
            )
          }
        }
        if found.count >= wanted { break }
      }
      return found.sorted { $0.key < $1.key }.prefix(wanted).map(\.value)
    }
    // A report may be passed on; the texts of published suites have licences of their own.
    let isPublished = SuiteCard.named(selection.suite) != nil
    return found.map { item in
      let texts = SolutionToLabel(
        problem: item.problem, completion: item.solution.completion, text: item.solution.text,
        steps: item.solution.steps, verdict: item.solution.verdict
      ).stepTexts
      let steps = item.labels.map { label -> MarkedSolution.Step in
        let truth = label.step < item.truths.count ? item.truths[label.step] : nil
        return MarkedSolution.Step(
          texts[label.step], mark(label.value),
          counts: label.counts.total > 0
            ? "\(label.counts.correct)/\(label.counts.trials)" : nil,
          interval: label.interval.map { Interval(low: $0.lowerBound, high: $0.upperBound) },
          truth: truth?.value.map { $0 ? .positive : .negative },
          note: truth.flatMap { $0.class == "correct" ? nil : words($0.class) } ?? label.reason)
      }
      return MarkedSolution(
        isPublished ? "\(item.row) (\(item.problem.key))" : item.row,
        statement: isPublished ? nil : item.problem.statement, steps: steps,
        outcome: "answer \(item.solution.answer ?? "none"), gold \(item.problem.gold): "
          + item.solution.verdict.rawValue)
    }
  }

  /// "wrongOperand" as "wrong operand".
  private static func words(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }

  private static func mark(_ value: LabelValue) -> MarkedSolution.Mark {
    switch value {
    case .positive: .positive
    case .negative: .negative
    case .neutral: .neutral
    case .abstain: .abstain
    }
  }
}
