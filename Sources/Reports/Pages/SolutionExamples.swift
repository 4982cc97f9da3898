import Corpus
import Curation
import ProblemSets
import Storage

/// Picks labelled solutions to show: wrong ones whose error stands at different steps, and right
/// ones.
///
/// Problems of published suites are named by id and key, without their statement.
enum SolutionExamples {
  private static let wanted = 6

  static func read(
    store: Store, selection: ProblemSelection, model: ModelIdentity, method: String
  ) async throws -> [MarkedSolution] {
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
          guard !labels.isEmpty, solution.steps.count > 3 else { continue }
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
      let byStep = Dictionary(item.labels.map { ($0.step, $0) }) { first, _ in first }
      let steps = texts.indices.map { step -> MarkedSolution.Step in
        let truth = step < item.truths.count ? item.truths[step] : nil
        var marked = MarkedSolution.Step(
          texts[step], label: byStep[step],
          truth: truth?.value.map { $0 ? .positive : .negative })
        if let name = truth?.class, name != "correct" { marked.note = words(name) }
        return marked
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
}
