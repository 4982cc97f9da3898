import Answers
import Corpus
import Generation

/// How solutions are sampled and judged.
public struct SolveSettings: Sendable {
  /// The template that asks for a solution.
  public let template: Template
  /// How solutions are sampled.
  public let sampling: Sampling
  /// Judges them.
  public let judge: SolutionJudge
  /// What they are for: `solve` for a dataset, `evaluate` for a measurement.
  public let purpose: Purpose
  /// The run's seed.
  public let seed: UInt64

  /// Makes settings.
  public init(
    template: Template, sampling: Sampling, judge: SolutionJudge, purpose: Purpose = .solve,
    seed: UInt64
  ) {
    self.template = template
    self.sampling = sampling
    self.judge = judge
    self.purpose = purpose
    self.seed = seed
  }

  /// The identity of everything that decides the solutions.
  public var key: ContentKey {
    var hasher = ContentHasher("solve settings")
    hasher.add(template.key)
    hasher.add(sampling.key)
    hasher.add(judge.identity.description)
    hasher.add(purpose.rawValue)
    hasher.add(seed)
    return hasher.key
  }

  /// The requests for the first `count` solutions of a problem.
  public func requests(_ problem: Problem, count: Int) -> [Request] {
    let prompt = Prompt(template: template, problem: problem)
    return (0..<count).map {
      Request(prompt: prompt, sampling: sampling, purpose: purpose, index: $0, runSeed: seed)
    }
  }
}

/// Samples n solutions of a problem and judges them.
public struct SampleProcedure: Procedure {
  private let problem: Problem
  private let count: Int
  private let settings: SolveSettings
  private var isAsked = false

  /// Makes the procedure.
  ///
  /// - Parameters:
  ///   - problem: what is solved.
  ///   - count: how many solutions; at least 1.
  ///   - settings: how.
  public init(_ problem: Problem, count: Int, settings: SolveSettings) {
    self.problem = problem
    self.count = count
    self.settings = settings
  }

  /// None: all are asked for at once.
  public var furtherRequests: [FurtherRequest]? { [] }

  /// Asks for all solutions at once, then judges them.
  public mutating func advance(_ replies: [Reply]) -> Move<[JudgedReply]> {
    guard isAsked else {
      isAsked = true
      return .ask(settings.requests(problem, count: count))
    }
    return .finish(settings.judge.judge(replies, gold: problem.gold))
  }
}
