import Answers
import Corpus
import Evaluation
import Storage

/// Stores solutions that were published with labels.
struct LabelledWriter: Sendable {
  private static let template = Template(name: "published", text: "{statement}{prefix}")
  // There are several texts of one author for one problem, so they cannot be its greedy one.
  private static let sampling = Sampling(
    temperature: 1, maxTokens: 0, extra: #"{"published":true}"#)

  let judge: SolutionJudge
  let run: Int
  /// The format's name, which tells labellers apart.
  let format: String

  /// The request that a published text is the completion of: the text itself is the index, so that
  /// neither the order nor the file matters.
  static func request(_ text: String, problem: Problem, purpose: Purpose = .published) -> Request {
    Request(
      prompt: Prompt(template: template, problem: problem), sampling: sampling, purpose: purpose,
      index: Int(ContentKey(hashing: text).high >> 33), runSeed: 0)
  }

  /// Stores a solution with its labels; returns its completion's key.
  ///
  /// - Parameter verdict: what the file says of the answer; without it the judge decides, where
  ///   there is a gold answer.
  @discardableResult
  func write(
    _ solution: ImportedSolution, verdict: Verdict?, problem: Problem, model: ModelIdentity,
    in store: StoreTransaction
  ) throws(DatabaseError) -> ContentKey {
    let request = Self.request(solution.text, problem: problem)
    let key = request.key(model: model)
    let completion = Completion(
      text: solution.text, promptTokens: 0, completionTokens: 0, finishReason: .stop)
    try store.record(completion, of: request, key: key, model: model, run: run)
    let id = try store.insertSolution(
      try judged(verdict, completion, key: key, gold: problem.gold, store), model: model,
      problem: problem, steps: solution.steps)
    try store.record(
      solution.labels, solution: id, method: ImportedSolution.method,
      settings: #"{"format":"\#(format)"}"#)
    return key
  }

  /// The published judgement of the answer, else the judge's, else none.
  private func judged(
    _ verdict: Verdict?, _ completion: Completion, key: ContentKey, gold: String,
    _ store: StoreTransaction
  ) throws(DatabaseError) -> JudgedCompletion {
    if let verdict {
      let judged = JudgedCompletion(
        key: key, verdict: verdict, reason: ImportedSolution.method, answer: nil, rule: nil)
      try store.record(
        judged, by: JudgeIdentity(name: ImportedSolution.method, version: 1, policy: format))
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
}
