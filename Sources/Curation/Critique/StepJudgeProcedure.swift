import Corpus
import Generation

/// How a model is asked whether steps are right.
public struct StepJudgeSettings: Sendable {
  /// The template; the step stands at `{step}`, the solution up to it at `{prefix}`.
  public let template: Template
  /// How the judgements are sampled.
  public let sampling: Sampling
  /// How many judgements of a step vote.
  public let votes: Int
  /// The run's seed.
  public let seed: UInt64

  /// Makes settings.
  ///
  /// - Parameter votes: at least 1; greedy judgements are all the same, so there one is enough.
  public init(template: Template, sampling: Sampling, votes: Int, seed: UInt64) {
    precondition(votes >= 1, "a step needs a judgement")
    self.template = template
    self.sampling = sampling
    self.votes = sampling.isGreedy ? 1 : votes
    self.seed = seed
  }
}

/// What a model said of the steps of a solution.
public struct StepJudgement: Sendable, Hashable {
  /// The solution.
  public let completion: ContentKey
  /// A label for every step that was judged.
  public let labels: [Label]
}

/// Labels every step by what a model says of it (a model as judge: 2412.06559 measures how well
/// that works).
///
/// The judge sees the problem and the solution up to the step, never the gold answer. The majority
/// of the votes decides; without one the label abstains. The counts of a label are votes: correct
/// for right, incorrect for wrong, unanswered where no verdict can be read.
public struct StepJudgeProcedure: Procedure {
  /// The method's name in labels.
  public static let method = "judge"
  private let solution: SolutionToLabel
  private let settings: StepJudgeSettings
  private var isAsked = false

  /// Makes the procedure for one solution with at least one step.
  public init(_ solution: SolutionToLabel, settings: StepJudgeSettings) {
    self.solution = solution
    self.settings = settings
  }

  /// None: all are asked for at once.
  public var furtherRequests: [FurtherRequest]? { [] }

  /// Asks for all judgements at once, then counts them.
  public mutating func advance(_ replies: [Reply]) -> Move<StepJudgement> {
    guard isAsked else {
      isAsked = true
      return .ask(solution.steps.indices.flatMap { requests(step: $0) })
    }
    let labels = solution.steps.indices.map { step in
      let start = step * settings.votes
      return label(step, replies[start..<(start + settings.votes)])
    }
    return .finish(StepJudgement(completion: solution.completion, labels: labels))
  }

  private func requests(step: Int) -> [Request] {
    let prompt = Prompt(
      template: settings.template, problem: solution.problem,
      prefix: solution.prefix(through: step), places: ["step": solution.stepText(step)])
    return (0..<settings.votes).map {
      Request(
        prompt: prompt, sampling: settings.sampling, purpose: .judge, index: $0,
        runSeed: settings.seed)
    }
  }

  private func label(_ step: Int, _ replies: ArraySlice<Reply>) -> Label {
    var counts = RolloutCounts()
    var evidence: [ContentKey] = []
    for reply in replies {
      guard let completion = reply.completion else { continue }
      evidence.append(reply.key)
      switch Self.verdict(in: completion.text) {
      case true?: counts.correct += 1
      case false?: counts.incorrect += 1
      case nil where completion.finishReason == .length: counts.undetermined += 1
      case nil: counts.unanswered += 1
      }
    }
    let value: LabelValue =
      if counts.correct > counts.incorrect {
        .positive
      } else if counts.incorrect > counts.correct {
        .negative
      } else {
        .abstain
      }
    let most = max(counts.correct, counts.incorrect)
    return Label(
      step: step, value: value, method: Self.method, counts: counts, stopping: .fixed,
      interval: SuccessInterval.of(counts, stopping: .fixed),
      reason: counts.total == 0 ? "no judgement" : "\(most) of \(counts.total) judgements",
      evidence: evidence)
  }

  /// What the last "Verdict:" of a judgement says, or its only words; `nil` where there is none that
  /// can be read.
  ///
  /// The colon may stand behind marks of emphasis, and `not` turns the word around.
  static func verdict(in text: String) -> Bool? {
    let lower = text.lowercased()
    let marked = lower.ranges(of: "verdict").compactMap { range -> Substring? in
      let rest = lower[range.upperBound...].drop { "*_` ".contains($0) }
      return rest.first == ":" ? rest.dropFirst() : nil
    }.last
    var words = (marked ?? lower[...]).split { !$0.isLetter }[...]
    let isNegated = words.first == "not"
    if isNegated { words = words.dropFirst() }
    // Without the mark a word among others is no verdict.
    guard let word = words.first, marked != nil || words.count == 1 else { return nil }
    switch word {
    case "correct", "right": return !isNegated
    case "incorrect", "wrong": return isNegated
    default: return nil
    }
  }
}
