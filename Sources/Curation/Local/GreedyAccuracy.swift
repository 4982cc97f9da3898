import Answers
import Corpus
import Storage
import Transformer

/// Greedy answers to a suite's problems while a model is trained.
///
/// They are judged and forgotten: a model between two steps has no identity under which a store
/// could keep them.
public struct GreedyAccuracy: Sendable {
  /// What is asked, in words, as part of the run's identity.
  public let description: String
  private let problems: [Problem]
  private let threads: Int
  private let judge: SolutionJudge

  /// Makes the evaluation of rows.
  public init(
    _ rows: [StoredProblem], suite: String, split: String, judge: SolutionJudge, threads: Int
  ) {
    problems = rows.map(\.problem)
    self.judge = judge
    self.threads = threads
    var hasher = ContentHasher("greedy accuracy")
    for problem in problems { hasher.add(problem.key) }
    description = "\(rows.count) problems \(hasher.key) of \(suite) \(split) by \(judge.identity)"
  }

  /// How many problems are asked.
  public var count: Int { problems.count }

  /// How many of them a model answers correctly.
  ///
  /// A statement that the model's vocabulary cannot write counts as not answered.
  public func correct(_ model: Model) throws(SamplingError) -> Int {
    let sampler = model.sampler(threads: threads) { _, _ in 0 }
    var requests: [SamplingRequest] = []
    for (index, problem) in problems.enumerated() {
      let prompt = LocalPrompts.solve.rendered(statement: problem.statement, prefix: "")
      guard let tokens = try? model.tokenizer.encodePrompt(prompt) else { continue }
      let request = SamplingRequest(
        id: index, prompt: tokens, seeds: [0],
        sampling: Transformer.Sampling(
          temperature: 0, maximumTokens: LocalPrompts.maximumSolutionTokens,
          stopTokens: model.endTokens))
      if (try? sampler.check(request)) != nil { requests.append(request) }
    }
    let key = ContentKey(hashing: "greedy")
    return try sampler.completions(of: requests).joined().count { completion in
      let reply = Reply(
        key: key,
        completion: Completion(
          text: model.tokenizer.decode(completion.content), promptTokens: 0,
          completionTokens: completion.tokens.count,
          finishReason: completion.finishReason == .stop ? .stop : .length))
      return judge.judge(reply, gold: problems[completion.id].gold)?.judgement.verdict == .correct
    }
  }
}
