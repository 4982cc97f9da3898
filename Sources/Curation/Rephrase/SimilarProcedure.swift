import Answers
import Corpus
import Evaluation
import Generation

/// Writes another problem of a seed's kind and takes its answer from its solutions.
///
/// Nobody knows the answer of such a problem beforehand (2406.14532); it is kept only where more
/// than half of all solutions agree on one. The solutions are asked before the answer is known, so
/// they stay completions of a problem without one, and the kept problem is sampled anew.
public struct SimilarProcedure: Procedure {
  private let seed: Problem
  private let variant: Int
  private let settings: RephraseSettings
  private var written: Problem?

  /// Makes the procedure for variant `variant` of a seed problem.
  public init(_ seed: Problem, variant: Int, settings: RephraseSettings) {
    self.seed = seed
    self.variant = variant
    self.settings = settings
  }

  /// The solutions of a text as long as the seed's.
  public var furtherRequests: [FurtherRequest]? {
    guard written == nil else { return [] }
    return settings.solve.requests(seed, count: settings.solutions).map {
      FurtherRequest($0, unknownTokens: settings.sampling.maxTokens)
    }
  }

  /// Asks for the new problem, then for its solutions, then decides.
  public mutating func advance(_ replies: [Reply]) -> Move<Rephrasing> {
    if let problem = written { return .finish(decide(problem, replies)) }
    guard let reply = replies.first else {
      let prompt = Prompt(
        template: settings.template(seed, variant: variant), problem: seed)
      return .ask([
        Request(
          prompt: prompt, sampling: settings.sampling, purpose: .rephrase, index: variant,
          runSeed: settings.seed)
      ])
    }
    guard let completion = reply.completion else { return drop(.noReply) }
    guard completion.finishReason == .stop else { return drop(.truncated, completion.text) }
    let statement = trimmed(completion.text)
    if let reason = Rephrasing.Drop(statement, of: seed) { return drop(reason) }
    let problem = Problem(statement: statement, gold: "")
    written = problem
    return .ask(settings.solve.requests(problem, count: settings.solutions))
  }

  private func drop(_ reason: Rephrasing.Drop, _ detail: String = "") -> Move<Rephrasing> {
    .finish(Rephrasing(problem: nil, drop: reason, detail: detail, solutions: []))
  }

  private func decide(_ problem: Problem, _ replies: [Reply]) -> Rephrasing {
    let votes = Plurality(settings.solve.judge.judge(replies, gold: problem.gold))
    guard let first = votes.ranked.first else {
      return Rephrasing(problem: nil, drop: .unanswered, detail: problem.statement, solutions: [])
    }
    guard 2 * first.count > settings.solutions else {
      return Rephrasing(
        problem: nil, drop: .noMajority, detail: votes.tally + ": " + problem.statement,
        solutions: [])
    }
    return Rephrasing(
      problem: Problem(statement: problem.statement, gold: first.answer, root: seed.rootKey),
      drop: nil, detail: votes.tally, solutions: [])
  }
}
