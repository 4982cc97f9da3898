import Answers
import Corpus
import Evaluation
import ProblemSets
import Storage

/// Stores solutions whose steps somebody rated, with the ratings as labels.
///
/// A step's text is stored as it was published: steps are joined by a blank line, which belongs to
/// no step.
public struct RatedImport: Sendable {
  /// The method of the labels.
  public static let method = "published"
  private static let separator = "\n\n"
  private static let template = Template(name: "published", text: "{statement}{prefix}")
  // There are several texts of one author for one problem, so they cannot be its greedy one.
  private static let sampling = Sampling(
    temperature: 1, maxTokens: 0, extra: #"{"published":true}"#)

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

  /// Stores the solutions of a file's rows; returns how many different ones there are.
  ///
  /// Of a step that nobody rated there is no label.
  public func record(
    _ read: SuiteRows, format: String, in store: StoreTransaction
  ) throws(DatabaseError) -> Int {
    var stored: Set<ContentKey> = []
    for (row, solution) in zip(read.rows, read.solutions) where !solution.steps.isEmpty {
      let model = ModelIdentity(name: solution.generator ?? format, kind: .published)
      let text = solution.steps.joined(separator: Self.separator)
      // The text itself is the index, so that neither the order nor the file matters.
      let index = Int(ContentKey(hashing: text).high >> 33)
      let request = Request(
        prompt: Prompt(template: Self.template, problem: row.problem), sampling: Self.sampling,
        purpose: .published, index: index, runSeed: 0)
      let key = request.key(model: model)
      let completion = Completion(
        text: text, promptTokens: 0, completionTokens: 0, finishReason: .stop)
      try store.record(completion, of: request, key: key, model: model, run: run)
      let id = try store.insertSolution(
        try judged(solution, completion, key: key, gold: row.problem.gold, format: format, store),
        model: model, problem: row.problem, steps: Self.ranges(of: solution.steps))
      try store.record(
        Self.labels(solution), solution: id, method: Self.method,
        settings: #"{"format":"\#(format)"}"#)
      stored.insert(key)
    }
    return stored.count
  }

  /// The published judgement of the answer, else the judge's, else none.
  private func judged(
    _ solution: RatedSolution, _ completion: Completion, key: ContentKey, gold: String,
    format: String, _ store: StoreTransaction
  ) throws(DatabaseError) -> JudgedCompletion {
    if let isCorrect = solution.finalAnswerCorrect {
      let judged = JudgedCompletion(
        key: key, verdict: isCorrect ? .correct : .incorrect, reason: Self.method, answer: nil,
        rule: nil)
      try store.record(
        judged, by: JudgeIdentity(name: Self.method, version: 1, policy: format))
      return judged
    }
    guard !gold.isEmpty,
      let reply = judge.judge([Reply(key: key, completion: completion)], gold: gold).first
    else {
      return JudgedCompletion(
        key: key, verdict: .undecided, reason: "no gold answer", answer: nil, rule: nil)
    }
    let judged = JudgedCompletion(reply)
    try store.record(judged, by: judge.identity)
    return judged
  }

  private static func labels(_ solution: RatedSolution) -> [Label] {
    solution.ratings.enumerated().compactMap { step, rating in
      guard let rating else { return nil }
      let value: LabelValue = rating > 0 ? .positive : rating < 0 ? .negative : .neutral
      return Label(step: step, value: value, method: method)
    }
  }

  private static func ranges(of steps: [String]) -> [Range<Int>] {
    var start = 0
    return steps.map { step in
      let range = start..<start + step.utf8.count
      start = range.upperBound + separator.utf8.count
      return range
    }
  }
}
