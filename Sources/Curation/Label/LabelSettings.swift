import Answers
import Corpus

/// A solution that is to be labelled.
public struct SolutionToLabel: Hashable, Sendable {
  /// The problem.
  public let problem: Problem
  /// The completion that is the solution.
  public let completion: ContentKey
  /// Its whole text.
  public let text: String
  /// The byte range of every step in the text.
  public let steps: [Range<Int>]
  /// The judgement of its answer.
  public let verdict: Verdict
  /// The tokens of its text.
  public let tokens: Int
  /// The problem's other sampled solutions by how they ended; this one, or one of its twins, is
  /// left out.
  public let others: RolloutCounts
  /// Those of them that share steps of it, by the last one that they share (``SolutionOutline``).
  public let passing: [RolloutCounts]
  /// Whether somebody else than the completer wrote it.
  ///
  /// A rollout of a completer's own text begins with what separates steps, as that text went on. Of
  /// a foreign one the completer often takes the words of a step for the whole solution and ends, so
  /// that its rollouts start where the next step does.
  public let isForeign: Bool

  /// Makes a solution to label.
  ///
  /// - Parameter tokens: by default one for each four bytes of the text.
  public init(
    problem: Problem, completion: ContentKey, text: String, steps: [Range<Int>],
    verdict: Verdict, tokens: Int? = nil, others: RolloutCounts = RolloutCounts(),
    passing: [RolloutCounts]? = nil, isForeign: Bool = false
  ) {
    self.problem = problem
    self.completion = completion
    self.text = text
    self.steps = steps
    self.verdict = verdict
    self.tokens = tokens ?? max(1, text.utf8.count / 4)
    self.others = others
    self.passing = passing ?? Array(repeating: RolloutCounts(), count: steps.count)
    self.isForeign = isForeign
  }

  /// What a search needs to know of it.
  ///
  /// - Parameter usesArithmetic: whether the first false equation counts as known.
  public func outline(usesArithmetic: Bool) -> SolutionOutline {
    let bytes = max(text.utf8.count, 1)
    return SolutionOutline(
      steps: steps.count, verdict: verdict, others: others, passing: passing,
      tokensAfter: steps.map {
        max(1, Double(tokens) * Double(bytes - $0.upperBound) / Double(bytes))
      }, firstFalseEquation: usesArithmetic ? ArithmeticWitness().firstBroken(in: stepTexts) : nil)
  }

  /// The beginning that ends with step `step`.
  public func prefix(through step: Int) -> Prefix {
    Prefix(
      text: String(decoding: text.utf8.prefix(steps[step].upperBound), as: UTF8.self),
      completion: completion)
  }

  /// The beginning that rollouts of step `step` go on from.
  func rolloutPrefix(through step: Int) -> Prefix {
    guard isForeign, step + 1 < steps.count else { return prefix(through: step) }
    return Prefix(
      text: String(decoding: text.utf8.prefix(steps[step + 1].lowerBound), as: UTF8.self),
      completion: completion)
  }

  /// The texts of all steps, without the white space around them.
  public var stepTexts: [String] { steps.indices.map(stepText) }

  /// The text of step `step`, without the white space around it.
  public func stepText(_ step: Int) -> String {
    let bytes = Array(text.utf8)[steps[step]]
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }
    let trimmed = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    return String(decoding: Array(trimmed), as: UTF8.self)
  }
}

/// What a labelling procedure found.
public struct Labelling: Hashable, Sendable {
  /// The solution.
  public let completion: ContentKey
  /// The text of every step, without the white space around it.
  public let stepTexts: [String]
  /// Labels of the steps that were looked at, in order.
  public let labels: [Label]
  /// The rollouts that were judged, each once.
  public let rollouts: [JudgedReply]
  /// Places where the rollouts contradict that a wrong prefix stays wrong.
  public var violations = 0
  /// The probability that the first wrong step is what the labels say, where one is stated.
  public var confidence: Double?
}

/// What every Monte Carlo labeller of a solution needs to know.
public struct LabelSettings: Sendable {
  /// The template that continues a prefix.
  public let template: Template
  /// How rollouts are sampled.
  public let sampling: Sampling
  /// The most rollouts of one prefix.
  public let rollouts: Int
  /// How counts become labels.
  public let rule: RolloutRule
  /// Judges the rollouts.
  public let judge: SolutionJudge
  /// The run's seed.
  public let seed: UInt64

  /// Makes settings.
  public init(
    template: Template, sampling: Sampling, rollouts: Int, rule: RolloutRule = RolloutRule(),
    judge: SolutionJudge, seed: UInt64
  ) {
    precondition(rollouts >= 1, "a prefix needs at least one rollout")
    self.template = template
    self.sampling = sampling
    // Greedy rollouts of a prefix are one and the same.
    self.rollouts = sampling.isGreedy ? 1 : rollouts
    self.rule = rule
    self.judge = judge
    self.seed = seed
  }

  /// The same settings with another number of rollouts.
  func with(rollouts: Int) -> LabelSettings {
    LabelSettings(
      template: template, sampling: sampling, rollouts: rollouts, rule: rule, judge: judge,
      seed: seed)
  }

  /// The requests for rollouts `indices` of the prefix that ends with step `step`.
  func requests(_ solution: SolutionToLabel, step: Int, _ indices: Range<Int>) -> [Request] {
    let prompt = Prompt(
      template: template, problem: solution.problem,
      prefix: solution.rolloutPrefix(through: step))
    return indices.map {
      Request(prompt: prompt, sampling: sampling, purpose: .rollout, index: $0, runSeed: seed)
    }
  }
}
