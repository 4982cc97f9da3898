import Answers
import Corpus
import Generation

/// How solutions are criticised and written anew.
public struct RevisionSettings: Sendable {
  /// Asks what is wrong; the solution stands at `{prefix}`.
  public let critique: Template
  /// Asks for the solution anew; what was said of it stands at `{critique}`.
  public let revise: Template
  /// How both are sampled.
  public let sampling: Sampling
  /// How often: each round begins with the solution of the one before.
  public let rounds: Int
  /// Judges the revised solutions.
  public let judge: SolutionJudge
  /// The run's seed.
  public let seed: UInt64

  /// Makes settings.
  ///
  /// - Parameter rounds: at least 1.
  public init(
    critique: Template, revise: Template, sampling: Sampling, rounds: Int, judge: SolutionJudge,
    seed: UInt64
  ) {
    precondition(rounds >= 1, "a revision takes a round")
    self.critique = critique
    self.revise = revise
    self.sampling = sampling
    self.rounds = rounds
    self.judge = judge
    self.seed = seed
  }
}

/// What became of a solution, round by round.
public struct Revision: Sendable, Hashable {
  /// The solution that was there.
  public let completion: ContentKey
  /// The critiques, as far as there are any.
  public let critiques: [ContentKey]
  /// The solutions that were written after them, judged.
  public let revised: [JudgedReply]
}

/// Asks what is wrong with a solution, then for the solution anew; again as often as wanted.
///
/// Neither prompt knows the gold answer or the verdict, so what the revision gains is what the model
/// can find out by itself (sequential revision, 2408.03314; 2310.01798 doubts that it can). A reply
/// that is missing, empty or cut ends the rounds with what there is.
public struct RevisionProcedure: Procedure {
  private let solution: SolutionToLabel
  private let settings: RevisionSettings
  private var current: (key: ContentKey, text: String)
  private var critiques: [ContentKey] = []
  private var revised: [JudgedReply] = []
  private var isReading = false
  private var isWriting = false

  /// Makes the procedure for one solution.
  public init(_ solution: SolutionToLabel, settings: RevisionSettings) {
    self.solution = solution
    self.settings = settings
    current = (solution.completion, solution.text)
  }

  /// The rest of the rounds, with the present solution in place of those to come.
  public var furtherRequests: [FurtherRequest]? {
    let left = settings.rounds - revised.count
    let text = settings.sampling.maxTokens
    let further = isReading ? [FurtherRequest(reviseRequest(""), unknownTokens: text)] : []
    guard left > 1 else { return further }
    return further
      + (1..<left).flatMap { _ in
        [
          FurtherRequest(critiqueRequest(), unknownTokens: text),
          FurtherRequest(reviseRequest(""), unknownTokens: 2 * text),
        ]
      }
  }

  /// Asks for a critique and for the solution after it, in turn.
  public mutating func advance(_ replies: [Reply]) -> Move<Revision> {
    if isWriting {
      isWriting = false
      guard let reply = replies.first, let completion = reply.completion,
        let judged = settings.judge.judge(reply, gold: solution.problem.gold)
      else { return finish() }
      revised.append(judged)
      guard completion.finishReason == .stop, !trimmed(completion.text).isEmpty else {
        return finish()
      }
      current = (reply.key, completion.text)
    } else if isReading {
      isReading = false
      guard let reply = replies.first, let completion = reply.completion,
        completion.finishReason == .stop, !trimmed(completion.text).isEmpty
      else { return finish() }
      critiques.append(reply.key)
      isWriting = true
      return .ask([reviseRequest(trimmed(completion.text))])
    }
    guard revised.count < settings.rounds else { return finish() }
    isReading = true
    return .ask([critiqueRequest()])
  }

  private var prefix: Prefix { Prefix(text: current.text, completion: current.key) }

  private func critiqueRequest() -> Request {
    Request(
      prompt: Prompt(template: settings.critique, problem: solution.problem, prefix: prefix),
      sampling: settings.sampling, purpose: .judge, index: 0, runSeed: settings.seed)
  }

  private func reviseRequest(_ critique: String) -> Request {
    Request(
      prompt: Prompt(
        template: settings.revise, problem: solution.problem, prefix: prefix,
        places: ["critique": critique]),
      sampling: settings.sampling, purpose: .revise, index: 0, runSeed: settings.seed)
  }

  private func finish() -> Move<Revision> {
    .finish(
      Revision(completion: solution.completion, critiques: critiques, revised: revised))
  }
}
